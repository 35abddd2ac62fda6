// @ts-check
import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive, processName, waitUntil } from "./processes.mjs";
import { errorCode, Refusal } from "./refusal.mjs";

/**
 * Reads the beginning of `postmaster.pid`, which a running server keeps in its data.
 *
 * @param {string} text
 * @returns {{ pid: number, dataDir: string } | undefined}
 */
export function parsePostmasterFile(text) {
  const [first = "", dataDir = ""] = text.split("\n");
  // A server in single-user mode writes its number with a minus sign.
  const pid = Math.abs(Number.parseInt(first, 10));
  return Number.isInteger(pid) && pid > 0 && dataDir !== "" ? { pid, dataDir } : undefined;
}

/**
 * Clears what an earlier life of these data left: a server still running is stopped; a file that speaks of a dead
 * process, of another program with the same number, or of the folder these data were copied from is removed,
 * since PostgreSQL itself would refuse to start beside it.
 *
 * @param {string} dataDir
 */
export async function clearStalePostmaster(dataDir) {
  const file = join(dataDir, "postmaster.pid");
  const said = parsePostmasterFile(readIfAny(file));
  if (said === undefined) {
    rmSync(file, { force: true });
    return;
  }
  const { pid } = said;
  const isOurs =
    isAlive(pid) && processName(pid).startsWith("postgres") && isSameFolder(said.dataDir, dataDir);
  if (!isOurs) {
    rmSync(file, { force: true });
    return;
  }
  for (const signal of /** @type {const} */ (["SIGINT", "SIGQUIT"])) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) !== "ESRCH") throw stillRunning(dataDir, pid);
    }
    if (await waitUntil(() => !isAlive(pid), 15_000)) return;
  }
  throw stillRunning(dataDir, pid);
}

/** @param {string} dataDir @param {number} pid */
function stillRunning(dataDir, pid) {
  return new Refusal(
    `Un PostgreSQL (processus ${pid}) tourne encore sur ${dataDir} et ne se laisse pas arrêter\u00a0: arrêtez-le, puis recommencez.`,
  );
}

/** @param {string} file */
function readIfAny(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}

/** @param {string} left @param {string} right */
function isSameFolder(left, right) {
  try {
    return realpathSync(left) === realpathSync(right);
  } catch {
    return false;
  }
}
