/** The letter on paper: what stands where, in millimetres, and every word of its content. */
import { describe, expect, it } from "vitest";
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import { findForbiddenWording } from "@/domain/legal/forbiddenWording";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { MAX_STATEMENT_LINES, statementDetail, statementLineCount } from "@/domain/legal/statementDetail";
import { formatEuros } from "@/domain/money";
import { noticeFor, textsOf } from "../support/formalNotices";
import { EVERY_LETTER, longestLetter, manyInvoices } from "../support/letters";
import { asPrinted, type Box, type PdfPage, readPdf, textOfPdf } from "../support/readPdf";

async function pagesOf(
  notice: FormalNoticeInput,
  rest: { hasTransferCode?: boolean } = {},
): Promise<PdfPage[]> {
  const { bytes, pageCount } = await renderFormalNoticePdf({ notice, ...rest });
  const { pages } = readPdf(bytes);
  expect(pageCount).toBe(pages.length);
  return pages;
}

const letters = await Promise.all(
  EVERY_LETTER.map(async ({ name, notice }) => ({ name, notice, pages: await pagesOf(notice) })),
);
const LONG = [
  { name: "the longest letter", notice: longestLetter(), pages: await pagesOf(longestLetter()) },
  ...(await Promise.all(
    [2, 3, 6, 12, 40].map(async (count) => ({
      name: `a letter for ${count} invoices`,
      notice: manyInvoices(count),
      pages: await pagesOf(manyInvoices(count)),
    })),
  )),
  {
    name: "a letter with a transfer code",
    notice: noticeFor("B2B"),
    pages: await pagesOf(noticeFor("B2B"), { hasTransferCode: true }),
  },
];

/** NF Z10-011, as the envelopes in use need it. */
const WINDOW: Box = { x0: 110, y0: 57, x1: 190, y1: 79 };
const QUIET: Box = { x0: 90, y0: 40, x1: 210, y1: 92 };
const TOLERANCE_MM = 0.1;

function meets(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

function isWithin(inner: Box, outer: Box): boolean {
  const slack = TOLERANCE_MM;
  return (
    inner.x0 >= outer.x0 - slack &&
    inner.x1 <= outer.x1 + slack &&
    inner.y0 >= outer.y0 - slack &&
    inner.y1 <= outer.y1 + slack
  );
}

/** The pages without their foot, which may stand in the middle of a sentence. */
function withoutFoot(pages: readonly PdfPage[]): PdfPage[] {
  return pages.map((page) => ({ ...page, lines: page.lines.filter((line) => line.size !== 7.75) }));
}

describe.each([...letters, ...LONG])("$name", ({ notice, pages }) => {
  const letter = formalNotice(notice);

  it("shows the address in the window, and nothing else near it", () => {
    const [first] = pages;
    const near = (first?.lines ?? []).filter((line) => meets(line, QUIET));
    expect(near.map((line) => line.text)).toEqual(letter.recipient);
    for (const line of near) {
      expect(isWithin(line, WINDOW), `${line.text} ${JSON.stringify(line)}`).toBe(true);
      expect(line.font).toContain("Inter");
      expect(Math.abs(line.x0 - WINDOW.x0)).toBeLessThan(TOLERANCE_MM);
    }
    expect(first?.drawings.filter((drawing) => meets(drawing, QUIET))).toEqual([]);
  });

  it("prints every word of its content", () => {
    const printed = `${textOfPdf(withoutFoot(pages))} ${asPrinted(letter.footer)}`;
    // A word wider than its column is cut: it is looked for without its spaces.
    const unspaced = printed.replaceAll(" ", "");
    for (const text of textsOf(letter).slice(1)) {
      expect(unspaced, text).toContain(asPrinted(text).replaceAll(" ", ""));
    }
    for (const { amountCents } of letter.statement.rows)
      expect(printed).toContain(asPrinted(formatEuros(amountCents)));
    expect(printed).toContain(asPrinted(formatEuros(letter.statement.totalCents)));
  });

  it("stays inside its margins, and no line covers another", () => {
    for (const page of pages) {
      const paper = { x0: 20, y0: 12, x1: 190, y1: 290 };
      const outside = page.lines.filter((line) => !isWithin(line, paper));
      expect(outside.map((line) => line.text)).toEqual([]);
      const covered = page.lines.filter((line, index) =>
        page.lines.slice(index + 1).some((other) => meets(line, other)),
      );
      expect(covered.map((line) => line.text)).toEqual([]);
    }
  });

  it("numbers its pages", () => {
    pages.forEach((page, index) => {
      expect(page.lines.at(-1)?.text).toBe(`${index + 1} sur ${pages.length}`);
      const foot = page.lines.filter((line) => line.size === 7.75).slice(0, -1);
      expect(foot.map((line) => line.text).join(" ")).toBe(asPrinted(letter.footer));
    });
  });

  it("stresses one sentence of the body, the demand", () => {
    const strong = pages
      .flatMap((page) => page.lines)
      .filter((line) => line.font.includes("SemiBold") && line.size === 9.75);
    const demand = letter.sections.find((section) => section.key === "DEMAND")?.paragraphs ?? [];
    expect(strong.map((line) => line.text).join(" ")).toBe(asPrinted(demand.join(" ")));
  });

  it("never leaves the signature without a paragraph above it", () => {
    const page = pages.find(({ lines }) => lines.some((line) => line.text.startsWith("Veuillez agréer")));
    const first = page?.lines[0]?.text ?? "";
    expect(first).not.toContain("Veuillez agréer");
  });

  it("says nothing forbidden", () => {
    expect(findForbiddenWording(textOfPdf(pages))).toEqual([]);
  });
});

describe("the mentions of a formal notice", () => {
  const ALWAYS = [
    "Atelier Brisset",
    "SARL au capital de 20 000 €",
    "4 rue des Halles, 44000 Nantes",
    "732 829 320 RCS Nantes",
    "02 61 91 01 40",
    "compta@brisset.example",
    "Menuiserie Kerdal",
    "29200 BREST",
    "Lettre recommandée avec avis de réception",
    "22 novembre 2026",
    "Notre référence MED-2026-004",
    "Objet : MISE EN DEMEURE DE PAYER",
    "n° F-2026-018 du 1er août 2026",
    "1 200,00 € TTC",
    "devis n° 12 accepté le 3 juillet 2026",
    "était payable le 31 août 2026",
    "notre courriel du 2 septembre 2026 et notre appel du 15 septembre 2026",
    "Décompte arrêté au 22 novembre 2026 inclus",
    "Nous vous mettons en demeure de payer la somme de",
    "à compter de la première présentation de cette lettre",
    "IBAN FR76 3000 6000 0112 3456 7890 189",
    "référence F-2026-018",
    "sans autre avis",
    "articles 1344 et suivants",
    "Si vous contestez cette somme, ou si vous souhaitez la régler en plusieurs fois",
    "Anne Brisset, gérante",
    "Pièces jointes : copie de la facture F-2026-018",
    "Facture et règlements",
    "Relances précédentes",
  ];
  const BY_KIND = {
    B2B: [
      "12,00 %",
      "32,75 €",
      "1 × 40,00 €",
      "1 272,75 €",
      "0,39 € par jour",
      "L. 441-10",
      "médiateur",
      "huit jours",
    ],
    PUBLIC: [
      "10,40 %",
      "28,38 €",
      "1 × 40,00 €",
      "1 268,38 €",
      "0,34 € par jour",
      "L. 2192-13",
      "médiateur",
      "quinze jours",
    ],
    B2C: ["1 200,00 €", "1231-6", "conciliateur de justice", "quinze jours", "intérêt au taux légal", "CNIL"],
    NON_PRO: ["1 200,00 €", "1231-6", "conciliateur de justice", "quinze jours", "intérêt au taux légal"],
  };

  it.each(["B2B", "PUBLIC", "B2C", "NON_PRO"] as const)("are all there for %s", (kind) => {
    const own = letters.find(({ name }) => name === `FORMAL_NOTICE to ${kind} by CREDITOR`);
    const printed = textOfPdf(own?.pages ?? []);
    for (const mention of [...ALWAYS, ...BY_KIND[kind]]) expect(printed).toContain(mention);
    expect(printed.includes("40,00 €")).toBe(kind === "B2B" || kind === "PUBLIC");
  });

  it("name the mandate, or what a third party must say", () => {
    const printedOf = (author: string) => {
      const found = letters.find(({ name }) => name === `FORMAL_NOTICE to B2B by ${author}`);
      return textOfPdf(found?.pages ?? []);
    };
    expect(printedOf("EXPERT_COMPTABLE")).toContain("en vertu du mandat du 10 janvier 2026");
    const third = printedOf("THIRD_PARTY");
    for (const mention of [
      "Recouvrement de l’Ouest 9 quai de la Fosse",
      "exerce une activité de recouvrement amiable",
      "principal 1 200,00 €, intérêts 32,75 €, accessoires 40,00 €",
      "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier",
      "débiteur de mauvaise foi",
    ]) {
      expect(third).toContain(mention);
    }
  });
});

describe("the sheet", () => {
  it("is A4, with its fold marks at 99, 148.5 and 198 mm, on the first page only", () => {
    const [first, second] = letters[0]?.pages ?? [];
    expect([first?.width.toFixed(1), first?.height.toFixed(1)]).toEqual(["210.0", "297.0"]);
    const marks = (page: PdfPage | undefined) => page?.drawings.filter((drawing) => drawing.x1 < 19) ?? [];
    expect(marks(first).map((mark) => mark.y0.toFixed(1))).toEqual(["99.0", "148.5", "198.0"]);
    expect(marks(second)).toEqual([]);
  });

  it("holds a common letter on one page, and its statement on a second", () => {
    for (const { name, pages } of letters.filter(({ name }) => name.includes("by CREDITOR"))) {
      expect(
        pages.map((page) => page.lines[0]?.text.startsWith("Décompte détaillé")),
        name,
      ).toEqual([false, true]);
    }
  });

  it("keeps amounts, dates and references in one piece", () => {
    for (const { pages, notice } of [...letters, ...LONG]) {
      const lines = pages.flatMap((page) => page.lines.map((line) => line.text));
      for (const { amountCents } of formalNotice(notice).statement.rows) {
        expect(lines.some((line) => line.includes(asPrinted(formatEuros(amountCents))))).toBe(true);
      }
      for (const line of lines) expect(line).not.toMatch(/^[€%»:;!?]| [«]$|\bart\.$|n°$/);
    }
  });
});

describe("a long statement", () => {
  const forty = LONG.find(({ name }) => name.includes("40 invoices"));
  const pages = forty?.pages ?? [];

  it("names its columns again on each page", () => {
    const table = pages.filter((page) => page.lines.some((line) => /^\d{1,3}$/.test(line.text)));
    const annex = table.filter((page) => page.lines.some((line) => line.text === "Taux annuel"));
    expect(annex.length).toBeGreaterThan(1);
    for (const page of annex) expect(page.lines.map((line) => line.text)).toContain("Au, inclus");
  });

  it("never parts a total from the line above it", () => {
    for (const page of pages) {
      const texts = page.lines.map((line) => line.text);
      for (const label of ["Principal restant dû", "Total des pénalités de retard"]) {
        const at = texts.indexOf(label);
        if (at < 0) continue;
        expect(
          texts.slice(0, at).some((text) => /^F-2026-00|^Facture F-2026-00/.test(text)),
          label,
        ).toBe(true);
      }
    }
  });

  it("is refused beyond 300 lines, in French, with the way out", async () => {
    const linesOf = (notice: FormalNoticeInput) =>
      statementLineCount(statementDetail({ ...notice, creditorName: "X" }));
    const [fits, exceeds] = [manyInvoices(69, 100), manyInvoices(90, 100)];
    expect(linesOf(fits)).toBeLessThanOrEqual(MAX_STATEMENT_LINES);
    expect(linesOf(exceeds)).toBeGreaterThan(MAX_STATEMENT_LINES);
    await expect(renderFormalNoticePdf({ notice: fits })).resolves.toBeDefined();
    await expect(renderFormalNoticePdf({ notice: exceeds })).rejects.toMatchObject({
      code: "STATEMENT_TOO_LONG",
      message: expect.stringMatching(/lignes, et un PDF en contient 300 au plus\. .* CSV/),
    });
  });
});
