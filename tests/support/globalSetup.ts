/** Builds the template database once a run; each test file clones it in a tenth of a second. */
import { setTestEnvironment, testDatabaseUrl } from "./environment";
import { createDatabase, dropDatabase, scratchName } from "./scratchDatabase";

const VARIABLE = "DUMENT_TEST_TEMPLATE";

/** The template of this run: another run on the same server has its own. */
export function templateName(): string {
  const name = process.env[VARIABLE];
  if (!name) throw new Error("the template is not made: run the tests with npm test");
  return name;
}

/** @returns what removes it */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (!process.env.TEST_DATABASE_URL) return undefined;
  const name = scratchName("template");
  await createDatabase(name);
  setTestEnvironment(testDatabaseUrl(name));
  const { prepareStores, closeStores } = await import("../../src/context/stores");
  await prepareStores("prisma/migrations");
  // A database is cloned while nobody is connected to it.
  await closeStores();
  process.env[VARIABLE] = name;
  return () => dropDatabase(name);
}
