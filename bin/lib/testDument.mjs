// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { prepare } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { explain, keepHouse } from "./house.mjs";
import { isLocked, waitForLock } from "./lock.mjs";
import { ensureDataFolder, paths, root } from "./paths.mjs";
import { tallyPlaywright, tallyVitest } from "./reports.mjs";
import { run, WorkFailed } from "./run.mjs";
import { scratchEnvironment, scratchPostgres } from "./scratch.mjs";
import { startScratchRedis } from "./scratchRedis.mjs";
import { runStages } from "./stages.mjs";
import { testFilesOf, wantedTests } from "./testFilters.mjs";
import { findTestTools } from "./testTools.mjs";

/** @typedef {import("./house.mjs").House} House */
/** @typedef {import("./stages.mjs").Stage} Stage */
/** @typedef {import("./stages.mjs").Tally} Tally */
/** @typedef {import("./testFilters.mjs").WantedTests} WantedTests */
/** @typedef {Record<string, string>} Env */

/** Tests open many connections at once, from several processes. */
const SCRATCH_DATABASE = { max_connections: "150", shared_buffers: "128MB", track_commit_timestamp: "on" };

const BROWSER_TESTS = "tests/playwright.config.ts";

/**
 * `npm test`: everything, or the files that match the filters. Never returns; the last line is
 * `N passed, N failed`.
 *
 * @param {readonly string[]} filters
 */
export async function testDument(filters) {
  await keepHouse({
    interruptedCode: 130,
    async work(house) {
      /** @type {Tally} */
      let total = { passed: 0, failed: 1 };
      try {
        const wanted = wantedTests(filters, testFilesOf(join(root, "tests")));
        const env = await prepareTests(house, wanted);
        total = await runStages(stagesFor(house, env, wanted), {
          progress: house.progress,
          width: Math.min(4, Math.max(2, availableParallelism())),
          stopping: house.supervisor.stopping,
        });
      } catch (error) {
        if (house.supervisor.stopping.aborted) return undefined;
        explain(error, house.progress.line);
      }
      if (house.supervisor.stopping.aborted) return undefined;
      // The last lines of a long run are the ones that are kept and read.
      for (const failure of total.failures ?? []) house.progress.line(`\n✗ ${failure}`);
      house.atEnd(() => console.log(`${total.passed} passed, ${total.failed} failed`));
      return total.failed === 0 ? 0 : 1;
    },
  });
}

/**
 * @param {House} house
 * @param {WantedTests} wanted
 * @returns {Promise<Env>} the environment of the tests
 */
async function prepareTests(house, { isWhole, browser }) {
  const { progress, groups, atEnd } = house;
  ensureDataFolder();
  const { lock } = await waitForLock(join(paths.build, "test.lock"), {
    mayWait: () => true,
    onWait: () => progress.line("  D’autres tests tournent dans ce dossier, on les attend."),
  });
  atEnd(() => lock?.release());
  await ensureInstalled(house);
  const env = scratchEnvironment();
  const tools = await findTestTools(house, {
    redis: isWhole && !env.TEST_REDIS_URL,
    chromium: isWhole || browser.length > 0,
  });
  if (tools.chromium !== undefined) env.CHROMIUM_PATH = tools.chromium;
  if (!env.TEST_REDIS_URL && tools.redis !== undefined) {
    env.TEST_REDIS_URL = await startScratchRedis(house, tools.redis);
  }
  await scratchPostgres(house, env, { label: "PostgreSQL d’essai", settings: SCRATCH_DATABASE });
  await prepare("generate", { groups, progress, env });
  await prepare("bundle", { groups, progress, env });
  mkdirSync(paths.reports, { recursive: true });
  return env;
}

/**
 * @param {House} house
 * @param {Env} env
 * @param {WantedTests} wanted
 * @returns {Stage[]}
 */
function stagesFor(house, env, { isWhole, vitest: files, browser }) {
  const vitest = vitestStage(house, env, files);
  if (!isWhole) {
    // The pages are needed by the tests that ask them over HTTP; the others need not wait for them.
    const asksPages = browser.length > 0 || files.some((filter) => filter.includes("http"));
    return [
      ...(asksPages ? [buildStage(house, env)] : []),
      ...(files.length > 0 ? [vitest] : []),
      ...(browser.length > 0 ? [browserStage(house, env, browser)] : []),
    ];
  }
  return [
    buildStage(house, env),
    toolStage(
      house,
      env,
      "biome",
      "Biome",
      [],
      ["@biomejs/biome/bin/biome", "check", "--config-path=tests/biome.settings.json", "."],
    ),
    toolStage(house, env, "knip", "Code mort (knip)", [], ["knip/bin/knip.js"]),
    // The build writes the types of the pages' addresses.
    toolStage(house, env, "types", "Types", ["build"], ["typescript/bin/tsc", "-p", "."]),
    vitest,
    browserStage(house, env, []),
  ];
}

/** @param {House} house @param {Env} env @returns {Stage} */
function buildStage({ groups, progress, supervisor }, env) {
  return {
    name: "build",
    label: "Pages à jour",
    after: [],
    async perform() {
      const isRunning = isLocked(paths.startLock);
      const wasBuilt = await prepare("build", { groups, progress, env });
      if (wasBuilt && isRunning && !supervisor.stopping.aborted) {
        progress.line(
          "  Dûment tourne dans ce dossier\u00a0: relancez-le, ses pages viennent d’être reconstruites.",
        );
      }
      return { passed: 0, failed: 0 };
    },
  };
}

/**
 * A tool that passes or fails as a whole.
 *
 * @param {House} house
 * @param {Env} env
 * @param {string} name
 * @param {string} label
 * @param {readonly string[]} after
 * @param {readonly [string, ...string[]]} command its file in `node_modules`, then its arguments
 * @returns {Stage}
 */
function toolStage({ groups }, env, name, label, after, [file, ...args]) {
  return {
    name,
    label,
    after,
    async perform() {
      await runTool(groups, name, file, args, env);
      return { passed: 1, failed: 0 };
    },
  };
}

/** @param {House} house @param {Env} env @param {readonly string[]} filters @returns {Stage} */
function vitestStage({ groups }, env, filters) {
  const report = join(paths.reports, "vitest.json");
  const args = ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json"];
  return {
    name: "vitest",
    label: "Tests",
    after: ["build"],
    perform: () =>
      tallyFrom(report, tallyVitest, () =>
        runTool(
          groups,
          "vitest",
          "vitest/vitest.mjs",
          [...args, `--outputFile.json=${report}`, ...filters],
          env,
        ),
      ),
  };
}

/** @param {House} house @param {Env} env @param {readonly string[]} filters @returns {Stage} */
function browserStage({ groups }, env, filters) {
  const report = join(paths.reports, "playwright.json");
  const args = ["test", "--config", BROWSER_TESTS, "--reporter=line,json", ...filters];
  return {
    name: "browser",
    label: "Tests dans le navigateur",
    after: ["build", "types", "vitest"],
    needs: ["build"],
    perform: () =>
      tallyFrom(report, tallyPlaywright, () =>
        runTool(groups, "playwright", "playwright/cli.js", args, {
          ...env,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        }),
      ),
  };
}

/**
 * Runs tests and counts them from the report they write.
 *
 * @template Report
 * @param {string} file the report
 * @param {(report: Report, exitedWell: boolean) => Tally} count
 * @param {() => Promise<string>} work
 * @returns {Promise<Tally>}
 */
async function tallyFrom(file, count, work) {
  rmSync(file, { force: true });
  /** @type {WorkFailed | undefined} */
  let failure;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WorkFailed) || !existsSync(file)) throw error;
    failure = error;
  }
  const tally = count(JSON.parse(readFileSync(file, "utf8")), failure === undefined);
  return { ...tally, output: failure?.output ?? "" };
}

/**
 * @param {import("./processGroups.mjs").ProcessGroups} groups
 * @param {string} name
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Env} env
 */
async function runTool(groups, name, file, args, env) {
  return await run(groups, {
    name,
    command: process.execPath,
    args: [join(paths.modules, file), ...args],
    cwd: root,
    env,
  });
}
