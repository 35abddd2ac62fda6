// @ts-check
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("./stages.mjs").Tally} Tally */

/**
 * @typedef {object} VitestReport the part of vitest's JSON report that we read
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {VitestFile[]} testResults one for each file
 */

/**
 * @typedef {object} VitestFile
 * @property {string} name its path
 * @property {string} status
 * @property {string} [message] why the file could not be read
 * @property {{ status: string, fullName: string, failureMessages?: string[] | null }[]} assertionResults
 */

/**
 * Counts the tests of a vitest report. A file that could not even be read counts as one failure, and so does a
 * run that failed for a reason outside of any test, or that held no test at all.
 *
 * @param {VitestReport} report
 * @param {boolean} exitedWell
 * @returns {Tally}
 */
export function tallyVitest(report, exitedWell) {
  const unreadable = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const passed = report.numPassedTests;
  return {
    passed,
    failed: atLeastOne(report.numFailedTests + unreadable, exitedWell && report.success && passed > 0),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: report.testResults.flatMap(vitestFailures),
  };
}

/**
 * @param {VitestFile} file
 * @returns {string[]}
 */
function vitestFailures({ name, status, message, assertionResults }) {
  if (status === "failed" && assertionResults.length === 0) return [failure(name, [message])];
  return assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => failure(`${name} › ${test.fullName}`, test.failureMessages ?? []));
}

/**
 * @typedef {object} PlaywrightReport the part of Playwright's JSON report that we read
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {PlaywrightSuite[]} suites
 * @property {{ message?: string, stack?: string }[]} errors outside of any test
 */

/**
 * @typedef {object} PlaywrightSuite a file, or a group inside of one
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ file: string, line: number, title: string, tests: PlaywrightTest[] }[]} [specs]
 */

/**
 * @typedef {object} PlaywrightTest
 * @property {string} status
 * @property {{ errors: { message?: string, stack?: string }[] }[]} results one for each try
 */

/**
 * Counts the tests of a Playwright report. A test that passes at its second try is not one to trust: it counts as
 * failed.
 *
 * @param {PlaywrightReport} report
 * @param {boolean} exitedWell
 * @returns {Tally}
 */
export function tallyPlaywright({ stats, suites, errors }, exitedWell) {
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: atLeastOne(failed, exitedWell && stats.expected > 0),
    skipped: stats.skipped,
    failures: [
      ...errors.map((error) => failure("", [wordsOf(error)])),
      ...suites.flatMap(playwrightFailures),
    ],
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function playwrightFailures({ suites = [], specs = [] }) {
  const here = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) =>
        failure(
          `${file}:${line} › ${title}`,
          results.flatMap(({ errors }) => errors.map(wordsOf)),
        ),
      ),
  );
  return [...here, ...suites.flatMap(playwrightFailures)];
}

/** @param {{ message?: string, stack?: string }} error */
function wordsOf({ message, stack }) {
  return stack ?? message;
}

/** What is worth reading of one failure, at the end of a long run: the first lines say what, then where. */
const MOST_LINES = 30;

/**
 * @param {string} name
 * @param {readonly (string | undefined)[]} messages
 */
function failure(name, messages) {
  const lines = stripVTControlCharacters(messages.join("\n")).split("\n");
  const shown = lines.filter((line) => line.trim() !== "").slice(0, MOST_LINES);
  return [name, ...shown.map((line) => `    ${line}`)].join("\n");
}

/**
 * @param {number} failed
 * @param {boolean} wentWell
 */
function atLeastOne(failed, wentWell) {
  return wentWell ? failed : Math.max(failed, 1);
}
