// @ts-check
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** A program that started before this would be surprised to miss a part of its own. */
const PARTS_KEPT_MS = 30 * 86_400_000;

/**
 * Removes the parts of programs that no bundle has written for thirty days.
 *
 * @param {string} folder where parts are
 * @param {ReadonlySet<string>} current absolute paths of the parts just written, however old they look
 * @param {number} now
 */
export function removeOldParts(folder, current, now = Date.now()) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!current.has(file) && statSync(file).mtimeMs < now - PARTS_KEPT_MS) rmSync(file);
  }
}
