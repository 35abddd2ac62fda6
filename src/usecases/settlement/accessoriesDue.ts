/**
 * What a payment may pay beside the principal: interest and flat fee, once they have been asked for. Before, an
 * amount above the balance is more likely a mistake.
 */
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { readDemands } from "@/db/legal/accessories";
import { readContested } from "@/db/legal/contested";
import { type OwedInvoiceRow, readClaimedInvoices } from "@/db/settlement/owedInvoices";
import { type LocalDate, maxDate } from "@/domain/calendar";
import { type ContestedPart, withoutContested } from "@/domain/legal/contestedPart";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { maxCents, minCents } from "@/domain/money";
import type { ContestedShare, OwedInvoice, OwedWithAccessories } from "@/domain/settlement/allocation";
import { readCompanyZone } from "../parties/readCompanyZone";

/** Interest and flat fee that were asked for and are still due, in cents. */
export interface DueAccessories {
  penaltyCents: bigint;
  flatFeeCents: bigint;
}

/**
 * Adds to invoices what is due of their interest and flat fee if their whole balance is paid on
 * `receivedOn`, and if only what is not contested is; nothing when no document that left has asked for any, or
 * when a rate of that time is not published yet.
 */
export async function withAccessories<Owed extends OwedInvoice>(
  tx: Tx,
  companyId: string,
  invoices: readonly Owed[],
  receivedOn: LocalDate,
  rates: LegalRates,
): Promise<(Owed & { accessoryCents: bigint; contested?: ContestedShare })[]> {
  const ids = invoices.map(({ id }) => id);
  const accounts = await loadDemanded(tx, companyId, ids);
  const contested = await readContested(tx, companyId, ids);
  return invoices.map((invoice) => {
    const account = accounts.get(invoice.id);
    const owed = {
      ...invoice,
      accessoryCents: account ? sumOf(accessoriesOf(account, receivedOn, rates)) : 0n,
    };
    const part = contested.get(invoice.id);
    if (part === undefined) return owed;
    const cents = part === null ? invoice.balanceCents : minCents(part.cents, invoice.balanceCents);
    const rest = account && part && restOf(account, part);
    const restAccessoryCents = rest ? sumOf(accessoriesOf(rest, receivedOn, rates)) : 0n;
    return { ...owed, contested: { cents, restAccessoryCents } };
  });
}

const sumOf = ({ penaltyCents, flatFeeCents }: DueAccessories) => penaltyCents + flatFeeCents;

/** The account as it is claimed while a part of it is contested. */
function restOf(account: InvoiceAccount, part: ContestedPart): InvoiceAccount {
  const { claim, balanceCents } = account;
  const restCents = maxCents(balanceCents - part.cents, 0n);
  return { ...account, claim: withoutContested(claim, part, balanceCents), balanceCents: restCents };
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
  const accounts = await loadDemanded(tx, companyId, invoiceIds);
  const due = new Map<string, DueAccessories>();
  for (const account of accounts.values()) {
    const accessories = accessoriesOf(account, receivedOn, rates);
    if (sumOf(accessories) > 0n) due.set(account.id, accessories);
  }
  return due;
}

/** Among these invoices, those of which a document that left asked for interest or the flat fee. */
async function loadDemanded(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, InvoiceAccount>> {
  const timeZone = await readCompanyZone(tx, companyId);
  const demands = await readDemands(tx, companyId, invoiceIds, timeZone);
  return loadAccounts(tx, companyId, [...new Set(demands.map(({ invoiceId }) => invoiceId))]);
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
): Promise<(OwedInvoiceRow & OwedWithAccessories & { accessoryCents: bigint })[]> {
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
