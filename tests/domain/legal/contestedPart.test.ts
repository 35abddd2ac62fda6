/** A part of an invoice is contested: the rest is claimed, and nothing is given up. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { withoutContested } from "@/domain/legal/contestedPart";
import { formalNotice } from "@/domain/legal/formalNotice";
import { statementLines } from "@/domain/legal/statementLines";
import { lateInvoice, statementOf } from "../../support/claims";
import { noticeFor } from "../../support/formalNotices";

const on = localDate("2026-10-12");
const part = (cents: bigint) => ({ cents, on });

describe("an invoice a part of which is contested", () => {
  it("bears interest on the rest from its due date, and the 40 € once", () => {
    const { invoices, ...sums } = statementOf([withoutContested(lateInvoice(), part(90_000n), 120_000n)]);
    // G04 of the specification on a quarter of its principal: 83 days of 300.00 € at 12.40 %.
    expect(sums).toMatchObject({ principalDueCents: 30_000n, penaltyCents: 846n, flatFeeCents: 4_000n });
    expect(sums.totalDueCents).toBe(34_846n);
    const [invoice] = invoices;
    expect(invoice && statementLines(invoice)).toContainEqual(
      expect.objectContaining({ label: "Part contestée", amountCents: -90_000n }),
    );
  });

  it("keeps what its payment settled: only the unpaid rest is contested", () => {
    const paid = { kind: "PAYMENT", on: localDate("2026-09-30"), amountCents: 90_000n } as const;
    const claim = withoutContested(lateInvoice({ events: [paid] }), part(50_000n), 30_000n);
    // All that is left is contested: what was paid late bore interest until its payment.
    expect(statementOf([claim])).toMatchObject({
      principalDueCents: 0n,
      penaltyCents: 917n,
      flatFeeCents: 4_000n,
      overpaidCents: 0n,
    });
  });

  it("is as it was when nothing of it is contested", () => {
    const claim = lateInvoice();
    expect(withoutContested(claim, undefined, 120_000n)).toBe(claim);
    expect(withoutContested(claim, part(90_000n), 0n)).toBe(claim);
  });
});

describe("a letter about it", () => {
  const lettered = (count: number) => {
    const claims = Array.from({ length: count }, (_, index) =>
      withoutContested(
        lateInvoice({ invoiceNumber: `F-${index + 1}` }),
        index < count - 1 || count === 1 ? part(10_000n) : undefined,
        120_000n,
      ),
    );
    const invoices = claims.map(({ invoiceNumber }) => ({ invoiceNumber }));
    return formalNotice(noticeFor("B2B", { statement: statementOf(claims), invoices }));
  };
  const facts = (count: number) =>
    lettered(count)
      .sections.find(({ key }) => key === "FACTS")
      ?.paragraphs.join(" ")
      .replaceAll("\u00a0", " ");

  it("says what is set aside and reserves it, in one sentence", () => {
    expect(facts(1)).toContain(
      "La part que vous contestez, soit 100,00 €, n’est pas réclamée ici, sous réserve de nos droits sur cette part et sur les pénalités de retard qui s’y rapportent.",
    );
    expect(facts(2)).toContain("La part de la facture F-1 que vous contestez, soit 100,00 €, n’est pas");
    expect(facts(3)).toContain(
      "Les parts que vous contestez, soit 100,00 € sur F-1 et 100,00 € sur F-2, ne sont pas réclamées ici",
    );
    expect(facts(12)).toContain("soit 1 100,00 € au total, énumérées au décompte joint, ne sont pas");
  });

  it("sets it aside on a line, gathered when the lines are many, and demands the rest", () => {
    const aside = (count: number) =>
      lettered(count)
        .statement.rows.filter(({ label }) => /contestée/.test(label))
        .map((row) => row.amountCents);
    expect(aside(2)).toEqual([-10_000n]);
    expect(aside(12)).toEqual([-110_000n]);
    const { statement, payment, detail } = lettered(12);
    expect(statement.totalLabel).toBe("Total réclamé");
    expect(payment.amountCents).toBe(statement.totalCents);
    expect(detail.totalDueCents).toBe(statement.totalCents);
  });
});
