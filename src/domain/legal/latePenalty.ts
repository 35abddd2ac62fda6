/**
 * Late interest as a list of segments a court clerk can check by hand: constant balance, constant
 * rate, whole days, one rounding to the cent for each line.
 */
import { addDays, dateOf, daysBetween, isLeapYear, type LocalDate, minDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, formatRateBps } from "../money";
import { typeset } from "../typography";
import { halfYearEnd, halfYearOf } from "./halfYear";
import type { RateGround, RatePlan } from "./ratePlan";
import { addRationals, type Rational, rational, roundRational, ZERO } from "./rational";

/** ACT_365F divides by 365 always (usage, default); ACT_ACT by 366 for days of a leap year. Never 360. */
export const DAY_COUNTS = ["ACT_365F", "ACT_ACT"] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

/** Days in a row, both ends included, during which the unpaid principal did not change. */
export interface Stretch {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly balanceCents: bigint;
}

/** One line of the statement. */
export interface PenaltySegment extends Stretch {
  readonly days: number;
  readonly rateBps: number;
  /** Exact interest in cents, before rounding. */
  readonly exactCents: Rational;
  /** Interest of the line, rounded half up to the cent. */
  readonly amountCents: bigint;
  readonly article: string;
  /** Where the rate comes from, to be read after « au taux de 12,40 % ». */
  readonly reason: string;
  /** The computation in one French sentence. */
  readonly explanation: string;
  readonly confidence: RateGround["confidence"];
}

/** Days of a period, both ends included. */
export function daysInclusive(fromOn: LocalDate, toOn: LocalDate): number {
  return daysBetween(fromOn, toOn) + 1;
}

/** Days that count in a year for the division. */
export function yearDays(year: number, dayCount: DayCount): number {
  return dayCount === "ACT_ACT" && isLeapYear(year) ? 366 : 365;
}

/** Exact simple interest in cents on a balance at a yearly rate, both days included. No compounding. */
export function exactInterest(
  balanceCents: bigint,
  rateBps: number,
  fromOn: LocalDate,
  toOn: LocalDate,
  dayCount: DayCount,
): Rational {
  const perYear = balanceCents * BigInt(rateBps);
  if (dayCount === "ACT_365F") {
    return rational(perYear * BigInt(daysInclusive(fromOn, toOn)), 10_000n * 365n);
  }
  let total = ZERO;
  for (let start = fromOn; start <= toOn; ) {
    const year = Number(start.slice(0, 4));
    const end = minDate(toOn, dateOf(year, 12, 31));
    const divisor = 10_000n * BigInt(yearDays(year, dayCount));
    total = addRationals(total, rational(perYear * BigInt(daysInclusive(start, end)), divisor));
    start = addDays(end, 1);
  }
  return total;
}

/**
 * Prices stretches: each is cut on 1 January and 1 July when the rate floats, and left whole when
 * it is constant.
 *
 * @throws RateNotPublishedError when a half-year of the delay has no published rate.
 */
export function penaltySegments(
  stretches: readonly Stretch[],
  plan: RatePlan,
  dayCount: DayCount,
): PenaltySegment[] {
  const segments: PenaltySegment[] = [];
  for (const stretch of stretches) {
    for (let fromOn = stretch.fromOn; fromOn <= stretch.toOn; ) {
      const toOn = plan.isFloating ? minDate(stretch.toOn, halfYearEnd(halfYearOf(fromOn))) : stretch.toOn;
      segments.push(segmentOf({ fromOn, toOn, balanceCents: stretch.balanceCents }, plan, dayCount));
      fromOn = addDays(toOn, 1);
    }
  }
  return segments;
}

function segmentOf(stretch: Stretch, plan: RatePlan, dayCount: DayCount): PenaltySegment {
  const { fromOn, toOn, balanceCents } = stretch;
  const ground = plan.groundOn(fromOn);
  const exactCents = exactInterest(balanceCents, ground.rateBps, fromOn, toOn, dayCount);
  const amountCents = roundRational(exactCents);
  return {
    ...stretch,
    days: daysInclusive(fromOn, toOn),
    rateBps: ground.rateBps,
    exactCents,
    amountCents,
    article: ground.article,
    reason: ground.reason,
    explanation: segmentSentence(stretch, ground, dayCount, amountCents),
    confidence: ground.confidence,
  };
}

function segmentSentence(
  { fromOn, toOn, balanceCents }: Stretch,
  ground: RateGround,
  dayCount: DayCount,
  amountCents: bigint,
): string {
  const days = daysInclusive(fromOn, toOn);
  const period =
    fromOn === toOn ? `Le ${formatDate(fromOn)}` : `Du ${formatDate(fromOn)} au ${formatDate(toOn)} inclus`;
  const rate = formatRateBps(ground.rateBps);
  return typeset(
    `${period} : ${formatEuros(balanceCents)} × ${rate} × ${divisionText(fromOn, toOn, days, dayCount)} ` +
      `= ${formatEuros(amountCents)} (${ground.reason}, ${ground.article}).`,
  );
}

/** `83 jours / 365`, or one term for each kind of year: `(31 jours / 365 + 60 jours / 366)`. */
function divisionText(fromOn: LocalDate, toOn: LocalDate, days: number, dayCount: DayCount): string {
  const term = (count: number, divisor: number) => `${count} jour${count > 1 ? "s" : ""} / ${divisor}`;
  const daysByDivisor = new Map<number, number>();
  for (let start = fromOn; start <= toOn; ) {
    const year = Number(start.slice(0, 4));
    const end = minDate(toOn, dateOf(year, 12, 31));
    const divisor = yearDays(year, dayCount);
    daysByDivisor.set(divisor, (daysByDivisor.get(divisor) ?? 0) + daysInclusive(start, end));
    start = addDays(end, 1);
  }
  if (daysByDivisor.size <= 1) return term(days, yearDays(Number(fromOn.slice(0, 4)), dayCount));
  return `(${[...daysByDivisor].map(([divisor, count]) => term(count, divisor)).join(" + ")})`;
}
