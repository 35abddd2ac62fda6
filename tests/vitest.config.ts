import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { "@": `${root}src`, "@emails": `${root}emails` } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "node_modules/**"],
    globalSetup: ["tests/support/globalSetup.ts"],
    pool: "forks",
    // Most tests wait for a database, a mail server or a child: more files than cores at once.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 90_000,
    hookTimeout: 240_000,
  },
});
