/** The list of invoices: filters in SQL, one page at a time by key, never by offset. */
import { type LocalDate, localDate } from "@/domain/calendar";
import { contains } from "../contains";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export const INVOICE_TABS = ["a-venir", "en-retard", "suspendues", "soldees", "toutes"] as const;
export type InvoiceTab = (typeof INVOICE_TABS)[number];

export interface InvoiceFilter {
  tab: InvoiceTab;
  /** Part of a client's name or an invoice number, or an exact amount in cents. */
  search: string;
  searchCents: bigint | null;
  clientId: string | null;
  /** Those one import created. */
  importId?: string | null;
  /** Days late, bounds included. */
  minDaysLate: number | null;
  maxDaysLate: number | null;
  channel: string | null;
}

/** Where a page starts: the key of the last (or first) row seen. */
export interface InvoiceCursor {
  dueOn: LocalDate;
  id: string;
  direction: "after" | "before";
}

export interface InvoiceListRow {
  id: string;
  number: string;
  clientId: string;
  clientName: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
  planKind: "RUN" | "WAIT" | "STOP" | null;
  channel: "EMAIL" | "CALL" | "LETTER" | "FORMAL_NOTICE" | null;
  tone: "FRIENDLY" | "FIRM" | "FINAL" | null;
  onDate: LocalDate | null;
  reasons: unknown;
  lastChannel: "EMAIL" | "CALL" | "LETTER" | "FORMAL_NOTICE" | null;
  /** A call about this invoice waits to be made. */
  hasOpenCall: boolean;
}

function isHeld(companyId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM hold h WHERE h.company_id = ${companyId}::uuid AND h.invoice_id = i.id AND h.ended_at IS NULL)`;
}

function tabCondition(companyId: string, tab: InvoiceTab, today: LocalDate): Prisma.Sql {
  switch (tab) {
    case "a-venir":
      return Prisma.sql`i.status = 'OPEN' AND i.due_on >= ${today}::date`;
    case "en-retard":
      return Prisma.sql`i.status = 'OPEN' AND i.due_on < ${today}::date`;
    case "suspendues":
      return Prisma.sql`i.status = 'OPEN' AND ${isHeld(companyId)}`;
    case "soldees":
      return Prisma.sql`i.status <> 'OPEN'`;
    case "toutes":
      return Prisma.sql`true`;
  }
}

function conditions(companyId: string, filter: InvoiceFilter, today: LocalDate): Prisma.Sql {
  const all = [Prisma.sql`i.company_id = ${companyId}::uuid`, tabCondition(companyId, filter.tab, today)];
  if (filter.clientId) all.push(Prisma.sql`i.client_id = ${filter.clientId}::uuid`);
  if (filter.importId) all.push(Prisma.sql`i.import_id = ${filter.importId}::uuid`);
  if (filter.minDaysLate !== null)
    all.push(Prisma.sql`i.due_on <= ${today}::date - ${filter.minDaysLate}::int`);
  if (filter.maxDaysLate !== null)
    all.push(Prisma.sql`i.due_on >= ${today}::date - ${filter.maxDaysLate}::int`);
  if (filter.channel) all.push(Prisma.sql`p.channel = ${filter.channel}::channel AND p.kind <> 'STOP'`);
  if (filter.search !== "") {
    const like = contains(filter.search);
    all.push(Prisma.sql`(i.number ILIKE ${like} OR i.balance_cents = ${filter.searchCents ?? -1n} OR i.total_cents = ${filter.searchCents ?? -1n}
      OR i.client_id IN (SELECT id FROM client WHERE company_id = ${companyId}::uuid AND name ILIKE ${like}))`);
  }
  return Prisma.join(all, " AND ");
}

type Row = Omit<InvoiceListRow, "issuedOn" | "dueOn" | "onDate"> & {
  issuedOn: string;
  dueOn: string;
  onDate: string | null;
};

/** One page, oldest due date first; one row more than asked tells whether there is a next page. */
export async function readInvoicePage(
  tx: Tx,
  companyId: string,
  query: { filter: InvoiceFilter; cursor: InvoiceCursor | null; limit: number; today: LocalDate },
): Promise<InvoiceListRow[]> {
  const { filter, cursor, limit, today } = query;
  const isBackward = cursor?.direction === "before";
  const key = cursor
    ? isBackward
      ? Prisma.sql`AND (i.due_on, i.id) < (${cursor.dueOn}::date, ${cursor.id}::uuid)`
      : Prisma.sql`AND (i.due_on, i.id) > (${cursor.dueOn}::date, ${cursor.id}::uuid)`
    : Prisma.empty;
  const order = isBackward ? Prisma.sql`i.due_on DESC, i.id DESC` : Prisma.sql`i.due_on, i.id`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT i.id, i.number, i.client_id AS "clientId", c.name AS "clientName", i.issued_on::text AS "issuedOn",
           i.due_on::text AS "dueOn", i.total_cents AS "totalCents", i.balance_cents AS "balanceCents",
           i.status::text AS status, p.kind::text AS "planKind", p.channel::text AS channel, s.tone::text AS tone,
           p.on_date::text AS "onDate", p.reasons, l.channel::text AS "lastChannel",
           EXISTS (SELECT 1 FROM call_task_invoice ci JOIN call_task k ON k.company_id = ci.company_id AND k.id = ci.call_task_id
                   WHERE ci.company_id = i.company_id AND ci.invoice_id = i.id AND k.state = 'OPEN') AS "hasOpenCall"
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    LEFT JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id
    LEFT JOIN scenario_step s ON s.company_id = p.company_id AND s.id = p.step_id
    LEFT JOIN LATERAL (
      SELECT d.channel FROM dunning_step d
      WHERE d.company_id = i.company_id AND d.invoice_id = i.id AND d.state = 'DONE'
      ORDER BY d.offset_days DESC LIMIT 1) l ON true
    WHERE ${conditions(companyId, filter, today)} ${key}
    ORDER BY ${order} LIMIT ${limit}`;
  const page = rows.map((row) => ({
    ...row,
    issuedOn: localDate(row.issuedOn),
    dueOn: localDate(row.dueOn),
    onDate: row.onDate === null ? null : localDate(row.onDate),
  }));
  return isBackward ? page.reverse() : page;
}

/** Counting stops here: « 1 000+ » tells enough, and a page stays quick however many there are. */
export const COUNT_LIMIT = 1_000;

/** Number of invoices in each tab, up to {@link COUNT_LIMIT} + 1. */
export async function countInvoiceTabs(
  tx: Tx,
  companyId: string,
  today: LocalDate,
): Promise<Record<InvoiceTab, number>> {
  const limit = COUNT_LIMIT + 1;
  const count = (condition: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM invoice i WHERE i.company_id = ${companyId}::uuid AND ${condition} LIMIT ${limit}) t)`;
  const [row] = await tx.$queryRaw<Record<string, number>[]>`
    SELECT ${count(tabCondition(companyId, "a-venir", today))} AS upcoming,
           ${count(tabCondition(companyId, "en-retard", today))} AS late,
           (SELECT count(*)::int FROM (
              SELECT DISTINCT h.invoice_id FROM hold h JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
              WHERE h.company_id = ${companyId}::uuid AND h.ended_at IS NULL AND i.status = 'OPEN' LIMIT ${limit}) t) AS held,
           ${count(tabCondition(companyId, "soldees", today))} AS settled,
           ${count(Prisma.sql`true`)} AS everything`;
  return {
    "a-venir": row?.upcoming ?? 0,
    "en-retard": row?.late ?? 0,
    suspendues: row?.held ?? 0,
    soldees: row?.settled ?? 0,
    toutes: row?.everything ?? 0,
  };
}

/** What is owed, and what of it is late. */
export async function sumOpenInvoices(
  tx: Tx,
  companyId: string,
  today: LocalDate,
): Promise<{ openCents: bigint; overdueCents: bigint }> {
  const [row] = await tx.$queryRaw<{ openCents: bigint | null; overdueCents: bigint | null }[]>`
    SELECT sum(balance_cents)::bigint AS "openCents",
           sum(balance_cents) FILTER (WHERE due_on < ${today}::date)::bigint AS "overdueCents"
    FROM invoice WHERE company_id = ${companyId}::uuid AND status = 'OPEN'`;
  return { openCents: row?.openCents ?? 0n, overdueCents: row?.overdueCents ?? 0n };
}
