/** The database as the migrations make it: guarded tables, narrow roles, and no drift from the Prisma schema. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { currentSchema, schemaDiff } from "../../prisma/author.mjs";
import { asOwner, createTestDatabase } from "../support/database";
import { testDatabaseUrl } from "../support/environment";

const database = await createTestDatabase();

/** Tables that belong to no company, each with its reason. Anything else must be guarded. */
const FREE_TABLES: Record<string, string> = {
  user_account: "people sign in before any company is chosen",
  user_session: "devices of a person",
  one_time_token: "links by email, found by their hash",
  second_factor: "the telephone of a person",
  recovery_code: "codes of a person, hashed",
  rate_bucket: "counts attempts by hashed key",
  firm: "a firm is not a company",
  firm_member: "people of a firm",
  firm_invitation: "invitations to a firm",
  account_mail: "messages of the platform to its users",
  heartbeat: "beats of workers",
  demo_clock: "one row in a demonstration",
  rate_version: "the law is the same for every company",
  _prisma_migrations: "history of migrations",
};

/**
 * Fingerprint of each migration as it was published. A line is added with a migration and never
 * changed: a database that has applied it refuses another text, and its programs would not start.
 */
const PUBLISHED: Record<string, string> = {
  "20261122000000_foundation": "ca10b4dd2af37e05f884541943019ad068272977a7f8e3d15ade12f4583091ea",
  "20261122000100_isolation": "1a34dd103c90b93012afb38a01e99e69b1a8b734fd73ae7ad36862b16343f49d",
  "20261122000200_statistics": "acf418e5c915da7db7496f1132400f89ca31d9a8fa6b6402507a958b740d0f2a",
  "20261123000000_decision_note": "2179910cf0dd8da46252d805d4690374e94380fc0812df003421f85d933eb141",
  "20261123010000_insolvency_ends": "6480032d9e888bae03b680227295e05f316c54d45a226580ead150b024275f28",
  "20261123020000_closed_by": "373ff879f26f40ca53b7576ccb6ff201685e344881a6cc878b13e64d423573f2",
  "20261123020001_handing_over": "18af924137544155df7b5643f24de32b6548c4290320360fdcdc4cfa7767343a",
  "20261123020002_settled_recipients": "fbe2fa628ed8d5f02b33ea28cb4762cfdfb1435c5ca70b85bd8becdca822f1c3",
  "20261123040000_request_received": "6ea2cf676ba8e09939ba02be72a94aaf2897ac2ded63604bd654a00e567bd524",
  "20261123050000_refused_agreement": "e10beaf00893b76743e554efe348c4e625b037740c1df6a91e08410d36c41d76",
  "20261123060000_confirmed_owners": "df567e15307ca4a1895285ca68a2660d7deda91835b6fe1837640099e75e8240",
  "20261123060100_forgotten_clients": "3c90071faac3b0f47cc61517efdba63948b8883bfebb6583ace8858b1638d158",
  "20261123070000_form_key": "2396ffa654289d573a5faa4485caff00e2f730f30c53dc89596a582e46140014",
  "20261123080000_paid_accessories": "fe69249f6a81d89b04f68aa7528394c9d807e7ceb1f706e4aee56e3efa059666",
  "20261123100000_cancelled_credit_notes": "f1e7588cb075aa8cfb344e92bb5b58dd452a8b019f7465c8fa40efc25b3ea2a3",
  "20261123110000_letter_retry": "2fa963e8f9cb95f169a1aa48be597e5e68189f23654fa7d64ebbad1af0ce5057",
  "20261123110100_letter_contested_part": "37b4e16082b34cea94db3c7e58212af55e77e0df3243b7e6bf9a876c791c0d17",
  "20261123120000_message_text": "02bdfd11f0c9dcb341ca12a7bd3cc78210686565eac15c17860081e0e0038e37",
  "20261123120100_dispute_decision": "ca66cdf71d1a386e0ddd530cdc1119b0a7b7871e17de04e5c2e9eb2804007dc6",
  "20261123120200_late_entry": "7a05f76f1e140d8c8b3451a2d6ae424a2674bd014b7213b785990888c9380557",
  "20261123140000_bank_lines": "bd1d5c80c44344127c844a577d8fe4ec4b39c887738a435db638147569c6eb07",
  "20261123170000_imported_original": "ccd77d799e814dbe3409a526a04bc495abc40aed65e80adf473cd34a1ea4b5ce",
  "20261124000301_imported_credit_notes": "e1f9a5fb2c46e4d7a45415dbdac7512bb70f62a58e92fd7ffe9ed7f27283e246",
  "20261124000302_stated_invoice": "30a7b93228873ea2b08903c5b688ccee616a0b5de05784aa5f909f513e603509",
  "20261124000400_api_keys": "f6230757cc6c92d18dbc5fec349b4a71535d2d89e905d0b513f009e51b61f36e",
  "20261124000101_payment_surplus": "9fbf72243e15a6c88f69662da2d9a2b434d9982211c350f26bb800395cac58d0",
  "20261124000102_bank_statement": "94c7e2b4c0f04543cff6bc533121b722b9c71167fd06b1c70f83019b800b7853",
  "20261124000103_withdrawn_statement": "8cbd04952270356fa51b1b64360fdc570bc076981ec27b6d694c6dbd38ceca55",
  "20261124000104_transfer_without_invoice":
    "3a1a0e8d6452a5743bbb5ffd71a97ff419e508efc37f303e542d7abaa67be652",
  "20261124000501_unsent_note_waits": "dfa222e6c8f91a699c3877cadb751a17e0c0c4cba5049ca7dc83fd52318a8365",
  "20261124000502_replaced_invoice": "463f62f431ba65ed6c031371f3497bfa4dd29e08963c88ff72ebc99c829646cd",
  "20261125000100_webhooks": "4f0e07d8b3f2ff328377e2ac2147c776f5cba9a73162aece17a3f011a65b5c28",
  "20261125000200_changed_invoices": "7335532ee598c89b0fc658737f625365760830c1291a2b125a4957f21b508b6d",
  "20261125000300_import_hold_kind": "89a99330ec2c02a57142cd852154b5b3cab8214f198bd03350a1c5737fca4b0b",
  "20261125000301_import_holds": "506920ab8843defb690a0529077c90a19fe586fa5ff9c99f054ef92851ca4167",
  "20261125000400_unserved_recipients": "42732e0b4714330edd74bc3f58c6c71a8b6220d0631e2f4f04af81c6db28332b",
  "20261125000401_credit_note_original": "64681254b6da308694ee033ee3f9addf44511b4f1bc0ae88a0f75fed85ca88a1",
  "20261125000500_failing_addresses": "b9617d583e111d443a49148ed65b7a6566c1c609a471e9f2d08088cf329c47e2",
  "20261126000500_second_step": "6cfae1df73f53da0eb58037662e0dd7c2ef525ae397f5415508c3c674f1cd386",
};

interface TableRow {
  name: string;
  hasCompany: boolean;
  isEnabled: boolean;
  isForced: boolean;
  policies: number;
}

let tables: TableRow[] = [];

beforeAll(async () => {
  tables = await asOwner<TableRow>(
    database,
    `SELECT c.relname AS name, c.relrowsecurity AS "isEnabled", c.relforcerowsecurity AS "isForced",
            EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped) AS "hasCompany",
            (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
     FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
});

describe("row-level security", () => {
  it("is enabled and forced on every table with a company", () => {
    const guarded = tables.filter((table) => table.hasCompany || table.name === "company");
    expect(guarded.length).toBeGreaterThan(20);
    expect(guarded.filter((table) => !table.isEnabled || !table.isForced || table.policies === 0)).toEqual(
      [],
    );
  });

  it("leaves out only the tables listed here", () => {
    const free = tables
      .filter((table) => !table.hasCompany && table.name !== "company")
      .map((table) => table.name);
    expect(free.filter((name) => !(name in FREE_TABLES))).toEqual([]);
  });

  it("binds the programs' roles: neither owner, superuser nor exempt", async () => {
    const roles = await asOwner(
      database,
      `SELECT rolname AS name, rolsuper AS super, rolbypassrls AS bypass, rolcreaterole AS creates,
              EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid) AS owns
       FROM pg_roles r WHERE rolname IN ('dument_app', 'dument_system') ORDER BY 1`,
    );
    const nothing = { super: false, bypass: false, creates: false, owns: false };
    expect(roles).toEqual([
      { name: "dument_app", ...nothing },
      { name: "dument_system", ...nothing },
    ]);
  });

  it("is what the tests themselves run under", async () => {
    const { asNobody } = await import("@/db/inCompany");
    const [row] = await asNobody((tx) => tx.$queryRaw<{ who: string }[]>`SELECT current_user::text AS who`);
    expect(row?.who).toBe("dument_app");
  });

  it("fails closed: without a company, not one row", async () => {
    const { makeCompany, parisClock } = await import("../support/world");
    await makeCompany(parisClock("2026-11-24"));
    const { asNobody } = await import("@/db/inCompany");
    for (const { name } of tables.filter((table) => table.hasCompany || table.name === "company")) {
      const [row] = await asNobody((tx) =>
        tx.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`),
      );
      expect(row?.count, name).toBe(0);
    }
  });
});

describe("what is written once", () => {
  it.each(["journal_entry", "payment", "allocation", "credit_note", "blob"])(
    "%s is never updated nor deleted by the programs",
    async (table) => {
      const grants = await asOwner<{ privilege: string }>(
        database,
        `SELECT privilege_type AS privilege FROM information_schema.role_table_grants
       WHERE grantee = 'dument_app' AND table_name = $1`,
        [table],
      );
      expect(grants.map((grant) => grant.privilege).sort()).toEqual(["INSERT", "SELECT"]);
    },
  );

  it("a message never leaves SENT, nor is sent without its bytes on record", async () => {
    const { makeClient, makeCompany, parisClock } = await import("../support/world");
    const { ctx } = await makeCompany(parisClock("2026-11-24"));
    const clientId = await makeClient(ctx);
    const insert = (state: string, mime: string | null) =>
      asOwner(
        database,
        `INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails, claimed_cents, due_at, created_at, mime_sha256)
         VALUES ($1, gen_random_uuid(), $2, 'REMINDER', 'FRIENDLY', $3, gen_random_uuid()::text, '{}', '{}', 0, now(), now(), $4)`,
        [ctx.companyId, clientId, state, mime],
      );
    await expect(insert("SENDING", null)).rejects.toThrow(/message_sending_is_ready/);
    await insert("SENT", "hash");
    await expect(asOwner(database, "UPDATE message SET state = 'READY'")).rejects.toThrow(
      /cannot go from SENT to READY/,
    );
  });
});

describe("the Prisma schema and the migrations", () => {
  const scratch = `drift_${process.pid}`;

  it("keep the text they were published with", async () => {
    const applied = await asOwner<{ name: string; checksum: string }>(
      database,
      "SELECT migration_name AS name, checksum FROM _prisma_migrations",
    );
    expect(Object.fromEntries(applied.map(({ name, checksum }) => [name, checksum]))).toEqual(PUBLISHED);
  });

  it("are refused, and nothing is applied, when one was edited since", async () => {
    const { migrateDatabase } = await import("@/db/migrate");
    const folder = mkdtempSync(join(tmpdir(), "migrations-"));
    cpSync("prisma/migrations", folder, { recursive: true });
    const [first = ""] = Object.keys(PUBLISHED);
    appendFileSync(join(folder, first, "migration.sql"), "\n-- edited\n");
    mkdirSync(join(folder, "29991231000000_next"));
    writeFileSync(join(folder, "29991231000000_next", "migration.sql"), "CREATE TABLE never (id int)");
    await expect(migrateDatabase(folder)).rejects.toMatchObject({
      code: "EDITED_MIGRATION",
      message: expect.stringContaining(first),
    });
    rmSync(folder, { recursive: true });
    expect(await asOwner(database, "SELECT 1 FROM pg_class WHERE relname = 'never'")).toEqual([]);
  });

  it("make the same tables, columns, types and indexes", async () => {
    const admin = new pg.Client({ connectionString: testDatabaseUrl("postgres") });
    await admin.connect();
    try {
      await admin.query(`DROP DATABASE IF EXISTS ${scratch} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${scratch}`);
      const url = testDatabaseUrl(scratch);
      const sql = await schemaDiff(undefined, currentSchema(), url);
      expect(sql.length).toBeGreaterThan(10_000);
      await asOwner({ name: scratch, url }, sql);
      const fromSchema = await catalogue(url);
      const fromMigrations = await catalogue(database.url);
      expect(fromMigrations.columns).toEqual(fromSchema.columns);
      expect(fromMigrations.enums).toEqual(fromSchema.enums);
      // The migrations add partial indexes of their own; they lose none.
      expect(fromSchema.indexes.filter((index) => !fromMigrations.indexes.includes(index))).toEqual([]);
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${scratch} WITH (FORCE)`);
      await admin.end();
    }
  });
});

async function catalogue(url: string): Promise<{ columns: string[]; enums: string[]; indexes: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const list = async (sql: string) => (await client.query<{ line: string }>(sql)).rows.map((row) => row.line);
  const result = {
    columns: await list(
      `SELECT table_name || '.' || column_name || ' ' || udt_name || coalesce('(' || datetime_precision || ')', '') || ' '
              || is_nullable || ' ' || coalesce(column_default, '') AS line
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    ),
    enums: await list(
      `SELECT t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS line
       FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname ORDER BY 1`,
    ),
    indexes: await list("SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
  };
  await client.end();
  return result;
}
