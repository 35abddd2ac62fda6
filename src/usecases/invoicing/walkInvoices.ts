/** Reads every invoice that a program asks for, a page at a time. */
import { inCompany } from "@/db/inCompany";
import { type InvoiceSelection, readInvoicesInOrder } from "@/db/invoicing/invoicesInOrder";
import { readHorizon } from "@/db/invoicing/readHorizon";
import { daysLateOf, type ListedInvoice } from "@/domain/reporting/apiObjects";
import type { CompanyCtx } from "../ports";
import { companyToday } from "./saveInvoice";

export interface InvoiceWalk extends Omit<InvoiceSelection, "dueBefore"> {
  /** Only those that are late. */
  isLate: boolean;
  /** Where the page before ended; null: from the start. */
  afterId: string | null;
  limit: number;
}

export interface WalkedInvoice extends ListedInvoice {
  daysLate: number;
}

export interface WalkedPage {
  invoices: WalkedInvoice[];
  /** Null after the last page. */
  nextId: string | null;
  /**
   * With the first page only: whoever asks next for what changed since then, and has read all of the pages, misses
   * nothing, whatever was being written meanwhile; some invoices come twice.
   */
  readThrough: Date | null;
}

/** One page, in the order of the ids. */
export async function walkInvoices(
  ctx: CompanyCtx,
  { isLate, afterId, limit, ...selection }: InvoiceWalk,
): Promise<WalkedPage> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const walk = {
      selection: { ...selection, dueBefore: isLate ? today : null },
      afterId,
      limit: limit + 1,
    };
    const readThrough = afterId === null ? await readHorizon(tx) : null;
    const found = await readInvoicesInOrder(tx, companyId, walk);
    const page = found.slice(0, limit);
    return {
      invoices: page.map((row) => ({
        ...row,
        daysLate: daysLateOf(row, today),
      })),
      nextId: found.length > limit ? (page.at(-1)?.id ?? null) : null,
      readThrough,
    };
  });
}
