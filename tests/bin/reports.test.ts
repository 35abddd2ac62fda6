import { expect, it } from "vitest";
import { tallyPlaywright, tallyVitest } from "../../bin/lib/reports.mjs";

const vitest = (passed: number, failed: number, files: { status: string; tests: number }[] = []) => ({
  success: failed === 0,
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 2,
  testResults: files.map(({ status, tests }) => ({ status, assertionResults: Array(tests).fill({}) })),
});

it.each([
  ["a good run", vitest(10, 0), true, { passed: 10, failed: 0, skipped: 3 }],
  [
    "failed tests",
    vitest(8, 2, [{ status: "failed", tests: 5 }]),
    false,
    { passed: 8, failed: 2, skipped: 3 },
  ],
  [
    "a file that cannot be read",
    vitest(8, 2, [{ status: "failed", tests: 0 }]),
    false,
    { passed: 8, failed: 3, skipped: 3 },
  ],
  ["an error outside of any test", vitest(8, 0), false, { passed: 8, failed: 1, skipped: 3 }],
  ["no test at all", vitest(0, 0), true, { passed: 0, failed: 1, skipped: 3 }],
])("counts %s with vitest", (_, report, exitedWell, expected) => {
  expect(tallyVitest(report, exitedWell)).toEqual(expected);
});

it.each([
  [
    "a good run",
    { expected: 5, unexpected: 0, flaky: 0, skipped: 1 },
    true,
    { passed: 5, failed: 0, skipped: 1 },
  ],
  [
    "a test that passed at its second try",
    { expected: 4, unexpected: 0, flaky: 1, skipped: 0 },
    true,
    { passed: 4, failed: 1, skipped: 0 },
  ],
  [
    "a server that would not start",
    { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    false,
    { passed: 0, failed: 1, skipped: 0 },
  ],
])("counts %s with Playwright", (_, stats, exitedWell, expected) => {
  expect(tallyPlaywright({ stats }, exitedWell)).toEqual(expected);
});
