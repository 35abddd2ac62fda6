/**
 * Legal dates are plain dates (`LocalDate`, `YYYY-MM-DD`), never instants. Instants are
 * milliseconds since 1970 UTC; how one becomes the other is told in `zonedTime`.
 */
import { invariant } from "./invariant";

/** A calendar day without time or zone, written `YYYY-MM-DD`. Compares with `<` and `>`. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

/** A point in time, milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const DAY_MS = 86_400_000;
export const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True when the text is a real day between 1900 and 2999. */
export function isLocalDate(text: string): text is LocalDate {
  const match = ISO_DATE.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  if (year < 1900 || year > 2999) return false;
  const date = new Date(Date.UTC(year, Number(match[2]) - 1, Number(match[3])));
  return date.toISOString().slice(0, 10) === text;
}

/** Takes a date written `YYYY-MM-DD`. @throws when it is not a real day: a programming error. */
export function localDate(text: string): LocalDate {
  invariant(isLocalDate(text), `not a date: ${text}`);
  return text;
}

/** Builds a date from its parts, month 1 to 12. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return localDate(text);
}

/** Days kept below: about fifty years, which is more than one company's affairs. */
const MAX_DAYS_KEPT = 20_000;
const midnights = new Map<LocalDate, number>();
const dayNames = new Map<number, LocalDate>();

/** Midnight UTC of a day. Answers are kept: decisions about many invoices speak of the same few days. */
export function utcOf(date: LocalDate): number {
  const kept = midnights.get(date);
  if (kept !== undefined) return kept;
  if (midnights.size > MAX_DAYS_KEPT) midnights.clear();
  const ms = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
  midnights.set(date, ms);
  return ms;
}

/** The day that holds this instant, in UTC. */
export function fromUtc(ms: number): LocalDate {
  const number = Math.floor(ms / DAY_MS);
  const kept = dayNames.get(number);
  if (kept !== undefined) return kept;
  if (dayNames.size > MAX_DAYS_KEPT) dayNames.clear();
  const date = new Date(ms).toISOString().slice(0, 10) as LocalDate;
  dayNames.set(number, date);
  return date;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtc(utcOf(date) + days * DAY_MS);
}

/** Calendar days from `from` to `to`: 0 the same day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utcOf(to) - utcOf(from)) / DAY_MS);
}

/** Adds months, keeping the day or the last day of a shorter month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return dateOf(year, month, Math.min(Number(date.slice(8, 10)), lastDayOfMonth(year, month)));
}

export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function endOfMonth(date: LocalDate): LocalDate {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return dateOf(year, month, lastDayOfMonth(year, month));
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekday(date: LocalDate): number {
  return ((new Date(utcOf(date)).getUTCDay() + 6) % 7) + 1;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function maxDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

export function minDate(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
