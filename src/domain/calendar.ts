/**
 * Legal dates are plain dates (`LocalDate`, `YYYY-MM-DD`), never instants. Instants are
 * milliseconds since 1970 UTC. Only this file knows how one becomes the other.
 */
import { DomainError, invariant } from "./invariant";
import { NBSP } from "./money";

/** A calendar day without time or zone, written `YYYY-MM-DD`. Compares with `<` and `>`. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

/** A point in time, milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

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
function utcOf(date: LocalDate): number {
  const kept = midnights.get(date);
  if (kept !== undefined) return kept;
  if (midnights.size > MAX_DAYS_KEPT) midnights.clear();
  const ms = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
  midnights.set(date, ms);
  return ms;
}

/** The day that holds this instant, in UTC. */
function fromUtc(ms: number): LocalDate {
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

// ---------------------------------------------------------------- French public holidays

/** Where the sender works: decides its public holidays and its time zone. */
export const CALENDAR_ZONES = [
  "METROPOLE",
  "ALSACE_MOSELLE",
  "GUADELOUPE",
  "MARTINIQUE",
  "GUYANE",
  "REUNION",
  "MAYOTTE",
] as const;
export type CalendarZone = (typeof CALENDAR_ZONES)[number];

const TIME_ZONES: Record<CalendarZone, string> = {
  METROPOLE: "Europe/Paris",
  ALSACE_MOSELLE: "Europe/Paris",
  GUADELOUPE: "America/Guadeloupe",
  MARTINIQUE: "America/Martinique",
  GUYANE: "America/Cayenne",
  REUNION: "Indian/Reunion",
  MAYOTTE: "Indian/Mayotte",
};

/** IANA time zone of a calendar zone. */
export function timeZoneOf(zone: CalendarZone): string {
  return TIME_ZONES[zone];
}

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones, Butcher). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dateOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/** Days on which the abolition of slavery is a public holiday (loi 83-550, décret 83-1003). */
const ABOLITION_DAY: Partial<Record<CalendarZone, string>> = {
  MAYOTTE: "04-27",
  MARTINIQUE: "05-22",
  GUADELOUPE: "05-27",
  GUYANE: "06-10",
  REUNION: "12-20",
};

const holidayCache = new Map<string, ReadonlyMap<LocalDate, string>>();

/**
 * Public holidays of a year, with their French names: Code du travail L3133-1 (11 days),
 * L3134-13 for Alsace-Moselle (+ Good Friday, 26 December), abolition days overseas.
 */
export function publicHolidays(year: number, zone: CalendarZone): ReadonlyMap<LocalDate, string> {
  const key = `${zone}${year}`;
  const cached = holidayCache.get(key);
  if (cached) return cached;
  const easter = easterSunday(year);
  const days: [LocalDate, string][] = [
    [dateOf(year, 1, 1), "Jour de l’an"],
    [addDays(easter, 1), "Lundi de Pâques"],
    [dateOf(year, 5, 1), "Fête du Travail"],
    [dateOf(year, 5, 8), "Victoire 1945"],
    [addDays(easter, 39), "Ascension"],
    [addDays(easter, 50), "Lundi de Pentecôte"],
    [dateOf(year, 7, 14), "Fête nationale"],
    [dateOf(year, 8, 15), "Assomption"],
    [dateOf(year, 11, 1), "Toussaint"],
    [dateOf(year, 11, 11), "Armistice 1918"],
    [dateOf(year, 12, 25), "Noël"],
  ];
  if (zone === "ALSACE_MOSELLE") {
    days.push([addDays(easter, -2), "Vendredi saint"], [dateOf(year, 12, 26), "Saint-Étienne"]);
  }
  const abolition = ABOLITION_DAY[zone];
  if (abolition) days.push([localDate(`${year}-${abolition}`), "Abolition de l’esclavage"]);
  const holidays = new Map(days);
  holidayCache.set(key, holidays);
  return holidays;
}

/** Name of the public holiday that falls on this day, or undefined. */
export function holidayName(date: LocalDate, zone: CalendarZone): string | undefined {
  return publicHolidays(Number(date.slice(0, 4)), zone).get(date);
}

/** *Jour ouvré*: Monday to Friday, not a public holiday. */
export function isWorkingDay(date: LocalDate, zone: CalendarZone): boolean {
  return weekday(date) <= 5 && holidayName(date, zone) === undefined;
}

/** The same day when it is a working day, else the next one. Never earlier. */
export function workingDayOnOrAfter(date: LocalDate, zone: CalendarZone): LocalDate {
  let day = date;
  // At most five days in a row are off in France (a holiday on each side of a week end).
  for (let tries = 0; tries < 12; tries += 1) {
    if (isWorkingDay(day, zone)) return day;
    day = addDays(day, 1);
  }
  throw new Error(`no working day within 12 days of ${date}`);
}

/** The first working day strictly after this one. */
export function nextWorkingDay(date: LocalDate, zone: CalendarZone): LocalDate {
  return workingDayOnOrAfter(addDays(date, 1), zone);
}

// ---------------------------------------------------------------- instants and zones

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** No zone changes its offset inside a quarter of an hour of UTC. */
const OFFSET_STEP_MS = 15 * 60_000;
const MAX_OFFSETS = 20_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds the zone is ahead of UTC at this instant. Answers are kept: asking the runtime is
 * what deciding about thousands of invoices would spend its time on.
 */
function zoneOffsetMs(at: Instant, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known || known.size > MAX_OFFSETS) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const step = Math.floor(at / OFFSET_STEP_MS);
  const kept = known.get(step);
  if (kept !== undefined) return kept;
  const offset = readOffsetMs(step * OFFSET_STEP_MS, timeZone);
  known.set(step, offset);
  return offset;
}

function readOffsetMs(at: Instant, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatterOf(timeZone).formatToParts(at)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(at / 1000) * 1000;
}

/** The calendar day it is in this zone at this instant. */
export function localDateAt(at: Instant, timeZone: string): LocalDate {
  return fromUtc(at + zoneOffsetMs(at, timeZone));
}

/** Minutes since midnight on the clock of this zone, 0 to 1439. */
export function minuteOfDayAt(at: Instant, timeZone: string): number {
  const wall = new Date(at + zoneOffsetMs(at, timeZone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/**
 * The instant a wall clock shows this minute of this day. On the spring change a minute that
 * does not exist becomes the next that does; on the autumn change the first of two is taken.
 */
export function instantOf(date: LocalDate, minuteOfDay: number, timeZone: string): Instant {
  const wall = utcOf(date) + minuteOfDay * 60_000;
  const before = wall - zoneOffsetMs(wall - DAY_MS, timeZone);
  const after = wall - zoneOffsetMs(wall + DAY_MS, timeZone);
  const matches = (at: Instant) => at + zoneOffsetMs(at, timeZone) === wall;
  const earliest = Math.min(before, after);
  const latest = Math.max(before, after);
  if (matches(earliest)) return earliest;
  if (matches(latest)) return latest;
  return latest;
}

// ---------------------------------------------------------------- writing dates in French

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
