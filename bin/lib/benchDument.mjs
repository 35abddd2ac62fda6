// @ts-check
import { bundleBench, prepare } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { keepHouse } from "./house.mjs";
import { ensureDataFolder, root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";
import { run } from "./run.mjs";
import { scratchEnvironment, scratchPostgres } from "./scratch.mjs";

/** @typedef {import("./house.mjs").House} House */
/** @typedef {Record<string, string>} Env */

/**
 * @typedef {object} BenchLine what a bench prints: see `tests/bench/measure.ts`
 * @property {string} name
 * @property {string} ours
 * @property {string} limit
 * @property {string} ratio
 * @property {boolean} isReached
 */

/** As a real server keeps its data: what is committed is on the disk. */
const DURABLE = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  max_connections: "60",
  shared_buffers: "256MB",
};

const LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** The bench of this letter asks pages over HTTP. */
const OVER_HTTP = "e";

/**
 * `npm run bench [letters]`: each figure beside what the machine can do at best, and the aim. Never returns; ends
 * with 1 when an aim is missed.
 *
 * @param {readonly string[]} wanted letters of the benches; all of them when there are none
 */
export async function benchDument(wanted) {
  await keepHouse({
    interruptedCode: 130,
    async work(house) {
      const letters = wanted.length === 0 ? LETTERS : wanted;
      const unknown = letters.find((letter) => !LETTERS.includes(letter));
      if (unknown !== undefined)
        throw new Refusal(`Pas de mesure «\u00a0${unknown}\u00a0»\u00a0: ${LETTERS.join(", ")}.`);
      ensureDataFolder();
      await ensureInstalled(house);
      const env = { ...scratchEnvironment(), NODE_ENV: "production" };
      const means = { groups: house.groups, progress: house.progress, env };
      await prepare("generate", means);
      if (letters.includes(OVER_HTTP)) await prepare("build", means);
      const program = await bundleBench();
      await scratchPostgres(house, env, { label: "PostgreSQL d’essai", settings: DURABLE });
      house.progress.line("  Rien d’autre ne devrait tourner sur cette machine pendant les mesures.");
      /** @type {BenchLine[]} */
      const lines = [];
      for (const letter of letters) lines.push(await measure(house, program, letter, env));
      report(house, lines);
      return lines.every(({ isReached }) => isReached) ? 0 : 1;
    },
  });
}

/**
 * One bench in a process of its own, so that none inherits the heap of another.
 *
 * @param {House} house
 * @param {string} program
 * @param {string} letter
 * @param {Env} env
 * @returns {Promise<BenchLine>}
 */
async function measure({ groups, progress }, program, letter, env) {
  const output = await progress.during(`Mesure ${letter}`, () =>
    run(groups, {
      name: `bench ${letter}`,
      command: process.execPath,
      args: [program, letter],
      cwd: root,
      env,
    }),
  );
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}

/** @param {House} house @param {BenchLine[]} lines */
function report({ progress }, lines) {
  for (const { name, ours, limit, ratio, isReached } of lines) {
    progress.line("");
    progress.line(`${isReached ? "✓" : "✗"} ${name}`);
    progress.line(`    ours   ${ours}`);
    progress.line(`    limit  ${limit}`);
    progress.line(`    ratio  ${ratio}`);
  }
}
