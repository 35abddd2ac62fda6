/** What a reminder asks for, in cents, and the words that say why it is not the balance. */
import { sumCents } from "../money";
import { lessCredit } from "../settlement/clientCredit";
import type { ReminderInvoice } from "./reminderFacts";
import type { Tone } from "./scenario";

/** What of an invoice decides the sum asked for. */
export type ClaimedInvoice = Pick<ReminderInvoice, "balanceCents" | "disputedCents" | "statement">;

/**
 * The sum a reminder asks for. A friendly one asks for what is left and not contested; a firm one
 * for what the statement of each invoice comes to, where one is given. A free credit is deducted.
 */
export function reminderClaimCents(
  invoices: readonly ClaimedInvoice[],
  tone: Tone,
  creditCents: bigint,
): bigint {
  const asked = invoices.map(({ balanceCents, disputedCents, statement }) =>
    tone === "FRIENDLY" || !statement ? balanceCents - (disputedCents ?? 0n) : statement.totalDueCents,
  );
  return lessCredit(sumCents(asked), creditCents);
}

/** Why the sum asked for is not the balance: the end of a sentence; empty when it is the balance. */
export function claimReason(balanceCents: bigint, claimedCents: bigint): string {
  if (claimedCents === balanceCents) return "";
  return claimedCents > balanceCents
    ? "avec ce que le retard y ajoute"
    : "une fois déduit ce qui est contesté ou détenu en avoir";
}
