import type { InvoiceView } from "@/usecases/invoicing/readInvoice";

/** What every part of the page of an invoice needs. */
export interface InvoicePageContext {
  /** Address of the company. */
  home: string;
  /** Address of this invoice. */
  base: string;
  slug: string;
  invoice: InvoiceView;
  mayWork: boolean;
}

/** Fixed values of a form or a gesture about this invoice, and the way back to it. */
export function invoiceValues(page: InvoicePageContext, values: Readonly<Record<string, string>> = {}) {
  return { societe: page.slug, retour: page.base, facture: page.invoice.id, ...values };
}

/** True while a suspension runs. */
export function isHeld(invoice: InvoiceView): boolean {
  return invoice.holds.some((hold) => hold.isRunning);
}

/** True while a direct debit is awaited: what becomes of it lets the invoice go on, not a person's word. */
export function isDebited(invoice: InvoiceView): boolean {
  return invoice.holds.some((hold) => hold.isRunning && hold.kind === "DIRECT_DEBIT");
}

/** True while a collective procedure of the client suspends the invoice: it is lifted on the client, not here. */
export function isFrozen(invoice: InvoiceView): boolean {
  return invoice.holds.some((hold) => hold.isRunning && hold.kind === "INSOLVENCY");
}
