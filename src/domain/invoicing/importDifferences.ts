/** An import meets an invoice it already knows: is it the same one? */

import type { LocalDate } from "../calendar";
import { formatDateNumeric } from "../dateText";
import { formatEuros } from "../money";
import { type ClientSigns, isSameClient } from "../parties/clientMatch";
import { typeset } from "../typography";

export interface InvoiceOnRecord {
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  totalCents: bigint;
  vatCents: bigint | null;
  balanceCents: bigint;
  client: ClientSigns & { name: string };
}

export interface InvoiceInFile {
  issuedOn: LocalDate;
  dueOn: LocalDate;
  /** The file gave no due date. */
  isDueOnComputed: boolean;
  performedOn: LocalDate | null;
  totalCents: bigint;
  vatCents: bigint | null;
  paidCents: bigint;
  client: ClientSigns & { name: string };
}

/**
 * What the file says otherwise than the record, as French phrases; none when they agree. What the
 * file leaves blank agrees with anything, and so does money the record has received since.
 */
export function differencesOf(record: InvoiceOnRecord, file: InvoiceInFile): string[] {
  const phrases: string[] = [];
  const compare = <Value>(
    name: string,
    here: Value | null,
    there: Value | null,
    write: (value: Value) => string,
  ) => {
    if (here === null || there === null || here === there) return;
    phrases.push(`${name} : ${write(here)} ici, ${write(there)} dans le fichier`);
  };
  if (!isSameClient(record.client, file.client)) {
    phrases.push(`client : ${record.client.name} ici, ${file.client.name} dans le fichier`);
  }
  compare("date", record.issuedOn, file.issuedOn, formatDateNumeric);
  compare("échéance", record.dueOn, file.isDueOnComputed ? null : file.dueOn, formatDateNumeric);
  compare("prestation", record.performedOn, file.performedOn, formatDateNumeric);
  compare("montant TTC", record.totalCents, file.totalCents, formatEuros);
  compare("TVA", record.vatCents, file.vatCents, formatEuros);
  const settledCents = record.totalCents - record.balanceCents;
  if (file.paidCents > settledCents) compare("déjà réglé", settledCents, file.paidCents, formatEuros);
  return phrases.map(typeset);
}
