/** Several payments instead of one: the schedule proposed, the creditor's rules, how it is kept. */
import { addDays, addMonths, type LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { DomainError, invariant } from "../invariant";
import { formatEuros, NBSP, sumCents } from "../money";
import type { DebtorSettings } from "./debtorSettings";

export interface Instalment {
  dueOn: LocalDate;
  amountCents: bigint;
}

/** Most instalments anyone may ask for, whatever a company allows. */
export const MOST_INSTALMENTS = 24;
/** The first instalment comes within this many days: a schedule that starts later is a delay. */
export const FIRST_INSTALMENT_DAYS = 31;

/**
 * Equal monthly parts; the cents that do not divide are in the first one. The day of the month is
 * kept where the month has it.
 *
 * @throws DomainError COUNT when `count` is not between 2 and {@link MOST_INSTALMENTS}
 */
export function monthlySchedule(totalCents: bigint, count: number, firstOn: LocalDate): Instalment[] {
  invariant(totalCents > 0n, "a schedule pays something");
  if (!Number.isInteger(count) || count < 2 || count > MOST_INSTALMENTS) {
    throw new DomainError("COUNT", `Choisissez entre 2 et ${MOST_INSTALMENTS}${NBSP}versements.`, "count");
  }
  const part = totalCents / BigInt(count);
  const first = totalCents - part * BigInt(count - 1);
  return Array.from({ length: count }, (_, index) => ({
    dueOn: index === 0 ? firstOn : addMonths(firstOn, index),
    amountCents: index === 0 ? first : part,
  }));
}

type Rules = Pick<DebtorSettings, "maxInstalments" | "longestPlanDays" | "leastInstalmentCents">;

/** True when these rules leave room for a schedule of this amount. */
export function mayAskForPlan(totalCents: bigint, rules: Rules): boolean {
  return rules.maxInstalments >= 2 && totalCents >= 2n * rules.leastInstalmentCents;
}

/** Most instalments of this amount under these rules. */
export function mostInstalments(totalCents: bigint, rules: Rules): number {
  if (rules.leastInstalmentCents <= 0n) return rules.maxInstalments;
  const fitting = Number(totalCents / rules.leastInstalmentCents);
  return Math.min(rules.maxInstalments, fitting, MOST_INSTALMENTS);
}

/**
 * Holds a proposal against the creditor's rules.
 *
 * @throws DomainError with the field to correct: PAST, TOO_LATE, TOO_MANY, TOO_SMALL or TOO_LONG
 */
export function checkSchedule(schedule: readonly Instalment[], today: LocalDate, rules: Rules): void {
  const first = schedule[0];
  const last = schedule.at(-1);
  invariant(first && last, "a schedule has instalments");
  if (first.dueOn < today) {
    throw new DomainError("PAST", "Ce jour est passé. Indiquez un jour à venir.", "firstOn");
  }
  const latestFirst = addDays(today, FIRST_INSTALMENT_DAYS);
  if (first.dueOn > latestFirst) {
    throw new DomainError(
      "TOO_LATE",
      `Le premier versement doit venir au plus tard le ${formatDate(latestFirst)}.`,
      "firstOn",
    );
  }
  if (schedule.length > rules.maxInstalments) {
    throw new DomainError("TOO_MANY", `${rules.maxInstalments}${NBSP}versements au plus.`, "count");
  }
  if (schedule.some((part) => part.amountCents < rules.leastInstalmentCents)) {
    throw new DomainError(
      "TOO_SMALL",
      `Chaque versement doit être d’au moins ${formatEuros(rules.leastInstalmentCents)}${NBSP}: choisissez-en moins.`,
      "count",
    );
  }
  const latest = addDays(today, rules.longestPlanDays);
  if (last.dueOn > latest) {
    throw new DomainError(
      "TOO_LONG",
      `Le dernier versement doit venir au plus tard le ${formatDate(latest)}${NBSP}: choisissez moins de versements.`,
      "count",
    );
  }
}

export type PlanStanding =
  | { kind: "KEPT" }
  | { kind: "BROKEN"; missed: Instalment; missingCents: bigint }
  | { kind: "EXPECTING"; next: Instalment; missingCents: bigint };

/**
 * Where a schedule stands: payments count for the oldest instalments first, so an early payment
 * keeps the next one.
 *
 * @param paidCents what was paid since the agreement
 * @param graceDays days left after an instalment for the money to arrive
 */
export function planStanding(
  schedule: readonly Instalment[],
  paidCents: bigint,
  today: LocalDate,
  graceDays: number,
): PlanStanding {
  let expectedCents = 0n;
  for (const part of schedule) {
    expectedCents += part.amountCents;
    const missingCents = expectedCents - paidCents;
    if (missingCents <= 0n) continue;
    return addDays(part.dueOn, graceDays) < today
      ? { kind: "BROKEN", missed: part, missingCents }
      : { kind: "EXPECTING", next: part, missingCents };
  }
  return { kind: "KEPT" };
}

/** Last day of the suspension that a schedule opens: its last instalment, and the time to arrive. */
export function planEndsOn(schedule: readonly Instalment[], graceDays: number): LocalDate {
  const last = schedule.at(-1);
  invariant(last, "a schedule has instalments");
  return addDays(last.dueOn, graceDays);
}

export function planTotalCents(schedule: readonly Instalment[]): bigint {
  return sumCents(schedule.map((part) => part.amountCents));
}
