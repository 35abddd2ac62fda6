import { lockInvoices } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";

/** Most invoices changed with one gesture. */
export const MAX_INVOICES_AT_ONCE = 500;

/**
 * Locks the invoices chosen in a list and keeps those still open, by id.
 *
 * @throws DomainError TOO_MANY above {@link MAX_INVOICES_AT_ONCE}
 */
export async function lockOpenInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<string[]> {
  if (invoiceIds.length > MAX_INVOICES_AT_ONCE) {
    throw new DomainError("TOO_MANY", `Choisissez au plus ${MAX_INVOICES_AT_ONCE} factures à la fois.`);
  }
  await lockInvoices(tx, companyId, invoiceIds);
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return open.map((invoice) => invoice.id);
}
