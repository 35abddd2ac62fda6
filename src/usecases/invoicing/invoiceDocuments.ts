/** The papers of an invoice, and what they say otherwise than it does. */
import { thaw } from "@/db/frozenJson";
import type { InvoiceFile } from "@/db/invoicing/invoiceFile";
import { toLocalDate } from "@/db/values";
import { type StatedInvoice, statedDifferences } from "@/domain/invoicing/statedInvoice";
import { typeset } from "@/domain/typography";

export interface InvoiceDocument {
  id: string;
  name: string;
  kind: string;
  /**
   * What the electronic invoice inside says otherwise than the invoice as it is today, as French phrases. Only the
   * newest PDF is looked at: it is the one that goes with the reminders.
   */
  saysOtherwise: string[];
}

/** `Avoir AV-12 : avoir.pdf`: the name of a file does not say what it is. */
function creditNoteName({ number, cancelledAt }: { number: string; cancelledAt: Date | null }, name: string) {
  return typeset(`Avoir ${number}${cancelledAt ? " (annulé)" : ""} : ${name}`);
}

/** The documents of an invoice, newest first. */
export function documentsOf(file: InvoiceFile): InvoiceDocument[] {
  const { number, totalCents, client } = file;
  const days = { issuedOn: toLocalDate(file.issuedOn), dueOn: toLocalDate(file.dueOn) };
  const newest = file.documents.find(({ kind }) => kind === "INVOICE");
  return file.documents.map(({ id, name, kind, stated, creditNote }) => ({
    ...{ id, kind, name: creditNote ? creditNoteName(creditNote, name) : name },
    saysOtherwise:
      stated && id === newest?.id
        ? statedDifferences({ number, totalCents, client, ...days }, thaw<StatedInvoice>(stated))
        : [],
  }));
}
