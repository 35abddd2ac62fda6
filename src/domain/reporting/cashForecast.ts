/**
 * Cash expected week by week. An invoice is expected on the day its client promised, else on its
 * due date plus the client's usual delay. What has already missed that day, or is disputed, has no
 * day one could believe in: it is told apart and never moved into a week.
 */
import { addDays, type LocalDate, weekday } from "../calendar";
import { maxCents, minCents, sumCents } from "../money";

/** Six weeks: what is invoiced today mostly comes in later, and is not yet known to be late. */
export const FORECAST_WEEKS = 6;

/** Open invoices of one due date whose clients have the same habit. */
export interface ExpectedLine {
  dueOn: LocalDate;
  /** Usual days after the due date; null when no day can be expected (dispute, insolvency, plan). */
  usualDelayDays: number | null;
  amountCents: bigint;
}

/** A promise that still runs, with the open invoices it is about. */
export interface PromisedLine {
  onDate: LocalDate;
  /** What was promised; null for all of it. */
  amountCents: bigint | null;
  invoices: readonly ExpectedLine[];
}

export interface ForecastWeek {
  /** Monday. */
  startsOn: LocalDate;
  usualCents: bigint;
  promisedCents: bigint;
}

export interface CashForecast {
  weeks: ForecastWeek[];
  /** Last day of the last week, a Sunday. */
  lastOn: LocalDate;
  /** Expected until then, promises included. */
  expectedCents: bigint;
  promisedCents: bigint;
  /** Expected after the last week. */
  laterCents: bigint;
  /** Without a day one could believe in. */
  undatedCents: bigint;
}

/** Puts every open amount in one week, later, or without a day: together they are what is owed. */
export function cashForecast(
  lines: readonly ExpectedLine[],
  promises: readonly PromisedLine[],
  today: LocalDate,
): CashForecast {
  const mondayOn = addDays(today, 1 - weekday(today));
  const weeks = Array.from({ length: FORECAST_WEEKS }, (_, index) => ({
    startsOn: addDays(mondayOn, 7 * index),
    usualCents: 0n,
    promisedCents: 0n,
  }));
  const lastOn = addDays(mondayOn, 7 * FORECAST_WEEKS - 1);
  let laterCents = 0n;
  let undatedCents = 0n;
  // A day that has passed belongs to the current week.
  const expect = (on: LocalDate, amountCents: bigint, kind: "usualCents" | "promisedCents") => {
    const week = weeks.find(({ startsOn }) => on < addDays(startsOn, 7));
    if (week) week[kind] += amountCents;
    else laterCents += amountCents;
  };
  const expectUsual = ({ dueOn, usualDelayDays }: ExpectedLine, amountCents: bigint) => {
    const on = usualDelayDays === null ? null : addDays(dueOn, usualDelayDays);
    if (on === null || (on < today && dueOn < today)) undatedCents += amountCents;
    // One who pays early has not: the due date is then the next day one can believe in.
    else expect(on < today ? dueOn : on, amountCents, "usualCents");
  };
  for (const line of lines) expectUsual(line, line.amountCents);
  for (const { onDate, amountCents, invoices } of promises) {
    let leftCents = amountCents ?? sumCents(invoices.map((invoice) => invoice.amountCents));
    for (const invoice of [...invoices].sort(byDueDate)) {
      const promisedCents = minCents(leftCents, invoice.amountCents);
      leftCents -= promisedCents;
      expect(onDate, promisedCents, "promisedCents");
      if (promisedCents < invoice.amountCents) expectUsual(invoice, invoice.amountCents - promisedCents);
    }
  }
  const promisedCents = sumCents(weeks.map((week) => week.promisedCents));
  const usualCents = sumCents(weeks.map((week) => week.usualCents));
  return {
    weeks,
    lastOn,
    expectedCents: usualCents + promisedCents,
    promisedCents,
    laterCents,
    undatedCents,
  };
}

/** The busiest week, for the sentence that says what the chart shows. */
export function largestWeek(weeks: readonly ForecastWeek[]): ForecastWeek | null {
  const total = ({ usualCents, promisedCents }: ForecastWeek) => usualCents + promisedCents;
  const mostCents = weeks.map(total).reduce(maxCents, 0n);
  return mostCents === 0n ? null : (weeks.find((week) => total(week) === mostCents) ?? null);
}

function byDueDate(a: ExpectedLine, b: ExpectedLine): number {
  return a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1;
}
