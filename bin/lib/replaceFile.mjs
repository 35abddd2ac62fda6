// @ts-check
import { chmodSync, renameSync, writeFileSync } from "node:fs";

/**
 * Writes a small file so that a reader, or a power cut, finds the old text or the new one, never half of it.
 *
 * @param {string} file
 * @param {string} text
 * @param {number} [mode]
 */
export function replaceFile(file, text, mode = 0o644) {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode });
  chmodSync(draft, mode);
  renameSync(draft, file);
}
