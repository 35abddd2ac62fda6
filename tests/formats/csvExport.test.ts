import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { csvExport, csvLine, withoutNeutraliser } from "@/formats/csvExport";

describe("exported table", () => {
  it("opens in a French spreadsheet", () => {
    const text = csvExport(
      ["Numéro", "Client", "Montant TTC", "Échéance", "Relances", "Objet"],
      [
        [
          "F-1",
          "Kléber ; fils",
          { amountCents: 123_456n },
          { on: localDate("2026-04-03") },
          { count: 2 },
          null,
        ],
      ],
    );
    expect(text).toBe(
      '\ufeffNuméro;Client;Montant TTC;Échéance;Relances;Objet\r\nF-1;"Kléber ; fils";1234,56;03/04/2026;2;\r\n',
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+33 2 61 91 01 40", "'+33 2 61 91 01 40"],
    ["-12", "'-12"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", '"\'\t=1"'],
    ["\r=1", '"\'\r=1"'],
    ["\n=1", '"\'\n=1"'],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠x", "'＠x"],
    ["'=1", "''=1"],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ["a=1", "a=1"],
    ["l'été", "l'été"],
    ["'t Hooft", "'t Hooft"],
    ['dit "Jo"', '"dit ""Jo"""'],
    ["a\0b", "ab"],
    [" bord ", '" bord "'],
  ])("writes the text %j as %j", (text, written) => {
    expect(csvLine([text, "x"])).toBe(`${written};x\r\n`);
  });

  it("leaves negative amounts to be numbers", () => {
    expect(csvLine([{ amountCents: -1_250n }, { count: -3 }])).toBe("-12,50;-3\r\n");
  });

  it("never makes a blank line", () => {
    expect(csvLine([""])).toBe('""\r\n');
    expect(csvLine([null])).toBe('""\r\n');
    expect(csvLine(["", ""])).toBe(";\r\n");
  });

  it("never leaves a text that begins a formula, and gives every text back", () => {
    const start = fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "'", "''=", " =");
    const text = fc
      .tuple(start, fc.string({ unit: "binary" }))
      .map((parts) => parts.join("").replaceAll("\0", ""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read = []] = parse(csvLine(cells), { delimiter: ";", record_delimiter: "\r\n" });
        for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(read.map(withoutNeutraliser)).toEqual(cells);
      }),
    );
  });
});
