/** Lines: as few as the words allow, as even as they can, none too wide, no word lost. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadedFont, loadFonts } from "@/documents/fonts";
import { fitSize, setLines } from "@/documents/setLines";

beforeAll(loadFonts);

const SIZE = 10;
const widthOf = (text: string) => loadedFont("serif").widthOf(text) * SIZE;

/** Lines taken by filling each in turn: no setting has fewer. */
function greedyCount(words: readonly string[], width: number): number {
  let count = 1;
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      count += 1;
      line = word;
    } else {
      line = longer;
    }
  }
  return count;
}

const word = fc.stringMatching(/^[a-zéèêàç0-9’.,-]{1,14}$/);

describe("setting a text in lines", () => {
  it("keeps every word, in order, within the width, in as few lines as possible", () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 120, max: 480 }),
        (words, width) => {
          const lines = setLines(words.join(" "), "serif", SIZE, width);
          expect(lines.join(" ")).toBe(words.join(" "));
          // Kerning between words is not counted when they are measured apart: a hundredth of a point.
          for (const line of lines) expect(widthOf(line)).toBeLessThan(width + 0.5);
          expect(lines.length).toBeLessThanOrEqual(greedyCount(words, width));
        },
      ),
    );
  });

  it("leaves no short word alone on the last line when another setting avoids it", () => {
    const text =
      "Nous vous mettons en demeure de payer cette somme dans un délai de huit jours à dater de ce jour ici";
    const lines = setLines(text, "serif", SIZE, 226);
    expect(widthOf(lines.at(-1) ?? "")).toBeGreaterThan(226 * 0.12);
  });

  it("never breaks at a no-break space", () => {
    const lines = setLines("somme de 1\u00a0234\u00a0567,89\u00a0€ due", "serif", SIZE, 70);
    expect(lines).toContain("1\u00a0234\u00a0567,89\u00a0€");
  });

  it("cuts a word wider than the box after a sign that joins its parts, without a hyphen", () => {
    const address = "recouvrement.comptabilite@compagnie-generale.example";
    const lines = setLines(address, "serif", SIZE, 150);
    expect(lines.join("")).toBe(address);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[@._/-]$/);
  });

  it("cuts anywhere a word that has no such sign", () => {
    const lines = setLines("M".repeat(100), "serif", SIZE, 100);
    expect(lines.join("")).toBe("M".repeat(100));
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(100);
  });
});

describe("fitting a size", () => {
  it("keeps the size that fits, and lowers the one that does not", () => {
    expect(fitSize(["12,00\u00a0€"], "serif", 9, 100)).toBe(9);
    const size = fitSize(["999\u00a0999\u00a0999,99\u00a0€"], "serif", 9, 50);
    expect(size).toBeLessThan(9);
    expect(loadedFont("serif").widthOf("999\u00a0999\u00a0999,99\u00a0€") * size).toBeLessThanOrEqual(50);
  });
});
