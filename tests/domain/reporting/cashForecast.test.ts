/** The forecast: each invoice in its week, promises first, nothing lost and nothing counted twice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate, weekday } from "@/domain/calendar";
import {
  cashForecast,
  type ExpectedLine,
  FORECAST_WEEKS,
  largestWeek,
} from "@/domain/reporting/cashForecast";

const today = localDate("2026-11-23");
const line = (dueOn: string, usualDelayDays: number | null, amountCents: bigint): ExpectedLine => ({
  dueOn: localDate(dueOn),
  usualDelayDays,
  amountCents,
});

describe("one line", () => {
  it.each([
    ["due today, paid on the day", line("2026-11-23", 0, 5n), 0],
    ["due long ago by one who pays 60 days late", line("2026-10-01", 60, 5n), 1],
    ["due on Sunday, the last day of the week", line("2026-11-29", 0, 5n), 0],
    ["due on Monday of the next week", line("2026-11-30", 0, 5n), 1],
    ["in the last week", line("2027-01-03", 0, 5n), FORECAST_WEEKS - 1],
    ["of one who usually pays early and has not yet", line("2026-12-08", -30, 5n), 2],
  ])("%s", (_, given, week) => {
    const forecast = cashForecast([given], [], today);
    expect(forecast.weeks.map(({ usualCents }) => usualCents).indexOf(5n)).toBe(week);
    expect(forecast.expectedCents).toBe(5n);
  });

  it("that comes after the last week is told apart", () => {
    expect(cashForecast([line("2027-01-04", 0, 5n)], [], today)).toMatchObject({
      laterCents: 5n,
      expectedCents: 0n,
    });
  });

  it("that has missed its usual day, or is disputed, gets no day", () => {
    const forecast = cashForecast([line("2026-11-01", 5, 7n), line("2026-12-01", null, 8n)], [], today);
    expect(forecast).toMatchObject({ undatedCents: 15n, expectedCents: 0n });
  });

  it("begins on Monday of the current week", () => {
    const { weeks, lastOn } = cashForecast([], [], localDate("2026-11-26"));
    expect(weeks[0]?.startsOn).toBe("2026-11-23");
    expect(lastOn).toBe("2027-01-03");
    expect(largestWeek(weeks)).toBeNull();
  });
});

describe("a promise", () => {
  it("wins over the habit", () => {
    const invoices = [line("2026-09-01", 10, 100n)];
    const forecast = cashForecast(
      [],
      [{ onDate: localDate("2026-12-04"), amountCents: null, invoices }],
      today,
    );
    expect(forecast.weeks[1]).toMatchObject({ usualCents: 0n, promisedCents: 100n });
    expect(forecast).toMatchObject({ promisedCents: 100n, expectedCents: 100n, undatedCents: 0n });
  });

  it("of a part goes to the oldest invoice; the rest follows the habit", () => {
    const invoices = [line("2026-11-20", 10, 100n), line("2026-10-01", 60, 50n)];
    const forecast = cashForecast(
      [],
      [{ onDate: localDate("2026-11-27"), amountCents: 70n, invoices }],
      today,
    );
    expect(forecast.weeks[0]).toMatchObject({ promisedCents: 70n });
    expect(forecast.weeks[1]).toMatchObject({ usualCents: 80n });
    expect(largestWeek(forecast.weeks)?.startsOn).toBe("2026-11-30");
  });

  it("whose day has just passed is still expected this week", () => {
    const invoices = [line("2026-10-01", 0, 9n)];
    const forecast = cashForecast(
      [],
      [{ onDate: localDate("2026-11-20"), amountCents: null, invoices }],
      today,
    );
    expect(forecast.weeks[0]?.promisedCents).toBe(9n);
  });
});

const lines = fc.array(
  fc
    .record({
      shift: fc.integer({ min: -400, max: 400 }),
      usualDelayDays: fc.option(fc.integer({ min: -40, max: 200 })),
      amountCents: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    })
    .map(({ shift, ...rest }) => ({ ...rest, dueOn: addDays(today, shift) })),
  { maxLength: 12 },
);
const promises = fc.array(
  fc.record({
    onDate: fc.integer({ min: -3, max: 90 }).map((shift) => addDays(today, shift)),
    amountCents: fc.option(fc.bigInt({ min: 1n, max: 10n ** 10n })),
    invoices: lines,
  }),
  { maxLength: 5 },
);

it("counts every cent once: in a week, later, or without a day", () => {
  fc.assert(
    fc.property(lines, promises, fc.integer({ min: 0, max: 6 }), (given, promised, shift) => {
      const day = addDays(today, shift);
      const forecast = cashForecast(given, promised, day);
      const all = [...given, ...promised.flatMap((promise) => promise.invoices)];
      const openCents = all.reduce((sum, one) => sum + one.amountCents, 0n);
      expect(forecast.expectedCents + forecast.laterCents + forecast.undatedCents).toBe(openCents);
      expect(forecast.weeks).toHaveLength(FORECAST_WEEKS);
      expect(forecast.weeks.every((week) => weekday(week.startsOn) === 1)).toBe(true);
      expect(forecast.weeks.every((week) => week.usualCents >= 0n && week.promisedCents >= 0n)).toBe(true);
    }),
  );
});
