// @ts-check
import { pathToFileURL } from "node:url";
import { prepare, programFile } from "../prepare.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { explain } from "./house.mjs";
import { createProcessGroups } from "./processGroups.mjs";
import { createProgress } from "./progress.mjs";

/** The standard output is for the answer alone. */
const silent = createProgress({ screen: { write: () => true } });

/**
 * `npm run --silent statement < cases.json`: computes the cases given on the standard input and writes the
 * statements on the standard output, as JSON. Prepares the program first when need be, without a word.
 */
export async function computeStatements() {
  try {
    const groups = createProcessGroups();
    await ensureInstalled({ groups, progress: silent });
    /** @type {Record<string, string>} */
    const env = {};
    await prepare("statement", { groups, progress: silent, env });
  } catch (error) {
    explain(error, console.error);
    process.exitCode = 1;
    return;
  }
  await import(pathToFileURL(programFile("statement")).href);
}
