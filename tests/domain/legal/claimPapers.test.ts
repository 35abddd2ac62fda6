/** The declaration of a claim and the application for a payment order say what was done, and nothing else. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { claimDeclaration } from "@/domain/legal/claimDeclaration";
import { injunctionApplication } from "@/domain/legal/injunctionApplication";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { paperText } from "@/domain/legal/legalPaper";
import { lateInvoice, statementOf } from "../../support/claims";
import { noticeFor } from "../../support/formalNotices";

const { creditor } = noticeFor("B2B");
const common = {
  signatory: { name: "Hélène Brisset", title: "gérante" },
  writtenOn: localDate("2026-11-22"),
  place: "Nantes",
};
const debtor = { name: "Conserverie Le Guen", siren: null, address: [] };

function declared(change: Partial<InvoiceClaim> = {}): string {
  const paper = claimDeclaration({
    ...common,
    creditor,
    debtor,
    insolvency: {
      kind: "LIQUIDATION",
      openedOn: localDate("2026-11-23"),
      courtName: "",
      officerName: "",
      officerAddress: "",
      privilege: "",
    },
    statement: statementOf([lateInvoice(change)]),
    iban: null,
    pieces: [],
  });
  return paperText(paper).replaceAll("\u00a0", " ");
}

describe("the declaration", () => {
  it("says at which rate interest was counted: a fixed clause has no half-years", () => {
    const text = declared({ policy: { kind: "CONTRACT_FIXED", rateBps: 1_000 } });
    expect(text).toContain(
      "jours / 365, arrondi au centime à chaque ligne, au taux de 10,00 % (taux fixé par le contrat, art. L. 441-10, II du code de commerce).",
    );
    expect(text).not.toContain("semestre");
  });

  it("gives each rate that was applied, in order, with its origin", () => {
    const text = declared({ issuedOn: localDate("2026-05-01"), dueOn: localDate("2026-05-31") });
    expect(text).toMatch(
      /aux taux de 12,15 % \(taux de refinancement de la BCE au 1er janvier 2026 [^)]*\).*, puis de 12,40 % \(/,
    );
  });

  it("says how the days of leap years were counted", () => {
    expect(declared({ dayCount: "ACT_ACT" })).toContain(
      "jours / 365 (366 pour les jours d’une année bissextile)",
    );
  });
});

describe("the application for a payment order", () => {
  const applied = (isReminded: boolean) =>
    paperText(
      injunctionApplication({
        ...common,
        creditor: { ...creditor, email: "helene@atelier.example", phone: null },
        debtor: { ...debtor, kind: "B2B" },
        court: undefined,
        statement: statementOf([lateInvoice()]),
        subjects: new Map(),
        isReminded,
        noticePresentedOn: null,
        pieces: [],
      }),
    );

  it("says that the debtor was reminded only when it was", () => {
    expect(applied(true)).toContain("Le débiteur a été relancé.");
    expect(applied(false)).not.toContain("relancé");
  });
});
