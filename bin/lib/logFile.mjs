// @ts-check
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";

/** A log that outgrows this becomes `<file>.1`, in place of the one before. */
const MAX_BYTES = 10_000_000;
const KEPT_LINES = 30;

/**
 * @typedef {object} LogFile
 * @property {(chunk: string) => void} write
 * @property {() => string[]} tail the last lines
 */

/**
 * Keeps what a program says in a file of limited size.
 *
 * @param {string} file
 * @param {(line: string) => void} [onLine] also called with each whole line
 * @returns {LogFile}
 */
export function openLog(file, onLine) {
  rotateLog(file);
  let fd = openSync(file, "a");
  let size = statSync(file).size;
  /** @type {string[]} */
  const last = [];
  let partial = "";
  return {
    write(chunk) {
      size += writeSync(fd, chunk);
      if (size > MAX_BYTES) {
        closeSync(fd);
        rotateLog(file);
        fd = openSync(file, "a");
        size = 0;
      }
      const lines = (partial + chunk).split("\n");
      partial = (lines.pop() ?? "").slice(-10_000);
      for (const line of lines) {
        onLine?.(line);
        last.push(line);
        if (last.length > KEPT_LINES) last.shift();
      }
    },
    tail: () => [...last, ...(partial ? [partial] : [])],
  };
}

/**
 * Sets a log that has grown too long aside.
 *
 * @param {string} file
 */
export function rotateLog(file) {
  if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
}

/**
 * @param {string} file
 * @param {number} [fromByte]
 * @returns {string[]} its last lines
 */
export function readTail(file, fromByte = 0) {
  try {
    return readFileSync(file).subarray(fromByte).toString("utf8").trimEnd().split("\n").slice(-KEPT_LINES);
  } catch {
    return [];
  }
}
