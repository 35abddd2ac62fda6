// @ts-check
import { startPostgres } from "../postgres.mjs";

/** @typedef {import("./house.mjs").House} House */
/** @typedef {Record<string, string>} Env */

/** Addresses of real services: no test and no bench may ever reach them. */
const REAL_SERVICES = ["DATABASE_URL", "REDIS_URL", "SMTP_URL"];

/** @returns {Env} the environment of this process, without the services of a real installation */
export function scratchEnvironment() {
  /** @type {Env} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !REAL_SERVICES.includes(name)) env[name] = value;
  }
  if (!process.stdout.isTTY && env.FORCE_COLOR === undefined) env.NO_COLOR = "1";
  return env;
}

/**
 * Starts a PostgreSQL that goes away with us, unless TEST_DATABASE_URL names one.
 *
 * @param {House} house
 * @param {Env} env completed with TEST_DATABASE_URL
 * @param {{ label: string, settings: Record<string, string> }} how
 */
export async function scratchPostgres({ progress, groups, supervisor }, env, { label, settings }) {
  if (env.TEST_DATABASE_URL) return;
  const postgres = await progress.during(label, () =>
    startPostgres({
      ephemeral: true,
      settings,
      groups,
      log: (sentence) => progress.line(`  ${sentence}`),
    }),
  );
  supervisor.adopt({ name: "PostgreSQL", ...postgres });
  env.TEST_DATABASE_URL = postgres.url;
}
