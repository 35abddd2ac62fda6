/** What a person reads of an approved letter that no longer says what is owed. */
import { describe, expect, it } from "vitest";
import { type ClaimedInvoice, whyStale } from "@/domain/legal/staleLetter";

const OWED: ClaimedInvoice = {
  number: "F-1",
  status: "OPEN",
  isFrozen: false,
  isWhollyDisputed: false,
  balanceCents: 100_000n,
  claimedCents: 100_000n,
  isChanged: false,
};
const changed = (more: Partial<ClaimedInvoice>): ClaimedInvoice => ({ ...OWED, isChanged: true, ...more });

describe("the reason", () => {
  it("is what the client says, before anything was recorded: a payment nobody has answered", () => {
    expect(whyStale([{ ...OWED, isSaidPaid: true }])).toMatch(/confirmez ce règlement/);
  });

  it("is none as long as nothing was recorded since the drawing", () => {
    expect(whyStale([OWED, { ...OWED, number: "F-2" }])).toBeNull();
    // Imputed on penalties, for one: the letter says it already.
    expect(whyStale([{ ...OWED, claimedCents: 90_000n }])).toBeNull();
  });

  it.each<[string, Partial<ClaimedInvoice>, RegExp]>([
    [
      "less is owed",
      { balanceCents: 88_000n },
      /^Il ne reste que 880,00\u00a0€ .* réclame 1\u00a0000,00\u00a0€\.$/,
    ],
    [
      "more is owed",
      { balanceCents: 120_000n },
      /^Il reste 1\u00a0200,00\u00a0€ .* que 1\u00a0000,00\u00a0€\.$/,
    ],
    ["it is paid", { status: "PAID", balanceCents: 0n }, /^La facture F-1 est réglée/],
    ["it is frozen", { isFrozen: true }, /procédure collective/],
    ["it is disputed", { isWhollyDisputed: true }, /contestée en entier/],
    ["the client says it is paid", { isSaidPaid: true }, /dit avoir payé la facture F-1/],
    ["the client has a credit", { freeCreditCents: 12_000n }, /avoir de 120,00\u00a0€ non affecté/],
    [
      "less is owed and a credit is left",
      { balanceCents: 88_000n, freeCreditCents: 1n },
      /880.*avoir de 0,01/,
    ],
    ["anything else", {}, /^Un fait est arrivé sur la facture F-1/],
  ])("says that %s", (_, more, sentence) => {
    expect(whyStale([changed(more)])).toMatch(sentence);
  });

  it("speaks of each invoice that changed, and of a credit once", () => {
    const credited = { freeCreditCents: 12_000n };
    const why = whyStale([
      changed(credited),
      changed({ ...credited, number: "F-2" }),
      changed({ ...credited, number: "F-3", status: "PAID" }),
    ]);
    expect(why?.match(/avoir de/g)).toHaveLength(1);
    expect(why).toContain("La facture F-3 est réglée");
  });

  it("of a letter that claims nothing any more is that one", () => {
    expect(whyStale([])).toBe("Cette lettre ne réclame plus aucune facture.");
  });
});
