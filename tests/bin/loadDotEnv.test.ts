import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadDotEnv, parseDotEnv } from "../../bin/lib/loadDotEnv.mjs";
import { temporaryFolder } from "./temporaryFolder";

it.each([
  ["PORT=3000", { PORT: "3000" }],
  ["  export PORT = 3000  ", { PORT: "3000" }],
  ["URL=smtp://u:p@h:25/#x", { URL: "smtp://u:p@h:25/#x" }],
  ["A=one # a remark", { A: "one" }],
  ["# A=one", {}],
  ["A=", { A: "" }],
  ["A='$one # two'", { A: "$one # two" }],
  ['A="two\\nlines and a \\"quote\\""', { A: 'two\nlines and a "quote"' }],
  ['A="open\nB=2', { A: '"open', B: "2" }],
  ["A=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["A=1\nA=2", { A: "2" }],
  ["not a line\n=3\n2B=4", {}],
])("reads %j", (text, expected) => {
  expect(parseDotEnv(text)).toEqual(expected);
});

it("lets the real environment win, and takes an empty value for none", () => {
  const file = join(temporaryFolder(), ".env");
  writeFileSync(file, "PORT=4000\nHOST=0.0.0.0\nSMTP_URL=\n");
  expect(loadDotEnv(file, { PORT: "5000", HOST: "" })).toEqual({ PORT: "5000", HOST: "0.0.0.0" });
});

it("does without the file", () => {
  expect(loadDotEnv("/nowhere/.env", { A: "1" })).toEqual({ A: "1" });
});
