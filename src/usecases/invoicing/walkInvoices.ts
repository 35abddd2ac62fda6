/** Reads every invoice that a program asks for, a page at a time. */
import { inCompany } from "@/db/inCompany";
import {
  type InvoiceSelection,
  type OrderedInvoice,
  readInvoicesInOrder,
} from "@/db/invoicing/invoicesInOrder";
import { daysBetween } from "@/domain/calendar";
import type { CompanyCtx } from "../ports";
import { companyToday } from "./saveInvoice";

export interface InvoiceWalk extends Omit<InvoiceSelection, "dueBefore"> {
  /** Only those that are late. */
  isLate: boolean;
  /** Where the page before ended; null: from the start. */
  afterId: string | null;
  limit: number;
}

export interface WalkedInvoice extends OrderedInvoice {
  daysLate: number;
}

/** One page, in the order of the ids; `nextId` is null after the last one. */
export async function walkInvoices(
  ctx: CompanyCtx,
  { isLate, afterId, limit, ...selection }: InvoiceWalk,
): Promise<{ invoices: WalkedInvoice[]; nextId: string | null }> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const walk = {
      selection: { ...selection, dueBefore: isLate ? today : null },
      afterId,
      limit: limit + 1,
    };
    const found = await readInvoicesInOrder(tx, companyId, walk);
    const page = found.slice(0, limit);
    return {
      invoices: page.map((row) => ({
        ...row,
        daysLate: row.status === "OPEN" ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
      })),
      nextId: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  });
}
