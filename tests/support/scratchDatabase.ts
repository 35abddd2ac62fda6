/** Databases of the tests: made, cloned and dropped by the owner of the test server. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { testDatabaseUrl } from "./environment";

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl("postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A name nobody else has, for a database of this process. */
export function scratchName(prefix: string): string {
  return `${prefix}_${process.pid}_${randomBytes(4).toString("hex")}`;
}

/** Makes an empty database, or a copy of another one that nobody is connected to. */
export async function createDatabase(name: string, template?: string): Promise<void> {
  await asAdministrator(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ""}`);
}

/** Drops a database and whatever is connected to it. */
export async function dropDatabase(name: string): Promise<void> {
  await asAdministrator(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
