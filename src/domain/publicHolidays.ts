/** French public holidays, by zone. */
import { addDays, dateOf, type LocalDate, localDate } from "./calendar";
import type { CalendarZone } from "./calendarZone";

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
