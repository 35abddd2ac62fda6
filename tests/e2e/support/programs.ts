/** The programs of the product, as they run in production: bundles of `.build`, pages of `.next`. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const STOP_PATIENCE_MS = 5_000;

export type ProgramName = "migrate" | "seed" | "catcher" | "worker";

/** The file of a program, made by `npm run build`. */
export function programFile(name: ProgramName): string {
  const file = `${ROOT}.build/${name}.mjs`;
  if (!existsSync(file)) throw new Error(`${file} is missing: run the tests with npm test`);
  return file;
}

/** The arguments that serve the pages; throws when they were never built. */
export function pagesArguments(port: number): string[] {
  if (!existsSync(`${ROOT}.next/BUILD_ID`))
    throw new Error(`${ROOT}.next is missing: run the tests with npm test`);
  return [`${ROOT}node_modules/next/dist/bin/next`, "start", "-p", String(port), "-H", "127.0.0.1"];
}

/** Runs a program to its end. @throws Error with what it said, when it fails */
export async function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = collect(child);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${said()}`);
}

function collect(child: ChildProcess): () => string {
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => text;
}

export interface Running {
  /** What it said lately. */
  said(): string;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

/** Starts a program that serves until it is stopped. */
export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = collect(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    said,
    hasEnded,
    async stop() {
      if (hasEnded()) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
