/** An invoice entered long after its due date: whose words its client hears first. */
import type { DunningFacts } from "./facts";
import type { Reason } from "./reason";
import { isCourtesy } from "./scenario";
import type { DatedStep } from "./stepDay";

/** The step a scenario starts over with, and why. */
export interface StartingOver {
  first: DatedStep;
  reason: Reason;
}

/**
 * The first reminder by email, when the step of its age would take its place although it could never leave
 * on its day: the invoice was entered after that day, and nothing was sent about it, by the scenario or by
 * hand. Only one step is run; the gap after a late step puts the next ones off. Null when the company does
 * not want it, or when nothing changes.
 *
 * @param due the steps that may run today, by growing offset
 */
export function startingOver(
  due: readonly DatedStep[],
  { company, invoice, history }: Pick<DunningFacts, "company" | "invoice" | "history">,
): StartingOver | null {
  const { enteredOn, isRemindedByHand } = invoice;
  if (!company.lateEntryStartsOver || enteredOn === undefined || isRemindedByHand) return null;
  // What was said before the due date reminded of nothing.
  if (!history.every(isCourtesy)) return null;
  const first = due.find(({ step }) => step.channel === "EMAIL" && !isCourtesy(step));
  if (!first || first === due.at(-1) || first.on >= enteredOn) return null;
  return { first, reason: { code: "STARTS_OVER", enteredOn, offsetDays: first.step.offsetDays } };
}
