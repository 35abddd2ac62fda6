import { expect, it } from "vitest";
import { tallyPlaywright, tallyVitest } from "../../bin/lib/reports.mjs";

const vitest = (passed: number, failed: number, files: { status: string; tests: number }[] = []) => ({
  success: failed === 0,
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 2,
  testResults: files.map(({ status, tests }) => ({
    name: "a.test.ts",
    status,
    assertionResults: Array(tests).fill({ status: "passed", fullName: "a test" }),
  })),
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
  expect(tallyVitest(report, exitedWell)).toMatchObject(expected);
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
  expect(tallyPlaywright({ stats, suites: [], errors: [] }, exitedWell)).toMatchObject(expected);
});

it("says of each failed test which it is and why", () => {
  const long = Array.from({ length: 200 }, (_, line) => `at line ${line}`).join("\n");
  const results = [
    {
      name: "money.test.ts",
      status: "failed",
      assertionResults: [
        { status: "passed", fullName: "adds" },
        {
          status: "failed",
          fullName: "shares the cents",
          failureMessages: [`\u001b[31mexpected 3 to be 4\u001b[39m\n${long}`],
        },
      ],
    },
    { name: "broken.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
  ];
  const [test = "", file = "", ...none] = tallyVitest({ ...vitest(1, 1), testResults: results }, false)
    .failures ?? [""];
  expect(none).toEqual([]);
  expect(test).toContain("money.test.ts › shares the cents\n    expected 3 to be 4\n    at line 0");
  expect(test.split("\n").length).toBeLessThan(40);
  expect(file).toContain("broken.test.ts\n    Cannot find module");
});

it("finds the failed browser tests wherever they are grouped", () => {
  const spec = (title: string, status: string, message: string) => ({
    file: "link.spec.ts",
    line: 12,
    title,
    tests: [{ status, results: [{ errors: [{ message }] }] }],
  });
  const report = {
    stats: { expected: 1, unexpected: 2, flaky: 0, skipped: 0 },
    errors: [{ message: "the server went away" }],
    suites: [
      {
        specs: [spec("opens", "expected", ""), spec("answers", "unexpected", "waited 15 s for the status")],
        suites: [{ specs: [spec("pays", "flaky", "twice")] }],
      },
    ],
  };
  const failures = tallyPlaywright(report, false).failures ?? [];
  expect(failures).toHaveLength(3);
  expect(failures[0]).toContain("the server went away");
  expect(failures[1]).toContain("link.spec.ts:12 › answers\n    waited 15 s for the status");
  expect(failures[2]).toContain("pays");
});
