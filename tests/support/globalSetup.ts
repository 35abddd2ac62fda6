/** Builds the template database once a run; each test file clones it in a tenth of a second. */
import { rmSync } from "node:fs";
import { setTestEnvironment, testDatabaseUrl } from "./environment";
import { createDatabase, dropDatabase, scratchName } from "./scratchDatabase";
import { trialsFolder } from "./trialsFolder";

const VARIABLE = "DUMENT_TEST_TEMPLATE";

/** The template of this run: another run on the same server has its own. */
export function templateName(): string {
  const name = process.env[VARIABLE];
  if (!name) throw new Error("the template is not made: run the tests with npm test");
  return name;
}

/** @returns what removes what this run made */
export default async function setup(): Promise<() => Promise<void>> {
  const removePrograms = () => rmSync(trialsFolder(), { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return async () => removePrograms();
  const name = scratchName("template");
  await createDatabase(name);
  setTestEnvironment(testDatabaseUrl(name));
  const { prepareStores, closeStores } = await import("../../src/context/stores");
  await prepareStores("prisma/migrations");
  // A database is cloned while nobody is connected to it.
  await closeStores();
  process.env[VARIABLE] = name;
  return async () => {
    removePrograms();
    await dropDatabase(name);
  };
}
