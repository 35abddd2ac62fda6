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
  /** What lowers the balance; zero when the principal was settled before. */
  amountCents: bigint;
  /** What pays the interest and flat fee of this invoice, beside it; none when absent. */
  accessoryCents?: bigint;
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

/** An invoice, whose principal may be settled, and what is still due of its interest and flat fee. */
export interface OwedWithAccessories extends OwedInvoice {
  /** None when absent. */
  accessoryCents?: bigint;
}

/**
 * Puts a payment on the principal of the oldest invoices first, and what is beyond on their interest
 * and flat fees, in the same order.
 *
 * @param invoices oldest due first
 * @throws DomainError on `amountCents` when more was received than all of it: `ABOVE_CLAIM`, or `ABOVE_ACCESSORIES`
 *   when no principal is left
 */
export function allocateWithAccessories(
  invoices: readonly OwedWithAccessories[],
  amountCents: bigint,
): AllocatedPart[] {
  const principalCents = sumCents(invoices.map((invoice) => invoice.balanceCents));
  const accessorySum = sumCents(invoices.map(({ accessoryCents = 0n }) => accessoryCents));
  if (accessorySum === 0n || amountCents <= principalCents) return allocateOldestFirst(invoices, amountCents);
  if (amountCents > principalCents + accessorySum)
    throw aboveClaim("amountCents", principalCents, accessorySum);
  let leftCents = amountCents - principalCents;
  return invoices.flatMap(({ id, balanceCents, accessoryCents = 0n }) => {
    const partCents = minCents(leftCents, accessoryCents);
    leftCents -= partCents;
    if (balanceCents + partCents === 0n) return [];
    return [{ invoiceId: id, amountCents: balanceCents, accessoryCents: partCents }];
  });
}

/**
 * Checks the parts a person gave: on invoices that are owed, none above its balance, interest and flat
 * fee, all together the amount received.
 *
 * @throws DomainError with the sentence to show; its field is `amountCents` or the part's own name
 */
export function checkAllocation(
  invoices: readonly OwedWithAccessories[],
  parts: readonly AllocatedPart[],
  amountCents: bigint,
): readonly AllocatedPart[] {
  const split = parts.map((part) => {
    const invoice = invoices.find((candidate) => candidate.id === part.invoiceId);
    const field = partField(part.invoiceId);
    if (!invoice) throw new DomainError("NOT_OWED", "Cette facture n’est plus à régler.", field);
    return splitPart(part, invoice, field);
  });
  const totalCents = sumCents(parts.map((part) => part.amountCents));
  if (totalCents === amountCents) return split;
  const gap =
    totalCents < amountCents
      ? `il reste ${formatEuros(amountCents - totalCents)} à répartir`
      : `c’est ${formatEuros(totalCents - amountCents)} de trop`;
  const parties = `La répartition fait ${formatEuros(totalCents)} pour ${formatEuros(amountCents)} reçus`;
  throw new DomainError("PARTS_DIFFER", `${parties}${NBSP}: ${gap}.`, "amountCents");
}

/** The balance first, then interest and flat fee. */
function splitPart(part: AllocatedPart, invoice: OwedWithAccessories, field: string): AllocatedPart {
  const { balanceCents, accessoryCents = 0n } = invoice;
  if (part.amountCents <= balanceCents) return part;
  const beyondCents = part.amountCents - balanceCents;
  if (accessoryCents === 0n) throw aboveBalance(field, balanceCents);
  if (beyondCents > accessoryCents) throw aboveClaim(field, balanceCents, accessoryCents);
  return { ...part, amountCents: balanceCents, accessoryCents: beyondCents };
}

/** Name of the field that holds the part of one invoice in a form. */
export function partField(invoiceId: string): string {
  return `part-${invoiceId}`;
}

function aboveClaim(field: string, principalCents: bigint, accessoryCents: bigint): DomainError {
  if (principalCents === 0n) {
    const rest = `Il ne reste que ${formatEuros(accessoryCents)} de pénalités et d’indemnité à payer.`;
    return new DomainError("ABOVE_ACCESSORIES", rest, field);
  }
  const claim = `${formatEuros(principalCents)} de principal et ${formatEuros(accessoryCents)} de pénalités et d’indemnité`;
  const total = `soit ${formatEuros(principalCents + accessoryCents)} au plus`;
  return new DomainError("ABOVE_CLAIM", `Il reste ${claim} à payer, ${total}.`, field);
}

function aboveBalance(field: string, balanceCents: bigint): DomainError {
  return new DomainError("ABOVE_BALANCE", `Il ne reste que ${formatEuros(balanceCents)} à payer.`, field);
}
