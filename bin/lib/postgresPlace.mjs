// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { binariesFor, openFolder } from "./postgresBinaries.mjs";
import { canEnter, choosePostgresUser, ownerOf } from "./postgresUser.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./postgresUser.mjs").OsUser} OsUser */

/** Where root puts what another user must reach when the checkout lies below a closed folder. */
const PUBLIC_FOLDER = "/var/lib/dument";

/**
 * @typedef {object} Place
 * @property {string} dataDir where the data are, which may not exist yet
 * @property {string} native folder of the binaries
 * @property {OsUser | undefined} user whom PostgreSQL runs as, when not as ourselves
 */

/**
 * Decides where data and binaries lie and who runs them. Nothing of the person's own folders is opened up: what
 * the other user cannot reach is put elsewhere, and one line says so.
 *
 * @param {object} asked
 * @param {string} asked.dataDir where the data should be
 * @param {string} asked.native
 * @param {(sentence: string) => void} asked.log
 * @returns {Place}
 */
export function placeData({ dataDir, native, log }) {
  const far = farFolder(dirname(dataDir));
  const farData = join(far, "postgres");
  const user = choosePostgresUser([dataDir, farData]);
  if (user === undefined) {
    requireOwn(dataDir);
    return { dataDir, native, user };
  }
  const choice = chooseData({
    nearExists: existsSync(join(dataDir, "PG_VERSION")),
    nearReachable: canEnter(user, dirname(dataDir)),
    farExists: existsSync(join(farData, "PG_VERSION")),
  });
  if (choice !== "near") {
    openFolder(PUBLIC_FOLDER);
    openFolder(far);
    log(
      `Les données sont dans ${farData}, car «\u00a0${user.name}\u00a0» ne peut pas entrer dans ce dossier.`,
    );
  }
  if (choice === "move") {
    for (const suffix of ["", ".password"]) must("mv", ["--", dataDir + suffix, farData + suffix]);
  }
  const chosen = choice === "near" ? dataDir : farData;
  if (ownerOf(chosen)?.uid === 0) must("chown", ["-R", `${user.uid}:${user.gid}`, chosen]);
  return { dataDir: chosen, native: binariesFor(native, user, PUBLIC_FOLDER, log), user };
}

/**
 * Places a database that is thrown away: where it was asked to be.
 *
 * @param {{ dataDir: string, native: string, log: (sentence: string) => void }} asked
 * @returns {Place}
 */
export function placeScratch({ dataDir, native, log }) {
  const user = choosePostgresUser([]);
  if (user === undefined) return { dataDir, native, user };
  return { dataDir, native: binariesFor(native, user, PUBLIC_FOLDER, log), user };
}

/**
 * Data that exist are never left behind: near ones that can no longer be reached move.
 *
 * @param {{ nearExists: boolean, nearReachable: boolean, farExists: boolean }} facts
 * @returns {"near" | "far" | "move"}
 */
export function chooseData({ nearExists, nearReachable, farExists }) {
  if (nearReachable) return nearExists || !farExists ? "near" : "far";
  return nearExists && !farExists ? "move" : "far";
}

/**
 * @param {string} folder where the data should be; each checkout has one of its own
 */
function farFolder(folder) {
  const mark = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 12);
  return join(PUBLIC_FOLDER, mark);
}

/** @param {string} dataDir */
function requireOwn(dataDir) {
  const owner = ownerOf(dataDir);
  if (owner === undefined || owner.uid === process.getuid?.()) return;
  throw new Refusal(
    `Les données de ${dataDir} appartiennent à un autre utilisateur (n° ${owner.uid})\u00a0: relancez comme la première fois, ou supprimez ce dossier pour repartir de zéro.`,
  );
}

/** @param {string} command @param {string[]} args */
function must(command, args) {
  const answer = spawnSync(command, args, { encoding: "utf8" });
  if (answer.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${answer.stderr || answer.error}`);
}

/**
 * Makes an empty folder that belongs to that user alone.
 *
 * @param {string} folder
 * @param {OsUser | undefined} user
 */
export function makePrivateFolder(folder, user) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  giveTo(folder, user);
}

/** @param {string} path @param {OsUser | undefined} user */
export function giveTo(path, user) {
  if (user !== undefined) chownSync(path, user.uid >>> 0, user.gid >>> 0);
}
