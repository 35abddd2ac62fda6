/** Whether anything was written: a fingerprint of each table, which every insert, update and delete changes. */
import { createHash } from "node:crypto";
import type { Behind } from "../../support/fleet";

/** What visits may write: counts of attempts, and when a session was last seen. */
const TRACES = ["rate_bucket", "user_session", "heartbeat"];

export type Digest = Map<string, string>;

/**
 * Fingerprints by table, but for the traces of a visit and the tables named: of all rows, or of those of a company.
 */
export async function digestOf(
  behind: Behind,
  besides: readonly string[] = [],
  companyId?: string,
): Promise<Digest> {
  const sql = digestSql(await tablesOf(behind), [...TRACES, ...besides], companyId);
  const name = createHash("sha256").update(sql).digest("base64url");
  const rows = await behind.prepared<{ name: string; mark: string }>(name, sql);
  return new Map(rows.map(({ name: table, mark }) => [table, mark]));
}

interface TableKey {
  name: string;
  /** Column that holds the company; null when the table has none. */
  key: string | null;
}

const known = new WeakMap<Behind, Promise<TableKey[]>>();

/** Tables of a house: they stay the same while it stands. */
function tablesOf(behind: Behind): Promise<TableKey[]> {
  const tables =
    known.get(behind) ??
    behind.rows<{ name: string; key: string | null }>(
      `SELECT relname AS name, CASE WHEN relname = 'company' THEN 'id' ELSE
       (SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attname = 'company_id' AND NOT attisdropped) END AS key
     FROM pg_class c
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
  known.set(behind, tables);
  return tables;
}

function digestSql(tables: readonly TableKey[], besides: readonly string[], companyId?: string): string {
  const where = (key: string | null) => (companyId ? ` WHERE ${key} = '${companyId}'` : "");
  // A row written again has another place and another transaction, even with the same values.
  return tables
    .filter(({ name, key }) => !besides.includes(name) && (!companyId || key !== null))
    .map(
      ({ name, key }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS mark FROM "${name}"${where(key)}`,
    )
    .join(" UNION ALL ");
}

/** Tables written between two digests. */
export function writtenBetween(before: Digest, after: Digest): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
