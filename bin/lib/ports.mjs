// @ts-check
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { processName } from "./processes.mjs";
import { errorCode, Refusal } from "./refusal.mjs";
import { replaceFile } from "./replaceFile.mjs";

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<string | undefined>} why we cannot listen there, as a system error code; undefined when we can
 */
export async function portProblem(port, host = "127.0.0.1") {
  // macOS lets us bind one address of a port that another program holds for all addresses: ask the door as well.
  if (await canConnect(reachableHost(host), port, 500)) return "EADDRINUSE";
  return await new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(errorCode(error) ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * @param {string} host where a server listens, perhaps on every address
 * @returns {string} where to knock to reach it from this machine
 */
export function reachableHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

/**
 * @param {string} host
 * @param {number} port
 * @param {number} deadlineMs
 * @returns {Promise<boolean>} whether someone answers there
 */
export function canConnect(host, port, deadlineMs) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    /** @param {boolean} answer */
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(deadlineMs, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

/** Below the range from which systems take the ports of outgoing connections, so a kept port stays free. */
const FIRST_PORT = 15_000;
const LAST_PORT = 30_000;

/** Ports found here for programs that may not listen yet: never the same for two of them. */
const given = new Set();

/**
 * @param {number} [preferred] taken when it is free
 * @param {() => number} [random] at least 0, below 1
 * @returns {Promise<number>} a free port of 127.0.0.1, another one at each call
 */
export async function findFreePort(preferred, random = Math.random) {
  if (preferred !== undefined && (await portProblem(preferred)) === undefined) return preferred;
  for (let turn = 0; turn < 200; turn += 1) {
    const port = FIRST_PORT + Math.floor(random() * (LAST_PORT - FIRST_PORT));
    if (given.has(port) || (await portProblem(port)) !== undefined) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No free port between ${FIRST_PORT} and ${LAST_PORT}`);
}

/**
 * A free port that stays the same from one start to the next, as long as nobody else takes it.
 *
 * @param {string} file where the ports are remembered
 * @param {string} name
 */
export async function keepPort(file, name) {
  /** @type {Record<string, number>} */
  let known = {};
  try {
    known = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Nothing remembered: any free port will do.
  }
  const port = await findFreePort(known[name]);
  if (port !== known[name]) replaceFile(file, `${JSON.stringify({ ...known, [name]: port })}\n`);
  return port;
}

/**
 * @param {number} port
 * @returns {{ pid: number, name: string } | undefined} who listens there, when the system lets us know
 */
export function findListener(port) {
  const pid = process.platform === "linux" ? listenerFromProc(port) : listenerFromLsof(port);
  return pid === undefined ? undefined : { pid, name: processName(pid) };
}

/** @param {number} port */
function listenerFromLsof(port) {
  const answer = spawnSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"], { encoding: "utf8" });
  const pid = Number.parseInt(answer.stdout ?? "", 10);
  return Number.isNaN(pid) ? undefined : pid;
}

/** @param {number} port */
function listenerFromProc(port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const LISTENING = "0A";
  const sockets = new Set();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readLines(table)) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(suffix) && fields[3] === LISTENING) sockets.add(`socket:[${fields[9]}]`);
    }
  }
  if (sockets.size === 0) return undefined;
  return readdirSync("/proc")
    .map(Number)
    .find((pid) => Number.isInteger(pid) && openFiles(pid).some((file) => sockets.has(file)));
}

/** @param {string} file */
function readLines(file) {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** @param {number} pid */
function openFiles(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return "";
      }
    });
  } catch {
    return [];
  }
}

/**
 * Stops with one sentence when the product could not listen where it was asked to.
 *
 * @param {number} port
 * @param {string} host
 * @param {string} command what to type to try another port
 */
export async function requireFreePort(port, host, command) {
  const problem = await portProblem(port, host);
  if (problem === undefined) return;
  if (problem === "EADDRINUSE") throw new Refusal(portTakenSentence(port, findListener(port), command));
  if (problem === "EACCES")
    throw new Refusal(
      `Le port ${port} est réservé à l’administrateur\u00a0: prenez-en un autre\u00a0: PORT=3000 ${command}`,
    );
  throw new Refusal(`Impossible d’écouter sur ${host}:${port} (${problem})\u00a0: vérifiez HOST et PORT.`);
}

/**
 * @param {number} port
 * @param {{ pid: number, name: string } | undefined} listener
 * @param {string} command
 */
export function portTakenSentence(port, listener, command) {
  const who = listener ? ` par ${listener.name || "un programme"} (processus ${listener.pid})` : "";
  const other = port < 65_535 ? port + 1 : 3000;
  return `Le port ${port} est déjà pris${who}\u00a0: arrêtez ce programme, ou prenez un autre port\u00a0: PORT=${other} ${command}`;
}
