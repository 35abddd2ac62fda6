// @ts-check
import { spawn } from "node:child_process";
import { isGroupAlive, waitUntil } from "./processes.mjs";

/** @typedef {import("./warden.mjs").Warden} Warden */

/**
 * @typedef {object} Ending
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {Error} [error] the program could not be started
 */

/**
 * @typedef {object} Group a program and whatever it starts in turn
 * @property {string} name
 * @property {number | undefined} pid
 * @property {boolean} isDatabase signals go to the leader alone, and the warden stops it last
 * @property {import("node:child_process").ChildProcess} child
 * @property {Promise<Ending>} ended
 * @property {() => boolean} isAlive whether the program, or a child of it, is left
 * @property {(signal: NodeJS.Signals) => void} signal sends a signal to the group (to the leader of a database)
 * @property {(how?: { signal?: NodeJS.Signals, deadlineMs?: number }) => Promise<void>} stop asks, waits, then kills
 */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {boolean} [isDatabase]
 * @property {import("node:child_process").SpawnOptions} [options]
 */

/**
 * @typedef {object} ProcessGroups
 * @property {(program: Program) => Group} spawn
 * @property {() => Group[]} alive newest first
 * @property {() => void} close from now on nothing more is started
 * @property {Warden | undefined} warden
 */

/**
 * Starts programs in process groups of their own: a Ctrl-C in the terminal reaches us alone, and we stop the
 * others in order.
 *
 * @param {Warden} [warden] told of every group
 * @returns {ProcessGroups}
 */
export function createProcessGroups(warden) {
  /** @type {Group[]} */
  let groups = [];
  let closed = false;
  return {
    warden,
    close() {
      closed = true;
    },
    alive() {
      groups = groups.filter((group) => group.isAlive());
      return [...groups].reverse();
    },
    spawn(program) {
      if (closed) throw new Error(`${program.name} is not started: everything is being stopped`);
      const group = startGroup(program);
      groups.push(group);
      const { pid } = group;
      if (pid !== undefined) {
        warden?.tell(program.isDatabase ? "database" : "group", pid);
        void group.ended.then(() => {
          if (!isGroupAlive(pid)) warden?.tell("gone", pid);
        });
      }
      return group;
    },
  };
}

/**
 * @param {Program} program
 * @returns {Group}
 */
function startGroup({ name, command, args, isDatabase = false, options = {} }) {
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  let over = pid === undefined;
  /** @type {Promise<Ending>} */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      over = true;
      resolve({ code: null, signal: null, error });
    });
    // "close" would wait for grandchildren that keep the pipes open.
    child.on("exit", (code, signal) => {
      over = true;
      resolve({ code, signal });
    });
  });

  const isAlive = () => !over || (pid !== undefined && isGroupAlive(pid));
  /** @type {Group["signal"]} */
  const signal = (which) => {
    if (pid === undefined || !isAlive()) return;
    try {
      process.kill(isDatabase && which !== "SIGKILL" ? pid : -pid, which);
    } catch {
      // It ended between the look and the signal.
    }
  };
  return {
    name,
    pid,
    isDatabase,
    child,
    ended,
    isAlive,
    signal,
    async stop({ signal: first = isDatabase ? "SIGINT" : "SIGTERM", deadlineMs = 10_000 } = {}) {
      signal(first);
      if (await waitUntil(() => !isAlive(), deadlineMs)) return;
      if (isDatabase) {
        signal("SIGQUIT");
        if (await waitUntil(() => !isAlive(), 5_000)) return;
      }
      signal("SIGKILL");
      await waitUntil(() => !isAlive(), 3_000);
    },
  };
}
