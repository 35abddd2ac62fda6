/** The lines of a statement on the page of an invoice add up to what is claimed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { statementLines, statementNote } from "@/domain/legal/statementLines";
import { sumCents } from "@/domain/money";
import { parseStatementCase } from "@/usecases/legal/statementCase";
import { consumerInvoice, lateInvoice, STATED_ON } from "../../support/claims";
import { statementCase } from "../../support/statementCases";

describe("the lines of a statement", () => {
  it("add up to the total, whatever was paid, credited or imputed", () => {
    fc.assert(
      fc.property(statementCase.map(parseStatementCase), ({ claim, statedOn }) => {
        const statement = statementOfInvoice(claim, statedOn, PUBLISHED_RATES);
        const lines = statementLines(statement);
        expect(sumCents(lines.map((line) => line.amountCents))).toBe(statement.totalDueCents);
        expect(lines.every((line) => line.label !== "" && line.detail !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("tell each period with its days, its base and its rate", () => {
    const claim = lateInvoice({
      totalCents: 432_000n,
      issuedOn: localDate("2026-09-24"),
      dueOn: localDate("2026-10-24"),
      events: [{ kind: "PAYMENT", on: localDate("2026-11-12"), amountCents: 100_000n }],
    });
    const statement = statementOfInvoice(claim, localDate("2026-11-23"), PUBLISHED_RATES);
    const lines = statementLines(statement).map(({ label, detail, amountCents }) => [
      label,
      detail.replaceAll("\u00a0", " "),
      amountCents,
    ]);
    expect(lines).toEqual([
      ["Facture TTC", "Émise le 24 septembre 2026, à régler le 24 octobre 2026", 432_000n],
      ["Règlement reçu", "Le 12 novembre 2026", -100_000n],
      ["Pénalités de retard", "25 oct. au 12 nov. 2026, 19 jours, 4 320,00 € à 12,40 %", 2_788n],
      ["Pénalités de retard", "13 au 23 nov. 2026, 11 jours, 3 320,00 € à 12,40 %", 1_241n],
      ["Indemnité forfaitaire", "Une par facture payée en retard", 4_000n],
    ]);
    expect(statementNote(statement)).toContain("1,13\u00a0€ par jour");
  });

  it("say nothing of what a consumer does not owe", () => {
    const statement = statementOfInvoice(consumerInvoice(), STATED_ON, PUBLISHED_RATES);
    expect(statementLines(statement)).toHaveLength(1);
    expect(statementNote(statement)).toBe("");
  });
});
