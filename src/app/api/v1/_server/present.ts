/** What the API tells of invoices and clients: amounts in whole cents, days as `2026-11-24`. */
import type { z } from "zod";
import {
  cents,
  invoiceCreditNote,
  invoiceHold,
  invoiceLine,
  invoicePayment,
  word,
} from "@/domain/reporting/apiObjects";
import type { InvoiceView } from "@/usecases/invoicing/readInvoice";
import type { WalkedInvoice } from "@/usecases/invoicing/walkInvoices";
import type { WalkedClient } from "@/usecases/parties/walkClients";
import type { PaymentLine } from "@/usecases/settlement/listPayments";
import type { TakenPayment } from "@/usecases/settlement/takePayment";
import type { CLIENT_LINE, INVOICE, INVOICE_LINE, PAYMENT, PAYMENT_RECORDED } from "../_parts/answers";

function optionalCents(amountCents: bigint | null): number | null {
  return amountCents === null ? null : cents(amountCents);
}

/** One invoice of a list. */
export function presentLine(invoice: WalkedInvoice): z.input<typeof INVOICE_LINE> {
  return invoiceLine(invoice);
}

export function presentClient(client: WalkedClient): z.input<typeof CLIENT_LINE> {
  return {
    id: client.id,
    name: client.name,
    kind: word(client.kind),
    reference: client.reference,
    siren: client.siren,
    email: client.email,
    isArchived: client.isArchived,
    openCents: cents(client.openCents),
    lateCents: cents(client.lateCents),
  };
}

/** One invoice with what was paid and credited, and what comes next. */
export function presentInvoice(invoice: InvoiceView): z.input<typeof INVOICE> {
  const { client, next } = invoice;
  return {
    id: invoice.id,
    number: invoice.number,
    status: word(invoice.status),
    client: { id: client.id, name: client.name, siren: client.siren },
    subject: invoice.subject,
    orderReference: invoice.orderReference,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    performedOn: invoice.performedOn,
    currency: "EUR",
    totalCents: cents(invoice.totalCents),
    vatCents: optionalCents(invoice.vatCents),
    balanceCents: cents(invoice.balanceCents),
    daysLate: invoice.daysLate,
    changedAt: invoice.changedAt.toISOString(),
    payments: invoice.payments.map(invoicePayment),
    creditNotes: invoice.creditNotes.map(invoiceCreditNote),
    holds: invoice.holds
      .filter(({ isRunning }) => isRunning)
      .map((hold) => ({ ...invoiceHold(hold), reason: hold.reason })),
    next: {
      kind: word(next.kind),
      title: next.title,
      on: next.on,
      channel: next.channel && word(next.channel),
      reasons: next.reasons.map(({ code, sentence }) => ({ code: word(code), sentence })),
    },
  };
}

/** What became of the money that a program sent. */
export function presentTaken(taken: TakenPayment, invoice: InvoiceView): z.input<typeof PAYMENT_RECORDED> {
  const { paymentId, creditId, principalCents, accessoryCents, creditCents } = taken;
  return {
    paymentId,
    creditId,
    split: {
      principalCents: cents(principalCents),
      accessoryCents: cents(accessoryCents),
      creditCents: cents(creditCents),
    },
    invoice: presentInvoice(invoice),
  };
}

export function presentPayment(payment: PaymentLine): z.input<typeof PAYMENT> {
  return {
    id: payment.id,
    client: { id: payment.clientId, name: payment.clientName },
    receivedOn: payment.receivedOn,
    amountCents: cents(payment.amountCents),
    accessoryCents: cents(payment.accessoryCents),
    creditCents: cents(payment.surplusCents),
    method: word(payment.method),
    reference: payment.reference,
    isReversed: payment.isReversed,
    invoices: payment.invoices.map(({ id, number, amountCents }) => ({
      id,
      number,
      amountCents: cents(amountCents),
    })),
  };
}
