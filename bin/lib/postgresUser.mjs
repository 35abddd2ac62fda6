// @ts-check
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { errorCode, Refusal } from "./refusal.mjs";

/**
 * @typedef {object} OsUser whom PostgreSQL runs as when we are root, since it refuses to be root
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 */

/**
 * Chooses who PostgreSQL runs as: the owner of data that exist already, else `postgres`, else `nobody`.
 *
 * @param {readonly string[]} dataFolders where data may already be
 * @returns {OsUser | undefined} undefined when we are not root: PostgreSQL then runs as ourselves
 */
export function choosePostgresUser(dataFolders) {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of dataFolders) {
    const owner = ownerOf(folder);
    if (owner !== undefined && owner.uid !== 0) return { name: nameOf(owner.uid), ...owner };
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = askId("-u", name);
    const gid = askId("-g", name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  throw new Refusal(
    "PostgreSQL refuse de tourner en root, et ce système n’a ni utilisateur «\u00a0postgres\u00a0» ni «\u00a0nobody\u00a0»\u00a0: lancez Dûment avec un autre utilisateur.",
  );
}

/**
 * @param {string} path
 * @returns {{ uid: number, gid: number } | undefined} undefined when there is nothing there
 */
export function ownerOf(path) {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @param {"-u" | "-g"} option @param {string} name */
function askId(option, name) {
  const answer = spawnSync("id", [option, name], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

/** @param {number} uid */
function nameOf(uid) {
  const answer = spawnSync("id", ["-un", String(uid)], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout.trim() : String(uid);
}

/**
 * Options that start a program as that user. macOS counts `nobody` as -2, written as an unsigned number by some
 * programs and as a signed one by Node.
 *
 * @param {OsUser | undefined} user
 * @returns {{ uid?: number, gid?: number }}
 */
export function runAs(user) {
  return user === undefined ? {} : { uid: user.uid | 0, gid: user.gid | 0 };
}

/**
 * Tries whether that user can start a program, which needs every folder above it as well. Trying tells more than
 * reading permission bits: access lists and mount options count too.
 *
 * @param {OsUser} user
 * @param {string} program
 */
export function canRun(user, program) {
  return probe(user, program, ["--version"]);
}

/**
 * Tries whether that user can go into a folder.
 *
 * @param {OsUser} user
 * @param {string} folder
 */
export function canEnter(user, folder) {
  return probe(user, "/bin/sh", ["-c", 'cd -- "$1"', "sh", folder]);
}

/** @param {OsUser} user @param {string} program @param {string[]} args */
function probe(user, program, args) {
  const answer = spawnSync(program, args, { ...runAs(user), cwd: "/", stdio: "ignore" });
  if (errorCode(answer.error) === "EPERM") {
    throw new Refusal(
      `PostgreSQL refuse de tourner en root, et ce système ne permet pas de le confier à «\u00a0${user.name}\u00a0»\u00a0: lancez Dûment avec un autre utilisateur, ou donnez DATABASE_URL.`,
    );
  }
  return answer.status === 0;
}
