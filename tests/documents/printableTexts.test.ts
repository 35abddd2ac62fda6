/** What the fonts can print is printed as written; the rest is refused, never lost. */
import { beforeAll, describe, expect, it } from "vitest";
import { loadFonts } from "@/documents/fonts";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { printable, printableTexts } from "@/documents/printableTexts";
import { unprintedSign } from "@/domain/printedLetters";
import { noticeFor } from "../support/formalNotices";
import { readPdf, textOfPdf } from "../support/readPdf";
import { refusal } from "../support/refusal";

beforeAll(loadFonts);

describe("a text", () => {
  it.each([
    ["composed accents", "E\u0301le\u0301onore", "Éléonore"],
    ["one kind of no-break space", "12\u202f345\u2007€", "12\u00a0345\u00a0€"],
    ["one space, where a person typed more", "Le  Guen \t\n SAS", "Le Guen SAS"],
    ["nothing invisible", "Le\u200b Gu\u00aden\u2060", "Le Guen"],
    ["the plain hyphen", "Saint\u2011Malo", "Saint-Malo"],
  ])("has %s", (_, written, expected) => {
    expect(printable(written)).toBe(expected);
  });

  it("keeps the letters of every European alphabet", () => {
    const names = [
      "Łódź",
      "Søren Ångström",
      "Œuvre d’Éloïse",
      "Παπαδόπουλος",
      "Иванов",
      "« 1 × 40,00 € − 3 % »",
    ];
    expect(printableTexts(names)).toEqual(names);
  });

  it("has every letter that a form takes for printable", () => {
    const taken = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(
      (letter) => unprintedSign(letter) === null,
    );
    expect(taken.length).toBeGreaterThan(600);
    expect(() => printableTexts(taken)).not.toThrow();
    expect(unprintedSign("Anne 李 😀")).toBe("李");
    expect(unprintedSign("Zoe\u0301 😀")).toBe("😀");
  });

  it("keeps what is not text", () => {
    const content = { on: "2026-11-22", amountCents: 12n, days: 3, none: undefined, list: [true, null] };
    expect(printableTexts(content)).toEqual(content);
  });

  it.each(["Café ☕ Martin", "北京公司", "Maison\u{1f3e0}", "شركة"])(
    "is refused when no font has a letter: %s",
    (name) => {
      const { code, message } = refusal(() => printableTexts({ debtor: { name } }));
      expect(code).toBe("UNPRINTABLE");
      expect(message).toMatch(
        /^«\s.+\s» contient le signe «\s.\s», que le document ne peut pas imprimer\. Remplacez-le\.$/u,
      );
    },
  );
});

describe("a letter", () => {
  it("prints the accents it was given", async () => {
    const { bytes } = await renderFormalNoticePdf({
      notice: noticeFor("B2B", {
        place: "L’Haÿ-les-Roses",
        signatory: { name: "Anaïs Lefèbvre-Œgger", role: "" },
      }),
    });
    const printed = textOfPdf(readPdf(bytes).pages);
    for (const text of ["L’Haÿ-les-Roses, le", "Anaïs Lefèbvre-Œgger", "pénalités de retard", "1er août"]) {
      expect(printed).toContain(text);
    }
  });

  it("is refused before anything is drawn", async () => {
    const base = noticeFor("B2B");
    const notice = { ...base, debtor: { ...base.debtor, name: "Café ☕" } };
    await expect(renderFormalNoticePdf({ notice })).rejects.toMatchObject({ code: "UNPRINTABLE" });
  });
});
