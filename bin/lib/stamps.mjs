// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "./replaceFile.mjs";

/**
 * Hashes files by name and content; dates do not count, since a fresh checkout has new ones.
 *
 * @param {string} root
 * @param {readonly string[]} inputs files and folders below the root; what does not exist counts as empty
 * @param {readonly string[]} [ignored] paths below the root that are left out
 * @returns {string} hexadecimal
 */
export function hashInputs(root, inputs, ignored = []) {
  const hash = createHash("sha256");
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    if (ignored.includes(path) || !existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
      return;
    }
    const content = readFileSync(full);
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  for (const input of inputs) add(input);
  return hash.digest("hex");
}

/**
 * @typedef {object} Stamp remembers which inputs a piece of work was last done for
 * @property {boolean} fresh whether it was done for these inputs, and what it made still exists
 * @property {() => void} clear to call before the work, so that half a work is never taken for a whole one
 * @property {() => void} set to call after the work
 */

/**
 * @param {string} file
 * @param {string} key what the work depends on
 * @param {readonly string[]} outputs paths that the work makes
 * @returns {Stamp}
 */
export function stamp(file, key, outputs) {
  return {
    fresh:
      existsSync(file) && readFileSync(file, "utf8") === key && outputs.every((path) => existsSync(path)),
    clear: () => rmSync(file, { force: true }),
    set() {
      mkdirSync(join(file, ".."), { recursive: true });
      replaceFile(file, key);
    },
  };
}
