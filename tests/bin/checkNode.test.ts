import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compareVersions, MINIMUM_NODE, machineProblem } from "../../bin/lib/checkNode.mjs";

it.each([
  ["20.19.0", "20.19", 0],
  ["20.9.0", "20.19", -1],
  ["20.20.2", "20.19", 1],
  ["v22.0.0", "20.19", 1],
  ["9.99.99", "20.19", -1],
])("compares %s with %s by number, not by letter", (left, right, sign) => {
  expect(Math.sign(compareVersions(left, right))).toBe(sign);
});

it("says in one line, in two languages, which Node is needed and which one is here", () => {
  const problem = machineProblem("18.20.4", "linux");
  expect(problem?.split("\n")).toHaveLength(1);
  expect(problem).toContain("demande Node 20.19");
  expect(problem).toContain("needs Node 20.19");
  expect(problem?.match(/18\.20\.4/g)).toHaveLength(2);
});

it("has nothing to say on a machine that will do", () => {
  expect(machineProblem("20.19.0", "linux")).toBeUndefined();
  expect(machineProblem("24.1.0", "darwin")).toBeUndefined();
});

it("sends Windows to WSL", () => {
  expect(machineProblem("22.0.0", "win32")).toContain("WSL");
});

it("asks for the same Node as package.json", () => {
  const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(engines.node).toBe(`>=${MINIMUM_NODE}`);
});
