/** The working day a step falls on, and what moved it there. */
import { addDays, daysBetween, type LocalDate } from "../calendar";
import { weekdayName } from "../dateText";
import { holidayName } from "../publicHolidays";
import { workingDayOnOrAfter } from "../workingDays";
import type { DunningFacts, StepFact } from "./facts";
import type { Reason } from "./reason";
import type { ScenarioStep } from "./scenario";

/** A step executed, or set aside, more than this many days after its day was late: the gap to the next one is kept. */
const LATE_AFTER_DAYS = 5;

export interface DatedStep {
  step: ScenarioStep;
  /** The working day the step falls on. */
  on: LocalDate;
  /** What moved it there. */
  moves: readonly Reason[];
}

/**
 * The working day of a step: its offset from the due date, later when the step before it was
 * itself late, then the next working day.
 */
export function dayOfStep(step: ScenarioStep, facts: DunningFacts): DatedStep {
  const { zone } = facts.company;
  const moves: Reason[] = [];
  let day = addDays(facts.invoice.dueOn, step.offsetDays);
  const before = lastReached(facts.history);
  if (before) {
    const planned = workingDayOnOrAfter(addDays(facts.invoice.dueOn, before.offsetDays), zone);
    const days = step.offsetDays - before.offsetDays;
    const kept = addDays(before.executedOn, days);
    if (daysBetween(planned, before.executedOn) > LATE_AFTER_DAYS && kept > day) {
      day = kept;
      const { executedOn: since, isSetAside } = before;
      moves.push({ code: "GAP_KEPT", days, since, ...(isSetAside && { isSetAside }) });
    }
  }
  const on = workingDayOnOrAfter(day, zone);
  if (on !== day) {
    const because = holidayName(day, zone) !== undefined ? "férié" : `un ${weekdayName(day)}`;
    moves.push({ code: "MOVED", from: day, to: on, because });
  }
  return { step, on, moves };
}

/** The last step that was done, or proposed and set aside by a person: those it superseded only count with it. */
function lastReached(history: readonly StepFact[]): StepFact | undefined {
  return history
    .filter((step) => step.state === "DONE" || step.isSetAside)
    .sort((a, b) =>
      a.executedOn < b.executedOn ? -1 : a.executedOn > b.executedOn ? 1 : a.offsetDays - b.offsetDays,
    )
    .at(-1);
}
