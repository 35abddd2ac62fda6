/** The journal of a company, read a page at a time, newest first. */
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export interface JournalRow {
  seq: bigint;
  at: Date;
  actor: string;
  action: string;
  entity: string;
  entityId: string;
  data: unknown;
}

export interface JournalFilter {
  /** Entries whose action begins by one of these things: `message`, `letter`. */
  things: readonly string[];
  /** `user:<id>` (also when they act for a firm), `debtor`, `key`, `system`; null for everyone. */
  actor: string | null;
  /** Entries older than this one, or newer when `isBackwards`. */
  cursor: bigint | null;
  isBackwards: boolean;
}

/**
 * One page and one entry more, which tells whether another page follows.
 *
 * @returns entries newest first, whichever way the page was asked for
 */
export async function readJournalRows(
  tx: Tx,
  companyId: string,
  filter: JournalFilter,
  limit: number,
): Promise<JournalRow[]> {
  const { cursor, isBackwards } = filter;
  const beyond =
    cursor === null
      ? Prisma.empty
      : isBackwards
        ? Prisma.sql`AND seq > ${cursor}`
        : Prisma.sql`AND seq < ${cursor}`;
  const rows = await tx.$queryRaw<JournalRow[]>`
    SELECT seq, at, actor, action, entity, entity_id AS "entityId", data FROM journal_entry
    WHERE company_id = ${companyId}::uuid ${beyond} ${ofThings(filter.things)} ${byActor(filter.actor)}
    ORDER BY seq ${isBackwards ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${limit + 1}`;
  return isBackwards ? rows.reverse() : rows;
}

function ofThings(things: readonly string[]): Prisma.Sql {
  if (things.length === 0) return Prisma.empty;
  return Prisma.sql`AND split_part(action, '.', 1) = ANY(${[...things]}::text[])`;
}

function byActor(actor: string | null): Prisma.Sql {
  if (actor === null) return Prisma.empty;
  if (actor === "debtor") return Prisma.sql`AND actor LIKE 'debtor:%'`;
  if (actor === "key") return Prisma.sql`AND actor LIKE 'key:%'`;
  return Prisma.sql`AND (actor = ${actor} OR actor LIKE ${`firm:%/${actor}`})`;
}

/** Names of people and firms who act in these entries. */
export async function readActorNames(
  tx: Tx,
  userIds: readonly string[],
  firmIds: readonly string[],
): Promise<{ users: Map<string, string>; firms: Map<string, string> }> {
  const users = await tx.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, name: true },
  });
  const firms = await tx.firm.findMany({
    where: { id: { in: [...firmIds] } },
    select: { id: true, name: true },
  });
  return {
    users: new Map(users.map((user) => [user.id, user.name])),
    firms: new Map(firms.map((firm) => [firm.id, firm.name])),
  };
}

/** What entries are about, in a word each: the number of an invoice, the name of a client. */
export async function readEntityNames(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = [...ids];
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    WITH spoken AS (
      SELECT id, client_id FROM message WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT id, client_id FROM letter WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT id, client_id FROM call_task WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT id, client_id FROM answer WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT id, client_id FROM payment WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT id, id FROM client WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${wanted}::uuid[]))
    SELECT s.id, c.name FROM spoken s JOIN client c ON c.company_id = (SELECT ${companyId}::uuid) AND c.id = s.client_id
    UNION ALL
    SELECT i.id, i.number || ', ' || c.name FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.id = ANY(${wanted}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}
