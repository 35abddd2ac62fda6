/** Builds the template database once; each test file clones it in a tenth of a second. */
import pg from "pg";
import { setTestEnvironment, testDatabaseUrl } from "./environment";

export const TEMPLATE = "dument_template";

export default async function setup(): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) return;
  const admin = new pg.Client({ connectionString: testDatabaseUrl("postgres") });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  setTestEnvironment(testDatabaseUrl(TEMPLATE));
  const { prepareStores } = await import("../../src/context/stores");
  await prepareStores("prisma/migrations");
}
