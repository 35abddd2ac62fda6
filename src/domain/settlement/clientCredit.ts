/**
 * A credit of a client that belongs to no invoice: money paid twice, a deposit, a commercial credit
 * note. Whatever is done with it, applications, refunds and rest add up to the credit.
 */
import { DomainError } from "../invariant";
import { formatEuros, maxCents, minCents, NBSP, sumCents } from "../money";

export type CreditUseKind = "APPLICATION" | "REFUND";

export interface CreditUse {
  id: string;
  kind: CreditUseKind;
  /** Above zero. */
  amountCents: bigint;
  /** Undone: it stays readable and counts for nothing. */
  isUndone: boolean;
}

export interface CreditAccount {
  amountCents: bigint;
  uses: readonly CreditUse[];
  /** Recorded by mistake: nothing can be done with it any more. */
  isCancelled: boolean;
}

/** What is left of the credit, in cents: never below zero. */
export function restOf({ amountCents, uses }: Pick<CreditAccount, "amountCents" | "uses">): bigint {
  return amountCents - sumCents(uses.filter((use) => !use.isUndone).map((use) => use.amountCents));
}

/**
 * Uses a part of the credit.
 *
 * @throws DomainError `CREDIT_CANCELLED`, `AMOUNT`, or `ABOVE_CREDIT` when less is left
 */
export function spendCredit(credit: CreditAccount, use: Omit<CreditUse, "isUndone">): CreditAccount {
  if (credit.isCancelled) throw cancelled();
  if (use.amountCents <= 0n) throw new DomainError("AMOUNT", "Le montant doit être supérieur à zéro.");
  const restCents = restOf(credit);
  if (use.amountCents > restCents) {
    throw new DomainError(
      "ABOVE_CREDIT",
      `Il ne reste que ${formatEuros(restCents)} sur cet avoir.`,
      "amountCents",
    );
  }
  return { ...credit, uses: [...credit.uses, { ...use, isUndone: false }] };
}

/** Takes back one use: its amount is free again. @throws DomainError when it was already taken back */
export function undoUse(credit: CreditAccount, useId: string): CreditAccount {
  const use = credit.uses.find(({ id }) => id === useId);
  if (!use || use.isUndone) throw new DomainError("UNDONE", "C’est déjà annulé.");
  return { ...credit, uses: credit.uses.map((one) => (one.id === useId ? { ...one, isUndone: true } : one)) };
}

/** Cancels a credit recorded by mistake. @throws DomainError when a part of it is in use */
export function cancelCredit(credit: CreditAccount): CreditAccount {
  if (credit.isCancelled) throw cancelled();
  if (restOf(credit) !== credit.amountCents) {
    throw new DomainError(
      "CREDIT_IN_USE",
      `Une part de cet avoir est affectée ou remboursée${NBSP}: annulez-la d’abord.`,
    );
  }
  return { ...credit, isCancelled: true };
}

function cancelled(): DomainError {
  return new DomainError("CREDIT_CANCELLED", "Cet avoir est annulé.");
}

/** What reminders know of the credits of a client. */
export interface FreeCreditFact {
  /** Left on all of them. */
  restCents: bigint;
  /** A person has not decided yet whether reminders go on, for one of them at least. */
  isUndecided: boolean;
}

/**
 * Does the credit of the client keep this invoice from being asked for? It does until a person
 * decides; and whatever they decided, when its share covers all that would be asked.
 *
 * @param shareCents what of the credit is deducted from this very invoice
 */
export function isKeptByCredit(
  credit: FreeCreditFact | null | undefined,
  shareCents: bigint,
  askedCents: bigint,
): boolean {
  if (!credit || credit.restCents <= 0n) return false;
  return credit.isUndecided || shareCents >= askedCents;
}

/** An open invoice, and what may be asked for it: its balance less what is contested. */
export interface AskedInvoice {
  id: string;
  askedCents: bigint;
}

/**
 * Which invoice each cent of a free credit is deducted from, however many messages ask for them: the
 * oldest first, as money is imputed when nobody says a word (C. civ. 1342-10). The last of them takes what
 * exceeds them all, so that the shares add up to the credit.
 *
 * @param invoices the open ones of the client, oldest due first
 * @returns by invoice, in cents; those without a share are absent
 */
export function creditShares(invoices: readonly AskedInvoice[], restCents: bigint): Map<string, bigint> {
  const asked = invoices.filter(({ askedCents }) => askedCents > 0n);
  let leftCents = restCents;
  const shares = new Map<string, bigint>();
  asked.forEach(({ id, askedCents }, index) => {
    const shareCents = index === asked.length - 1 ? leftCents : minCents(leftCents, askedCents);
    leftCents -= shareCents;
    if (shareCents > 0n) shares.set(id, shareCents);
  });
  return shares;
}

/** An amount less the credit that covers it, never below zero. */
export function lessCredit(amountCents: bigint, creditCents: bigint): bigint {
  return maxCents(0n, amountCents - minCents(amountCents, creditCents));
}
