/** Invoices as a document that states an exact sum claims them: what is contested of each is set aside. */
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readContested } from "@/db/legal/contested";
import { withoutContested } from "@/domain/legal/contestedPart";
import { closedObstacle } from "@/domain/legal/letterObstacle";

export interface ClaimedAccount extends InvoiceAccount {
  /** All that is left of it is contested. */
  isWhollyContested: boolean;
}

/**
 * The same invoices as {@link loadAccounts}, in its order, their claims less the parts that are contested. One
 * that is contested whole keeps its claim: nothing of it is left to set apart.
 */
export async function loadClaimed(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<ClaimedAccount[]> {
  const accounts = await loadAccounts(tx, companyId, invoiceIds);
  return setContestedAside(tx, companyId, [...accounts.values()]);
}

/** The same for invoices that are read already. */
export async function setContestedAside(
  tx: Tx,
  companyId: string,
  accounts: readonly InvoiceAccount[],
): Promise<ClaimedAccount[]> {
  const ids = accounts.map(({ id }) => id);
  const contested = await readContested(tx, companyId, ids);
  return accounts.map((account) => {
    const part = contested.get(account.id);
    return {
      ...account,
      claim: withoutContested(account.claim, part ?? undefined, account.balanceCents),
      isWhollyContested: part === null || (part !== undefined && part.cents >= account.balanceCents),
    };
  });
}

/**
 * Refuses what no paper may claim any more.
 *
 * @throws DomainError INVOICE_CLOSED about the first invoice that is cancelled or written off
 */
export function refuseClosed(accounts: readonly InvoiceAccount[]): void {
  for (const account of accounts) {
    const obstacle = closedObstacle(account);
    if (obstacle) throw obstacle;
  }
}
