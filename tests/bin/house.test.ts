/** Real processes, real signals: whatever happens to a command, nothing it started is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { isAlive, isGroupAlive, waitUntil } from "../../bin/lib/processes.mjs";

const program = fileURLToPath(new URL("programs/family.mjs", import.meta.url));

interface Family {
  command: ChildProcess;
  pids: number[];
  warden: number;
  folder: string;
  lines: string[];
  /** Names of the services that were asked to stop, and had the time to, in that order. */
  farewells: () => string[];
}

const families: Family[] = [];

afterEach(() => {
  for (const { command, pids, folder } of families.splice(0)) {
    command.kill("SIGKILL");
    for (const pid of pids) if (isGroupAlive(pid)) process.kill(-pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

async function startFamily(): Promise<Family> {
  const command = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const reader = createInterface({ input: command.stdout });
  const [first] = await once(reader, "line");
  reader.on("line", (line) => lines.push(line));
  const { pids, warden, folder } = JSON.parse(first);
  const file = join(folder, "farewells");
  const farewells = () => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);
  const family = { command, lines, pids, warden, folder, farewells };
  families.push(family);
  expect(family.pids).toHaveLength(3);
  expect(family.pids.every(isGroupAlive)).toBe(true);
  return family;
}

async function expectNobodyLeft({ pids, warden }: Family): Promise<void> {
  expect(await waitUntil(() => !pids.some(isGroupAlive) && !isAlive(warden), 20_000)).toBe(true);
}

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "stops every child, and theirs, last come first gone, on %s",
  async (signal) => {
    const family = await startFamily();
    family.command.kill(signal);
    expect(await once(family.command, "exit")).toEqual([7, null]);
    await expectNobodyLeft(family);
    expect(family.lines.at(-1)).toBe("Tout est arrêté.");
    expect(family.farewells()).toEqual(["last", "first"]);
  },
);

it("takes the Ctrl-C that npm repeats for the one it is", async () => {
  const family = await startFamily();
  family.command.kill("SIGINT");
  await waitUntil(() => family.lines.length > 0, 5000);
  family.command.kill("SIGINT");
  await once(family.command, "exit");
  expect(family.lines).not.toContain("Arrêt immédiat.");
  expect(family.farewells()).toEqual(["last", "first"]);
  await expectNobodyLeft(family);
});

it("stops the others when one dies, and shows its last words", async () => {
  const family = await startFamily();
  // Groups are told newest first: this one is the service that came first.
  process.kill(-(family.pids[2] ?? 0), "SIGKILL");
  expect(await once(family.command, "exit")).toEqual([1, null]);
  await expectNobodyLeft(family);
  expect(family.lines).toContain("  first │ born");
  expect(family.lines).toContain("✗ first s’est arrêté tout seul (arrêté par SIGKILL).");
});

it("leaves nothing behind even when it is killed without warning", async () => {
  const family = await startFamily();
  family.command.kill("SIGKILL");
  await once(family.command, "exit");
  await expectNobodyLeft(family);
});
