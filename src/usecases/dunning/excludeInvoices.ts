/** A person takes invoices out of dunning for good, or puts them back. */
import { inCompany } from "@/db/inCompany";
import { lockOpenInvoices } from "../invoicing/lockOpenInvoices";
import { type Deed, journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { decideAgain } from "./planInvoices";

/**
 * Excludes open invoices from dunning, or includes them again. What was about to leave for them
 * is withdrawn in the same transaction.
 *
 * @returns how many invoices changed
 */
export async function excludeInvoices(
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  isExcluded: boolean,
): Promise<number> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const count = await inCompany(companyId, async (tx) => {
    const open = await lockOpenInvoices(tx, companyId, invoiceIds);
    const changing = await tx.invoice.findMany({
      where: { companyId, id: { in: open }, dunningOptOut: !isExcluded },
      select: { id: true },
      orderBy: { id: "asc" },
    });
    const ids = changing.map((invoice) => invoice.id);
    await tx.invoice.updateMany({
      where: { companyId, id: { in: ids } },
      data: { dunningOptOut: isExcluded },
    });
    await decideAgain(tx, companyId, ids, now);
    const deeds = ids.map(
      (entityId): Deed => ({
        action: isExcluded ? "invoice.excluded" : "invoice.included",
        entity: "invoice",
        entityId,
        data: {},
      }),
    );
    await journalAt(tx, ctx, deeds, now);
    return ids.length;
  });
  if (!isExcluded) await ctx.bell.ring("dunning", { companyId });
  return count;
}
