// @ts-check
import { explain } from "./house.mjs";

/** @typedef {import("./progress.mjs").Progress} Progress */

/** How much of a tool's words is said again at the end of the run. */
const MOST_LINES = 30;

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} [output] what the stage said, shown when something failed
 * @property {string[]} [failures] each test that failed, and why: shown again at the very end
 */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} label
 * @property {readonly string[]} after stages that come first, whether they pass or not
 * @property {readonly string[]} [needs] stages among them without which this one could only fail
 * @property {() => Promise<Tally>} perform
 */

/**
 * Runs the stages, side by side where their order allows. A stage that throws counts as one failure; the others
 * go on, since each says something of its own.
 *
 * @param {readonly Stage[]} stages
 * @param {{ progress: Progress, width: number, stopping: AbortSignal }} means `width` is how many run at once
 * @returns {Promise<Tally & { failures: string[] }>} the sum
 */
export async function runStages(stages, { progress, width, stopping }) {
  const names = new Set(stages.map(({ name }) => name));
  const done = new Set();
  const failed = new Set();
  const waiting = [...stages];
  /** @type {Tally & { skipped: number, failures: string[] }} */
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const lane = async () => {
    while (waiting.length > 0 && !stopping.aborted) {
      const index = waiting.findIndex(({ after }) =>
        after.every((name) => done.has(name) || !names.has(name)),
      );
      const [stage] = index < 0 ? [] : waiting.splice(index, 1);
      if (stage === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const lacks = (stage.needs ?? []).filter((name) => failed.has(name));
      const tally =
        lacks.length > 0 ? leaveOut(stage, progress) : await performStage(stage, progress, stopping);
      if (tally.failed > 0) failed.add(stage.name);
      total.passed += tally.passed;
      total.failed += tally.failed;
      total.skipped += tally.skipped ?? 0;
      total.failures.push(...(tally.failures ?? []));
      done.add(stage.name);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return total;
}

/**
 * A stage that could only fail: one failure, and what failed before stays the last thing said.
 *
 * @param {Stage} stage
 * @param {Progress} progress
 * @returns {Tally}
 */
function leaveOut({ label }, progress) {
  progress.begin(label).fail("pas lancés, faute de ce qui précède");
  return { passed: 0, failed: 1 };
}

/**
 * @param {Stage} stage
 * @param {Progress} progress
 * @param {AbortSignal} stopping
 * @returns {Promise<Tally>}
 */
async function performStage({ label, perform }, progress, stopping) {
  const step = progress.begin(label);
  /** @type {Tally} */
  let tally;
  try {
    tally = await perform();
  } catch (error) {
    step.fail();
    /** @type {string[]} */
    const said = [];
    explain(error, (text) => said.push(...text.split("\n")));
    // A stage that is cut short has nothing to say.
    if (!stopping.aborted) progress.line(said.join("\n"));
    return { passed: 0, failed: 1, failures: [[label, ...said.slice(-MOST_LINES)].join("\n    ")] };
  }
  if (tally.failed === 0) {
    step.done(describe(tally));
  } else {
    step.fail(describe(tally));
    if (tally.output) progress.line(tally.output);
  }
  return tally;
}

/** @param {Tally} tally */
function describe({ passed, failed, skipped = 0 }) {
  if (passed + failed + skipped < 2) return undefined;
  const parts = [`${passed} réussis`];
  if (failed > 0) parts.push(`${failed} échoués`);
  if (skipped > 0) parts.push(`${skipped} laissés de côté`);
  return parts.join(", ");
}
