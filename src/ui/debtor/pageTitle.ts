import type { DebtorPart } from "./debtorPageProps";

/** `Facture F-12, reste à payer`: what the page is about, in one line. */
export function pageTitle({ invoices, balanceCents, words }: DebtorPart): string {
  if (balanceCents === 0n) return words.nothingLeft;
  const open = invoices.filter((invoice) => invoice.balanceCents > 0n);
  const [first] = open;
  return open.length === 1 && first ? words.titleOne(first.number) : words.titleSeveral(open.length);
}
