/**
 * Applies `prisma/migrations` as the owner and gives the two roles of the programs their
 * passwords. Writes the same `_prisma_migrations` table as `prisma migrate deploy`, so either
 * can go on from the other; ours needs no engine download.
 */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { env, rolePassword } from "@/config/env";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { sha256Hex } from "./sha256";

/** Any number: one migration at a time on a server. */
const MIGRATION_LOCK = 7_201_944_030;

const MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function migrationsOf(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: sha256Hex(sql) };
    });
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query("SET LOCAL lock_timeout = '10s'");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${migration.name} failed and was undone: ${(error as Error).message}`);
  }
}

/** Lets the programs sign in with passwords derived from APP_SECRET, unless own addresses are configured. */
async function openRoles(client: pg.Client): Promise<void> {
  const { APP_SECRET, DATABASE_APP_URL, DATABASE_SYSTEM_URL } = env();
  const roles = [
    ["dument_app", DATABASE_APP_URL],
    ["dument_system", DATABASE_SYSTEM_URL],
  ] as const;
  for (const [role, ownUrl] of roles) {
    if (ownUrl !== undefined) continue;
    const password = client.escapeLiteral(rolePassword(role, APP_SECRET));
    await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
    const database =
      (await client.query<{ name: string }>("SELECT current_database() AS name")).rows[0]?.name ?? "";
    await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(database)} TO ${role}`);
  }
}

function editedMigration(name: string): string {
  return typeset(
    `Cette base a été créée avec un autre texte de la migration « ${name} ». Rien n’y a été changé. Démarrez la version de Dûment qui l’a créée ou, si elle ne contient que la démonstration, supprimez le dossier .data et recommencez.`,
  );
}

/**
 * Brings the database to the newest migration.
 *
 * @param folder where the migrations lie
 * @returns names of the migrations applied now
 * @throws DomainError `EDITED_MIGRATION` when one applied earlier was edited since: history is never rewritten
 */
export async function migrateDatabase(folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "dument-migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(MIGRATIONS_TABLE);
    const rows = await client.query<{ migration_name: string; checksum: string }>(
      "SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL",
    );
    const applied = new Map(rows.rows.map((row) => [row.migration_name, row.checksum]));
    const pending: Migration[] = [];
    for (const migration of migrationsOf(folder)) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) pending.push(migration);
      else if (checksum !== migration.checksum)
        throw new DomainError("EDITED_MIGRATION", editedMigration(migration.name));
    }
    for (const migration of pending) await applyMigration(client, migration);
    await openRoles(client);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
