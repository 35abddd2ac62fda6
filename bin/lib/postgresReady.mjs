// @ts-check
import { errorCode, Refusal } from "./refusal.mjs";

/** @typedef {import("./processGroups.mjs").Group} Group */
/** @typedef {import("pg").Client} Client */

/** After a crash the server first replays its journal; a small machine may need a while for it. */
const READY_DEADLINE_MS = 120_000;

/**
 * Waits until the server takes connections, by connecting.
 *
 * @param {string} url
 * @param {Group} group the server
 * @returns {Promise<Client | undefined>} undefined when the server died first
 */
export async function connectWhenReady(url, group) {
  // Imported late: the packages may have been installed a moment ago, by this very process.
  const { default: pg } = await import("pg");
  const end = Date.now() + READY_DEADLINE_MS;
  let dead = false;
  void group.ended.then(() => {
    dead = true;
  });
  while (!dead && Date.now() < end) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (errorCode(error) === "28P01") {
        await group.stop();
        throw new Refusal(
          "Le mot de passe gardé à côté de la base n’est pas le sien\u00a0: remettez le bon fichier .password.",
        );
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await group.stop();
  return undefined;
}

/**
 * Makes the product's database when it does not exist yet, and hangs up.
 *
 * @param {Client} client connected as superuser
 * @param {string} name
 */
export async function ensureDatabase(client, name) {
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
