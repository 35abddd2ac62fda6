/** A process draws one paper after another: what the first one held never changes the letters of the next. */
import { describe, expect, it } from "vitest";
import { renderLegalPaperPdf } from "@/documents/legalPaperPdf";
import { localDate } from "@/domain/calendar";
import type { LegalPaper } from "@/domain/legal/legalPaper";
import { readPdf } from "../support/readPdf";

const paperOf = (text: string): LegalPaper => ({
  title: text,
  subtitle: "",
  footer: "",
  authorName: "",
  datedOn: localDate("2026-11-12"),
  blocks: [],
});

async function lettersOf(text: string): Promise<string> {
  const { bytes } = await renderLegalPaperPdf(paperOf(text));
  return readPdf(bytes)
    .pages.flatMap((page) => page.texts)
    .map((piece) => piece.text)
    .join(" ");
}

describe("letters drawn after their accented twins", () => {
  // Embedding « É » takes the glyph of « E » along, before anything has said which letter it is.
  it.each([
    ["Élément", "SELARL Kerdoncuff"],
    ["À", "BARON et NATHALIE"],
    ["Çà", "FRANCE"],
  ])("after « %s »", async (before, after) => {
    await lettersOf(before);
    expect(await lettersOf(after)).toContain(after);
  });
});
