/** How a payment is put on invoices: every cent of it, on what is owed and no more. */
import { DomainError } from "../invariant";
import { formatEuros, minCents, NBSP, sumCents } from "../money";

export interface OwedInvoice {
  id: string;
  number: string;
  balanceCents: bigint;
}

export interface AllocatedPart {
  invoiceId: string;
  /** Above zero. */
  amountCents: bigint;
}

/**
 * Puts a payment on the oldest invoices first, as the law does when the debtor has said nothing
 * (Code civil, article 1342-10).
 *
 * @param invoices oldest due first
 * @throws DomainError `ABOVE_BALANCE` on `amountCents` when more was received than is owed
 */
export function allocateOldestFirst(invoices: readonly OwedInvoice[], amountCents: bigint): AllocatedPart[] {
  const owedCents = sumCents(invoices.map((invoice) => invoice.balanceCents));
  if (amountCents > owedCents) throw aboveBalance("amountCents", owedCents);
  let leftCents = amountCents;
  return invoices.flatMap(({ id, balanceCents }) => {
    const partCents = minCents(leftCents, balanceCents);
    leftCents -= partCents;
    return partCents > 0n ? [{ invoiceId: id, amountCents: partCents }] : [];
  });
}

/**
 * Checks the parts a person gave: on invoices that are owed, none above its balance, all together
 * the amount received.
 *
 * @throws DomainError with the sentence to show; its field is `amountCents` or the part's own name
 */
export function checkAllocation(
  invoices: readonly OwedInvoice[],
  parts: readonly AllocatedPart[],
  amountCents: bigint,
): readonly AllocatedPart[] {
  for (const part of parts) {
    const invoice = invoices.find((candidate) => candidate.id === part.invoiceId);
    const field = partField(part.invoiceId);
    if (!invoice) throw new DomainError("NOT_OWED", "Cette facture n’est plus à régler.", field);
    if (part.amountCents > invoice.balanceCents) throw aboveBalance(field, invoice.balanceCents);
  }
  const totalCents = sumCents(parts.map((part) => part.amountCents));
  if (totalCents === amountCents) return parts;
  const gap =
    totalCents < amountCents
      ? `il reste ${formatEuros(amountCents - totalCents)} à répartir`
      : `c’est ${formatEuros(totalCents - amountCents)} de trop`;
  const parties = `La répartition fait ${formatEuros(totalCents)} pour ${formatEuros(amountCents)} reçus`;
  throw new DomainError("PARTS_DIFFER", `${parties}${NBSP}: ${gap}.`, "amountCents");
}

/** Name of the field that holds the part of one invoice in a form. */
export function partField(invoiceId: string): string {
  return `part-${invoiceId}`;
}

function aboveBalance(field: string, balanceCents: bigint): DomainError {
  return new DomainError("ABOVE_BALANCE", `Il ne reste que ${formatEuros(balanceCents)} à payer.`, field);
}
