import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Refusal } from "../../bin/lib/refusal.mjs";
import { keepSecrets } from "../../bin/lib/secrets.mjs";
import { temporaryFolder } from "./temporaryFolder";

const newFile = () => join(temporaryFolder(), "secrets.json");

it("makes each secret once, in a file for its owner alone", () => {
  const file = newFile();
  const first = keepSecrets(file, ["APP_SECRET"]);
  expect(Buffer.from(first.APP_SECRET ?? "", "base64")).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const second = keepSecrets(file, ["APP_SECRET", "OTHER"]);
  expect(second.APP_SECRET).toBe(first.APP_SECRET);
  expect(second.OTHER).not.toBe(first.APP_SECRET);
  expect(keepSecrets(file, ["OTHER"])).toEqual({ OTHER: second.OTHER });
});

it("refuses a damaged file rather than losing what it sealed", () => {
  const file = newFile();
  writeFileSync(file, '{"APP_SEC');
  expect(() => keepSecrets(file, ["APP_SECRET"])).toThrow(Refusal);
});
