/** Objects that programs read, by the API and by webhooks alike: amounts in whole cents, days as `2026-11-24`. */
import { daysBetween, type LocalDate } from "../calendar";
import type { InvoiceStatus } from "../invoicing/balance";

/** Amounts stay far below what a number of JSON holds exactly. */
export function cents(amountCents: bigint): number {
  return Number(amountCents);
}

/** Codes are written in lower case: `WRITTEN_OFF` → `written_off`. */
export function word<Code extends string>(code: Code): Lowercase<Code> {
  return code.toLowerCase() as Lowercase<Code>;
}

export interface ListedInvoice {
  id: string;
  number: string;
  status: InvoiceStatus;
  clientId: string;
  clientName: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  changedAt: Date;
}

/** Days since the due date; 0 when it is not late, or not open. */
export function daysLateOf(
  { status, dueOn }: Pick<ListedInvoice, "status" | "dueOn">,
  today: LocalDate,
): number {
  return status === "OPEN" ? Math.max(0, daysBetween(dueOn, today)) : 0;
}

/** One invoice of a list. */
export function invoiceLine({ clientId, clientName, ...invoice }: ListedInvoice & { daysLate: number }) {
  return {
    id: invoice.id,
    number: invoice.number,
    status: word(invoice.status),
    client: { id: clientId, name: clientName },
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    currency: "EUR" as const,
    totalCents: cents(invoice.totalCents),
    balanceCents: cents(invoice.balanceCents),
    daysLate: invoice.daysLate,
    changedAt: invoice.changedAt.toISOString(),
  };
}

/** A payment as one of its invoices shows it. */
export interface PaymentOnInvoice<Method extends string> {
  id: string;
  receivedOn: LocalDate;
  /** Put on this invoice, what paid its interest and flat fee included. */
  amountCents: bigint;
  accessoryCents: bigint;
  method: Method;
  reference: string;
  isReversed: boolean;
}

export function invoicePayment<Method extends string>(payment: PaymentOnInvoice<Method>) {
  return {
    id: payment.id,
    receivedOn: payment.receivedOn,
    amountCents: cents(payment.amountCents),
    accessoryCents: cents(payment.accessoryCents),
    method: word(payment.method),
    reference: payment.reference,
    isReversed: payment.isReversed,
  };
}

/** A suspension of reminders, without its words: they may name people. */
export interface HoldOnInvoice<Kind extends string> {
  id: string;
  kind: Kind;
  startedOn: LocalDate;
  untilOn: LocalDate | null;
}

export function invoiceHold<Kind extends string>({ id, kind, startedOn, untilOn }: HoldOnInvoice<Kind>) {
  return { id, kind: word(kind), startedOn, untilOn };
}

export interface CreditOnInvoice {
  id: string;
  number: string;
  issuedOn: LocalDate;
  amountCents: bigint;
  effect: "RETROACTIVE" | "PROSPECTIVE";
  isCancelled: boolean;
}

export function invoiceCreditNote(credit: CreditOnInvoice) {
  return {
    id: credit.id,
    number: credit.number,
    issuedOn: credit.issuedOn,
    amountCents: cents(credit.amountCents),
    effect: word(credit.effect),
    isCancelled: credit.isCancelled,
  };
}
