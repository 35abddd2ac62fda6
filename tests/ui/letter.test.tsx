/** The twin of a printed letter: every word of it, in an order and a structure that can be read aloud. */
import { describe, expect, it } from "vitest";
import { formalNotice } from "@/domain/legal/formalNotice";
import { detailTables, statementTable } from "@/domain/legal/letterTables";
import { LetterTwin } from "@/ui/letter/LetterTwin";
import { textsOf } from "../support/formalNotices";
import { EVERY_LETTER, longestLetter, manyInvoices } from "../support/letters";
import { elementsOf, markupOf, only, textOf } from "./markup";

const LETTERS = [
  ...EVERY_LETTER,
  { name: "six invoices", notice: manyInvoices(6) },
  { name: "forty invoices", notice: manyInvoices(40) },
  { name: "the longest", notice: longestLetter() },
];

describe.each(LETTERS)("$name", ({ notice }) => {
  const letter = formalNotice(notice);
  const html = markupOf(<LetterTwin notice={letter} />);
  const text = textOf(html);

  it("says every word of the letter and of its statement", () => {
    for (const part of textsOf(letter).slice(1)) expect(text).toContain(part);
    for (const table of [statementTable(letter.statement), ...detailTables(letter.detail)]) {
      for (const line of [...table.lines, ...(table.total ? [table.total] : [])]) {
        for (const cell of line.cells) expect(text).toContain(cell);
      }
    }
  });

  it("has real tables: a title, named columns, named lines, as many cells as columns", () => {
    const tables = html.match(/<table.*?<\/table>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) {
      expect(textOf(only(table, "caption").tag)).toBe("caption");
      const rows = table.match(/<tr>.*?<\/tr>/gs) ?? [];
      const counts = rows.map((row) =>
        elementsOf(row)
          .filter(({ tag }) => tag === "th" || tag === "td")
          .reduce((sum, { attributes }) => sum + Number(attributes.colspan ?? 1), 0),
      );
      expect(new Set(counts).size).toBe(1);
      const heads = elementsOf(table).filter(({ tag }) => tag === "th");
      for (const { attributes } of heads) expect(["col", "row"]).toContain(attributes.scope);
    }
  });

  it("stresses the demand alone", () => {
    const stressed = [...html.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, part = ""]) => textOf(part));
    const demand = letter.sections.find(({ key }) => key === "DEMAND")?.paragraphs;
    expect(stressed).toEqual(demand);
  });

  it("is one article with its name, and obeys the security policy", () => {
    expect(only(html, "article").attributes["aria-label"]).toBe(letter.title);
    expect(elementsOf(html).filter(({ attributes }) => "style" in attributes)).toEqual([]);
  });
});
