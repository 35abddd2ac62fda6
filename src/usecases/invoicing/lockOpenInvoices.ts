import { lockInvoices } from "@/db/dunning/facts";
import { isId, type Tx } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";

/** Most invoices changed with one gesture. */
export const MAX_INVOICES_AT_ONCE = 500;

/**
 * Locks the invoices chosen in a list and keeps those still open, by id. What is no id is left out.
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
  const ids = invoiceIds.filter(isId);
  await lockInvoices(tx, companyId, ids);
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: ids }, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return open.map((invoice) => invoice.id);
}
