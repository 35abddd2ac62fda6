// @ts-check
// Only what old versions of Node can read is imported at once: the check must be able to speak.
import { checkNode } from "./lib/checkNode.mjs";

if (checkNode())
  import("./lib/faultDument.mjs").then(({ faultDument }) => faultDument(process.argv.slice(2)));
