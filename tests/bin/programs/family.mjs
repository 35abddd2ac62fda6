// @ts-check
// A command that keeps three services: the polite ones have a child each and write their name down when they are
// asked to stop; the deaf one will not hear of it.
// It prints the numbers of their groups and of its warden, then lives until it is stopped.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepHouse } from "../../../bin/lib/house.mjs";

const folder = mkdtempSync(join(tmpdir(), "dument-family-"));

await keepHouse({
  interruptedCode: 7,
  async work({ supervisor, groups, warden }) {
    const common = { command: "/bin/sh", cwd: folder, env: process.env };
    const polite = (/** @type {string} */ name) =>
      `trap 'echo ${name} >> farewells; exit 0' TERM; echo born; sleep 600 & wait`;
    const scripts = {
      first: polite("first"),
      deaf: "trap '' TERM; sleep 600 & while :; do sleep 600; done",
      last: polite("last"),
    };
    for (const [name, script] of Object.entries(scripts)) {
      const logFile = join(folder, `${name}.log`);
      supervisor.start({ ...common, name, args: ["-c", script], logFile, deadlineMs: 200 });
    }
    const pids = groups.alive().map(({ pid }) => pid);
    setTimeout(() => console.log(JSON.stringify({ pids, warden: warden.pid, folder })), 200);
    return undefined;
  },
});
