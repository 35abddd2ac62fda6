// @ts-check
/** @typedef {import("./processGroups.mjs").ProcessGroups} ProcessGroups */
/** @typedef {import("./processGroups.mjs").Ending} Ending */

/** How much of a program's words is kept for the case where it fails. */
const KEPT_CHARACTERS = 400_000;

/** A piece of work ended badly; `output` is what it said about it. */
export class WorkFailed extends Error {
  /**
   * @param {string} sentence
   * @param {string} output
   */
  constructor(sentence, output) {
    super(sentence);
    this.name = "WorkFailed";
    this.output = output.trimEnd();
  }
}

/**
 * @param {Ending} ending
 * @returns {string} such as `code 1` or `arrêté par SIGKILL`
 */
export function describeEnding({ code, signal, error }) {
  if (error) return error.message;
  return signal ? `arrêté par ${signal}` : `code ${code}`;
}

/**
 * Runs a program to its end and keeps its words to itself, unless it fails.
 *
 * @param {ProcessGroups} groups
 * @param {{ name: string, command: string, args: readonly string[], cwd: string,
 *   env: Record<string, string | undefined>, uid?: number, gid?: number }} program
 * @returns {Promise<string>} what it said, on both channels
 * @throws {WorkFailed} when it ends with anything but code 0
 */
export async function run(groups, { name, command, args, env, ...surroundings }) {
  const group = groups.spawn({
    name,
    command,
    args,
    options: {
      ...surroundings,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      stdio: ["ignore", "pipe", "pipe"],
    },
  });
  let output = "";
  for (const stream of [group.child.stdout, group.child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-KEPT_CHARACTERS);
    });
  }
  const closed = new Promise((resolve) => group.child.once("close", resolve));
  const ending = await group.ended;
  // The last words may still be in the pipe; a grandchild that keeps it open is not waited for.
  if (!ending.error) await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))]);
  if (ending.code !== 0) throw new WorkFailed(`${name}\u00a0: ${describeEnding(ending)}`, output);
  return output;
}
