/** « Rechercher »: one field for clients, invoices and registered letters. */
import { inCompany } from "@/db/inCompany";
import {
  type FoundClient,
  type FoundInvoice,
  type FoundLetter,
  findClients,
  findInvoices,
  findLetters,
} from "@/db/reporting/search";
import type { LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { parseAmount } from "@/domain/money";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx } from "../ports";

/** Rows of each kind: beyond, the lists filter better. */
const SHOWN = 10;
/** Fewer signs would find nearly everything. */
const SHORTEST = 2;

export interface Found<Row> {
  rows: Row[];
  /** More match than are shown. */
  isCut: boolean;
}

export interface SearchResult {
  /** What was looked for, trimmed. */
  text: string;
  isTooShort: boolean;
  today: LocalDate;
  clients: Found<FoundClient>;
  invoices: Found<FoundInvoice>;
  letters: Found<FoundLetter>;
  count: number;
}

/** Looks everywhere at once. A text too short is told, and looks nowhere. */
export async function searchCompany(ctx: CompanyCtx, asked: string): Promise<SearchResult> {
  const text = asked.trim().slice(0, 80);
  const isTooShort = text.length < SHORTEST;
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const limit = SHOWN + 1;
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const clients = isTooShort ? [] : await findClients(tx, companyId, text, limit);
    const invoices = isTooShort ? [] : await findInvoices(tx, companyId, text, amountOrNull(text), limit);
    const letters = isTooShort ? [] : await findLetters(tx, companyId, text, limit);
    return {
      text,
      isTooShort,
      today,
      clients: cut(clients),
      invoices: cut(invoices),
      letters: cut(letters),
      count:
        Math.min(clients.length, SHOWN) + Math.min(invoices.length, SHOWN) + Math.min(letters.length, SHOWN),
    };
  });
}

function cut<Row>(rows: readonly Row[]): Found<Row> {
  return { rows: rows.slice(0, SHOWN), isCut: rows.length > SHOWN };
}

function amountOrNull(text: string): bigint | null {
  try {
    return parseAmount(text);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
