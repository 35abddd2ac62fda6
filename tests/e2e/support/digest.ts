/** Whether anything was written: a fingerprint of each table, which every insert, update and delete changes. */
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
  const all = await behind.rows<{ name: string; key: string | null }>(
    `SELECT relname AS name, CASE WHEN relname = 'company' THEN 'id' ELSE
       (SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attname = 'company_id' AND NOT attisdropped) END AS key
     FROM pg_class c
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1) ORDER BY 1`,
    [[...TRACES, ...besides]],
  );
  const tables = companyId ? all.filter(({ key }) => key !== null) : all;
  const where = (key: string | null) => (companyId ? ` WHERE ${key} = '${companyId}'` : "");
  // A row written again has another place and another transaction, even with the same values.
  const parts = tables.map(
    ({ name, key }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS mark FROM "${name}"${where(key)}`,
  );
  const rows = await behind.rows<{ name: string; mark: string }>(parts.join(" UNION ALL "));
  return new Map(rows.map(({ name, mark }) => [name, mark]));
}

/** Tables written between two digests. */
export function writtenBetween(before: Digest, after: Digest): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
