/** What is left to pay on an invoice, from its facts. The stored balance is a cache of this. */
import { invariant } from "../invariant";
import { sumCents } from "../money";

export interface BalanceFacts {
  totalCents: bigint;
  /** Credit notes of the invoice, positive amounts. */
  creditCents: readonly bigint[];
  /** Parts of payments put on the invoice; a reversed payment counts negative. */
  allocatedCents: readonly bigint[];
}

/**
 * Balance = total − credit notes − allocations, in cents.
 *
 * @throws when it leaves 0…total: no allocation may exceed what is owed.
 */
export function balanceOf(facts: BalanceFacts): bigint {
  const balance = facts.totalCents - sumCents(facts.creditCents) - sumCents(facts.allocatedCents);
  invariant(balance >= 0n && balance <= facts.totalCents, "a balance lies between 0 and the total");
  return balance;
}

export const INVOICE_STATUSES = ["OPEN", "PAID", "CANCELLED", "WRITTEN_OFF"] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/**
 * Status that follows from the balance. A person's decision (cancelled, written off) stands
 * until a person undoes it.
 */
export function statusFor(current: InvoiceStatus, balanceCents: bigint): InvoiceStatus {
  if (current === "CANCELLED" || current === "WRITTEN_OFF") return current;
  return balanceCents === 0n ? "PAID" : "OPEN";
}
