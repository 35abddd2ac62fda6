// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { keepHouse } from "./house.mjs";
import { ensureDataFolder, paths, root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";
import { tallyVitest } from "./reports.mjs";
import { scratchEnvironment, scratchPostgres } from "./scratch.mjs";
import { startScratchRedis } from "./scratchRedis.mjs";
import { findTestTools } from "./testTools.mjs";

/** A crash of ours is no crash of PostgreSQL: its own safety is off. The order of commits is read by a test. */
const SETTINGS = { max_connections: "150", track_commit_timestamp: "on" };

/**
 * `npm run faults [seed]`: the fault tests in full, several minutes long. Never returns; the last line is
 * `N passed, N failed`.
 *
 * @param {readonly string[]} given a seed, to repeat a run
 */
export async function faultDument([given]) {
  await keepHouse({
    interruptedCode: 130,
    async work(house) {
      const { groups, progress, supervisor, atEnd } = house;
      const seed = Number(given ?? process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      if (!Number.isSafeInteger(seed))
        throw new Refusal(`«\u00a0${given}\u00a0» n’est pas une graine\u00a0: donnez un nombre.`);
      ensureDataFolder();
      await ensureInstalled(house);
      /** @type {Record<string, string>} */
      const env = { ...scratchEnvironment(), FAULTS: "full", SEED: String(seed) };
      const tools = await findTestTools(house, { redis: !env.TEST_REDIS_URL, chromium: false });
      if (!env.TEST_REDIS_URL && tools.redis !== undefined) {
        env.TEST_REDIS_URL = await startScratchRedis(house, tools.redis);
      }
      await scratchPostgres(house, env, { label: "PostgreSQL d’essai", settings: SETTINGS });
      await prepare("generate", { groups, progress, env });
      progress.line(`  Graine ${seed}\u00a0: npm run faults ${seed} recommence les mêmes essais.`);
      const report = join(paths.reports, "faults.json");
      const group = groups.spawn({
        name: "vitest",
        command: process.execPath,
        args: [
          join(paths.modules, "vitest/vitest.mjs"),
          "run",
          "--config",
          "tests/vitest.config.ts",
          // One file after the other: each has processes enough of its own.
          "--no-file-parallelism",
          "--reporter=verbose",
          "--reporter=json",
          `--outputFile.json=${report}`,
          "tests/faults",
          "tests/usecases/dunning/model.test.ts",
          "tests/usecases/dunning/modelDatabase.test.ts",
          "tests/mail/injection.test.ts",
        ],
        options: {
          cwd: root,
          env: /** @type {NodeJS.ProcessEnv} */ (env),
          stdio: ["ignore", "inherit", "inherit"],
        },
      });
      const ending = await group.ended;
      if (supervisor.stopping.aborted) return undefined;
      const tally = tallyVitest(JSON.parse(readFileSync(report, "utf8")), ending.code === 0);
      atEnd(() => console.log(`${tally.passed} passed, ${tally.failed} failed`));
      return tally.failed === 0 ? 0 : 1;
    },
  });
}
