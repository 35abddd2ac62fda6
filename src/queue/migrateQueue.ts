/** Tables of the queue on PostgreSQL, in a schema of their own; the programs' role may use them. */
import { runMigrations } from "bullmq";
import pg from "pg";
import { env } from "@/config/env";

/** Creates or upgrades the queue's schema as the owner. Does nothing when the queue is on Redis. */
export async function migrateQueue(): Promise<void> {
  if (env().REDIS_URL) return;
  const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "dument-migrate" });
  await client.connect();
  try {
    await runMigrations(client, "bullmq");
    await client.query(`
      GRANT USAGE ON SCHEMA bullmq TO dument_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO dument_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO dument_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO dument_app;`);
  } finally {
    await client.end();
  }
}
