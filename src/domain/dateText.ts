/** Dates as people read and type them, in French and, for a reader who asked for it, in English. */
import { dateOf, ISO_DATE, isLocalDate, type LocalDate, lastDayOfMonth, weekday } from "./calendar";
import { DomainError } from "./invariant";
import { NBSP } from "./money";

const MONTHS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];
const MONTHS_SHORT = [
  "janv.",
  "févr.",
  "mars",
  "avr.",
  "mai",
  "juin",
  "juil.",
  "août",
  "sept.",
  "oct.",
  "nov.",
  "déc.",
];
const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

function dayNumber(date: LocalDate): string {
  const day = Number(date.slice(8, 10));
  return day === 1 ? "1er" : String(day);
}

/** `22 novembre 2026`, `1er juillet 2026` (pages set the « er » above the line). */
export function formatDate(date: LocalDate): string {
  return `${formatDayMonth(date)}${NBSP}${date.slice(0, 4)}`;
}

/** `22 novembre`. */
export function formatDayMonth(date: LocalDate): string {
  return `${dayNumber(date)}${NBSP}${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** `22 novembre`, with its year when that is not the year of the reader's day. */
export function formatDayMonthSeen(date: LocalDate, on: LocalDate): string {
  return date.slice(0, 4) === on.slice(0, 4) ? formatDayMonth(date) : formatDate(date);
}

/** `22 nov.` or `22 nov. 2025`. */
export function formatDateShort(date: LocalDate, withYear = false): string {
  const short = `${dayNumber(date)}${NBSP}${MONTHS_SHORT[Number(date.slice(5, 7)) - 1]}`;
  return withYear ? `${short}${NBSP}${date.slice(0, 4)}` : short;
}

/**
 * `lundi 23 novembre 2026`; capitalise the first letter yourself at the head of a sentence. A line
 * may end after the name of the day.
 */
export function formatDateLong(date: LocalDate): string {
  return `${weekdayName(date)} ${formatDate(date)}`;
}

/** `1 jour`, `12 jours`. */
export function inDays(count: number): string {
  return `${count}${NBSP}jour${count > 1 ? "s" : ""}`;
}

/** `1 day`, `12 days`. */
export function inDaysEnglish(count: number): string {
  return `${count} day${count > 1 ? "s" : ""}`;
}

/** `22/11/2026`, for fields and files. */
export function formatDateNumeric(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

export function weekdayName(date: LocalDate): string {
  return WEEKDAYS[weekday(date) - 1] ?? "";
}

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** `févr.` from 1 to 12. */
export function monthShortName(month: number): string {
  return MONTHS_SHORT[month - 1] ?? "";
}

/** `9 h 05` from minutes since midnight. */
export function formatMinuteOfDay(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60);
  return `${hour}${NBSP}h${NBSP}${String(minuteOfDay % 60).padStart(2, "0")}`;
}

const FRENCH_DATE = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/;

/**
 * Reads a date as people type it in France: `22/11/2026`, `22-11-26`, `22.11.2026`, or ISO
 * `2026-11-22`. Two-digit years are 2000 to 2099.
 *
 * @throws DomainError `DATE` in French, saying what is wrong and a date that would do.
 */
export function parseDate(text: string, field?: string): LocalDate {
  const trimmed = text.trim();
  if (isLocalDate(trimmed)) return trimmed;
  const iso = ISO_DATE.exec(trimmed);
  const french = FRENCH_DATE.exec(trimmed);
  const parts = iso
    ? { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
    : french && {
        year: french[3]?.length === 2 ? 2000 + Number(french[3]) : Number(french[3]),
        month: Number(french[2]),
        day: Number(french[1]),
      };
  if (!parts) {
    throw new DomainError(
      "DATE",
      `« ${trimmed.slice(0, 30)} » n’est pas une date. Écrivez par exemple 22/11/2026.`,
      field,
    );
  }
  const { year, month, day } = parts;
  if (month < 1 || month > 12) {
    throw new DomainError(
      "DATE",
      `Le mois ${month} n’existe pas. Écrivez le jour, puis le mois : 22/11/2026.`,
      field,
    );
  }
  if (year < 1900 || year > 2999) {
    throw new DomainError(
      "DATE",
      `L’année ${year} n’est pas plausible. Écrivez par exemple 22/11/2026.`,
      field,
    );
  }
  const last = lastDayOfMonth(year, month);
  if (day < 1 || day > last) {
    const monthTitle = (MONTHS[month - 1] ?? "").replace(/^./, (letter) => letter.toUpperCase());
    throw new DomainError(
      "DATE",
      `${monthTitle} n’a que ${last} jours. Peut-être le ${formatDateNumeric(dateOf(year, month, last))}${NBSP}?`,
      field,
    );
  }
  return dateOf(year, month, day);
}

const MONTHS_ENGLISH = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `22 November 2026`, for a reader who asked for English. */
export function formatDateEnglish(date: LocalDate): string {
  return `${Number(date.slice(8, 10))}${NBSP}${MONTHS_ENGLISH[Number(date.slice(5, 7)) - 1]}${NBSP}${date.slice(0, 4)}`;
}

const SHORT_MONTHS_ENGLISH = "Jan,Feb,Mar,Apr,May,June,July,Aug,Sept,Oct,Nov,Dec".split(",");

/** `22 Nov 2026`, in the columns of a table for the same reader. */
export function formatDateShortEnglish(date: LocalDate): string {
  return `${Number(date.slice(8, 10))}${NBSP}${SHORT_MONTHS_ENGLISH[Number(date.slice(5, 7)) - 1]}${NBSP}${date.slice(0, 4)}`;
}
