/** The list of invoices, as its page shows it. */
import { inCompany, isId } from "@/db/inCompany";
import {
  COUNT_LIMIT,
  countInvoiceTabs,
  INVOICE_TABS,
  type InvoiceCursor,
  type InvoiceFilter,
  type InvoiceListRow,
  type InvoiceTab,
  readInvoicePage,
  sumOpenInvoices,
} from "@/db/invoicing/invoiceList";
import { daysBetween, isLocalDate, type LocalDate } from "@/domain/calendar";
import type { Reason } from "@/domain/dunning/reason";
import { CHANNELS } from "@/domain/dunning/scenario";
import { nextWords, type Standing, standingOf } from "@/domain/dunning/standing";
import { DomainError } from "@/domain/invariant";
import { parseAmount } from "@/domain/money";
import type { CompanyCtx } from "../ports";
import { companyToday } from "./saveInvoice";

export { COUNT_LIMIT, INVOICE_TABS, type InvoiceTab };

const PAGE_SIZE = 50;

/** Ages offered as filters: days late, bounds included. */
export const AGES = {
  "1-30": { label: "1 à 30 jours", min: 1, max: 30 },
  "31-60": { label: "31 à 60 jours", min: 31, max: 60 },
  "61-90": { label: "61 à 90 jours", min: 61, max: 90 },
  // Not « 90 »: a key that reads as a whole number would come first.
  "90-": { label: "Plus de 90 jours", min: 91, max: null },
} as const;
export type Age = keyof typeof AGES;

/** Filters as they stand in the address of the page. Anything else there is ignored. */
export interface InvoiceQuery {
  tab: InvoiceTab;
  search: string;
  age: Age | null;
  channel: (typeof CHANNELS)[number] | null;
  clientId: string | null;
  /** Those one import created. */
  importId: string | null;
  cursor: InvoiceCursor | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

function one(params: Params, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** Reads filters from an address: unknown values fall back to the defaults, never to an error. */
export function readInvoiceQuery(params: Params): InvoiceQuery {
  const age = one(params, "age");
  const clientId = one(params, "client");
  const importId = one(params, "import");
  return {
    tab: INVOICE_TABS.find((tab) => tab === one(params, "etat")) ?? "en-retard",
    search: one(params, "q").trim().slice(0, 80),
    age: age in AGES ? (age as Age) : null,
    channel: CHANNELS.find((channel) => channel === one(params, "etape")) ?? null,
    clientId: isId(clientId) ? clientId : null,
    importId: isId(importId) ? importId : null,
    cursor: readCursor(one(params, "apres"), "after") ?? readCursor(one(params, "avant"), "before"),
  };
}

function readCursor(text: string, direction: "after" | "before"): InvoiceCursor | null {
  const dueOn = text.slice(0, 10);
  const id = text.slice(11);
  return isLocalDate(dueOn) && isId(id) ? { dueOn, id, direction } : null;
}

export interface InvoiceLine extends Omit<InvoiceListRow, "reasons"> {
  daysLate: number;
  standing: Standing;
  next: string;
}

export interface InvoiceList {
  today: LocalDate;
  lines: InvoiceLine[];
  counts: Record<InvoiceTab, number>;
  openCents: bigint;
  overdueCents: bigint;
  /** Keys for the previous and next pages, absent when there is none. */
  previous: string | null;
  next: string | null;
}

/** One page of the list, with its totals. */
export async function listInvoices(ctx: CompanyCtx, query: InvoiceQuery): Promise<InvoiceList> {
  return inCompany(ctx.companyId, async (tx) => {
    const today = await companyToday(tx, ctx.companyId, ctx.clock.now());
    const filter = invoiceFilterOf(query);
    const request = { filter, cursor: query.cursor, limit: PAGE_SIZE + 1, today };
    const rows = await readInvoicePage(tx, ctx.companyId, request);
    const isBackward = query.cursor?.direction === "before";
    const hasMore = rows.length > PAGE_SIZE;
    const page = !hasMore ? rows : isBackward ? rows.slice(1) : rows.slice(0, PAGE_SIZE);
    const counts = await countInvoiceTabs(tx, ctx.companyId, today);
    const sums = await sumOpenInvoices(tx, ctx.companyId, today);
    const [first] = page;
    const last = page.at(-1);
    const hasPrevious = isBackward ? hasMore : query.cursor !== null;
    const hasNext = isBackward || hasMore;
    return {
      today,
      lines: page.map((row) => invoiceLineOf(row, today)),
      counts,
      ...sums,
      previous: hasPrevious && first ? `${first.dueOn}.${first.id}` : null,
      next: hasNext && last ? `${last.dueOn}.${last.id}` : null,
    };
  });
}

/** The filters of the address as the database reads them. */
export function invoiceFilterOf(query: InvoiceQuery): InvoiceFilter {
  const age = query.age ? AGES[query.age] : null;
  return {
    tab: query.tab,
    search: query.search,
    searchCents: amountOrNull(query.search),
    clientId: query.clientId,
    importId: query.importId,
    minDaysLate: age?.min ?? null,
    maxDaysLate: age?.max ?? null,
    channel: query.channel,
  };
}

function amountOrNull(text: string): bigint | null {
  try {
    return parseAmount(text);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** One row with its state and its next step in words. */
export function invoiceLineOf({ reasons, ...row }: InvoiceListRow, today: LocalDate): InvoiceLine {
  const facts = { ...row, today, reasons: (reasons ?? []) as Reason[] };
  return {
    ...row,
    daysLate: row.status === "OPEN" ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
    standing: standingOf(facts),
    next: nextWords(facts),
  };
}
