import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, readDate } from "@/formats/cellValues";
import { numberFormatOf, numberText } from "@/formats/xlsx/numberFormat";

const text = (raw: string, code?: string, id = 164) => numberText(raw, numberFormatOf(id, code), false);

describe("a number of a workbook", () => {
  it.each([
    ["1234.5", "General", "1234,5"],
    ["1200.2999999999999", "General", "1200,3"],
    ["0.30000000000000004", "General", "0,3"],
    ["4.4999999999999998E-2", "General", "0,045"],
    ["1.5E+3", "General", "1500"],
    ["12345678901234567", "General", "12345678901234567"],
    ["-12.5", "#,##0.00;[Red]-#,##0.00", "-12,5"],
    ["39.996", '#,##0.00\\ "€"', "40,00"],
    ["148.13999999999999", "0.00", "148,14"],
    ["-1.005", "0.00", "-1,01"],
    ["1.234", "General", "1,2340"],
    ["1234.567", "General", "1234,567"],
    ["1234.56", "0", "1234,56"],
    ["12", "_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00\\ [$€-40C]_-", "12"],
    ["12", "[$£-809]#,##0.00", "12 £"],
    ["12", '#,##0.00\\ "USD"', "12 USD"],
    ["0.2", "0%", "20 %"],
    ["5.5E-2", "0.0%", "5,5 %"],
    ["42", "00000", "00042"],
    ["42", '"FA-"0000', "FA-0042"],
    ["7", '"F"2026\\-000', "7"],
    ["46085", "dd/mm/yyyy", "2026-03-04"],
    ["46085", "[$-40C]d\\ mmmm\\ yyyy;@", "2026-03-04"],
    ["46085.999999", "d/m/yy h:mm", "2026-03-05"],
    ["60.5", "[h]:mm:ss", "60,5"],
    ["#N/A", "General", "#N/A"],
  ])("%s as %s is %s", (raw, code, expected) => {
    expect(text(raw, code)).toBe(expected);
  });

  it.each([
    [14, "46085", "2026-03-04"],
    [22, "46085.5", "2026-03-04"],
    [10, "0.125", "12,5 %"],
    [44, "1.005", "1,01"],
    [0, "46085", "46085"],
  ])("has the format %i of every workbook", (id, raw, expected) => {
    expect(text(raw, undefined, id)).toBe(expected);
  });

  it("gives back every amount to the cent, however a spreadsheet writes it", () => {
    const cents = fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n });
    fc.assert(
      fc.property(cents, fc.constantFrom("General", "0.00", "#,##0.00"), (amount, code) => {
        // Excel writes the binary number with seventeen digits.
        const raw = (Number(amount) / 100).toPrecision(17);
        expect(readAmount(text(raw, code), undefined)).toBe(amount);
      }),
    );
  });

  it("gives back every day, counted from 1900 or from 1904", () => {
    const days = fc.integer({ min: 0, max: 36_524 });
    fc.assert(
      fc.property(days, fc.boolean(), fc.integer({ min: 0, max: 86_399 }), (day, is1904, seconds) => {
        const date = new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10);
        const serial = 36_526 + day - (is1904 ? 1_462 : 0) + seconds / 86_400;
        const read = numberText(String(serial), { kind: "DATE" }, is1904);
        expect(readDate(read, { order: undefined, isSerial: false })).toBe(date);
      }),
    );
  });
});
