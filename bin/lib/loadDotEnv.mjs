// @ts-check
import { readFileSync } from "node:fs";

/**
 * Reads the text of a `.env` file: `NAME=value`, optional `export`, comments, single quotes taken as they are,
 * double quotes with `\n`, `\"` and `\\`. Nothing is substituted.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseDotEnv(text) {
  /** @type {Record<string, string>} */
  const found = {};
  const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|[^\r\n]*)/gm;
  for (const [, name = "", raw = ""] of text.matchAll(line)) found[name] = plainValue(raw);
  return found;
}

/** @param {string} raw what stands after the equals sign */
function plainValue(raw) {
  if (/^".*"$/s.test(raw)) {
    return raw.slice(1, -1).replace(/\\(.)/gs, (_, char) => (char === "n" ? "\n" : char));
  }
  if (/^'.*'$/s.test(raw)) return raw.slice(1, -1);
  return raw.replace(/(^|[ \t])#.*$/, "").trim();
}

/**
 * The environment of the product: what the person typed wins over the file; empty values count as absent.
 *
 * @param {string} file path of the `.env` file, which may not exist
 * @param {Record<string, string | undefined>} real
 * @returns {Record<string, string>}
 */
export function loadDotEnv(file, real) {
  /** @type {Record<string, string>} */
  let fromFile = {};
  try {
    fromFile = parseDotEnv(readFileSync(file, "utf8"));
  } catch {
    // No file: the environment alone speaks.
  }
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of [...Object.entries(fromFile), ...Object.entries(real)]) {
    if (value !== undefined && value !== "") env[name] = value;
  }
  return env;
}
