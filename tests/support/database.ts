/**
 * A database of its own for each test file, cloned from the template and dropped at the end.
 * The code under test connects as `dument_app`, as it does in production.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll } from "vitest";
import { setTestEnvironment, testDatabaseUrl } from "./environment";
import { templateName } from "./globalSetup";

export interface TestDatabase {
  name: string;
  /** Owner's address: for looking behind the policies. */
  url: string;
}

async function admin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl("postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Clones the template. Call once at the top of a test file, before importing what reads the environment. */
export async function createTestDatabase(extra: Record<string, string> = {}): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await admin(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName()}`);
    // A server set to the local time of its owner, as many are, must change no instant and no day.
    await client.query(`ALTER DATABASE ${name} SET timezone = 'Pacific/Auckland'`);
  });
  const url = testDatabaseUrl(name);
  setTestEnvironment(url, extra);
  afterAll(async () => {
    const { closeStores } = await import("../../src/context/stores");
    await closeStores();
    await admin((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  });
  return { name, url };
}

/** Runs one query as the owner, past row-level security: to look, or to prepare what no use case makes. */
export async function asOwner<Row extends pg.QueryResultRow>(
  database: TestDatabase,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
