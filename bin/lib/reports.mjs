// @ts-check
/** @typedef {import("./stages.mjs").Tally} Tally */

/**
 * @typedef {object} VitestReport the part of vitest's JSON report that we read
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one for each file
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
  };
}

/**
 * @typedef {object} PlaywrightReport the part of Playwright's JSON report that we read
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 */

/**
 * Counts the tests of a Playwright report. A test that passes at its second try is not one to trust: it counts as
 * failed.
 *
 * @param {PlaywrightReport} report
 * @param {boolean} exitedWell
 * @returns {Tally}
 */
export function tallyPlaywright({ stats }, exitedWell) {
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: atLeastOne(failed, exitedWell && stats.expected > 0),
    skipped: stats.skipped,
  };
}

/**
 * @param {number} failed
 * @param {boolean} wentWell
 */
function atLeastOne(failed, wentWell) {
  return wentWell ? failed : Math.max(failed, 1);
}
