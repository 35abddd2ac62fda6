/** Whether anything was written: a fingerprint of each table, which every insert, update and delete changes. */
import type { Behind } from "../../support/fleet";

/** What visits may write: counts of attempts, and when a session was last seen. */
const TRACES = ["rate_bucket", "user_session", "heartbeat"];

export type Digest = Map<string, string>;

/** Fingerprints by table, but for the traces of a visit and the tables named. */
export async function digestOf(behind: Behind, besides: readonly string[] = []): Promise<Digest> {
  const tables = await behind.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1) ORDER BY 1`,
    [[...TRACES, ...besides]],
  );
  // A row written again has another place and another transaction, even with the same values.
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS mark FROM "${name}"`,
  );
  const rows = await behind.rows<{ name: string; mark: string }>(parts.join(" UNION ALL "));
  return new Map(rows.map(({ name, mark }) => [name, mark]));
}

/** Tables written between two digests. */
export function writtenBetween(before: Digest, after: Digest): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
