/** The last look before a letter that a person asks for: what the law or the facts forbid is refused. */
import { lockInvoices } from "@/db/dunning/facts";
import { type LetterInvoiceRow, readLetterInvoices } from "@/db/dunning/letterInvoices";
import type { Tx } from "@/db/inCompany";
import { letterObstacle } from "@/domain/legal/letterObstacle";

/**
 * Refuses a letter one of whose invoices may not be claimed. The invoices stay locked until the end
 * of the transaction, so that no payment and no judgment slips in.
 *
 * @throws DomainError with the first obstacle, in French
 */
export async function refuseLetter(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<LetterInvoiceRow[]> {
  await lockInvoices(tx, companyId, invoiceIds);
  const rows = await readLetterInvoices(tx, companyId, invoiceIds);
  for (const row of rows) {
    const obstacle = letterObstacle(row);
    if (obstacle) throw obstacle;
  }
  return rows;
}

/**
 * The invoices of an earlier letter that may still be claimed: those paid or forbidden meanwhile
 * are left out.
 *
 * @throws DomainError with the first obstacle when none is left
 */
export async function claimableInvoices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<LetterInvoiceRow[]> {
  await lockInvoices(tx, companyId, invoiceIds);
  const rows = await readLetterInvoices(tx, companyId, invoiceIds);
  const kept = rows.filter((row) => letterObstacle(row) === null);
  const [obstacle] = rows.flatMap((row) => letterObstacle(row) ?? []);
  if (kept.length === 0 && obstacle) throw obstacle;
  return kept;
}
