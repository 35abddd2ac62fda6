// @ts-check
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCode, Refusal } from "./refusal.mjs";

/** Folder of the checkout, without a final slash. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the two commands write, all of it ignored by git. */
export const paths = {
  modules: join(root, "node_modules"),
  /** The database, the local secrets, the logs: what must survive from one start to the next. */
  data: join(root, ".data"),
  database: join(root, ".data", "postgres"),
  logs: join(root, ".data", "logs"),
  ports: join(root, ".data", "ports.json"),
  secrets: join(root, ".data", "secrets.json"),
  startLock: join(root, ".data", "start.lock"),
  /** Server programs, stamps and reports: may be deleted at any time. */
  build: join(root, ".build"),
  stamps: join(root, ".build", "stamps"),
  reports: join(root, ".build", "reports"),
};

/**
 * Makes `.data` and its log folder. PostgreSQL may run as another user than ours, so root leaves the folder
 * traversable, not readable; anyone else keeps it to himself.
 */
export function ensureDataFolder() {
  try {
    if (!existsSync(paths.data)) {
      mkdirSync(paths.data);
      chmodSync(paths.data, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    mkdirSync(paths.logs, { recursive: true });
  } catch (error) {
    throw notWritable(error, paths.data);
  }
}

/**
 * Turns a refused write into a sentence; any other error comes back unchanged.
 *
 * @param {unknown} error
 * @param {string} path what could not be written
 * @returns {unknown}
 */
export function notWritable(error, path) {
  if (!["EACCES", "EPERM", "EROFS"].includes(errorCode(error) ?? "")) return error;
  return new Refusal(
    `Impossible d’écrire dans ${path}\u00a0: relancez avec l’utilisateur qui possède ce dossier, ou rendez-le-lui.`,
  );
}
