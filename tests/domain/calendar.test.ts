/** The calendar: holidays, working days, both changes of hour, leap years, and how dates are read and written. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dateOf, daysBetween, isLocalDate, localDate, weekday } from "@/domain/calendar";
import { CALENDAR_ZONES, timeZoneOf } from "@/domain/calendarZone";
import { formatDate, formatDateLong, formatDateShort, formatMinuteOfDay, parseDate } from "@/domain/dateText";
import { publicHolidays } from "@/domain/publicHolidays";
import { isWorkingDay, nextWorkingDay, workingDayOnOrAfter } from "@/domain/workingDays";
import { instantOf, localDateAt, minuteOfDayAt } from "@/domain/zonedTime";

const PARIS = "Europe/Paris";
const dates = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(localDate("1950-01-01"), days));

/** Official days, one a line: date, zone. */
const OFFICIAL = readFileSync(new URL("holidays.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split(",") as [string, string]);

describe("public holidays 2025 to 2030", () => {
  const official = (zones: readonly string[]) =>
    OFFICIAL.filter(([, zone]) => zones.includes(zone))
      .map(([date]) => date)
      .sort();
  const computed = (zone: "METROPOLE" | "ALSACE_MOSELLE") =>
    [2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) => [...publicHolidays(year, zone).keys()]).sort();

  it("are the official ones in metropolitan France", () => {
    expect(OFFICIAL.length).toBeGreaterThan(60);
    expect(computed("METROPOLE")).toEqual(official(["FR"]));
  });

  it("add Good Friday and 26 December in Alsace-Moselle", () => {
    expect(computed("ALSACE_MOSELLE")).toEqual(official(["FR", "ALSACE_MOSELLE"]));
  });

  it("are never working days", () => {
    for (const date of official(["FR"])) expect(isWorkingDay(localDate(date), "METROPOLE")).toBe(false);
  });

  it("include the abolition day of each overseas department", () => {
    expect(publicHolidays(2026, "REUNION").get(localDate("2026-12-20"))).toBe("Abolition de l’esclavage");
    expect(publicHolidays(2026, "METROPOLE").has(localDate("2026-12-20"))).toBe(false);
  });
});

describe("working days", () => {
  it("move forward, never back, and at most four days", () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(...CALENDAR_ZONES), (date, zone) => {
        const moved = workingDayOnOrAfter(date, zone);
        expect(isWorkingDay(moved, zone)).toBe(true);
        expect(daysBetween(date, moved)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(date, moved)).toBeLessThanOrEqual(5);
        expect(nextWorkingDay(date, zone) > date).toBe(true);
      }),
    );
  });

  it("pass over Easter, Ascension and All Saints", () => {
    expect(workingDayOnOrAfter(localDate("2026-04-04"), "METROPOLE")).toBe("2026-04-07");
    expect(workingDayOnOrAfter(localDate("2026-04-03"), "ALSACE_MOSELLE")).toBe("2026-04-07");
    expect(workingDayOnOrAfter(localDate("2026-05-14"), "METROPOLE")).toBe("2026-05-15");
    expect(workingDayOnOrAfter(localDate("2026-10-31"), "METROPOLE")).toBe("2026-11-02");
    expect(workingDayOnOrAfter(localDate("2027-01-01"), "METROPOLE")).toBe("2027-01-04");
  });
});

describe("both days of 2026 on which the hour changes", () => {
  it("29 March: an hour that does not exist becomes the next one", () => {
    const at = instantOf(localDate("2026-03-29"), 2 * 60 + 30, PARIS);
    expect(new Date(at).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(formatMinuteOfDay(minuteOfDayAt(at, PARIS))).toBe("3\u00a0h\u00a030");
  });

  it("25 October: of two instants of one wall time, the first", () => {
    const at = instantOf(localDate("2026-10-25"), 2 * 60 + 30, PARIS);
    expect(new Date(at).toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it("nine o'clock is nine o'clock on both, the day before and the day after", () => {
    const nine = (date: string) =>
      new Date(instantOf(localDate(date), 540, PARIS)).toISOString().slice(11, 16);
    expect(["2026-03-28", "2026-03-29", "2026-03-30"].map(nine)).toEqual(["08:00", "07:00", "07:00"]);
    expect(["2026-10-24", "2026-10-25", "2026-10-26"].map(nine)).toEqual(["07:00", "08:00", "08:00"]);
  });

  it("an instant and its wall time agree in every zone, whatever the day", () => {
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(...CALENDAR_ZONES),
        (date, minute, zone) => {
          const timeZone = timeZoneOf(zone);
          const at = instantOf(date, minute, timeZone);
          // The two or three nights a year that skip an hour move the minute forward; the day stays.
          expect(localDateAt(at, timeZone)).toBe(date);
          expect((minuteOfDayAt(at, timeZone) - minute) % 30).toBe(0);
          expect(minuteOfDayAt(at, timeZone)).toBeGreaterThanOrEqual(minute);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("days and months", () => {
  it("counts days over 29 February and the year's end", () => {
    expect(daysBetween(localDate("2028-02-28"), localDate("2028-03-01"))).toBe(2);
    expect(daysBetween(localDate("2027-02-28"), localDate("2027-03-01"))).toBe(1);
    expect(daysBetween(localDate("2026-12-31"), localDate("2027-01-01"))).toBe(1);
    expect(addMonths(localDate("2028-01-31"), 1)).toBe("2028-02-29");
    expect(addMonths(localDate("2026-11-30"), 3)).toBe("2027-02-28");
  });

  it("adds and counts back", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(Math.abs((weekday(addDays(date, days)) - weekday(date) - days) % 7)).toBe(0);
      }),
    );
  });
});

describe("dates in French", () => {
  it("are written with no-break spaces and a first of the month", () => {
    expect(formatDate(localDate("2026-11-22"))).toBe("22\u00a0novembre\u00a02026");
    expect(formatDate(localDate("2026-07-01"))).toBe("1er\u00a0juillet\u00a02026");
    expect(formatDateShort(localDate("2026-02-03"))).toBe("3\u00a0févr.");
    expect(formatDateLong(localDate("2026-11-23"))).toBe("lundi 23\u00a0novembre\u00a02026");
  });

  it("are read as people type them", () => {
    for (const text of ["22/11/2026", "22-11-2026", "22.11.26", " 2026-11-22 ", "22 11 2026"]) {
      expect(parseDate(text)).toBe("2026-11-22");
    }
  });

  it("are refused with a date that would do", () => {
    expect(() => parseDate("31/11/2026")).toThrow(
      "Novembre n’a que 30 jours. Peut-être le 30/11/2026\u00a0?",
    );
    expect(() => parseDate("29/02/2027")).toThrow("Février n’a que 28 jours. Peut-être le 28/02/2027\u00a0?");
    expect(() => parseDate("12/31/2026")).toThrow("Le mois 31 n’existe pas");
    expect(() => parseDate("demain")).toThrow("« demain » n’est pas une date");
  });

  it("only real days are dates", () => {
    fc.assert(
      fc.property(
        dates,
        (date) =>
          isLocalDate(date) &&
          date === dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))),
      ),
    );
    for (const text of ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", ""])
      expect(isLocalDate(text)).toBe(false);
  });
});
