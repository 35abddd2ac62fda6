import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeOldParts } from "../../bin/lib/oldParts.mjs";
import { temporaryFolder } from "./temporaryFolder";

const NOW = Date.parse("2026-11-23T10:00:00Z");

/** A part last written so many days before now. */
function part(folder: string, name: string, daysAgo: number): string {
  const file = join(folder, name);
  writeFileSync(file, "");
  const at = new Date(NOW - daysAgo * 86_400_000);
  utimesSync(file, at, at);
  return file;
}

it("removes the parts of programs that no longer run, and none that is still used", () => {
  const folder = temporaryFolder();
  const used = part(folder, "used.mjs", 90);
  const recent = part(folder, "recent.mjs", 29);
  const forgotten = part(folder, "forgotten.mjs", 31);
  removeOldParts(folder, new Set([used]), NOW);
  expect([used, recent, forgotten].map((file) => existsSync(file))).toEqual([true, true, false]);
});

it("has nothing to do before the first bundle", () => {
  expect(() => removeOldParts(join(temporaryFolder(), "parts"), new Set(), NOW)).not.toThrow();
});
