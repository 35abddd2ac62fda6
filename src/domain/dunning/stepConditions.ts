/** Which steps of a scenario are for an invoice at all: switched on, for this client, for this amount, in time. */
import type { LocalDate } from "../calendar";
import type { DebtorKind } from "../legal/debtorKind";
import type { DunningFacts } from "./facts";
import { askedCentsOf } from "./hold";
import type { SkipCause } from "./reason";
import { isCourtesy, type ScenarioStep } from "./scenario";

/** What of a step tells whether it is meant for an invoice, and how it would be carried out. */
export type FollowingStep = Pick<ScenarioStep, "channel" | "isOff" | "clientKinds" | "minBalanceCents">;

function whyNotMeant(
  step: FollowingStep,
  kind: DebtorKind,
  askedCents: bigint,
): Exclude<SkipCause, "TOO_LATE"> | null {
  if (step.isOff) return "OFF";
  if (step.clientKinds.length > 0 && !step.clientKinds.includes(kind)) return "KIND";
  // What is contested is not asked for: only the rest counts.
  if (step.minBalanceCents !== null && askedCents < step.minBalanceCents) return "AMOUNT";
  return null;
}

/**
 * True when the first of these steps that is meant for an invoice is a formal notice: a reminder
 * announces no other, since what will not happen would be an empty threat.
 *
 * @param following the later steps of its scenario, by growing offset
 */
export function isNoticeNext(
  following: readonly FollowingStep[],
  { kind, askedCents }: { kind: DebtorKind; askedCents: bigint },
): boolean {
  const next = following.find((step) => whyNotMeant(step, kind, askedCents) === null);
  return next?.channel === "FORMAL_NOTICE";
}

/** A step that has no sense once the invoice is late, « rien n’est en retard » on the due date included. */
export function isBeforeDueOnly(step: Pick<ScenarioStep, "channel" | "offsetDays">): boolean {
  return step.offsetDays < 0 || isCourtesy(step);
}

/**
 * Why this step is passed over, or null when it may run.
 *
 * @param on the working day the step falls on
 * @param today the day of the decision
 */
export function whySkipped(
  step: ScenarioStep,
  facts: Pick<DunningFacts, "invoice" | "client" | "holds">,
  on: LocalDate,
  today: LocalDate,
): SkipCause | null {
  const cause = whyNotMeant(step, facts.client.kind, askedCentsOf(facts));
  if (cause) return cause;
  // A notice before the due date has no sense after it: it is dropped, never sent late.
  const { dueOn } = facts.invoice;
  if (isBeforeDueOnly(step) && (on > dueOn || today > dueOn)) return "TOO_LATE";
  return null;
}
