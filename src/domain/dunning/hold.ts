/** Suspensions of an invoice: which of them run, which keep all of it waiting, what they say. */
import type { LocalDate } from "../calendar";
import { maxCents, sumCents } from "../money";
import type { DunningFacts, HoldFact } from "./facts";
import type { Reason } from "./reason";

/** A hold runs through its last day, unless something ended it before. */
export function isRunning(hold: HoldFact, today: LocalDate): boolean {
  return hold.endedAt === null && (hold.untilOn === null || hold.untilOn >= today);
}

/**
 * The suspensions that keep the whole invoice waiting. A dispute about a part of it leaves the
 * rest running, unless the disputed parts together reach the balance.
 */
export function heldBy(facts: Pick<DunningFacts, "holds" | "invoice">, today: LocalDate): HoldFact[] {
  const running = facts.holds.filter((hold) => isRunning(hold, today));
  const partCents = disputedPartCents(facts, today);
  const isAllDisputed = partCents >= facts.invoice.balanceCents;
  return running.filter((hold) => !isPart(hold) || isAllDisputed);
}

function isPart({ partCents }: HoldFact): boolean {
  return partCents !== undefined && partCents !== null;
}

/** What running disputes set aside, in cents, when they are about a part of the invoice. */
export function disputedPartCents(facts: Pick<DunningFacts, "holds">, today: LocalDate): bigint {
  return sumCents(facts.holds.filter((hold) => isRunning(hold, today)).map((hold) => hold.partCents ?? 0n));
}

/**
 * What may be asked for an invoice, in cents: its balance less the parts that are contested. A part is set
 * aside until something ends its dispute, as messages count it.
 */
export function askedCentsOf({ invoice, holds }: Pick<DunningFacts, "holds" | "invoice">): bigint {
  const contested = holds.filter((hold) => hold.endedAt === null).map((hold) => hold.partCents ?? 0n);
  return maxCents(0n, invoice.balanceCents - sumCents(contested));
}

/** The suspension as a reason: a direct debit says its day. */
export function holdReason(
  { kind, origin, untilOn, reason, debitOn }: HoldFact,
  dueOn: LocalDate,
): Extract<Reason, { code: "HELD" }> {
  const day = kind === "DIRECT_DEBIT" ? { debitOn: debitOn ?? dueOn } : {};
  return { code: "HELD", kind, ...(origin && { origin }), untilOn, note: reason, ...day };
}
