/** The calendar half-year: the law sets interest rates for each (1 January, 1 July). */
import { addDays, dateOf, type LocalDate } from "../calendar";
import { invariant } from "../invariant";
import { NBSP } from "../money";

/** `2026-S1` or `2026-S2`. Compares with `<` and `>` in the order of time. */
export type HalfYear = `${number}-S${1 | 2}`;

const PATTERN = /^(\d{4})-S([12])$/;

function partsOf(halfYear: HalfYear): { year: number; half: number } {
  const match = PATTERN.exec(halfYear);
  invariant(match, `not a half-year: ${halfYear}`);
  return { year: Number(match[1]), half: Number(match[2]) };
}

/** True when the text names a half-year. */
export function isHalfYear(text: string): text is HalfYear {
  return PATTERN.test(text);
}

/** The half-year a day belongs to. */
export function halfYearOf(date: LocalDate): HalfYear {
  const half = Number(date.slice(5, 7)) <= 6 ? 1 : 2;
  return `${Number(date.slice(0, 4))}-S${half}`;
}

/** Its first day: 1 January or 1 July. */
export function halfYearStart(halfYear: HalfYear): LocalDate {
  const { year, half } = partsOf(halfYear);
  return dateOf(year, half === 1 ? 1 : 7, 1);
}

/** Its last day: 30 June or 31 December. */
export function halfYearEnd(halfYear: HalfYear): LocalDate {
  const { year, half } = partsOf(halfYear);
  return half === 1 ? dateOf(year, 6, 30) : dateOf(year, 12, 31);
}

export function nextHalfYear(halfYear: HalfYear): HalfYear {
  return halfYearOf(addDays(halfYearEnd(halfYear), 1));
}

/** `premier semestre 2026`, `second semestre 2026`. */
export function formatHalfYear(halfYear: HalfYear): string {
  const { year, half } = partsOf(halfYear);
  return `${half === 1 ? "premier" : "second"} semestre${NBSP}${year}`;
}
