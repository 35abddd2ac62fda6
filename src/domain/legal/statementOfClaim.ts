/**
 * The décompte: what a debtor owes on several invoices on a given day. Every figure is the sum of
 * the lines above it, so that a clerk can add it up again.
 */
import type { LocalDate } from "../calendar";
import { DomainError, invariant } from "../invariant";
import { maxCents, sumCents } from "../money";
import type { InvoiceClaim, InvoiceStatement } from "./invoiceClaim";
import { statementOfInvoice } from "./invoiceStatement";
import type { LegalRates } from "./rateTables";

/** The invoices of one debtor, and the costs that concern them all. */
export interface Claim {
  readonly invoices: readonly InvoiceClaim[];
  /** Proven recovery costs that belong to no single invoice, in cents. */
  readonly sharedRecoveryCostsCents?: bigint | undefined;
}

export interface StatementOfClaim {
  readonly statedOn: LocalDate;
  /** One statement an invoice, oldest due date first, then by number. */
  readonly invoices: readonly InvoiceStatement[];
  readonly principalDueCents: bigint;
  readonly penaltyCents: bigint;
  /** Paid or waived; the waived part follows. */
  readonly penaltySettledCents: bigint;
  readonly penaltyWaivedCents: bigint;
  readonly flatFeeCents: bigint;
  readonly flatFeeSettledCents: bigint;
  readonly flatFeeWaivedCents: bigint;
  /** Complementary costs of the invoices and of the whole claim. */
  readonly complementaryCents: bigint;
  readonly overpaidCents: bigint;
  readonly totalDueCents: bigint;
  /** Interest of each further day; undefined when a rate is not published yet. */
  readonly dailyCents: bigint | undefined;
}

/**
 * Gathers the statements of the invoices of one debtor.
 *
 * Shared costs are owed above the flat fees that no cost of a single invoice has used already,
 * so that the same 40 € are never counted twice (CJEU C-78/22).
 *
 * @throws DomainError `CLAIM_EMPTY` without invoice, and whatever {@link statementOfInvoice} throws.
 */
export function statementOfClaim(claim: Claim, statedOn: LocalDate, rates: LegalRates): StatementOfClaim {
  if (claim.invoices.length === 0) {
    throw new DomainError("CLAIM_EMPTY", "Un décompte porte sur au moins une facture.", "invoices");
  }
  const invoices = claim.invoices
    .map((invoice) => statementOfInvoice(invoice, statedOn, rates))
    .sort(byDueDateThenNumber);
  const sum = (read: (statement: InvoiceStatement) => bigint) => sumCents(invoices.map(read));
  const sharedCents = sharedComplementaryCents(claim.sharedRecoveryCostsCents ?? 0n, invoices);
  const statement: StatementOfClaim = {
    statedOn,
    invoices,
    principalDueCents: sum((invoice) => invoice.principalDueCents),
    penaltyCents: sum((invoice) => invoice.penaltyCents),
    penaltySettledCents: sum((invoice) => invoice.penaltySettledCents),
    penaltyWaivedCents: sum((invoice) => invoice.penaltyWaivedCents),
    flatFeeCents: sum((invoice) => invoice.flatFeeCents),
    flatFeeSettledCents: sum((invoice) => invoice.flatFeeSettledCents),
    flatFeeWaivedCents: sum((invoice) => invoice.flatFeeWaivedCents),
    complementaryCents: sum((invoice) => invoice.complementaryCents) + sharedCents,
    overpaidCents: sum((invoice) => invoice.overpaidCents),
    totalDueCents: sum((invoice) => invoice.totalDueCents) + sharedCents,
    dailyCents: dailyCents(invoices),
  };
  const linesCents =
    statement.principalDueCents +
    (statement.penaltyCents - statement.penaltySettledCents) +
    (statement.flatFeeCents - statement.flatFeeSettledCents) +
    statement.complementaryCents;
  invariant(linesCents === statement.totalDueCents, "a statement of claim adds up");
  return statement;
}

function byDueDateThenNumber(a: InvoiceStatement, b: InvoiceStatement): number {
  if (a.claim.dueOn !== b.claim.dueOn) return a.claim.dueOn < b.claim.dueOn ? -1 : 1;
  if (a.claim.invoiceNumber === b.claim.invoiceNumber) return 0;
  return a.claim.invoiceNumber < b.claim.invoiceNumber ? -1 : 1;
}

function sharedComplementaryCents(sharedCents: bigint, invoices: readonly InvoiceStatement[]): bigint {
  const liable = invoices.filter((invoice) => invoice.flatFeeCents > 0n);
  if (liable.length === 0) return 0n;
  const unusedFeesCents = sumCents(
    liable.map((invoice) => maxCents(0n, invoice.flatFeeCents - (invoice.claim.recoveryCostsCents ?? 0n))),
  );
  return maxCents(0n, sharedCents - unusedFeesCents);
}

function dailyCents(invoices: readonly InvoiceStatement[]): bigint | undefined {
  let totalCents = 0n;
  for (const { daily } of invoices) {
    if (daily.kind === "RATE_NOT_PUBLISHED") return undefined;
    if (daily.kind === "RUNNING") totalCents += daily.amountCents;
  }
  return totalCents;
}
