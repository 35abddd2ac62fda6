/**
 * What a payment may pay beside the principal: interest and flat fee, once they have been asked for. Before, an
 * amount above the balance is more likely a mistake.
 */
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readDemands } from "@/db/legal/accessories";
import { type OwedInvoiceRow, readClaimedInvoices } from "@/db/settlement/owedInvoices";
import { type LocalDate, maxDate } from "@/domain/calendar";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { maxCents, minCents } from "@/domain/money";
import type { OwedInvoice, OwedWithAccessories } from "@/domain/settlement/allocation";
import { readCompanyZone } from "../parties/readCompanyZone";

/** Interest and flat fee that were asked for and are still due, in cents. */
export interface DueAccessories {
  penaltyCents: bigint;
  flatFeeCents: bigint;
}

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
): Promise<(Owed & { accessoryCents: bigint })[]> {
  const ids = invoices.map(({ id }) => id);
  const due = await readDueAccessories(tx, companyId, ids, receivedOn, rates);
  return invoices.map((invoice) => {
    const { penaltyCents = 0n, flatFeeCents = 0n } = due.get(invoice.id) ?? {};
    return { ...invoice, accessoryCents: penaltyCents + flatFeeCents };
  });
}

/**
 * What is due of the interest and flat fee of invoices if their whole balance is paid on `receivedOn`; those
 * of which nothing was asked for, or nothing is due, are absent.
 */
export async function readDueAccessories(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  receivedOn: LocalDate,
  rates: LegalRates,
): Promise<Map<string, DueAccessories>> {
  const timeZone = await readCompanyZone(tx, companyId);
  const demands = await readDemands(tx, companyId, invoiceIds, timeZone);
  const demanded = new Set(demands.map(({ invoiceId }) => invoiceId));
  const accounts = await loadAccounts(tx, companyId, [...demanded]);
  const due = new Map<string, DueAccessories>();
  for (const account of accounts.values()) {
    const accessories = accessoriesOf(account, receivedOn, rates);
    if (accessories.penaltyCents + accessories.flatFeeCents > 0n) due.set(account.id, accessories);
  }
  return due;
}

/**
 * What a client owes if everything is paid on `receivedOn`, oldest due date first: its open invoices, and those
 * settled before of which interest or the flat fee was asked for and is still due.
 */
export async function readOwedOf(
  tx: Tx,
  companyId: string,
  clientId: string,
  receivedOn: LocalDate,
  rates: LegalRates,
): Promise<(OwedInvoiceRow & { accessoryCents: bigint })[]> {
  const found = await readClaimedInvoices(tx, companyId, clientId);
  const claimed = await withAccessories(tx, companyId, found, receivedOn, rates);
  return claimed.filter(isOwed);
}

/** Something of it is left to pay. */
export function isOwed({ balanceCents, accessoryCents = 0n }: OwedWithAccessories): boolean {
  return balanceCents + accessoryCents > 0n;
}

/**
 * What is due on the day of the payment, and no more than what is left once everything recorded counts: a payment
 * that is entered late finds what later ones have paid already.
 */
function accessoriesOf({ claim, balanceCents }: InvoiceAccount, paidOn: LocalDate, rates: LegalRates) {
  const rest = balanceCents > 0n ? [{ kind: "PAYMENT", on: paidOn, amountCents: balanceCents } as const] : [];
  const paid = { ...claim, events: [...claim.events, ...rest] };
  const dueOn = (day: LocalDate): DueAccessories => {
    const statement = statementOfInvoice(paid, day, rates);
    return {
      penaltyCents: maxCents(statement.penaltyCents - statement.penaltySettledCents, 0n),
      flatFeeCents: maxCents(statement.flatFeeCents - statement.flatFeeSettledCents, 0n),
    };
  };
  try {
    const then = dueOn(paidOn);
    const last = dueOn(claim.events.map((event) => event.on).reduce(maxDate, paidOn));
    return {
      penaltyCents: minCents(then.penaltyCents, last.penaltyCents),
      flatFeeCents: minCents(then.flatFeeCents, last.flatFeeCents),
    };
  } catch (error) {
    if (error instanceof RateNotPublishedError) return { penaltyCents: 0n, flatFeeCents: 0n };
    throw error;
  }
}
