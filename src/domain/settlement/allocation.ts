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

/** An invoice, whose principal may be settled, and what is still due of its interest and flat fee. */
export interface OwedWithAccessories extends OwedInvoice {
  /** Due if the whole balance is paid; none when absent. */
  accessoryCents?: bigint;
  /** What its debtor contests; absent when nothing is. */
  contested?: ContestedShare;
}

/** What is set aside of an invoice, so that only the rest is asked for. */
export interface ContestedShare {
  /** At most the balance. */
  cents: bigint;
  /** Interest and flat fee due if all but the contested part is paid. */
  restAccessoryCents: bigint;
}

/** Everything that is owed on these invoices, interest and flat fees included, in cents. */
export function claimOf(invoices: readonly OwedWithAccessories[]): bigint {
  return sumCents(invoices.map(({ balanceCents, accessoryCents = 0n }) => balanceCents + accessoryCents));
}

/**
 * Puts a payment on what is asked for before what is contested, since nobody means to pay what they contest
 * (Code civil, article 1342-10): the principal of the oldest invoices first, and what is beyond on their
 * interest and flat fees, in the same order. See {@link paysTheRest} for what a contested part changes.
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
  if (amountCents > principalCents + accessorySum) {
    throw accessorySum === 0n
      ? aboveBalance("amountCents", principalCents)
      : aboveClaim("amountCents", principalCents, accessorySum);
  }
  const rests = invoices.map(restOf);
  const isOfTheRest = paysTheRest(totalOf(invoices), amountCents);
  const from = isOfTheRest ? rests : invoices;
  let leftCents = amountCents;
  const take = (owedCents: bigint): bigint => {
    const takenCents = minCents(leftCents, owedCents);
    leftCents -= takenCents;
    return takenCents;
  };
  const asked = rests.map(({ balanceCents }) => take(balanceCents));
  const contested = invoices.map(({ contested: part }) => (isOfTheRest ? 0n : take(part?.cents ?? 0n)));
  return from.flatMap(({ id, accessoryCents = 0n }, index) => {
    const paidCents = (asked[index] ?? 0n) + (contested[index] ?? 0n);
    const beyondCents = take(accessoryCents);
    if (paidCents + beyondCents === 0n) return [];
    return [
      { invoiceId: id, amountCents: paidCents, ...(beyondCents > 0n && { accessoryCents: beyondCents }) },
    ];
  });
}

/**
 * A debtor who contests a part and pays more than the rest, but no more than the rest with its interest and
 * flat fee, pays what was asked for: interest and fee, not the contested part (C. civ. 1342-10 and 1343-1).
 * Who pays the whole balance to the cent gives up the contestation.
 */
function paysTheRest(invoice: OwedWithAccessories, amountCents: bigint): boolean {
  const rest = restOf(invoice);
  const isAsked = rest.balanceCents > 0n && amountCents <= rest.balanceCents + rest.accessoryCents;
  return isAsked && amountCents > rest.balanceCents && amountCents !== invoice.balanceCents;
}

/** The invoice without what is contested of it. */
function restOf(invoice: OwedWithAccessories): OwedWithAccessories & { accessoryCents: bigint } {
  const { id, number, balanceCents, accessoryCents = 0n, contested } = invoice;
  if (!contested) return { id, number, balanceCents, accessoryCents };
  return {
    id,
    number,
    balanceCents: balanceCents - contested.cents,
    accessoryCents: contested.restAccessoryCents,
  };
}

/** All of them as one. */
function totalOf(invoices: readonly OwedWithAccessories[]): OwedWithAccessories {
  const sum = (centsOf: (invoice: OwedWithAccessories) => bigint) => sumCents(invoices.map(centsOf));
  return {
    id: "",
    number: "",
    balanceCents: sum(({ balanceCents }) => balanceCents),
    contested: {
      cents: sum(({ contested }) => contested?.cents ?? 0n),
      restAccessoryCents: sum((invoice) => restOf(invoice).accessoryCents),
    },
  };
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

/** What is asked for of the balance first, then interest and flat fee. */
function splitPart(part: AllocatedPart, invoice: OwedWithAccessories, field: string): AllocatedPart {
  const { balanceCents, accessoryCents = 0n } = invoice;
  if (paysTheRest(invoice, part.amountCents)) {
    const restCents = restOf(invoice).balanceCents;
    return { ...part, amountCents: restCents, accessoryCents: part.amountCents - restCents };
  }
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
