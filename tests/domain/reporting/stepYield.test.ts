/** What followed the steps: the seven days, the latest step, and each payment once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, localDate } from "@/domain/calendar";
import { type PaymentAfterStep, type StepRuns, stepYield, YIELD_DAYS } from "@/domain/reporting/stepYield";

const FRIENDLY = { offsetDays: 2, channel: "EMAIL", tone: "FRIENDLY" } as const;
const CALL = { offsetDays: 7, channel: "CALL", tone: "FRIENDLY" } as const;
const FIRM = { offsetDays: 15, channel: "EMAIL", tone: "FIRM" } as const;
const KINDS = [FRIENDLY, CALL, FIRM];
const runs: StepRuns[] = KINDS.map((kind) => ({ ...kind, runCount: 4 }));

function pair(over: Partial<PaymentAfterStep> = {}): PaymentAfterStep {
  return {
    paymentId: "p1",
    invoiceId: "i1",
    receivedOn: localDate("2026-11-09"),
    amountCents: 100n,
    stepId: "s1",
    executedOn: localDate("2026-11-02"),
    ...FRIENDLY,
    ...over,
  };
}

describe("a payment", () => {
  it.each([
    ["the day of the step", "2026-11-02", 100n],
    ["the seventh day", "2026-11-09", 100n],
    ["the eighth day", "2026-11-10", 0n],
    ["the day before", "2026-11-01", 0n],
  ])("received on %s", (_, receivedOn, cents) => {
    expect(stepYield(runs, [pair({ receivedOn: localDate(receivedOn) })]).receivedCents).toBe(cents);
  });

  it("after two steps counts for the latest", () => {
    const both = [pair({ ...CALL, stepId: "s2", executedOn: localDate("2026-11-07") }), pair()];
    for (const pairs of [both, both.toReversed()]) {
      const { rows, receivedCents } = stepYield(runs, pairs);
      expect(receivedCents).toBe(100n);
      expect(rows.map((row) => row.receivedCents)).toEqual([0n, 100n, 0n]);
    }
  });

  it("after two steps of one day counts for the one further on", () => {
    const both = [pair({ ...FIRM, stepId: "s3" }), pair({ ...CALL, stepId: "s2" })];
    for (const pairs of [both, both.toReversed()]) {
      expect(stepYield(runs, pairs).rows.map((row) => row.receivedCents)).toEqual([0n, 0n, 100n]);
    }
  });
});

it("counts a run paid in two parts as one run, and its invoice as one", () => {
  const result = stepYield(runs, [pair(), pair({ paymentId: "p2", amountCents: 50n })]);
  expect(result.rows[0]).toMatchObject({ runCount: 4, paidCount: 1, paidPercent: 25, receivedCents: 150n });
  expect(result).toMatchObject({ runCount: 12, invoiceCount: 1, receivedCents: 150n });
});

it("is empty without a step", () => {
  expect(stepYield([], [])).toEqual({ rows: [], runCount: 0, invoiceCount: 0, receivedCents: 0n });
});

/** Payments of a few invoices, paired with any steps of the same invoices, near or far. */
const world = fc
  .record({
    steps: fc.uniqueArray(
      fc.record({
        invoiceId: fc.constantFrom("i1", "i2", "i3"),
        kind: fc.constantFrom(...KINDS),
        day: fc.integer({ min: 0, max: 30 }),
      }),
      { selector: (step) => `${step.invoiceId}${step.kind.offsetDays}`, maxLength: 9 },
    ),
    payments: fc.array(
      fc.record({
        invoiceId: fc.constantFrom("i1", "i2", "i3"),
        day: fc.integer({ min: 0, max: 45 }),
        amountCents: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ steps, payments }) => {
    const start = localDate("2026-10-01");
    return {
      payments,
      runs: KINDS.map((kind) => ({ ...kind, runCount: steps.filter((step) => step.kind === kind).length })),
      pairs: payments.flatMap((payment, index) =>
        steps
          .filter((step) => step.invoiceId === payment.invoiceId)
          .map((step) => ({
            ...step.kind,
            paymentId: `p${index}`,
            invoiceId: payment.invoiceId,
            receivedOn: addDays(start, payment.day),
            amountCents: payment.amountCents,
            stepId: `${step.invoiceId}${step.kind.offsetDays}`,
            executedOn: addDays(start, step.day),
          })),
      ),
    };
  });

it("counts each payment once at most, and only within the days after a step", () => {
  fc.assert(
    fc.property(world, ({ payments, runs: done, pairs }) => {
      const result = stepYield(done, pairs);
      const followed = payments.filter((_, index) =>
        pairs.some((one) => {
          const gapDays = daysBetween(one.executedOn, one.receivedOn);
          return one.paymentId === `p${index}` && gapDays >= 0 && gapDays <= YIELD_DAYS;
        }),
      );
      expect(result.receivedCents).toBe(followed.reduce((sum, payment) => sum + payment.amountCents, 0n));
      expect(result.rows.reduce((sum, row) => sum + row.receivedCents, 0n)).toBe(result.receivedCents);
      for (const row of result.rows) {
        expect(row.paidCount).toBeLessThanOrEqual(row.runCount);
        expect(row.paidPercent).toBeLessThanOrEqual(100);
      }
    }),
  );
});
