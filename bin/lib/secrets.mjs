// @ts-check
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { notWritable } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";
import { replaceFile } from "./replaceFile.mjs";

/**
 * Gives each name a secret of 32 random bytes in base64, made once and kept in a file only its owner reads.
 * For a start on one's own machine; a real installation sets its secrets in the environment.
 *
 * @param {string} file
 * @param {readonly string[]} names
 * @returns {Record<string, string>}
 */
export function keepSecrets(file, names) {
  const known = readSecrets(file);
  const missing = names.filter((name) => !known[name]);
  if (missing.length > 0) {
    for (const name of missing) known[name] = randomBytes(32).toString("base64");
    try {
      replaceFile(file, `${JSON.stringify(known, null, 2)}\n`, 0o600);
    } catch (error) {
      throw notWritable(error, file);
    }
  }
  return Object.fromEntries(names.map((name) => [name, known[name] ?? ""]));
}

/**
 * A damaged file is never replaced in silence: what was sealed with the old secrets would be lost.
 *
 * @param {string} file
 * @returns {Record<string, string>}
 */
function readSecrets(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Refusal(
      `Le fichier ${file} est illisible\u00a0: rétablissez-le, ou supprimez-le pour en refaire un (ce qui était chiffré avec l’ancien sera perdu).`,
    );
  }
}
