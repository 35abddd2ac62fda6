/**
 * What a payment may pay beside the principal: interest and flat fee, once they have been asked for. Before, an
 * amount above the balance is more likely a mistake.
 */
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readDemands } from "@/db/legal/accessories";
import type { LocalDate } from "@/domain/calendar";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { maxCents } from "@/domain/money";
import type { OwedInvoice, OwedWithAccessories } from "@/domain/settlement/allocation";
import { readCompanyZone } from "../parties/readCompanyZone";

/**
 * Adds to invoices what is due of their interest and flat fee if their whole balance is paid on
 * `receivedOn`; nothing when no document that left has asked for any, or when a rate of that time is not
 * published yet.
 */
export async function withAccessories<Owed extends OwedInvoice>(
  tx: Tx,
  companyId: string,
  invoices: readonly Owed[],
  receivedOn: LocalDate,
  rates: LegalRates,
): Promise<(Owed & OwedWithAccessories)[]> {
  const ids = invoices.map(({ id }) => id);
  const timeZone = await readCompanyZone(tx, companyId);
  const demands = await readDemands(tx, companyId, ids, timeZone);
  const demanded = new Set(demands.map(({ invoiceId }) => invoiceId));
  const accounts = await loadAccounts(tx, companyId, [...demanded]);
  return invoices.map((invoice) => {
    const account = accounts.get(invoice.id);
    return { ...invoice, accessoryCents: account ? accessoriesOf(account, receivedOn, rates) : 0n };
  });
}

function accessoriesOf(
  { claim, balanceCents }: InvoiceAccount,
  paidOn: LocalDate,
  rates: LegalRates,
): bigint {
  const rest = balanceCents > 0n ? [{ kind: "PAYMENT", on: paidOn, amountCents: balanceCents } as const] : [];
  try {
    const paid = statementOfInvoice({ ...claim, events: [...claim.events, ...rest] }, paidOn, rates);
    const dueCents =
      paid.penaltyCents - paid.penaltySettledCents + paid.flatFeeCents - paid.flatFeeSettledCents;
    return maxCents(dueCents, 0n);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return 0n;
    throw error;
  }
}
