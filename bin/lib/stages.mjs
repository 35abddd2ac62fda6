// @ts-check
import { explain } from "./house.mjs";

/** @typedef {import("./progress.mjs").Progress} Progress */

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} [output] what the stage said, shown when something failed
 */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} label
 * @property {readonly string[]} after stages that come first, whether they pass or not
 * @property {() => Promise<Tally>} perform
 */

/**
 * Runs the stages, side by side where their order allows. A stage that throws counts as one failure; the others
 * go on, since each says something of its own.
 *
 * @param {readonly Stage[]} stages
 * @param {{ progress: Progress, width: number, stopping: AbortSignal }} means `width` is how many run at once
 * @returns {Promise<Tally>} the sum
 */
export async function runStages(stages, { progress, width, stopping }) {
  const names = new Set(stages.map(({ name }) => name));
  const done = new Set();
  const waiting = [...stages];
  const total = { passed: 0, failed: 0, skipped: 0 };
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
      const tally = await performStage(stage, progress, stopping);
      total.passed += tally.passed;
      total.failed += tally.failed;
      total.skipped += tally.skipped ?? 0;
      done.add(stage.name);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return total;
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
    // A stage that is cut short has nothing to say.
    if (!stopping.aborted) explain(error, progress.line);
    return { passed: 0, failed: 1 };
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
