/** Which steps of a scenario are for an invoice at all: switched on, for this client, for this amount, in time. */
import type { LocalDate } from "../calendar";
import type { DunningFacts } from "./facts";
import { askedCentsOf } from "./hold";
import type { SkipCause } from "./reason";
import type { ScenarioStep } from "./scenario";

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
  if (step.isOff) return "OFF";
  if (step.clientKinds.length > 0 && !step.clientKinds.includes(facts.client.kind)) return "KIND";
  // What is contested is not asked for: only the rest counts.
  if (step.minBalanceCents !== null && askedCentsOf(facts) < step.minBalanceCents) return "AMOUNT";
  // A notice before the due date has no sense after it: it is dropped, never sent late.
  const { dueOn } = facts.invoice;
  if (step.offsetDays < 0 && (on > dueOn || today > dueOn)) return "TOO_LATE";
  return null;
}
