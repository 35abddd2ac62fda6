// @ts-check
// This file is read before the version of Node is known: it keeps to syntax that very old versions parse.

/** Lowest version of Node the product runs on, as `major.minor`. */
export const MINIMUM_NODE = "20.19";

/**
 * Says in one sentence, in French then in English, why this machine cannot run the product.
 *
 * @param {string} version version of Node, such as `20.19.0`
 * @param {string} platform `process.platform`
 * @returns {string | undefined} the sentence, or undefined when all is well
 */
export function machineProblem(version, platform) {
  if (platform === "win32") {
    return "Dûment se lance sous Linux ou macOS\u00a0: sous Windows, ouvrez WSL. / Dûment runs on Linux or macOS: on Windows, use WSL.";
  }
  if (compareVersions(version, MINIMUM_NODE) >= 0) return undefined;
  return (
    "Dûment demande Node " +
    MINIMUM_NODE +
    " ou plus récent, et celui-ci est le " +
    version +
    "\u00a0: installez-le depuis https://nodejs.org. / Dûment needs Node " +
    MINIMUM_NODE +
    " or newer, and this is " +
    version +
    ": install it from https://nodejs.org."
  );
}

/**
 * Compares two dotted versions number by number; a missing number counts as zero.
 *
 * @param {string} left
 * @param {string} right
 * @returns {number} negative, zero or positive
 */
export function compareVersions(left, right) {
  const a = left.replace(/^v/, "").split(".").map(Number);
  const b = right.replace(/^v/, "").split(".").map(Number);
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] || 0) - (b[i] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Stops the process with one sentence when this machine cannot run the product.
 *
 * @returns {boolean} true when all is well
 */
export function checkNode() {
  const problem = machineProblem(process.versions.node, process.platform);
  if (problem === undefined) return true;
  console.error(problem);
  process.exitCode = 1;
  return false;
}
