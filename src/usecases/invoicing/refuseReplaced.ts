/** An invoice whose place another has taken is not claimed again beside it. */
import type { Tx } from "@/db/inCompany";
import { readReplacing } from "@/db/invoicing/replacements";
import { DomainError } from "@/domain/invariant";

/** @throws DomainError REPLACED when a corrected invoice is claimed in its stead */
export async function refuseReplaced(tx: Tx, companyId: string, invoiceId: string): Promise<void> {
  const by = (await readReplacing(tx, companyId, [invoiceId])).get(invoiceId);
  if (by === undefined) return;
  throw new DomainError(
    "REPLACED",
    `La facture ${by} a pris la place de celle-ci\u00a0: annulez-la d’abord, pour que rien ne soit réclamé deux fois.`,
  );
}
