/** The floor of clauses between businesses, and which rule each debtor may get. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { DEBTOR_KINDS, mayWaivePenalties, owesFlatRecoveryFee } from "@/domain/legal/debtorKind";
import { defaultPolicy, policiesOf, testClause } from "@/domain/legal/penaltyPolicy";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";

const issuedOn = localDate("2026-07-02");
const fixed = (rateBps: number) => testClause({ kind: "CONTRACT_FIXED", rateBps }, issuedOn, PUBLISHED_RATES);

describe("a clause between businesses", () => {
  it("is lawful from three times the legal rate of the half-year of issue", () => {
    expect(fixed(825)).toMatchObject({ isLawful: true, floorBps: 825, halfYear: "2026-S2" });
    expect(fixed(824)).toMatchObject({ isLawful: false, floorBps: 825 });
  });

  it("tests ECB plus n points at its value of that half-year", () => {
    const clause = { kind: "CONTRACT_ECB_PLUS", marginBps: 585 } as const;
    expect(testClause(clause, issuedOn, PUBLISHED_RATES)).toMatchObject({
      clauseRateBps: 825,
      isLawful: true,
    });
    const lower = { ...clause, marginBps: 584 };
    expect(testClause(lower, issuedOn, PUBLISHED_RATES)).toMatchObject({ isLawful: false });
  });

  it("has no ceiling", () => {
    expect(fixed(3000)).toMatchObject({ isLawful: true });
  });

  it("is told to the user, never silently replaced", () => {
    const sentence = fixed(500)?.sentence ?? "";
    expect(sentence).toContain("5,00\u00a0%");
    expect(sentence).toContain("8,25\u00a0%");
    expect(sentence).toContain("écartée");
    const raised = { kind: "CONTRACT_FIXED", rateBps: 500, remedy: "FLOOR" } as const;
    expect(testClause(raised, issuedOn, PUBLISHED_RATES)?.sentence).toContain("relevée");
  });

  it("is not looked for in rules that are none", () => {
    expect(testClause({ kind: "STATUTORY_B2B" }, issuedOn, PUBLISHED_RATES)).toBeUndefined();
    expect(testClause({ kind: "CONTRACT_3X_LEGAL" }, issuedOn, PUBLISHED_RATES)).toBeUndefined();
  });
});

describe("the regime of a debtor", () => {
  it("offers its default among its own rules", () => {
    for (const kind of DEBTOR_KINDS) expect(policiesOf(kind)).toContain(defaultPolicy(kind).kind);
  });

  it("owes the 40 € fee in business and as a public buyer only", () => {
    expect(DEBTOR_KINDS.filter(owesFlatRecoveryFee)).toEqual(["B2B", "PUBLIC"]);
  });

  it("lets the creditor waive penalties except towards a public buyer", () => {
    expect(DEBTOR_KINDS.filter((kind) => !mayWaivePenalties(kind))).toEqual(["PUBLIC"]);
  });
});
