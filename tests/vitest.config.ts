import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Tests of functions that read no environment, no clock and no file of the house. */
const PURE = ["tests/domain/**/*.test.ts", "tests/formats/**/*.test.ts"];

export default defineConfig({
  root,
  // Elements as in production: where each was made is of no use here, and takes a tenth of the time of a page.
  oxc: { jsx: { development: false } },
  resolve: { alias: { "@": `${root}src`, "@emails": `${root}emails` } },
  test: {
    globalSetup: ["tests/support/globalSetup.ts"],
    // Half the work of a process for each file.
    pool: "threads",
    // Most tests wait for a database, a mail server or a child: more files than cores at once.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 180_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: PURE,
          // Nothing there keeps a state: files may share what they import.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "house",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...PURE, "tests/e2e/**", "node_modules/**"],
          isolate: false,
          setupFiles: ["tests/support/freshModules.ts"],
        },
      },
    ],
  },
});
