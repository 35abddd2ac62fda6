import { expect, it } from "vitest";
import { chooseData } from "../../bin/lib/postgresPlace.mjs";
import { parsePostmasterFile } from "../../bin/lib/postmasterFile.mjs";

it.each([
  // nearExists, nearReachable, farExists
  [false, true, false, "near"],
  [true, true, false, "near"],
  [true, true, true, "near"],
  [false, true, true, "far"],
  [false, false, false, "far"],
  [false, false, true, "far"],
  [true, false, true, "far"],
  [true, false, false, "move"],
] as const)(
  "near exists %s, near reachable %s, far exists %s: %s",
  (nearExists, nearReachable, farExists, expected) => {
    expect(chooseData({ nearExists, nearReachable, farExists })).toBe(expected);
  },
);

it("reads who runs on the data, and where they thought they were", () => {
  expect(parsePostmasterFile("4242\n/srv/app/.data/postgres\n1763800000\n")).toEqual({
    pid: 4242,
    dataDir: "/srv/app/.data/postgres",
  });
});

it("knows a server in single-user mode by its minus sign", () => {
  expect(parsePostmasterFile("-4242\n/data\n")?.pid).toBe(4242);
});

it.each(["", "\n", "12", "0\n/data\n", "x\n/data\n"])("makes nothing of %j", (text) => {
  expect(parsePostmasterFile(text)).toBeUndefined();
});
