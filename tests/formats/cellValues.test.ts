import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { formatDate, formatDateNumeric } from "@/domain/dateText";
import { formatAmount, formatEuros, formatEurosEnglish } from "@/domain/money";
import { decimalEvidence, orderEvidence, readAmount, readDate } from "@/formats/cellValues";
import { refusal } from "../support/refusal";

describe("amount", () => {
  it.each([
    ["1 234,56", 123_456n],
    ["1\u00a0234,56", 123_456n],
    ["1\u202f234,56 €", 123_456n],
    ["1.234,56", 123_456n],
    ["1,234.56", 123_456n],
    ["1234.56", 123_456n],
    ["1'234.56", 123_456n],
    ["12,00 €", 1_200n],
    ["€ 12.5", 1_250n],
    ["12,00 EUR", 1_200n],
    ["EUR 1,234,567.80", 123_456_780n],
    ["1.234.567", 123_456_700n],
    ["12 euros", 1_200n],
    ["120,00 € TTC", 12_000n],
    ["(12,00)", -1_200n],
    ["(12,00 €)", -1_200n],
    ["-12", -1_200n],
    ["− 12,00", -1_200n],
    ["12,00-", -1_200n],
    ["+12", 1_200n],
    ["0,5", 50n],
    ["12,5000", 1_250n],
    ["0.100", 10n],
  ])("« %s » needs no hint", (text, cents) => {
    expect(readAmount(text, undefined)).toBe(cents);
    expect(readAmount(text, ",")).toBe(cents);
    expect(readAmount(text, ".")).toBe(cents);
  });

  it.each([
    ["1.234", ",", 123_400n],
    ["1,234", ".", 123_400n],
    ["12,500", ",", 1_250n],
    ["12.500", ".", 1_250n],
  ] as const)("« %s » is read by its column, decimals after « %s »", (text, decimal, cents) => {
    expect(readAmount(text, decimal)).toBe(cents);
    expect(refusal(() => readAmount(text, undefined)).code).toBe("AMOUNT_AMBIGUOUS");
  });

  it.each([
    ["douze", "AMOUNT"],
    ["0".repeat(101), "AMOUNT"],
    ["12 34", "AMOUNT"],
    ["1 2345,00", "AMOUNT"],
    ["1,23,4", "AMOUNT"],
    ["12,", "AMOUNT"],
    [",50", "AMOUNT"],
    ["--12", "AMOUNT"],
    ["(12", "AMOUNT"],
    ["12)", "AMOUNT"],
    ["(-12)", "AMOUNT"],
    ["12,3456", "AMOUNT"],
    ["1e5", "AMOUNT"],
    ["#REF!", "AMOUNT"],
    ["12/03", "AMOUNT"],
    ["0 500,00", "AMOUNT"],
    ["0.123,45", "AMOUNT"],
    ["99 999 999 999,00", "AMOUNT"],
    ["£12", "CURRENCY"],
    ["12 USD", "CURRENCY"],
    ["CHF 12.00", "CURRENCY"],
  ])("« %s » is refused: %s", (text, code) => {
    expect(refusal(() => readAmount(text, ",")).code).toBe(code);
  });

  it("is read back from what we write, in French and in English", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n }), (cents) => {
        for (const text of [formatAmount(cents), formatEuros(cents), formatEurosEnglish(cents)]) {
          expect(readAmount(text, undefined)).toBe(cents);
        }
      }),
    );
  });

  it.each([
    ["12,5", ","],
    ["1.234,5", ","],
    ["1,234,567", "."],
    ["0,125", ","],
    ["1234,567", ","],
    ["1 234", undefined],
    ["1.234", undefined],
    ["12", undefined],
    ["x", undefined],
  ])("« %s » tells « %s »", (text, decimal) => {
    expect(decimalEvidence(text)).toBe(decimal);
  });
});

describe("date", () => {
  const french = { order: "DMY", isSerial: false } as const;
  const american = { order: "MDY", isSerial: false } as const;
  const unknown = { order: undefined, isSerial: false };

  it.each([
    ["04/03/2026", "2026-03-04"],
    ["4/3/26", "2026-03-04"],
    ["04-03-2026", "2026-03-04"],
    ["04.03.2026", "2026-03-04"],
    ["2026-03-04", "2026-03-04"],
    ["2026/03/04", "2026-03-04"],
    ["20260304", "2026-03-04"],
    ["2026-03-04T00:00:00", "2026-03-04"],
    ["2026-03-04T00:00:00.000Z", "2026-03-04"],
    ["2026-03-04 10:24:00", "2026-03-04"],
    ["04/03/2026 10:24", "2026-03-04"],
    ["4 mars 2026", "2026-03-04"],
    ["04-mars-26", "2026-03-04"],
    ["1er août 2026", "2026-08-01"],
    ["mercredi 4 mars 2026", "2026-03-04"],
    ["4 févr. 2026", "2026-02-04"],
    ["Mar 4, 2026", "2026-03-04"],
    ["December 31, 2026", "2026-12-31"],
  ])("« %s » is read in a French column", (text, expected) => {
    expect(readDate(text, french)).toBe(expected);
  });

  it("is month first in an American column, but for what cannot be", () => {
    expect(readDate("03/04/2026", american)).toBe("2026-03-04");
    expect(readDate("04.03.2026", american)).toBe("2026-03-04");
    expect(readDate("2026-03-04", american)).toBe("2026-03-04");
    expect(refusal(() => readDate("25/03/2026", american)).message).toContain("ne suit pas l’ordre");
  });

  it("without a known order is read only when there is one way to", () => {
    expect(readDate("25/03/2026", unknown)).toBe("2026-03-25");
    expect(readDate("03/25/2026", unknown)).toBe("2026-03-25");
    expect(readDate("05/05/2026", unknown)).toBe("2026-05-05");
    expect(readDate("04.03.2026", unknown)).toBe("2026-03-04");
    expect(refusal(() => readDate("04/03/2026", unknown)).code).toBe("DATE_AMBIGUOUS");
  });

  it("as a number of days is the day that Excel shows", () => {
    const serial = { order: undefined, isSerial: true };
    expect(readDate("46085", serial)).toBe("2026-03-04");
    expect(readDate("36526", serial)).toBe("2000-01-01");
    expect(readDate("45351", serial)).toBe("2024-02-29");
    expect(readDate("46085,75", serial)).toBe("2026-03-04");
    expect(refusal(() => readDate("46085", french)).message).toContain("au format Date");
  });

  it.each([
    "31/11/2026",
    "32/01/2026",
    "04/13/2026",
    "00/03/2026",
    "29/02/2026",
    "hier",
    "4 brumaire 2026",
    "2026",
    "03/2026",
    "04/03/1999",
    "04/03/2126",
    "2026-03-04T23:00:00Z",
    "30 jours",
  ])("« %s » is refused", (text) => {
    expect(refusal(() => readDate(text, french)).code).toBe("DATE");
  });

  it("is read back from what we write", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_524 }), (days) => {
        const date = addDays(localDate("2000-01-01"), days);
        for (const text of [date, formatDate(date), formatDateNumeric(date), date.replaceAll("-", "")]) {
          expect(readDate(text, french)).toBe(date);
        }
      }),
    );
  });

  it.each([
    ["25/03/2026", "DMY"],
    ["03/25/2026", "MDY"],
    ["03/25/2026 10:00", "MDY"],
    ["03/04/2026", undefined],
    ["13.03.2026", undefined],
    ["31/13/2026", undefined],
    ["2026-03-25", undefined],
  ])("« %s » tells %s", (text, order) => {
    expect(orderEvidence(text)).toBe(order);
  });
});
