// @ts-check
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { notWritable } from "./paths.mjs";
import { processIdentity } from "./processes.mjs";
import { errorCode } from "./refusal.mjs";
import { replaceFile } from "./replaceFile.mjs";

/**
 * @typedef {object} Holder what a lock file says
 * @property {number} pid process that holds the lock
 * @property {string} identity see `processIdentity`
 * @property {string} [keeper] identity of the warden that cleans up if the holder dies
 * @property {number} [keeperPid]
 * @property {string} [url] where the product answers
 * @property {number} [databasePort] port of the database it started
 */

/**
 * @typedef {object} Lock
 * @property {(more: Partial<Holder>) => void} update adds to what the file says
 * @property {() => void} release
 */

/**
 * Takes a lock that dies with its holder: the file of a dead process is taken over.
 *
 * @param {string} file
 * @returns {{ lock: Lock, heldBy?: undefined } | { lock?: undefined, heldBy: Holder }}
 */
export function acquireLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  /** @type {Holder} */
  let mine = { pid: process.pid, identity: processIdentity(process.pid) ?? "" };
  while (!createWhole(file, JSON.stringify(mine))) {
    const heldBy = readHolder(file);
    if (heldBy !== undefined && isHeld(heldBy)) return { heldBy };
    rmSync(file, { force: true });
  }
  return {
    lock: {
      update(more) {
        mine = { ...mine, ...more };
        replaceFile(file, JSON.stringify(mine));
      },
      release() {
        if (readHolder(file)?.identity === mine.identity) rmSync(file, { force: true });
      },
    },
  };
}

/**
 * Creates a file that must not exist yet. A link appears whole or not at all, so nobody reads half a lock;
 * where the disk knows no links, an exclusive write comes close.
 *
 * @param {string} file
 * @param {string} text
 * @returns {boolean} false when the file exists
 */
function createWhole(file, text) {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, text);
    try {
      linkSync(draft, file);
    } catch (error) {
      if (errorCode(error) === "EEXIST") return false;
      writeFileSync(file, text, { flag: "wx" });
    }
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw notWritable(error, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * A lock counts as held while its holder lives, or while the warden of a killed holder still cleans up.
 *
 * @param {Holder} holder
 */
function isHeld(holder) {
  if (processIdentity(holder.pid) === holder.identity) return true;
  return holder.keeperPid !== undefined && processIdentity(holder.keeperPid) === holder.keeper;
}

/**
 * @param {string} file
 * @returns {boolean} whether someone holds this lock
 */
export function isLocked(file) {
  return holderOf(file) !== undefined;
}

/**
 * @param {string} file
 * @returns {Holder | undefined} who holds this lock
 */
export function holderOf(file) {
  const holder = readHolder(file);
  return holder !== undefined && isHeld(holder) ? holder : undefined;
}

/**
 * @param {Holder} holder
 * @returns {boolean} whether the holder itself is gone and only its warden is left
 */
export function isCleaningUp(holder) {
  return processIdentity(holder.pid) !== holder.identity;
}

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Takes the lock, or waits for it.
 *
 * @param {string} file
 * @param {{ mayWait: (holder: Holder) => boolean, onWait: () => void }} rules `mayWait` says whether this holder
 *   will be gone soon; `onWait` is called once
 * @returns {Promise<{ lock: Lock, heldBy?: undefined } | { lock?: undefined, heldBy: Holder }>}
 */
export async function waitForLock(file, { mayWait, onWait }) {
  for (let turn = 0; ; turn += 1) {
    const answer = acquireLock(file);
    if (answer.heldBy === undefined || !mayWait(answer.heldBy)) return answer;
    if (turn === 0) onWait();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
