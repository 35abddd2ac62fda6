/** Which step of a scenario speaks on a day: one alone, the most advanced that may. */
import type { LocalDate } from "../calendar";
import type { DunningFacts, StepFact } from "./facts";
import { startingOver } from "./lateEntry";
import type { Reason } from "./reason";
import { isCourtesy, type ScenarioStep } from "./scenario";
import type { DatedStep } from "./stepDay";

/** The steps that may still speak, and those that are for this invoice, done ones included. */
export interface Candidates {
  dated: readonly DatedStep[];
  ours: readonly ScenarioStep[];
  facts: DunningFacts;
}

/** The step that speaks on a day, and those that its turn sets aside. */
export interface Choice {
  step: DatedStep;
  superseded: readonly ScenarioStep[];
  /** Why it is not the most advanced one, when it is not. */
  started: readonly Reason[];
}

/** Of the steps whose day has come, the most advanced that may run; the first to come when there is none. */
export function chooseOn(day: LocalDate, { dated, ours, facts }: Candidates): Choice | null {
  const due = dated.filter((candidate) => candidate.on <= day);
  const allowed = due.filter(({ step }) => isPriorContactMade(step, ours, facts.history));
  const over = startingOver(allowed, facts);
  const step = over?.first ?? allowed.at(-1) ?? (due.length === 0 ? dated[0] : undefined);
  if (!step) return null;
  const { offsetDays } = step.step;
  const superseded = due.map((other) => other.step).filter((other) => other.offsetDays < offsetDays);
  return { step, superseded, started: over ? [over.reason] : [] };
}

/**
 * A step that needs a prior contact waits until the nearest earlier reminder by email of the
 * scenario has been sent (or any earlier step, when it has no such email before it). A notice
 * sent before the due date reminds of nothing: it does not count.
 *
 * @param steps those of the scenario that are for this invoice
 */
function isPriorContactMade(
  step: ScenarioStep,
  steps: readonly ScenarioStep[],
  history: readonly StepFact[],
): boolean {
  if (!step.needsPriorContact) return true;
  const done = history.filter(
    (past) => past.state === "DONE" && past.offsetDays < step.offsetDays && !isCourtesy(past),
  );
  const email = steps
    .filter((other) => other.channel === "EMAIL" && other.offsetDays < step.offsetDays && !isCourtesy(other))
    .at(-1);
  return email ? done.some((past) => past.offsetDays >= email.offsetDays) : done.length > 0;
}
