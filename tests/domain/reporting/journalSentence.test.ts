/** Sentences of the journal: one for each action the programs write, none that breaks on odd facts. */
import { describe, expect, it } from "vitest";
import {
  JOINED_THINGS,
  JOURNAL_ACTIONS,
  JOURNAL_THINGS,
  journalSentence,
} from "@/domain/reporting/journalSentence";

describe("the journal", () => {
  it("has each of its actions under one name of its filter", () => {
    const shown = [...Object.keys(JOURNAL_THINGS), ...Object.values(JOINED_THINGS).flat()];
    const things = new Set(JOURNAL_ACTIONS.map((action) => action.split(".")[0]));
    expect([...things].sort()).toEqual([...shown].sort());
  });

  it("shows an action it does not know by its name", () => {
    expect(journalSentence("moon.landed", {})).toBe("moon.landed");
    expect(journalSentence("constructor", {})).toBe("constructor");
    expect(journalSentence("toString", {})).toBe("toString");
  });

  it.each([
    [
      "invoices.imported",
      { created: 2, firstLine: 2, lastLine: 3 },
      "Import\u00a0: 2\u00a0factures créées, lignes 2 à 3",
    ],
    [
      "invoices.imported",
      { created: 1, credited: 2, firstLine: 1, lastLine: 3 },
      "Import\u00a0: 1\u00a0facture créée, 2\u00a0avoirs enregistrés, lignes 1 à 3",
    ],
    ["invoices.undone", { cancelled: 1 }, "Import défait\u00a0: 1\u00a0facture annulée"],
    [
      "invoices.undone",
      { cancelled: 2, credits: 1 },
      "Import défait\u00a0: 2\u00a0factures annulées, 1\u00a0avoir annulé",
    ],
    ["dispute.maintained", { note: "Livré." }, "Litige\u00a0: facture maintenue (Livré.)"],
    ["dispute.accepted", { remedy: "CANCELLED" }, "Litige\u00a0: le client a raison, facture annulée"],
    ["member.invited", { email: "paul@x.example", role: "VIEWER" }, "paul@x.example invité comme lecteur"],
    [
      "member.role_changed",
      { from: "OWNER", to: "MANAGER" },
      "Rôle changé\u00a0: propriétaire, puis responsable",
    ],
    [
      "company.bank_changed",
      { proof: "password", changes: { iban: { from: "FR76 •••• 189", to: "FR76 •••• 606" } } },
      "Coordonnées bancaires modifiées (FR76 •••• 189, puis FR76 •••• 606), après le mot de passe",
    ],
    [
      "company.pace_changed",
      { changes: { contactGapHours: { from: 72, to: 48 } } },
      "Calendrier et rythme modifiés\u00a0: délai entre deux contacts",
    ],
    ["payment.recorded", { amountCents: "120050" }, "Règlement enregistré\u00a0: 1\u00a0200,50\u00a0€"],
    [
      "mandate.granted",
      { firm: "Morvan", grantedOn: "2026-11-22", endsOn: null },
      "Mandat donné à Morvan, du 22\u00a0novembre\u00a02026",
    ],
  ])("says %s", (action, data, sentence) => {
    expect(journalSentence(action, data)).toBe(sentence);
  });

  it("survives facts that are missing or of another shape", () => {
    const odd = [
      {},
      { role: 3, email: null, changes: "x", amountCents: "12e5", firm: {}, untilOn: "demain" },
    ];
    for (const action of JOURNAL_ACTIONS) {
      for (const data of odd) expect(journalSentence(action, data).length).toBeGreaterThan(3);
    }
  });
});
