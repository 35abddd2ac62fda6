/** Takes away what a demonstration left when its preparation was cut short. */
import pg from "pg";

/**
 * Empties every table but that of the migrations. Called only on a database that the
 * demonstration itself had found empty and marked.
 *
 * @param ownerUrl the address of the owner: the programs' roles may not delete
 */
export async function clearUnfinished(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "dument-seed" });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    await client.query(`TRUNCATE ${rows.map((row) => row.name).join(", ")}`);
  } finally {
    await client.end();
  }
}
