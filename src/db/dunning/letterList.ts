/** Pages of letters by state, and one letter with all that is known of it. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { contains, containsWord } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { ARE_TERMS_CHANGED } from "./letterTerms";

/** Groups of letters in the order of their life. */
export const LETTER_TABS = [
  "a-approuver",
  "a-poster",
  "en-chemin",
  "distribues",
  "revenus",
  "a-renvoyer",
  "retires",
  "tous",
] as const;
export type LetterTab = (typeof LETTER_TABS)[number];

/** True when another letter, not withdrawn, took the place of this one. */
const IS_REPLACED = Prisma.sql`EXISTS (
  SELECT 1 FROM letter r WHERE r.company_id = l.company_id AND r.replaces_id = l.id AND r.state <> 'CANCELLED')`;

const TAB_CONDITIONS: Record<LetterTab, Prisma.Sql> = {
  "a-approuver": Prisma.sql`l.state IN ('DRAFT', 'TO_APPROVE')`,
  "a-poster": Prisma.sql`l.state = 'TO_POST'`,
  "en-chemin": Prisma.sql`l.state IN ('POSTED', 'PRESENTED')`,
  distribues: Prisma.sql`l.state = 'DELIVERED'`,
  revenus: Prisma.sql`l.state = 'RETURNED' AND (l.return_reason IS DISTINCT FROM 'WRONG_ADDRESS' OR ${IS_REPLACED})`,
  "a-renvoyer": Prisma.sql`l.state = 'RETURNED' AND l.return_reason = 'WRONG_ADDRESS' AND NOT ${IS_REPLACED}`,
  retires: Prisma.sql`l.state = 'CANCELLED'`,
  tous: Prisma.sql`true`,
};

export interface LetterFilter {
  tab: LetterTab;
  /** Client's name, invoice number or tracking number. */
  search: string;
  channel: "LETTER" | "FORMAL_NOTICE" | null;
}

/** Position in the list: letters are read newest first. */
export interface LetterCursor {
  atMs: number;
  id: string;
  direction: "after" | "before";
}

export interface LetterListRow {
  id: string;
  channel: "LETTER" | "FORMAL_NOTICE";
  state: "DRAFT" | "TO_APPROVE" | "TO_POST" | "POSTED" | "PRESENTED" | "DELIVERED" | "RETURNED" | "CANCELLED";
  returnReason: "UNCLAIMED" | "REFUSED" | "WRONG_ADDRESS" | null;
  clientId: string;
  clientName: string;
  datedOn: LocalDate;
  totalCents: bigint;
  trackingNumber: string | null;
  postedOn: LocalDate | null;
  presentedOn: LocalDate | null;
  deadlineOn: LocalDate | null;
  isFollowedUp: boolean;
  isReplaced: boolean;
  outcome: string | null;
  sha256: string | null;
  numbers: string[];
  /** Invoices still open among those of the letter. */
  openCount: number;
  /** A fact of an invoice changed since the letter was drawn. */
  isStale: boolean;
  carrier: string | null;
  isHanded: boolean;
  refusal: string | null;
  createdAtMs: number;
}

type Day = "postedOn" | "presentedOn" | "deadlineOn";
type RawRow = Omit<LetterListRow, Day | "datedOn"> & { datedOn: string } & Record<Day, string | null>;

const COLUMNS = Prisma.sql`
  l.id, l.channel::text AS channel, l.state::text AS state, l.return_reason::text AS "returnReason",
  l.client_id AS "clientId", c.name AS "clientName", l.dated_on::text AS "datedOn", l.total_cents AS "totalCents",
  l.tracking_number AS "trackingNumber", l.posted_on::text AS "postedOn", l.presented_on::text AS "presentedOn",
  l.deadline_on::text AS "deadlineOn", l.followed_up_at IS NOT NULL AS "isFollowedUp", ${IS_REPLACED} AS "isReplaced",
  l.outcome, d.sha256, about.numbers, about."openCount",
  about."isStale" OR (l.state = 'TO_POST' AND ${ARE_TERMS_CHANGED}) AS "isStale", p.carrier,
  (p.handed_at IS NOT NULL AND p.refused_at IS NULL) AS "isHanded", p.refusal,
  (extract(epoch FROM l.created_at) * 1000)::float8 AS "createdAtMs"`;

const SOURCES = Prisma.sql`
  FROM letter l
  JOIN client c ON c.company_id = l.company_id AND c.id = l.client_id
  LEFT JOIN document d ON d.company_id = l.company_id AND d.id = l.document_id
  LEFT JOIN letter_dispatch p ON p.company_id = l.company_id AND p.letter_id = l.id
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(i.number ORDER BY i.due_on, i.number), '{}') AS numbers,
           count(*) FILTER (WHERE i.status = 'OPEN')::int AS "openCount",
           coalesce(bool_or(i.status <> 'OPEN' OR i.version <> li.invoice_version), true) AS "isStale"
    FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
    WHERE li.company_id = l.company_id AND li.letter_id = l.id) about`;

function conditionsOf(companyId: string, { tab, search, channel }: LetterFilter): Prisma.Sql {
  const parts = [Prisma.sql`l.company_id = ${companyId}::uuid`, TAB_CONDITIONS[tab]];
  if (channel) parts.push(Prisma.sql`l.channel = ${channel}::channel`);
  if (search !== "") {
    const compact = search.replace(/[\s\u00a0]/g, "");
    parts.push(Prisma.sql`(${containsWord(Prisma.sql`c.name`, search)} OR l.tracking_number ILIKE ${contains(compact)}
      OR EXISTS (SELECT 1 FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
                 WHERE li.company_id = l.company_id AND li.letter_id = l.id AND ${containsWord(Prisma.sql`i.number`, search)}))`);
  }
  return Prisma.join(parts, " AND ");
}

/** One page, newest first. Ask for one row more than shown to know whether another page follows. */
export async function readLetterPage(
  tx: Tx,
  companyId: string,
  request: { filter: LetterFilter; cursor: LetterCursor | null; limit: number },
): Promise<LetterListRow[]> {
  const { filter, cursor, limit } = request;
  const isBackward = cursor?.direction === "before";
  const beyond = cursor
    ? Prisma.sql`AND (l.created_at, l.id) ${isBackward ? Prisma.sql`>` : Prisma.sql`<`}
        (${new Date(cursor.atMs)}::timestamptz, ${cursor.id}::uuid)`
    : Prisma.empty;
  const order = isBackward ? Prisma.sql`l.created_at, l.id` : Prisma.sql`l.created_at DESC, l.id DESC`;
  const rows = await tx.$queryRaw<RawRow[]>`
    SELECT ${COLUMNS} ${SOURCES} WHERE ${conditionsOf(companyId, filter)} ${beyond}
    ORDER BY ${order} LIMIT ${limit}`;
  const page = rows.map(withDates);
  return isBackward ? page.reverse() : page;
}

/** Some letters by their ids, in the order of their clients' names: as they are put in envelopes. */
export async function readLettersById(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<LetterListRow[]> {
  const rows = await tx.$queryRaw<RawRow[]>`
    SELECT ${COLUMNS} ${SOURCES}
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.id = ANY(${[...ids]}::uuid[])
    ORDER BY c.name_key, l.created_at, l.id`;
  return rows.map(withDates);
}

function withDates(row: RawRow): LetterListRow {
  const day = (text: string | null) => (text === null ? null : localDate(text));
  return {
    ...row,
    datedOn: localDate(row.datedOn),
    postedOn: day(row.postedOn),
    presentedOn: day(row.presentedOn),
    deadlineOn: day(row.deadlineOn),
  };
}

/** How many letters each group holds. */
export async function countLetterTabs(tx: Tx, companyId: string): Promise<Record<LetterTab, number>> {
  const counts = LETTER_TABS.map(
    (tab) => Prisma.sql`count(*) FILTER (WHERE ${TAB_CONDITIONS[tab]})::int AS ${Prisma.raw(`"${tab}"`)}`,
  );
  const [row] = await tx.$queryRaw<Record<LetterTab, number>[]>`
    SELECT ${Prisma.join(counts)} FROM letter l WHERE l.company_id = ${companyId}::uuid`;
  return row ?? (Object.fromEntries(LETTER_TABS.map((tab) => [tab, 0])) as Record<LetterTab, number>);
}

/** One letter with everything; null when it is not of this company. */
export async function readLetterFile(tx: Tx, companyId: string, letterId: string) {
  return tx.letter.findUnique({
    where: { companyId_id: { companyId, id: letterId } },
    include: {
      document: { select: { id: true, name: true, sha256: true, sizeBytes: true } },
      invoices: true,
      proofs: { include: { document: true }, orderBy: { addedAt: "asc" } },
      statuses: { orderBy: [{ onDate: "desc" }, { id: "desc" }] },
      dispatch: true,
      replaces: { select: { id: true, returnedOn: true } },
      steps: { select: { offsetDays: true } },
    },
  });
}
