/** The DSO by count-back: worked by hand, then its bounds whatever the months. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, localDate } from "@/domain/calendar";
import {
  daysSalesOutstanding,
  dsoByMonth,
  type MonthFlow,
  type SalesMonth,
  salesMonths,
} from "@/domain/reporting/daysSalesOutstanding";

const month = (monthOn: string, dayCount: number, sales: number, owed: number): SalesMonth => ({
  monthOn: localDate(monthOn),
  dayCount,
  salesCents: BigInt(sales * 100),
  receivablesCents: BigInt(owed * 100),
});

describe("the count-back", () => {
  it("uses up November, then two thirds of October", () => {
    // 50 000 owed: 30 000 of November (30 days), then 20 000 of the 31 000 of October (20 days of 31).
    const months = [month("2026-10-01", 31, 31_000, 0), month("2026-11-01", 30, 30_000, 50_000)];
    expect(daysSalesOutstanding(months)).toEqual({ days: 50, isAtLeast: false });
  });

  it("counts the elapsed days of the current month only", () => {
    const months = [month("2026-10-01", 31, 62_000, 0), month("2026-11-01", 10, 5_000, 5_000 + 31_000)];
    expect(daysSalesOutstanding(months)?.days).toBe(10 + 16);
  });

  it("rounds half a day up", () => {
    expect(daysSalesOutstanding([month("2026-11-01", 30, 60_000, 1_000)])?.days).toBe(1);
    expect(daysSalesOutstanding([month("2026-11-01", 30, 60_000, 999)])?.days).toBe(0);
  });

  it("lets a month without sales pass in full", () => {
    const months = [
      month("2026-09-01", 30, 30_000, 0),
      month("2026-10-01", 31, 0, 0),
      month("2026-11-01", 30, 0, 10_000),
    ];
    expect(daysSalesOutstanding(months)?.days).toBe(30 + 31 + 10);
  });

  it("says « at least » when more is owed than was ever sold", () => {
    expect(daysSalesOutstanding([month("2026-11-01", 30, 1_000, 1_001)])).toEqual({
      days: 30,
      isAtLeast: true,
    });
    expect(daysSalesOutstanding([month("2026-11-01", 30, 1_000, 1_000)])).toEqual({
      days: 30,
      isAtLeast: false,
    });
  });

  it("is 0 when nothing is owed, and nothing when nothing was sold", () => {
    expect(daysSalesOutstanding([month("2026-11-01", 30, 1_000, 0)])?.days).toBe(0);
    expect(daysSalesOutstanding([month("2026-11-01", 30, 0, 0)])).toBeNull();
    expect(daysSalesOutstanding([])).toBeNull();
  });
});

const series = fc.array(
  fc.record({ dayCount: fc.integer({ min: 1, max: 31 }), sales: fc.bigInt({ min: 0n, max: 10n ** 9n }) }),
  { minLength: 1, maxLength: 24 },
);

function monthsOf(
  given: readonly { dayCount: number; sales: bigint }[],
  receivablesCents: bigint,
): SalesMonth[] {
  return given.map(({ dayCount, sales }, index) => ({
    monthOn: dateOf(2024 + Math.floor(index / 12), (index % 12) + 1, 1),
    dayCount,
    salesCents: sales,
    receivablesCents,
  }));
}

describe("whatever the months", () => {
  it("lies between 0 and the days of all of them, and grows with what is owed", () => {
    fc.assert(
      fc.property(
        series,
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        (given, owed, more) => {
          fc.pre(given.some(({ sales }) => sales > 0n));
          const days = daysSalesOutstanding(monthsOf(given, owed))?.days ?? -1;
          const longer = daysSalesOutstanding(monthsOf(given, owed + more))?.days ?? -1;
          expect(days).toBeGreaterThanOrEqual(0);
          expect(days).toBeLessThanOrEqual(given.reduce((sum, { dayCount }) => sum + dayCount, 0));
          expect(longer).toBeGreaterThanOrEqual(days);
        },
      ),
    );
  });

  it("is exact when sales are even: receivables ÷ sales of a day, to half a day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 299 }),
        (perDay, owedDays) => {
          const even = Array.from({ length: 10 }, () => ({ dayCount: 30, sales: BigInt(perDay * 30) }));
          expect(daysSalesOutstanding(monthsOf(even, BigInt(perDay * owedDays)))?.days).toBe(owedDays);
        },
      ),
    );
  });
});

describe("months from flows", () => {
  const flow = (monthOn: string, sales: bigint, settled: bigint): MonthFlow => ({
    monthOn: localDate(monthOn),
    salesCents: sales,
    settledCents: settled,
  });

  it("carries what is owed from month to month, through those without a flow", () => {
    const months = salesMonths(
      [flow("2026-11-01", 5n, 40n), flow("2026-08-01", 100n, 10n)],
      localDate("2026-11-22"),
    );
    expect(months).toEqual([
      { monthOn: "2026-08-01", dayCount: 31, salesCents: 100n, receivablesCents: 90n },
      { monthOn: "2026-09-01", dayCount: 30, salesCents: 0n, receivablesCents: 90n },
      { monthOn: "2026-10-01", dayCount: 31, salesCents: 0n, receivablesCents: 90n },
      { monthOn: "2026-11-01", dayCount: 22, salesCents: 5n, receivablesCents: 55n },
    ]);
  });

  it("ends with the current month even when nothing happened in it", () => {
    expect(salesMonths([], localDate("2026-11-22"))).toHaveLength(1);
    expect(salesMonths([flow("2026-10-01", 10n, 0n)], localDate("2026-11-01")).at(-1)).toMatchObject({
      dayCount: 1,
      receivablesCents: 10n,
    });
  });

  it("begins the curve with the first month that sold something", () => {
    const flows = [flow("2026-10-01", 3_100n, 0n)];
    const points = dsoByMonth(salesMonths(flows, localDate("2026-11-22")), 12);
    expect(points.map(({ monthOn, days }) => [monthOn, days])).toEqual([
      ["2026-10-01", 31],
      ["2026-11-01", 53],
    ]);
  });
});
