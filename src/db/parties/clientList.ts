/** The list of clients: who owes what, since when; one page at a time by key. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { contains, containsWord } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export const CLIENT_TABS = ["tous", "en-retard", "archives"] as const;
export type ClientTab = (typeof CLIENT_TABS)[number];

export const CLIENT_SORTS = ["retard", "nom"] as const;
export type ClientSort = (typeof CLIENT_SORTS)[number];

export interface ClientFilter {
  /** `qui-doivent`: those who owe something, late or not. */
  tab: ClientTab | "qui-doivent";
  kind: "B2B" | "PUBLIC" | "B2C" | "NON_PRO" | null;
  /** Part of a name, a reference, a SIREN or an address. */
  search: string;
}

/** Where a page starts: the last (or first) client seen. Its own amounts and name are the key. */
export interface ClientCursor {
  id: string;
  direction: "after" | "before";
}

export interface ClientListRow {
  id: string;
  name: string;
  kind: "B2B" | "PUBLIC" | "B2C" | "NON_PRO";
  isArchived: boolean;
  isOptedOut: boolean;
  openCents: bigint;
  overdueCents: bigint;
  openCount: number;
  oldestDueOn: LocalDate | null;
  hasRefusedAddress: boolean;
}

/** A name, reference, SIREN (spaces aside) or address of contact that holds the text. */
export function clientMatches(search: string): Prisma.Sql {
  const like = contains(search);
  const digits = search.replace(/[\s.\u00a0]/g, "");
  return Prisma.sql`(${containsWord(Prisma.sql`c.name`, search)} OR c.reference ILIKE ${like}
    OR (${/^\d{3,}$/.test(digits)} AND c.siren LIKE ${contains(digits)})
    OR EXISTS (SELECT 1 FROM contact k WHERE k.company_id = c.company_id AND k.client_id = c.id
               AND (k.email ILIKE ${like} OR ${containsWord(Prisma.sql`k.name`, search)})))`;
}

/** What each client owes: one row a client that owes something. */
function owed(companyId: string, today: LocalDate): Prisma.Sql {
  return Prisma.sql`
    SELECT client_id, sum(balance_cents)::bigint AS open, count(*)::int AS count, min(due_on) AS oldest,
           coalesce(sum(balance_cents) FILTER (WHERE due_on < ${today}::date), 0)::bigint AS late
    FROM invoice WHERE company_id = ${companyId}::uuid AND status = 'OPEN' GROUP BY client_id`;
}

function conditions({ tab, kind, search }: ClientFilter): Prisma.Sql {
  const all = [
    tab === "archives" ? Prisma.sql`c.archived_at IS NOT NULL` : Prisma.sql`c.archived_at IS NULL`,
  ];
  if (tab === "en-retard") all.push(Prisma.sql`o.late > 0`);
  if (tab === "qui-doivent") all.push(Prisma.sql`o.open > 0`);
  if (kind) all.push(Prisma.sql`c.kind = ${kind}::client_kind`);
  if (search !== "") all.push(clientMatches(search));
  return Prisma.join(all, " AND ");
}

/** Names sort as a dictionary does, whatever the database was made with. */
const NAME = Prisma.sql`lower(c.name) COLLATE "und-x-icu"`;

function pageKey(sort: ClientSort, cursor: ClientCursor | null): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const sign = cursor.direction === "before" ? Prisma.sql`<` : Prisma.sql`>`;
  const byName = Prisma.sql`(${NAME}, c.id) ${sign} (m.name, m.id)`;
  if (sort === "nom") return Prisma.sql`AND ${byName}`;
  const opposite = cursor.direction === "before" ? Prisma.sql`>` : Prisma.sql`<`;
  return Prisma.sql`AND (coalesce(o.late, 0) ${opposite} m.late OR (coalesce(o.late, 0) = m.late AND ${byName}))`;
}

function pageOrder(sort: ClientSort, isBackward: boolean): Prisma.Sql {
  const byName = isBackward ? Prisma.sql`${NAME} DESC, c.id DESC` : Prisma.sql`${NAME}, c.id`;
  if (sort === "nom") return byName;
  return isBackward
    ? Prisma.sql`coalesce(o.late, 0), ${byName}`
    : Prisma.sql`coalesce(o.late, 0) DESC, ${byName}`;
}

/**
 * One page. What is owed is added up for each reading: 25 ms for 8 000 open invoices of 2 500
 * clients among 100 000 invoices.
 */
export async function readClientPage(
  tx: Tx,
  companyId: string,
  query: {
    filter: ClientFilter;
    sort: ClientSort;
    cursor: ClientCursor | null;
    limit: number;
    today: LocalDate;
  },
): Promise<ClientListRow[]> {
  const { filter, sort, cursor, limit, today } = query;
  const isBackward = cursor?.direction === "before";
  const mark = cursor
    ? Prisma.sql`, mark AS (
        SELECT c.id, ${NAME} AS name, coalesce(o.late, 0) AS late FROM client c LEFT JOIN owed o ON o.client_id = c.id
        WHERE c.company_id = ${companyId}::uuid AND c.id = ${cursor.id}::uuid)`
    : Prisma.empty;
  const withMark = cursor ? Prisma.sql`CROSS JOIN mark m` : Prisma.empty;
  const rows = await tx.$queryRaw<(Omit<ClientListRow, "oldestDueOn"> & { oldestDueOn: string | null })[]>`
    WITH owed AS (${owed(companyId, today)}) ${mark}
    SELECT c.id, c.name, c.kind::text AS kind, c.archived_at IS NOT NULL AS "isArchived",
           c.dunning_opt_out AS "isOptedOut", coalesce(o.open, 0) AS "openCents",
           coalesce(o.late, 0) AS "overdueCents", coalesce(o.count, 0) AS "openCount", o.oldest::text AS "oldestDueOn",
           EXISTS (SELECT 1 FROM contact k WHERE k.company_id = c.company_id AND k.client_id = c.id
                   AND k.email_state = 'REFUSED') AS "hasRefusedAddress"
    FROM client c LEFT JOIN owed o ON o.client_id = c.id ${withMark}
    WHERE c.company_id = ${companyId}::uuid AND ${conditions(filter)} ${pageKey(sort, cursor)}
    ORDER BY ${pageOrder(sort, isBackward)} LIMIT ${limit}`;
  const page = rows.map((row) => ({
    ...row,
    oldestDueOn: row.oldestDueOn === null ? null : localDate(row.oldestDueOn),
  }));
  return isBackward ? page.reverse() : page;
}

/** Number of clients in each tab. */
export async function countClientTabs(
  tx: Tx,
  companyId: string,
  today: LocalDate,
): Promise<Record<ClientTab, number>> {
  const [row] = await tx.$queryRaw<{ active: number; late: number; archived: number }[]>`
    WITH owed AS (${owed(companyId, today)})
    SELECT count(*) FILTER (WHERE c.archived_at IS NULL)::int AS active,
           count(*) FILTER (WHERE c.archived_at IS NULL AND o.late > 0)::int AS late,
           count(*) FILTER (WHERE c.archived_at IS NOT NULL)::int AS archived
    FROM client c LEFT JOIN owed o ON o.client_id = c.id WHERE c.company_id = ${companyId}::uuid`;
  return { tous: row?.active ?? 0, "en-retard": row?.late ?? 0, archives: row?.archived ?? 0 };
}

export interface ClientPlanRow {
  clientId: string;
  planKind: "RUN" | "WAIT" | "STOP";
  channel: "EMAIL" | "CALL" | "LETTER" | "FORMAL_NOTICE" | null;
  tone: "FRIENDLY" | "FIRM" | "FINAL" | null;
  onDate: LocalDate | null;
  dueOn: LocalDate;
  reasons: unknown;
  hasOpenCall: boolean;
}

/** What comes first for each of these clients, over their open invoices. */
export async function readClientPlans(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, ClientPlanRow>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    (Omit<ClientPlanRow, "onDate" | "dueOn"> & { onDate: string | null; dueOn: string })[]
  >`
    SELECT DISTINCT ON (p.client_id) p.client_id AS "clientId", p.kind::text AS "planKind", p.channel::text AS channel,
           s.tone::text AS tone, p.on_date::text AS "onDate", i.due_on::text AS "dueOn", p.reasons,
           EXISTS (SELECT 1 FROM call_task k WHERE k.company_id = p.company_id AND k.client_id = p.client_id
                   AND k.state = 'OPEN') AS "hasOpenCall"
    FROM dunning_plan p
    JOIN invoice i ON i.company_id = p.company_id AND i.id = p.invoice_id
    LEFT JOIN scenario_step s ON s.company_id = p.company_id AND s.id = p.step_id
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.client_id = ANY(${[...clientIds]}::uuid[])
    ORDER BY p.client_id, p.kind = 'RUN' DESC, p.on_date NULLS LAST, i.due_on, i.id`;
  return new Map(
    rows.map((row) => [
      row.clientId,
      { ...row, dueOn: localDate(row.dueOn), onDate: row.onDate === null ? null : localDate(row.onDate) },
    ]),
  );
}
