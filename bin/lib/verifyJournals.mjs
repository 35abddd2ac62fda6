// @ts-check
import { startPostgres, urlOfRunning } from "../postgres.mjs";
import { prepare, programFile } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { keepHouse } from "./house.mjs";
import { holderOf } from "./lock.mjs";
import { ensureDataFolder, paths, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { LOCAL_SENDER, readEnvironment } from "./startDument.mjs";

/** Verifying sends nothing; the programs ask for a mail server all the same. */
const NO_MAIL = { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: LOCAL_SENDER };

/**
 * `npm run journal:verify [company]`: recomputes the journals of the database of `npm start`, running or not, or of
 * the one DATABASE_URL names. Never returns; ends with 1 when a journal does not hold.
 *
 * @param {readonly string[]} args
 */
export async function verifyJournals(args) {
  await keepHouse({
    interruptedCode: 130,
    async work(house) {
      const { progress, groups } = house;
      ensureDataFolder();
      await ensureInstalled(house);
      /** @type {Record<string, string>} */
      const env = { ...NO_MAIL, ...readEnvironment(false) };
      env.DATABASE_URL ??= await localDatabase(house);
      await prepare("generate", { groups, progress, env });
      await prepare("bundle", { groups, progress, env });
      const command = ["--enable-source-maps", programFile("verifyJournal"), ...args];
      const verdict = await run(groups, {
        name: "Journal",
        command: process.execPath,
        args: command,
        cwd: root,
        env,
      });
      progress.line(verdict.trimEnd());
      return 0;
    },
  });
}

/**
 * The database of `npm start`: the one it runs now, or the same data, started for a moment.
 *
 * @param {import("./house.mjs").House} house
 * @returns {Promise<string>}
 */
async function localDatabase({ progress, groups, supervisor }) {
  const port = holderOf(paths.startLock)?.databasePort;
  if (port !== undefined) return urlOfRunning({ dataDir: paths.database, port });
  const log = (/** @type {string} */ sentence) => progress.line(`  ${sentence}`);
  const postgres = await startPostgres({ dataDir: paths.database, groups, log });
  supervisor.adopt({ name: "PostgreSQL", ...postgres });
  return postgres.url;
}
