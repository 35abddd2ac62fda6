// @ts-check
import { openLog } from "./logFile.mjs";
import { describeEnding } from "./run.mjs";

/** @typedef {import("./processGroups.mjs").ProcessGroups} ProcessGroups */
/** @typedef {import("./processGroups.mjs").Group} Group */
/** @typedef {import("./processGroups.mjs").Ending} Ending */

/**
 * npm hands on the Ctrl-C that the terminal already gave us, so two signals this close are one wish.
 */
const SAME_WISH_MS = 1000;

/**
 * @typedef {object} Service a program that should live as long as we do
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {Record<string, string | undefined>} env
 * @property {string} logFile
 * @property {(line: string) => void} [onLine] shows its words as they come
 * @property {boolean} [mayDie] its death is told, and the others go on (a worker that is being edited)
 * @property {number} [deadlineMs] how long it may take to stop
 */

/**
 * @typedef {object} Supervisor
 * @property {(service: Service) => void} start
 * @property {(name: string) => Promise<void>} restart
 * @property {(task: { name: string, stop: (force: boolean) => Promise<void>, ended: Promise<Ending>,
 *   tail: () => string[] }) => void} adopt puts something started elsewhere under the same rule
 * @property {(code: number) => Promise<void>} stop stops everything, last started first
 * @property {AbortSignal} stopping aborted from the moment we stop
 * @property {() => boolean} isInterrupted whether a signal made us stop
 * @property {Promise<number>} finished the exit code, once everything is stopped
 */

/**
 * Keeps several programs alive together: when one dies, its last lines are shown and the others are stopped; a
 * signal stops them in reverse order, a second one does so without waiting.
 *
 * @param {object} options
 * @param {ProcessGroups} options.groups
 * @param {(text: string) => void} options.print
 * @param {number} options.interruptedCode exit code after Ctrl-C
 * @returns {Supervisor}
 */
export function createSupervisor({ groups, print, interruptedCode }) {
  /** @type {{ name: string, stop: (force: boolean) => Promise<void> }[]} */
  const kept = [];
  /** @type {Map<string, Running>} */
  const services = new Map();
  const controller = new AbortController();
  /** @type {(code: number) => void} */
  let finish = () => {};
  /** @type {Promise<number>} */
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  let isForced = false;
  let isInterrupted = false;

  const stop = async (/** @type {number} */ code) => {
    if (controller.signal.aborted) return;
    controller.abort();
    groups.close();
    // Commands under way (an installation, a build) have nothing to save.
    const keptNames = new Set(kept.map(({ name }) => name));
    const commands = groups.alive().filter(({ name }) => !keptNames.has(name));
    await Promise.all(commands.map((group) => group.stop({ deadlineMs: 3000 })));
    for (const one of kept.reverse()) await one.stop(isForced);
    for (const group of groups.alive()) await group.stop({ deadlineMs: 0 });
    finish(code);
  };
  /** @param {string} name @param {Ending} ending @param {string[]} tail @param {boolean} mayDie */
  const onDeath = (name, ending, tail, mayDie) => {
    if (controller.signal.aborted) return;
    for (const line of tail) print(`  ${name} │ ${line}`);
    print(`✗ ${name} s’est arrêté tout seul (${describeEnding(ending)}).`);
    if (!mayDie) void stop(1);
  };
  listenToSignals((isSecond) => {
    print(isSecond ? "Arrêt immédiat." : "Arrêt en cours… (Ctrl-C encore pour ne pas attendre)");
    isInterrupted = true;
    isForced = isSecond;
    if (isSecond) for (const group of groups.alive()) group.signal(group.isDatabase ? "SIGQUIT" : "SIGKILL");
    else void stop(interruptedCode);
  });

  return {
    finished,
    isInterrupted: () => isInterrupted,
    stopping: controller.signal,
    stop,
    start(spec) {
      if (controller.signal.aborted) return;
      services.set(spec.name, launch(spec, groups, onDeath));
      kept.push({
        name: spec.name,
        stop: async (force) => void (await services.get(spec.name)?.stop(force)),
      });
    },
    async restart(name) {
      const running = services.get(name);
      await running?.stop(false);
      if (running && !controller.signal.aborted) services.set(name, launch(running.spec, groups, onDeath));
    },
    adopt(task) {
      kept.push({ name: task.name, stop: task.stop });
      void task.ended.then((ending) => onDeath(task.name, ending, task.tail(), false));
    },
  };
}

/**
 * @typedef {object} Running
 * @property {Service} spec
 * @property {(force: boolean) => Promise<void>} stop stops it on purpose: its end is not a death
 */

/**
 * @param {Service} spec
 * @param {ProcessGroups} groups
 * @param {(name: string, ending: Ending, tail: string[], mayDie: boolean) => void} onDeath
 * @returns {Running}
 */
function launch(spec, groups, onDeath) {
  const { name, command, args, cwd, env } = spec;
  const group = groups.spawn({
    name,
    command,
    args,
    options: { cwd, env: /** @type {NodeJS.ProcessEnv} */ (env), stdio: ["ignore", "pipe", "pipe"] },
  });
  const log = openLog(spec.logFile, spec.onLine);
  for (const stream of [group.child.stdout, group.child.stderr]) {
    stream?.setEncoding("utf8").on("data", log.write);
  }
  let isExpected = false;
  void group.ended.then(async (ending) => {
    // Its last words are still on their way through the pipe.
    await new Promise((resolve) => setTimeout(resolve, 50));
    // What was shown as it came is not shown again.
    if (!isExpected) onDeath(name, ending, spec.onLine ? [] : log.tail(), spec.mayDie === true);
  });
  return {
    spec,
    async stop(force) {
      isExpected = true;
      await group.stop({ deadlineMs: force ? 0 : (spec.deadlineMs ?? 10_000) });
    },
  };
}

/**
 * @param {(second: boolean) => void} onWish called with true when the person insists
 */
function listenToSignals(onWish) {
  let firstAt = 0;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      const now = Date.now();
      if (firstAt === 0) {
        firstAt = now;
        onWish(false);
      } else if (now - firstAt > SAME_WISH_MS) onWish(true);
    });
  }
}
