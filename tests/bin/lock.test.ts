import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { acquireLock, isCleaningUp, isLocked, waitForLock } from "../../bin/lib/lock.mjs";
import { processIdentity } from "../../bin/lib/processes.mjs";
import { temporaryFolder } from "./temporaryFolder";

const newFile = () => join(temporaryFolder(), "deep", "start.lock");

it("is held once, and free again after its release", () => {
  const file = newFile();
  const { lock } = acquireLock(file);
  lock?.update({ url: "http://localhost:3000" });
  expect(acquireLock(file).heldBy).toMatchObject({ pid: process.pid, url: "http://localhost:3000" });
  expect(isLocked(file)).toBe(true);
  lock?.release();
  expect(existsSync(file)).toBe(false);
  expect(acquireLock(file).lock).toBeDefined();
});

it("is taken over from a process that died", async () => {
  const file = newFile();
  acquireLock(file);
  const child = spawn("/bin/sh", ["-c", "exec sleep 600"]);
  const pid = child.pid ?? 0;
  writeFileSync(file, JSON.stringify({ pid, identity: processIdentity(pid) }));
  expect(acquireLock(file).heldBy?.pid).toBe(pid);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(acquireLock(file).lock).toBeDefined();
});

it("is not fooled by another process that was given the same number", () => {
  const file = newFile();
  acquireLock(file);
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: "someone born before" }));
  expect(acquireLock(file).lock).toBeDefined();
});

it("waits while the warden of a killed start still cleans up", async () => {
  const file = newFile();
  acquireLock(file);
  const warden = spawn("/bin/sh", ["-c", "exec sleep 600"]);
  const keeperPid = warden.pid ?? 0;
  const dead = { pid: 4_000_000, identity: "dead" };
  writeFileSync(file, JSON.stringify({ ...dead, keeperPid, keeper: processIdentity(keeperPid) }));
  let waits = 0;
  const answer = await waitForLock(file, {
    mayWait: isCleaningUp,
    onWait: () => {
      waits += 1;
      warden.kill("SIGKILL");
    },
  });
  expect(answer.lock).toBeDefined();
  expect(waits).toBe(1);
});

it("does not wait for a holder that lives", async () => {
  const file = newFile();
  acquireLock(file);
  const answer = await waitForLock(file, { mayWait: isCleaningUp, onWait: () => {} });
  expect(answer.heldBy?.pid).toBe(process.pid);
});

it("leaves a lock alone that someone else took meanwhile", () => {
  const file = newFile();
  const { lock } = acquireLock(file);
  const other = JSON.stringify({ pid: 1, identity: "other" });
  writeFileSync(file, other);
  lock?.release();
  expect(readFileSync(file, "utf8")).toBe(other);
});
