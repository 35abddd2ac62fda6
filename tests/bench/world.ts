/** A scratch database for each bench, migrated, with the environment set. */
import pg from "pg";
import { setTestEnvironment, testDatabaseUrl } from "../support/environment";

export interface BenchWorld {
  /** Owner's address. */
  url: string;
}

export async function asOwner(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Makes (or remakes) the database of one bench and points this process at it. */
export async function openBenchWorld(name: string, extra: Record<string, string> = {}): Promise<BenchWorld> {
  const database = `bench_${name}`;
  await asOwner(
    testDatabaseUrl("postgres"),
    `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`,
    `CREATE DATABASE ${database}`,
  );
  const url = testDatabaseUrl(database);
  setTestEnvironment(url, { NODE_ENV: "production", LOG_LEVEL: "error", DATABASE_POOL: "10", ...extra });
  const { prepareStores } = await import("@/context/stores");
  await prepareStores("prisma/migrations");
  return { url };
}

export async function closeBenchWorld(): Promise<void> {
  const { closeStores } = await import("@/context/stores");
  await closeStores();
}
