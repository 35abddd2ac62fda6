/** A PDF attached to an invoice carries an electronic invoice: does it say the same? */
import type { LocalDate } from "../calendar";
import { formatDateNumeric } from "../dateText";
import { formatEuros } from "../money";
import { typeset } from "../typography";

/** What the file says; null where it says nothing that can be read. */
export interface StatedInvoice {
  isCreditNote: boolean;
  number: string;
  issuedOn: LocalDate | null;
  dueOn: LocalDate | null;
  /** In euros, rounding included; null in another currency. */
  totalCents: bigint | null;
  buyer: { name: string; siren: string | null };
}

export interface InvoiceToCompare {
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  client: { name: string; siren: string | null };
}

/** What the file says otherwise than the invoice, as French phrases; none when they agree. */
export function statedDifferences(invoice: InvoiceToCompare, stated: StatedInvoice): string[] {
  if (stated.isCreditNote) return [typeset(`c’est un avoir, n° ${stated.number}`)];
  const phrases: string[] = [];
  const compare = <Value>(
    name: string,
    here: Value,
    there: Value | null,
    write: (value: Value) => string,
  ) => {
    if (there === null || here === there) return;
    phrases.push(`${name} : ${write(here)} ici, ${write(there)} dans le PDF`);
  };
  const { siren } = stated.buyer;
  if (siren !== null && invoice.client.siren !== null && siren !== invoice.client.siren)
    phrases.push(`client : ${invoice.client.name} ici, ${stated.buyer.name} dans le PDF`);
  if (stated.number !== "" && stated.number.toUpperCase() !== invoice.number.toUpperCase())
    compare("numéro", invoice.number, stated.number, (number) => number);
  compare("date", invoice.issuedOn, stated.issuedOn, formatDateNumeric);
  compare("échéance", invoice.dueOn, stated.dueOn, formatDateNumeric);
  compare("montant TTC", invoice.totalCents, stated.totalCents, formatEuros);
  return phrases.map(typeset);
}
