/** The published rates: complete, coherent, and never guessed. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { halfYearEnd, halfYearOf, halfYearStart, isHalfYear, nextHalfYear } from "@/domain/legal/halfYear";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import {
  ecbRefinancingRate,
  legalInterestRate,
  missingRates,
  RateNotPublishedError,
} from "@/domain/legal/rateTables";

describe("the tables", () => {
  it("follow each other without gap or repeat, from 2015 to the second half of 2026", () => {
    for (const table of [PUBLISHED_RATES.ecbRefinancing, PUBLISHED_RATES.legalInterest]) {
      expect(table[0]?.halfYear).toBe("2015-S1");
      expect(table.at(-1)?.halfYear).toBe("2026-S2");
      expect(table).toHaveLength(24);
      table.forEach((row, index) => {
        const next = table[index + 1];
        if (next) expect(next.halfYear).toBe(nextHalfYear(row.halfYear));
      });
    }
  });

  it("give the rates of 2026, the second half still to verify", () => {
    expect(ecbRefinancingRate(PUBLISHED_RATES, "2026-S1")).toMatchObject({
      rateBps: 215,
      confidence: "sure",
    });
    expect(ecbRefinancingRate(PUBLISHED_RATES, "2026-S2")).toMatchObject({
      rateBps: 240,
      confidence: "likely",
    });
    expect(legalInterestRate(PUBLISHED_RATES, "2026-S2")).toMatchObject({
      otherCasesBps: 275,
      individualBps: 684,
      confidence: "likely",
    });
  });

  it("name the source of every row in French", () => {
    const rows = [...PUBLISHED_RATES.ecbRefinancing, ...PUBLISHED_RATES.legalInterest];
    for (const row of rows) expect(row.source.length).toBeGreaterThan(20);
  });

  it("refuse a half-year that is not published, with a sentence", () => {
    for (const read of [ecbRefinancingRate, legalInterestRate]) {
      expect(() => read(PUBLISHED_RATES, "2027-S1")).toThrow(RateNotPublishedError);
      expect(() => read(PUBLISHED_RATES, "2027-S1")).toThrow(/premier semestre.2027 n’est pas publié/);
    }
  });

  it("say which tables an administrator must complete", () => {
    expect(missingRates(PUBLISHED_RATES, "2026-S2")).toEqual([]);
    expect(missingRates(PUBLISHED_RATES, "2027-S1")).toEqual(["ECB", "LEGAL"]);
    expect(missingRates({ ...PUBLISHED_RATES, legalInterest: [] }, "2026-S1")).toEqual(["LEGAL"]);
  });
});

describe("a half-year", () => {
  it("holds its first and last day and no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
        const day = addDays(localDate("2000-01-01"), offset);
        const half = halfYearOf(day);
        expect(isHalfYear(half)).toBe(true);
        expect(halfYearStart(half) <= day && day <= halfYearEnd(half)).toBe(true);
        expect(halfYearOf(addDays(halfYearEnd(half), 1))).toBe(nextHalfYear(half));
        expect(halfYearOf(addDays(halfYearStart(half), -1))).not.toBe(half);
      }),
    );
  });
});
