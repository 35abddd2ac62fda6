// @ts-check
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Refusal } from "./refusal.mjs";

/**
 * @typedef {object} WantedTests
 * @property {boolean} isWhole no filter: everything
 * @property {string[]} vitest filters that name a file of vitest
 * @property {string[]} browser filters that name a file of the browser tests
 */

/**
 * Sorts filters by who runs what they name.
 *
 * @param {readonly string[]} filters parts of paths, such as `domain/legal` or `gestures`
 * @param {readonly string[]} files paths of all test files, with slashes
 * @returns {WantedTests}
 * @throws {Refusal} naming the first filter that names no file: a run of nothing would look like a success
 */
export function wantedTests(filters, files) {
  const naming = (/** @type {string} */ filter, /** @type {RegExp} */ kind) =>
    files.some((file) => kind.test(file) && file.toLowerCase().includes(filter.toLowerCase()));
  const lost = filters.find((filter) => !naming(filter, /\.(test|spec)\.tsx?$/));
  if (lost !== undefined)
    throw new Refusal(
      `Aucun fichier de test ne contient «\u00a0${lost}\u00a0» dans son chemin. Exemple\u00a0: npm test -- domain/legal`,
    );
  return {
    isWhole: filters.length === 0,
    vitest: filters.filter((filter) => naming(filter, /\.test\.tsx?$/)),
    browser: filters.filter((filter) => naming(filter, /\.spec\.ts$/)),
  };
}

/**
 * @param {string} folder
 * @returns {string[]} paths of its test files below the root, with slashes
 */
export function testFilesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) =>
      join("tests", relative(folder, join(entry.parentPath, entry.name)))
        .split(sep)
        .join("/"),
    );
}
