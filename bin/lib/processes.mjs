// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Minimal Linux images have no `ps`; macOS has no `/proc`. */
const hasProc = existsSync("/proc/self/stat");

/**
 * Tells one process from another that was given the same number later: number, moment of birth, boot.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process lives (a zombie does not)
 */
export function processIdentity(pid) {
  if (hasProc) {
    const fields = statFields(pid);
    if (fields.length === 0 || fields[0] === "Z" || fields[0] === "X") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${pid} ${fields[19]} ${boot}`;
  }
  const [state, ...born] = ask(pid, "state=,lstart=").split(/\s+/);
  if (!state || state.startsWith("Z")) return undefined;
  return `${pid} ${born.join(" ")}`;
}

/**
 * @param {number} pid
 * @returns {string} name of the program, without what it adds to it about itself; empty when it cannot be known
 */
export function processName(pid) {
  if (hasProc) {
    try {
      return readFileSync(`/proc/${pid}/comm`, "utf8")
        .replace(/\s*\(.*/s, "")
        .trim();
    } catch {
      return "";
    }
  }
  return ask(pid, "comm=").split("/").pop() ?? "";
}

/**
 * @param {number} pid
 * @param {string} columns in the language of `ps -o`
 */
function ask(pid, columns) {
  const answer = spawnSync("ps", ["-o", columns, "-p", String(pid)], { encoding: "utf8" });
  return (answer.stdout ?? "").trim();
}

/**
 * @param {number} pid
 * @returns {boolean} whether the process lives, whoever owns it
 */
export function isAlive(pid) {
  return processIdentity(pid) !== undefined;
}

/**
 * @param {number} leader number of the group's first process
 * @returns {boolean} whether any process of the group is left; zombies do not count
 */
export function isGroupAlive(leader) {
  try {
    process.kill(-leader, 0);
  } catch {
    // EPERM is what macOS answers for a group of which only zombies are left.
    return false;
  }
  // In a container the first process may never bury the dead of others, and the group seems to live on.
  return !hasProc || readdirSync("/proc").some((name) => /^\d+$/.test(name) && isLivingMember(name, leader));
}

/** @param {string} pid @param {number} leader */
function isLivingMember(pid, leader) {
  const [state = "Z", , group] = statFields(pid);
  return Number(group) === leader && state !== "Z" && state !== "X";
}

/**
 * @param {string | number} pid
 * @returns {string[]} what Linux says of a process, from its state on; empty when there is no such process
 */
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before may hold spaces and parentheses of its own.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/**
 * Waits until something holds, looking every 50 ms.
 *
 * @param {() => boolean} holds
 * @param {number} deadlineMs
 * @returns {Promise<boolean>} false when the deadline passed first
 */
export async function waitUntil(holds, deadlineMs) {
  const end = Date.now() + deadlineMs;
  while (!holds()) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
