/** Days on which people work, and messages leave. */
import { addDays, type LocalDate, weekday } from "./calendar";
import type { CalendarZone } from "./calendarZone";
import { holidayName } from "./publicHolidays";

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
