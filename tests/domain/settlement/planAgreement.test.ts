/** The instalment agreement in words, in French and with its translation. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { paperText } from "@/domain/legal/legalPaper";
import type { AgreementFacts } from "@/domain/settlement/agreementFacts";
import { planAgreement } from "@/domain/settlement/planAgreement";

const FACTS: AgreementFacts = {
  creditor: {
    name: "Atelier Brisset SARL",
    identity: "Atelier Brisset SARL, 732 829 320 RCS Nantes.",
    signatory: "Hélène Brisset",
    iban: "FR76 3000 6000 0112 3456 7890 189",
  },
  debtorName: "Harbour Joinery Ltd",
  debtorIdentity: "Harbour Joinery Ltd, SIREN 487 195 034, 56170 Quiberon",
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

  it("names both parties and says where each payment goes; without a confirmed account it says nothing of it", () => {
    const text = paperText(planAgreement(FACTS)).replaceAll("\u00a0", " ");
    expect(text).toContain("Débiteur : Harbour Joinery Ltd, SIREN 487 195 034, 56170 Quiberon.");
    expect(text).toContain("Par virement à : Atelier Brisset SARL, IBAN FR76 3000 6000 0112 3456 7890 189");
    expect(text).toContain("Référence à rappeler : F-2026-018");
    expect(text).toContain("Pour Atelier Brisset SARL : Hélène Brisset.");
    const without = { ...FACTS, creditor: { ...FACTS.creditor, iban: null } };
    for (const language of ["fr", "en"] as const) {
      expect(paperText(planAgreement({ ...without, language }))).not.toContain("IBAN");
    }
  });

  it.each([
    [0, "qui n’est pas reçu à sa date met fin"],
    [1, "qui n’est pas reçu au plus tard le lendemain de sa date met fin"],
    [3, "qui n’est pas reçu dans les 3 jours qui suivent sa date met fin"],
  ])("says after how long a missing payment ends it: %i days", (graceDays, words) => {
    expect(paperText(planAgreement({ ...FACTS, graceDays })).replaceAll("\u00a0", " ")).toContain(words);
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
      "SIREN 487 195 034",
      "FR76 3000 6000 0112 3456 7890 189",
      "2240",
    ]) {
      expect(translation).toContain(fact);
    }
    const body = french.slice(french.indexOf("Créancier"));
    expect(text).toContain(body.trimEnd());
  });
});
