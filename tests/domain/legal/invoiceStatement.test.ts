/** What a statement promises whatever the facts: it adds up, it never shrinks, order is nothing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, localDate } from "@/domain/calendar";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { exactInterest } from "@/domain/legal/latePenalty";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { addRationals, roundRational } from "@/domain/legal/rational";
import { sumCents } from "@/domain/money";
import { parseStatementCase } from "@/usecases/legal/statementCase";
import { consumerInvoice, lateInvoice, STATED_ON } from "../../support/claims";
import { refusal } from "../../support/refusal";
import { statementCase } from "../../support/statementCases";

const LAST_PUBLISHED_DAY = localDate("2026-12-31");
const RUNS = { numRuns: 1_000 };

const parsedCase = statementCase.map(parseStatementCase);
const stated = (claim: Parameters<typeof statementOfInvoice>[0], on = STATED_ON) =>
  statementOfInvoice(claim, on, PUBLISHED_RATES);

describe("any statement", () => {
  it("adds up again line by line", () => {
    fc.assert(
      fc.property(parsedCase, ({ claim, statedOn }) => {
        const result = stated(claim, statedOn);
        expect(result.penaltyCents).toBe(sumCents(result.segments.map((segment) => segment.amountCents)));
        for (const segment of result.segments) {
          expect(segment.days).toBe(daysBetween(segment.fromOn, segment.toOn) + 1);
          expect(segment.amountCents).toBe(roundRational(segment.exactCents));
        }
        const received = sumCents(result.imputations.map((line) => line.event.amountCents));
        const owedCents =
          claim.totalCents + result.penaltyCents + result.flatFeeCents + result.complementaryCents;
        expect(result.totalDueCents).toBe(owedCents - received + result.overpaidCents);
      }),
      RUNS,
    );
  });

  it("has no negative figure, and segments in order that never overlap", () => {
    fc.assert(
      fc.property(parsedCase, ({ claim, statedOn }) => {
        const result = stated(claim, statedOn);
        for (const figure of figuresOf(result)) expect(figure).toBeGreaterThanOrEqual(0n);
        result.segments.forEach((segment, index) => {
          const next = result.segments[index + 1];
          if (next) expect(next.fromOn > segment.toOn).toBe(true);
          expect(segment.fromOn > claim.dueOn).toBe(true);
          expect(segment.toOn <= statedOn).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it("does not depend on the order in which events were recorded", () => {
    fc.assert(
      fc.property(parsedCase, fc.infiniteStream(fc.nat()), ({ claim, statedOn }, keys) => {
        const shuffled = claim.events
          .map((event) => ({ event, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        const withoutClaim = ({ claim: _, ...rest }: InvoiceStatement) => rest;
        expect(withoutClaim(stated({ ...claim, events: shuffled }, statedOn))).toEqual(
          withoutClaim(stated(claim, statedOn)),
        );
      }),
      RUNS,
    );
  });

  it("never bears less interest one day later", () => {
    const lasting = parsedCase.filter(({ statedOn }) => statedOn < LAST_PUBLISHED_DAY);
    fc.assert(
      fc.property(lasting, ({ claim, statedOn }) => {
        const today = stated(claim, statedOn);
        const tomorrow = stated(claim, addDays(statedOn, 1));
        expect(tomorrow.penaltyCents).toBeGreaterThanOrEqual(today.penaltyCents);
        expect(tomorrow.daysLate).toBeGreaterThanOrEqual(today.daysLate);
        expect(tomorrow.flatFeeCents).toBeGreaterThanOrEqual(today.flatFeeCents);
      }),
      RUNS,
    );
  });

  it("bears the same exact interest when its period is split anywhere", () => {
    const period = fc.record({
      balance: fc.bigInt({ min: 1n, max: 10n ** 11n }),
      rateBps: fc.integer({ min: 0, max: 3000 }),
      days: fc.tuple(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 800 })),
      start: fc.integer({ min: 0, max: 3000 }),
      dayCount: fc.constantFrom("ACT_365F" as const, "ACT_ACT" as const),
    });
    fc.assert(
      fc.property(period, ({ balance, rateBps, days: [before, after], start, dayCount }) => {
        const fromOn = addDays(localDate("2015-01-01"), start);
        const middleOn = addDays(fromOn, before - 1);
        const toOn = addDays(middleOn, after);
        const whole = exactInterest(balance, rateBps, fromOn, toOn, dayCount);
        const first = exactInterest(balance, rateBps, fromOn, middleOn, dayCount);
        const second = exactInterest(balance, rateBps, addDays(middleOn, 1), toOn, dayCount);
        expect(addRationals(first, second)).toEqual(whole);
      }),
      RUNS,
    );
  });
});

function figuresOf(statement: InvoiceStatement): bigint[] {
  return [
    statement.principalDueCents,
    statement.penaltyCents,
    statement.penaltyCents - statement.penaltySettledCents,
    statement.flatFeeCents - statement.flatFeeSettledCents,
    statement.complementaryCents,
    statement.overpaidCents,
    statement.totalDueCents,
    ...statement.imputations.flatMap((line) => [
      line.toPrincipalCents,
      line.toPenaltyCents,
      line.toFlatFeeCents,
      line.unappliedCents,
    ]),
  ];
}

describe("a credit note that corrects the invoice", () => {
  const credited = (effect: "RETRO" | "PROSPECTIVE") =>
    lateInvoice({
      insolvencyOpenedOn: localDate("2026-09-15"),
      events: [{ kind: "CREDIT_NOTE", on: localDate("2026-10-10"), amountCents: 40_000n, effect }],
    });

  it("counts from the start, also in a statement that stops before its day", () => {
    const declaredOn = localDate("2026-09-14");
    const wasNeverMore = stated(lateInvoice({ totalCents: 80_000n }), declaredOn);
    expect(stated(credited("RETRO"), declaredOn)).toMatchObject({
      principalDueCents: 80_000n,
      totalDueCents: wasNeverMore.totalDueCents,
    });
    // A later rebate had not been granted yet.
    expect(stated(credited("PROSPECTIVE"), declaredOn).principalDueCents).toBe(120_000n);
  });
});

describe("a flat fee paid with interest while principal is left", () => {
  it("is neither owed again nor given back by what lowers the principal later", () => {
    const before = lateInvoice({
      events: [
        { kind: "PAYMENT", on: localDate("2026-10-12"), amountCents: 74_500n, accessoryCents: 4_500n },
      ],
    });
    const { penaltySettledCents } = stated(before);
    const later = { on: localDate("2026-11-02"), amountCents: 10_000n };
    for (const event of [
      { kind: "PAYMENT", ...later } as const,
      { kind: "CREDIT_NOTE", effect: "PROSPECTIVE", ...later } as const,
    ]) {
      expect(stated({ ...before, events: [...before.events, event] })).toMatchObject({
        principalDueCents: 40_000n,
        flatFeeCents: 4_000n,
        flatFeeSettledCents: stated(before).flatFeeSettledCents,
        penaltySettledCents,
        overpaidCents: 0n,
      });
    }
  });
});

describe("each further day", () => {
  it("costs the interest of the balance at the rate of that day", () => {
    expect(stated(lateInvoice()).daily).toEqual({ kind: "RUNNING", amountCents: 41n, rateBps: 1240 });
  });

  it("is free when nothing runs: paid, not due, frozen, or no formal notice", () => {
    const paid = [{ kind: "PAYMENT" as const, on: localDate("2026-10-01"), amountCents: 120_000n }];
    expect(stated(lateInvoice({ events: paid })).daily).toEqual({ kind: "NONE" });
    expect(stated(lateInvoice({ dueOn: localDate("2026-12-31") })).daily).toEqual({ kind: "NONE" });
    expect(stated(lateInvoice({ insolvencyOpenedOn: localDate("2026-11-01") })).daily).toEqual({
      kind: "NONE",
    });
    expect(stated(consumerInvoice()).daily).toEqual({ kind: "NONE" });
  });

  it("begins on the day after the due date itself", () => {
    const dueToday = lateInvoice({ dueOn: STATED_ON });
    expect(stated(dueToday).segments).toEqual([]);
    expect(stated(dueToday).daily).toMatchObject({ kind: "RUNNING" });
  });

  it("says so when its rate is not published", () => {
    const last = stated(lateInvoice(), LAST_PUBLISHED_DAY);
    expect(last.penaltyCents).toBeGreaterThan(0n);
    expect(last.daily).toMatchObject({ kind: "RATE_NOT_PUBLISHED" });
  });
});

describe("a supply made after the opening judgment", () => {
  const opened = { insolvencyOpenedOn: localDate("2026-07-15") };

  it.each(["2026-07-15", "2026-07-16"])("stays payable, with interest and fee, on %s", (performedOn) => {
    const after = stated(lateInvoice({ ...opened, performedOn: localDate(performedOn) }));
    expect(after).toMatchObject({ penaltyCents: 3384n, flatFeeCents: 4000n, warnings: expect.any(Array) });
    expect(after.warnings.map((warning) => warning.code)).not.toContain("INSOLVENCY");
  });

  it("is held to be earlier when its date is the eve of the judgment or unknown", () => {
    for (const performedOn of [undefined, localDate("2026-07-14")]) {
      const before = stated(lateInvoice({ ...opened, performedOn }));
      expect(before).toMatchObject({ penaltyCents: 0n, flatFeeCents: 0n });
      expect(before.warnings.map((warning) => warning.code)).toContain("INSOLVENCY");
    }
  });
});

describe("a segment", () => {
  it("explains itself in one French sentence", () => {
    const [segment] = stated(lateInvoice()).segments;
    expect(segment?.explanation).toBe(
      "Du 1er\u00a0septembre\u00a02026 au 22\u00a0novembre\u00a02026 inclus\u00a0: 1\u00a0200,00\u00a0€ × 12,40\u00a0% × 83 jours / 365 = 33,84\u00a0€ (taux de refinancement de la BCE au 1er\u00a0juillet\u00a02026 (2,40\u00a0%) majoré de 10 points, art.\u00a0L.\u00a0441-10, II du code de commerce).",
    );
  });

  it("shows both divisors over New Year of a leap year", () => {
    const clause = lateInvoice({
      policy: { kind: "CONTRACT_FIXED", rateBps: 1300 },
      dayCount: "ACT_ACT",
      issuedOn: localDate("2023-11-01"),
      dueOn: localDate("2023-12-15"),
    });
    const [segment] = stated(clause, localDate("2024-02-29")).segments;
    expect(segment?.explanation).toContain("(16 jours / 365 + 60 jours / 366)");
  });
});

describe("contradictory facts", () => {
  it.each([
    ["a negative total", { totalCents: -1n }],
    ["a due date before the invoice", { dueOn: localDate("2026-07-31") }],
    ["a payment of nothing", { events: [{ kind: "PAYMENT" as const, on: STATED_ON, amountCents: 0n }] }],
    ["negative costs", { recoveryCostsCents: -1n }],
    ["half an invoice", { invoiceCount: 0.5 }],
    ["no invoice", { invoiceCount: 0 }],
    ["a rule of consumers", { policy: { kind: "B2C_LEGAL" as const } }],
  ])("are refused: %s", (_, change) => {
    expect(refusal(() => stated(lateInvoice(change))).field).toBeDefined();
  });
});

describe("the warnings", () => {
  const codesOf = (change: Parameters<typeof lateInvoice>[0]) =>
    stated(lateInvoice(change)).warnings.map((warning) => warning.code);

  it("name a rate that is still to verify, and nothing on sure ones", () => {
    expect(codesOf({})).toEqual(["RATE_TO_VERIFY"]);
    expect(codesOf({ policy: { kind: "CONTRACT_FIXED", rateBps: 1300 } })).toEqual([]);
  });

  it("name a clause below the floor", () => {
    expect(codesOf({ policy: { kind: "CONTRACT_FIXED", rateBps: 500 } })).toContain("CLAUSE_BELOW_FLOOR");
  });

  it("name a rate above 10 % towards a consumer, not 10 % itself", () => {
    const at = (rateBps: number) =>
      codesOf({ debtorKind: "B2C", policy: { kind: "B2C_CLAUSE", rateBps } }).includes("CONSUMER_RATE_HIGH");
    expect([at(1000), at(1001)]).toEqual([false, true]);
  });

  it("name missing mentions between businesses only, and only when known to be missing", () => {
    expect(codesOf({ hasLegalMentions: false })).toContain("MENTIONS_MISSING");
    expect(codesOf({ hasLegalMentions: undefined })).not.toContain("MENTIONS_MISSING");
    const publicBuyer = {
      debtorKind: "PUBLIC",
      policy: { kind: "PUBLIC" },
      hasLegalMentions: false,
    } as const;
    expect(codesOf(publicBuyer)).not.toContain("MENTIONS_MISSING");
  });

  it("name costs a consumer does not owe, an overpayment, a missing formal notice", () => {
    const events = [{ kind: "PAYMENT" as const, on: localDate("2026-10-01"), amountCents: 130_000n }];
    const consumer = { debtorKind: "B2C", policy: { kind: "B2C_LEGAL" } } as const;
    expect(codesOf({ ...consumer, recoveryCostsCents: 5000n, events })).toEqual([
      "FORMAL_NOTICE_NEEDED",
      "OVERPAID",
      "COSTS_NOT_CLAIMABLE",
    ]);
  });
});
