import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { hashInputs, stamp } from "../../bin/lib/stamps.mjs";
import { temporaryFolder } from "./temporaryFolder";

let root = "";

beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, "src/generated"), { recursive: true });
  writeFileSync(join(root, "src/a.ts"), "one");
  writeFileSync(join(root, "src/generated/b.ts"), "two");
});

const hash = () => hashInputs(root, ["src", "missing.json"], ["src/generated"]);

it("changes with a content, a name, or a new file", () => {
  const hashes = new Set([hash()]);
  writeFileSync(join(root, "src/a.ts"), "uno");
  hashes.add(hash());
  writeFileSync(join(root, "src/c.ts"), "");
  hashes.add(hash());
  rmSync(join(root, "src/c.ts"));
  writeFileSync(join(root, "src/d.ts"), "");
  hashes.add(hash());
  writeFileSync(join(root, "missing.json"), "{}");
  hashes.add(hash());
  expect(hashes.size).toBe(5);
});

it("does not change with a date or with what is left out", () => {
  const before = hash();
  utimesSync(join(root, "src/a.ts"), 0, 0);
  writeFileSync(join(root, "src/generated/b.ts"), "three");
  expect(hash()).toBe(before);
});

it("tells content moved from one file to the next", () => {
  const hashOf = (a: string, b: string) => {
    writeFileSync(join(root, "src/a.ts"), a);
    writeFileSync(join(root, "src/b.ts"), b);
    return hash();
  };
  expect(hashOf("xy", "z")).not.toBe(hashOf("x", "yz"));
});

it("is fresh for the same key while its outputs exist", () => {
  const file = join(root, "stamps/build");
  const output = join(root, "out");
  const look = (key: string) => stamp(file, key, [output]).fresh;
  expect(look("k1")).toBe(false);
  writeFileSync(output, "");
  stamp(file, "k1", [output]).set();
  expect([look("k1"), look("k2")]).toEqual([true, false]);
  rmSync(output);
  expect(look("k1")).toBe(false);
  writeFileSync(output, "");
  stamp(file, "k1", []).clear();
  expect(look("k1")).toBe(false);
});
