/** What the form of an invoice is opened on. */
import type { LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { formatEuros } from "@/domain/money";
import type { SeenRecord } from "../seenRecord";

/** An invoice as a person types it. */
export interface InvoiceInput {
  number: string;
  subject: string;
  orderReference: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  /** Public buyers: day the request for payment was received. */
  requestReceivedOn: LocalDate | null;
  totalCents: bigint;
  vatCents: bigint | null;
  mentionsPresent: boolean | null;
  dunningOptOut: boolean;
}

/** The same fields of a wider record. */
export function editedInvoice(invoice: InvoiceInput) {
  const { number, subject, orderReference, issuedOn, dueOn, performedOn, requestReceivedOn } = invoice;
  const { totalCents, vatCents, mentionsPresent, dunningOptOut } = invoice;
  return {
    number,
    subject,
    orderReference,
    issuedOn,
    dueOn,
    performedOn,
    requestReceivedOn,
    totalCents,
    vatCents,
    mentionsPresent,
    dunningOptOut,
  };
}

/** An invoice as it stands, for a form that may have been opened before. */
export function seenInvoice(id: string, invoice: InvoiceInput): SeenRecord<ReturnType<typeof editedInvoice>> {
  const { performedOn, requestReceivedOn, vatCents } = invoice;
  return {
    record: editedInvoice(invoice),
    names: {
      number: `le numéro (${invoice.number})`,
      subject: `l’objet (${invoice.subject || "vide"})`,
      orderReference: `le bon de commande (${invoice.orderReference ?? "vide"})`,
      issuedOn: `la date (${formatDateNumeric(invoice.issuedOn)})`,
      dueOn: `l’échéance (${formatDateNumeric(invoice.dueOn)})`,
      performedOn: `la date d’exécution (${performedOn === null ? "vide" : formatDateNumeric(performedOn)})`,
      requestReceivedOn: `la réception de la demande de paiement (${requestReceivedOn === null ? "vide" : formatDateNumeric(requestReceivedOn)})`,
      totalCents: `le montant TTC (${formatEuros(invoice.totalCents)})`,
      vatCents: `la TVA (${vatCents === null ? "vide" : formatEuros(vatCents)})`,
      mentionsPresent: "les mentions imprimées",
      dunningOptOut: `l’exclusion des relances (${invoice.dunningOptOut ? "oui" : "non"})`,
    },
    what: "cette facture",
    entityId: id,
    actions: ["invoice.edited", "invoice.excluded", "invoice.included"],
  };
}
