/** The instalment agreement in words, in French and with its translation. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { paperText } from "@/domain/legal/legalPaper";
import type { AgreementFacts } from "@/domain/settlement/agreementFacts";
import { planAgreement } from "@/domain/settlement/planAgreement";

const FACTS: AgreementFacts = {
  creditor: { name: "Atelier Brisset SARL", identity: "Atelier Brisset SARL, 732 829 320 RCS Nantes." },
  debtorName: "Harbour Joinery Ltd",
  language: "fr",
  signerName: "Anne Lebreton",
  acknowledgedOn: localDate("2026-11-23"),
  agreedOn: localDate("2026-11-25"),
  invoices: [
    {
      number: "F-2026-018",
      issuedOn: localDate("2026-08-01"),
      dueOn: localDate("2026-08-31"),
      balanceCents: 120_050n,
    },
  ],
  schedule: [
    { dueOn: localDate("2026-12-01"), amountCents: 60_025n },
    { dueOn: localDate("2027-01-01"), amountCents: 60_025n },
  ],
  graceDays: 2,
};

describe("an instalment agreement", () => {
  it("is in French alone for a client who reads French", () => {
    const text = paperText(planAgreement(FACTS));
    expect(text).toContain("article 2240 du Code civil");
    expect(text).not.toContain("instalment");
  });

  it("in English says the same, that the French text counts, then gives it whole", () => {
    const french = paperText(planAgreement(FACTS));
    const both = planAgreement({ ...FACTS, language: "en" });
    const text = paperText(both);
    const translation = text.slice(0, text.indexOf("Accord d’échéancier")).replaceAll("\u00a0", " ");
    expect(both.title).toBe("Instalment agreement and acknowledgement of debt");
    expect(translation).toContain("the French text counts");
    for (const fact of [
      "Atelier Brisset SARL",
      "Harbour Joinery Ltd",
      "Anne Lebreton",
      "F-2026-018",
      "1 August 2026",
      "31 August 2026",
      "€1,200.50",
      "€600.25",
      "1 December 2026",
      "1 January 2027",
      "23 November 2026",
      "25 November 2026",
      "2 days",
      "2240",
    ]) {
      expect(translation).toContain(fact);
    }
    const body = french.slice(french.indexOf("Ce qui est dû"));
    expect(text).toContain(body.trimEnd());
  });
});
