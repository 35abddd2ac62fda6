/** The command that computes worked cases: strict reading, one answer a case whatever happens. */

import { describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { runCases } from "@/usecases/legal/computeStatements";
import { refusal } from "../../support/refusal";

const good = {
  id: "A",
  regime: "B2B",
  ttc: 120000,
  issue: "2026-08-01",
  due: "2026-08-31",
  as_of: "2026-11-22",
  policy: { kind: "STATUTORY_B2B" },
};

function errorOf(input: unknown): string {
  const [result] = runCases([input]);
  const error = (result as { error?: unknown }).error;
  if (typeof error !== "string") throw new Error(`expected an error, got ${JSON.stringify(result)}`);
  return error;
}

function resultOf(input: unknown): Record<string, unknown> {
  return runCases([input])[0] as Record<string, unknown>;
}

describe("a list of cases", () => {
  it("answers every case in order, a bad one between good ones included", () => {
    const results = runCases([good, { ...good, ttc: "1200" }, { input: good }, null]);
    expect(results).toHaveLength(4);
    expect(results[0]).toMatchObject({ total_due_cents: 127384 });
    expect(results[1]).toHaveProperty("error");
    expect(results[2]).toEqual(results[0]);
    expect(results[3]).toHaveProperty("error");
  });

  it("answers an empty list with an empty list, and refuses what is not one", () => {
    expect(runCases([])).toEqual([]);
    expect(refusal(() => runCases({ cases: [] })).code).toBe("STATEMENT_CASES");
  });

  it("computes with the rates it is given", () => {
    const none = { ...PUBLISHED_RATES, ecbRefinancing: [] };
    expect(runCases([good], none)).toEqual([{ error: "no published rate for 2026-S2" }]);
  });
});

describe("a malformed case", () => {
  it.each([
    ["a missing amount", { ...good, ttc: undefined }, "ttc"],
    ["a decimal amount", { ...good, ttc: 1200.5 }, "ttc"],
    ["a negative amount", { ...good, ttc: -1 }, "ttc"],
    ["an amount as text", { ...good, ttc: "120000" }, "ttc"],
    ["a day that does not exist", { ...good, due: "2026-02-30" }, "due"],
    ["a date with a time", { ...good, as_of: "2026-11-22T00:00:00Z" }, "as_of"],
    ["a far future", { ...good, as_of: "2999-01-01" }, "as_of"],
    ["an unknown regime", { ...good, regime: "B2G" }, "regime"],
    ["an unknown rule", { ...good, policy: { kind: "USURY" } }, "policy.kind"],
    ["a rate with decimals", { ...good, policy: { kind: "CONTRACT_FIXED", bp: 12.4 } }, "policy.bp"],
    ["a clause without a rate", { ...good, policy: { kind: "CONTRACT_FIXED" } }, "policy.bp"],
    [
      "a payment of nothing",
      { ...good, events: [{ kind: "PAYMENT", date: "2026-09-01", cents: 0 }] },
      "cents",
    ],
    ["an unknown event", { ...good, events: [{ kind: "REFUND", date: "2026-09-01", cents: 1 }] }, "events.0"],
    ["events that are no list", { ...good, events: {} }, "events"],
    ["no invoice at all", { ...good, invoices: 0 }, "invoices"],
    ["an unknown day count", { ...good, basis: "ACT_360" }, "basis"],
    ["an unknown imputation", { ...good, imputation: "FORTY_FIRST" }, "imputation"],
  ])("with %s is refused by the name of its key", (_, input, key) => {
    const error = errorOf(input);
    expect(error).toContain(key);
    expect(error).toMatch(/^Cas illisible/);
  });

  it("with a misspelt key is refused, since ignoring it would change the claim", () => {
    expect(errorOf({ ...good, imputaton: "INTEREST_FIRST" })).toContain("imputaton");
    expect(errorOf({ ...good, policy: { kind: "STATUTORY_B2B", bp: 1 } })).toContain("bp");
  });

  it("names every wrong key at once", () => {
    const error = errorOf({ ...good, ttc: -1, due: "tomorrow" });
    expect(error).toContain("ttc");
    expect(error).toContain("due");
  });
});

describe("a case the law refuses", () => {
  it("does not apply a rule of another kind of debtor", () => {
    for (const [regime, kind] of [
      ["B2C", "STATUTORY_B2B"],
      ["PUBLIC", "STATUTORY_B2B"],
      ["B2B", "PUBLIC"],
      ["B2B", "B2C_LEGAL"],
      ["NON_PRO", "CONTRACT_3X_LEGAL"],
    ] as const) {
      expect(errorOf({ ...good, regime, policy: { kind } })).toContain(kind);
    }
  });

  it("names the first half-year without a rate", () => {
    expect(errorOf({ ...good, as_of: "2028-01-01" })).toBe("no published rate for 2027-S1");
    const old = { ...good, issue: "2014-01-01", due: "2014-01-31", as_of: "2015-06-01" };
    expect(errorOf(old)).toBe("no published rate for 2014-S1");
  });

  it("does not need the rate of a day on which nothing accrues", () => {
    const notDue = { ...good, issue: "2027-01-05", due: "2027-02-04", as_of: "2027-01-10" };
    const clause = { kind: "CONTRACT_FIXED", bp: 1000 };
    expect(resultOf(notDue)).toMatchObject({ total_due_cents: 120000, segments: [] });
    expect(resultOf({ ...notDue, policy: clause })).toMatchObject({ total_due_cents: 120000 });
    expect(errorOf({ ...notDue, policy: clause, as_of: "2027-03-01" })).toBe("no published rate for 2027-S1");
  });

  it("refuses a due date before the invoice", () => {
    expect(errorOf({ ...good, due: "2026-07-31" })).toContain("échéance");
  });
});

describe("a lenient corner", () => {
  it("takes null for absent, and the default rule of the regime when none is given", () => {
    const bare = { ...good, policy: null, med: null, events: null, basis: null, collective: null };
    expect(resultOf(bare)).toEqual(resultOf(good));
    expect(resultOf({ ...good, regime: "PUBLIC", policy: undefined }).segments).toMatchObject([
      { rate_bp: 1040 },
    ]);
    expect(resultOf({ ...good, regime: "B2C", policy: undefined })).toMatchObject({ penalty_cents: 0 });
  });

  it("reads a credit note with its effect, correcting the invoice by default", () => {
    const credit = { date: "2026-09-10", cents: 20000 };
    const note = (event: object) => resultOf({ ...good, events: [{ ...credit, ...event }] });
    expect(note({ kind: "CREDIT_NOTE" })).toEqual(note({ kind: "CREDIT_RETRO" }));
    expect(note({ kind: "CREDIT_NOTE", effect: "PROSPECTIVE" })).toEqual(
      note({ kind: "CREDIT_PROSPECTIVE" }),
    );
    expect(note({ kind: "CREDIT_RETRO" })).not.toEqual(note({ kind: "CREDIT_PROSPECTIVE" }));
  });
});
