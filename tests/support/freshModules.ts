/**
 * Before each test file of a shared process: our modules, the environment and the clock are as in a
 * new one, while the libraries stay loaded.
 */
import { vi } from "vitest";

const shared = globalThis as typeof globalThis & { firstEnvironment?: NodeJS.ProcessEnv };
shared.firstEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env)) {
  if (!(name in shared.firstEnvironment)) delete process.env[name];
}
Object.assign(process.env, shared.firstEnvironment);
// What our modules keep across the reloads of the development server.
for (const name of Object.keys(globalThis)) {
  if (name.startsWith("dument")) Reflect.deleteProperty(globalThis, name);
}
vi.useRealTimers();
vi.resetModules();
