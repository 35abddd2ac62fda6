/**
 * DSO, « délai moyen de paiement », by the count-back method (« méthode par épuisement du chiffre
 * d'affaires »): how many of the latest days of sales are still unpaid.
 *
 * Sales including VAT are taken off what is owed, month by month, from the latest one back. A month
 * whose sales are wholly taken counts for all its days; the last one reached counts in proportion:
 *
 *     DSO = days of the months used up + days of the next month × what is left ÷ its sales
 *
 * Credit managers prefer it to the plain ratio (receivables ÷ sales × days of the period), which a
 * season or one large invoice distorts. No law defines either.
 */
import { addMonths, dateOf, daysBetween, endOfMonth, type LocalDate, minDate } from "../calendar";
import { divideHalfUp, maxCents } from "../money";

/** What happened in one month, by the books. */
export interface MonthFlow {
  /** First day of the month. */
  monthOn: LocalDate;
  /** Invoiced, including VAT. */
  salesCents: bigint;
  /** Paid, credited or written off. */
  settledCents: bigint;
}

export interface SalesMonth {
  monthOn: LocalDate;
  /** Days of the month, those elapsed for the current one. */
  dayCount: number;
  salesCents: bigint;
  /** Owed on the last of those days. */
  receivablesCents: bigint;
}

export interface DaysSalesOutstanding {
  /** Whole days, rounded half up. */
  days: number;
  /** Less was ever sold than is owed: the true figure is higher. */
  isAtLeast: boolean;
}

/**
 * Every month from the first flow to `today`, with what was owed at its end. Flows after `today`
 * are left out: the caller dates them at the latest today.
 */
export function salesMonths(flows: readonly MonthFlow[], today: LocalDate): SalesMonth[] {
  const known = new Map(flows.map((flow) => [flow.monthOn, flow]));
  const currentOn = firstOfMonth(today);
  let monthOn = flows.reduce((first, flow) => minDate(first, flow.monthOn), currentOn);
  const months: SalesMonth[] = [];
  let receivablesCents = 0n;
  for (; monthOn <= currentOn; monthOn = addMonths(monthOn, 1)) {
    const { salesCents = 0n, settledCents = 0n } = known.get(monthOn) ?? {};
    receivablesCents += salesCents - settledCents;
    const lastOn = monthOn === currentOn ? today : endOfMonth(monthOn);
    months.push({ monthOn, dayCount: daysBetween(monthOn, lastOn) + 1, salesCents, receivablesCents });
  }
  return months;
}

/**
 * The DSO at the end of the last of these months, oldest first.
 *
 * @returns null when nothing was sold yet: there is nothing to measure
 */
export function daysSalesOutstanding(months: readonly SalesMonth[]): DaysSalesOutstanding | null {
  const last = months.at(-1);
  if (!last || months.every((month) => month.salesCents === 0n)) return null;
  let leftCents = maxCents(last.receivablesCents, 0n);
  let days = 0;
  for (const { salesCents, dayCount } of months.toReversed()) {
    if (leftCents === 0n) return { days, isAtLeast: false };
    if (leftCents < salesCents) {
      return {
        days: days + Number(divideHalfUp(leftCents * BigInt(dayCount), salesCents)),
        isAtLeast: false,
      };
    }
    leftCents -= salesCents;
    days += dayCount;
  }
  return { days, isAtLeast: leftCents > 0n };
}

export interface DsoPoint extends DaysSalesOutstanding {
  monthOn: LocalDate;
}

/** The DSO at the end of each of the last `count` months that have one. */
export function dsoByMonth(months: readonly SalesMonth[], count: number): DsoPoint[] {
  const from = Math.max(0, months.length - count);
  return months.slice(from).flatMap(({ monthOn }, index) => {
    const dso = daysSalesOutstanding(months.slice(0, from + index + 1));
    return dso ? [{ monthOn, ...dso }] : [];
  });
}

function firstOfMonth(date: LocalDate): LocalDate {
  return dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 1);
}
