import type { DebtorPart } from "./debtorPageProps";
import { payableInvoices } from "./payableInvoices";

/** `Facture F-12, reste à payer`: what the page is about, in one line. */
export function pageTitle({ invoices, balanceCents, words }: DebtorPart): string {
  if (balanceCents === 0n) return words.nothingLeft;
  const open = payableInvoices(invoices);
  const [first] = open;
  if (!first) return words.frozenTitle;
  return open.length === 1 ? words.titleOne(first.number) : words.titleSeveral(open.length);
}
