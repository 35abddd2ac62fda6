/** The statement on paper: the sum, and every line it comes from. */
import { describe, expect, it } from "vitest";
import { renderStatementPdf } from "@/documents/statementPdf";
import { formatEuros, sumCents } from "@/domain/money";
import { lateInvoice, statementOf } from "../support/claims";
import { noticeFor } from "../support/formalNotices";
import { longestLetter, manyInvoices } from "../support/letters";
import { catalogOf, infoOf } from "../support/pdfObjects";
import { asPrinted, readPdf, textOfPdf } from "../support/readPdf";

describe("the statement of one invoice", async () => {
  const { bytes, pageCount } = await renderStatementPdf(noticeFor("B2B"));
  const { file, pages } = readPdf(bytes);
  const printed = textOfPdf(pages);

  it("holds on one page without an address", () => {
    expect(pageCount).toBe(1);
    expect(printed).not.toContain("29200 BREST");
    expect(printed).toContain("Décompte détaillé, arrêté au 22 novembre 2026 inclus");
    expect(printed).toContain(
      "Créancier : Atelier Brisset SARL. Débiteur : Menuiserie Kerdal, SIREN 552 100 554.",
    );
    expect(printed).toContain("1 sur 1");
  });

  it("shows each figure a clerk needs to redo the sum", () => {
    for (const figure of ["1 200,00 €", "83", "12,00 %", "32,75 €", "1 × 40,00 €", "1 272,75 €"]) {
      expect(printed).toContain(figure);
    }
    expect(printed).toContain("Taux fixé par le contrat");
    expect(printed).toContain("art. L. 441-10, II du code de commerce");
    expect(printed).toContain("Pas d’intérêts sur les intérêts, pas de TVA.");
  });

  it("is an archive, dated of the day it is stated", () => {
    expect(infoOf(file, "CreationDate")).toBe("D:20261122000000Z");
    expect(infoOf(file, "Title")).toContain("Menuiserie Kerdal");
    expect(catalogOf(file)).toContain("/OutputIntents");
  });
});

describe("the statement of a client", async () => {
  const input = manyInvoices(12, 500);
  const { bytes } = await renderStatementPdf(input);
  const printed = textOfPdf(readPdf(bytes).pages);

  it("sums up each invoice, and the sums add up", () => {
    const { invoices, totalDueCents } = input.statement;
    expect(sumCents(invoices.map((invoice) => invoice.totalDueCents))).toBe(totalDueCents);
    for (const invoice of invoices) {
      expect(printed).toContain(asPrinted(formatEuros(invoice.totalDueCents)));
      for (const segment of invoice.segments)
        expect(printed).toContain(asPrinted(formatEuros(segment.amountCents)));
    }
    expect(printed).toContain(asPrinted(formatEuros(totalDueCents)));
  });

  it("names the invoice of each payment", () => {
    expect(printed).toContain("Règlement reçu, F-2026-0001 12 oct. 2026");
  });

  it("names the origin of each rate once", () => {
    expect(printed.match(/Taux de refinancement de la BCE au 1er juillet 2026 \(2,40 %\)/g)).toHaveLength(1);
    expect(printed.match(/Taux de refinancement de la BCE au 1er janvier 2026 \(2,15 %\)/g)).toHaveLength(1);
  });

  it("adds the costs that belong to no invoice", async () => {
    const statement = statementOf([lateInvoice(), lateInvoice({ invoiceNumber: "F-2" })], {
      sharedRecoveryCostsCents: 30_000n,
    });
    const shared = await renderStatementPdf({ ...noticeFor("B2B"), statement });
    expect(textOfPdf(readPdf(shared.bytes).pages)).toContain(
      "Frais communs, justificatifs joints 220,00 € 220,00 €",
    );
  });
});

it("is refused beyond 300 lines", async () => {
  await expect(renderStatementPdf(manyInvoices(90, 100))).rejects.toMatchObject({
    code: "STATEMENT_TOO_LONG",
  });
});

it("keeps the longest names and figures inside the margins", async () => {
  const { bytes } = await renderStatementPdf(longestLetter());
  for (const line of readPdf(bytes).pages.flatMap((page) => page.lines)) {
    expect([line.text, line.x0 > 19.9 && line.x1 < 190.1]).toEqual([line.text, true]);
  }
});
