// @ts-check
import { createProcessGroups } from "./processGroups.mjs";
import { createProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { WorkFailed } from "./run.mjs";
import { createSupervisor } from "./supervise.mjs";
import { startWarden } from "./warden.mjs";

/**
 * @typedef {object} House what a command has at hand
 * @property {import("./progress.mjs").Progress} progress
 * @property {import("./warden.mjs").Warden} warden
 * @property {import("./processGroups.mjs").ProcessGroups} groups
 * @property {import("./supervise.mjs").Supervisor} supervisor
 * @property {(work: () => void | Promise<void>) => void} atEnd called once everything is stopped
 */

/**
 * Runs a command and ends the process: whatever happens, nothing it started is left.
 *
 * @param {object} command
 * @param {number} command.interruptedCode exit code after Ctrl-C
 * @param {(house: House) => Promise<number | undefined>} command.work gives the exit code, or undefined to go on
 *   living with the programs it started
 * @returns {Promise<never>}
 */
export async function keepHouse({ interruptedCode, work }) {
  // Whoever read us may have left (`npm start | head`): that is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const progress = createProgress();
  const warden = startWarden();
  const groups = createProcessGroups(warden);
  const supervisor = createSupervisor({ groups, print: progress.line, interruptedCode });
  supervisor.stopping.addEventListener("abort", progress.close);
  /** @type {(() => void | Promise<void>)[]} */
  const lastWorks = [];

  const fail = (/** @type {unknown} */ error) => {
    // While everything stops, what was under way fails: that is how it should be.
    if (supervisor.stopping.aborted) return;
    explain(error, progress.line);
    void supervisor.stop(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  work({ progress, warden, groups, supervisor, atEnd: (one) => void lastWorks.push(one) }).then((code) => {
    if (code !== undefined) void supervisor.stop(code);
  }, fail);

  const code = await supervisor.finished;
  progress.close();
  if (supervisor.isInterrupted()) progress.line("Tout est arrêté.");
  for (const one of lastWorks) await one();
  warden.dismiss();
  process.exit(code);
}

/**
 * @param {unknown} error
 * @param {(text: string) => void} print
 */
export function explain(error, print) {
  if (error instanceof WorkFailed) {
    if (error.output) print(error.output);
    print(`✗ ${error.message}`);
  } else if (error instanceof Refusal) print(`✗ ${error.message}`);
  else print(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
