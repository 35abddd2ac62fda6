/** What a payer reads once the money is confirmed: what came, and what is left. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { noteAsText, thanksNote } from "@/domain/dunning/note";

const facts = {
  language: "fr" as "fr" | "en",
  creditor: {
    name: "Atelier Brisset",
    identity: "SARL",
    phone: null,
    signatory: "Hélène Brisset",
    iban: null,
  },
  numbers: ["F-1"],
  amountCents: 50_000n,
  on: localDate("2026-11-20"),
  answerUrl: null,
};

describe("the thanks for a payment", () => {
  it.each([
    ["fr", ["F-1"], 0n, "pour la facture F-1. Merci.", "Elle est entièrement réglée."],
    ["fr", ["F-1", "F-2"], 0n, "pour les factures F-1, F-2. Merci.", "Elles sont entièrement réglées."],
    ["fr", ["F-1"], 30_000n, "de 500,00\u00a0€ pour la facture", "Il reste 300,00\u00a0€ à régler."],
    ["en", ["F-1"], 0n, "for invoice F-1. Thank you.", "It is now fully paid."],
    ["en", ["F-1", "F-2"], 30_000n, "for invoices F-1, F-2. Thank you.", "€300.00 remains to be paid."],
  ] as const)("in %s for %s with %s cents left", (language, numbers, restCents, thanks, rest) => {
    const text = noteAsText(thanksNote({ ...facts, language, numbers }, restCents));
    expect(text).toContain(thanks);
    expect(text).toContain(rest);
  });
});
