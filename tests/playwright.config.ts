import { fileURLToPath } from "node:url";
import { defineConfig } from "playwright/test";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Journeys that begin where nobody has an account: they come first, while the demonstration is being made. */
const FROM_NOTHING = [
  "bankStatement",
  "callPromise",
  "electronicInvoice",
  "formalNotice",
  "mainJob",
  "signInByLink",
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "from nothing", testMatch: FROM_NOTHING },
    { name: "demonstration", testMatch: "**/*.spec.ts", testIgnore: FROM_NOTHING },
  ],
  globalSetup: "./e2e/support/globalSetup.ts",
  outputDir: `${root}.build/reports/browser`,
  fullyParallel: true,
  // Each worker process has its own houses: more of them would only wait for one another.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Patience costs nothing to what passes: a busy machine must not look like a broken page.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    trace: "off",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
