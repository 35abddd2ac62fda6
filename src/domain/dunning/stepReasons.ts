/** What explains a step beside its moment: what was done, passed over, set aside, or held it until lately. */
import { daysBetween, type Instant, type LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { formatEuros } from "../money";
import { localDateAt } from "../zonedTime";
import type { CompanyFacts, DunningFacts, HoldFact, StepFact } from "./facts";
import { disputedPartCents } from "./hold";
import { PRESSURE_DAYS } from "./pressure";
import type { Reason, SkipCause } from "./reason";
import type { ScenarioStep } from "./scenario";

/** Steps passed over on the way to the chosen one, by cause. */
export function skipReasons(
  left: readonly { step: ScenarioStep; skipped: SkipCause | null }[],
  chosen: ScenarioStep | null,
): Reason[] {
  const before = left.filter(({ step }) => chosen === null || step.offsetDays < chosen.offsetDays);
  const causes = [...new Set(before.flatMap(({ skipped }) => skipped ?? []))];
  return causes.map((because) => ({
    code: "STEP_SKIPPED",
    because,
    offsets: before.filter(({ skipped }) => skipped === because).map(({ step }) => step.offsetDays),
  }));
}

/** What of the invoice is contested and set aside, while the rest goes on. */
export function partReasons(facts: DunningFacts, today: LocalDate): Reason[] {
  const cents = disputedPartCents(facts, today);
  return cents > 0n ? [{ code: "PART_DISPUTED", amount: formatEuros(cents) }] : [];
}

/** The limit may end after the window has closed: the day that is said is the one it leaves. */
export function resumedOn(reason: Reason, until: LocalDate): Reason {
  return reason.code === "PRESSURE_GAP" || reason.code === "PRESSURE_COUNT" ? { ...reason, until } : reason;
}

/** The day of the step has not come. */
export function notYet({ offsetDays }: ScenarioStep, on: LocalDate, moves: readonly Reason[]): Reason {
  return { code: "NOT_YET", offsetDays, on, ...(moves.some(movesDay) && { isMoved: true as const }) };
}

function movesDay({ code }: Reason): boolean {
  return code === "GAP_KEPT" || code === "MOVED";
}

/** The steps that happened already. */
export function earlierDone(history: readonly StepFact[]): Reason[] {
  const offsets = history
    .filter((step) => step.state === "DONE" && !step.unmadeCall)
    .map((step) => step.offsetDays)
    .sort((a, b) => a - b);
  return offsets.length === 0 ? [] : [{ code: "EARLIER_DONE", count: offsets.length, offsets }];
}

/** The last suspension that ran out by itself, when it is recent enough to explain something. */
export function holdsOver(holds: readonly HoldFact[], now: Instant, company: CompanyFacts): Reason[] {
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const ranOut = ({ untilOn, endedAt }: HoldFact) =>
    untilOn !== null && untilOn < today && (endedAt === null || localDateAt(endedAt, zone) > untilOn);
  const over = holds
    .filter(ranOut)
    .sort((a, b) => ((a.untilOn ?? "") < (b.untilOn ?? "") ? -1 : 1))
    .at(-1);
  if (!over?.untilOn || daysBetween(over.untilOn, today) > PRESSURE_DAYS) return [];
  return [{ code: "HOLD_OVER", kind: over.kind, untilOn: over.untilOn }];
}
