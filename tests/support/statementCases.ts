/** Random cases of the exchange format, every option included, for property tests. */
import fc from "fast-check";
import type { OracleCase } from "./dayByDayOracle";

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2015, 0, 1);
const LAST_DAY = Date.UTC(2026, 11, 31);
const LAST_OFFSET = (LAST_DAY - FIRST_DAY) / DAY_MS;

const dayText = (offset: number): string => new Date(FIRST_DAY + offset * DAY_MS).toISOString().slice(0, 10);

const remedy = fc.option(fc.constantFrom("STATUTORY", "FLOOR"), { nil: undefined });
const amount = fc.oneof(
  fc.integer({ min: 1, max: 5_000_000 }),
  fc.constantFrom(1, 100, 73_000, 99_999_999_999),
);

const policies = {
  B2B: fc.oneof(
    fc.constant({ kind: "STATUTORY_B2B" }),
    fc.constant({ kind: "CONTRACT_3X_LEGAL" }),
    fc.record({
      kind: fc.constant("CONTRACT_FIXED"),
      bp: fc.integer({ min: 0, max: 2500 }),
      below_floor: remedy,
    }),
    fc.record({
      kind: fc.constant("CONTRACT_ECB_PLUS"),
      bp: fc.integer({ min: 0, max: 1500 }),
      below_floor: remedy,
    }),
  ),
  PUBLIC: fc.constant({ kind: "PUBLIC" }),
  B2C: fc.oneof(
    fc.constant({ kind: "B2C_LEGAL" }),
    fc.record({ kind: fc.constant("B2C_CLAUSE"), bp: fc.integer({ min: 0, max: 1800 }) }),
  ),
};

/** A case between 2015 and 2026; its events fall around the due date, its parts may coincide. */
export const statementCase: fc.Arbitrary<OracleCase> = fc
  .record({
    regime: fc.constantFrom("B2B", "PUBLIC", "B2C", "NON_PRO" as const),
    ttc: amount,
    issueOffset: fc.integer({ min: 0, max: LAST_OFFSET - 1 }),
    termDays: fc.integer({ min: 0, max: 60 }),
    sinceDueDays: fc.oneof(fc.integer({ min: -20, max: 200 }), fc.integer({ min: 0, max: 900 })),
    shares: fc.array(
      fc.record({
        kind: fc.constantFrom("PAYMENT", "PAYMENT", "CREDIT_RETRO", "CREDIT_PROSPECTIVE" as const),
        fromDueDays: fc.integer({ min: -30, max: 250 }),
        percent: fc.constantFrom(1, 10, 25, 50, 100, 103),
      }),
      { maxLength: 4 },
    ),
    medFromDueDays: fc.option(fc.integer({ min: -10, max: 100 }), { nil: undefined }),
    openedFromDueDays: fc.option(fc.integer({ min: -10, max: 200 }), { nil: undefined, freq: 3 }),
    costs: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
    invoices: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    basis: fc.constantFrom(undefined, "ACT_365F", "ACT_ACT"),
    imputation: fc.constantFrom(undefined, "PRINCIPAL_FIRST", "INTEREST_FIRST"),
    b2b: policies.B2B,
    b2c: policies.B2C,
  })
  .map((draw): OracleCase => {
    const clamp = (offset: number) => Math.max(0, Math.min(LAST_OFFSET, offset));
    const due = clamp(draw.issueOffset + draw.termDays);
    const around = (days: number) => dayText(clamp(due + days));
    const policy = { B2B: draw.b2b, PUBLIC: { kind: "PUBLIC" }, B2C: draw.b2c, NON_PRO: draw.b2c }[
      draw.regime
    ];
    return definedOnly({
      regime: draw.regime,
      ttc: draw.ttc,
      issue: dayText(draw.issueOffset),
      due: dayText(due),
      as_of: around(draw.sinceDueDays),
      policy,
      events: draw.shares.map(({ kind, fromDueDays, percent }) => ({
        kind,
        date: around(fromDueDays),
        cents: Math.max(1, Math.floor((draw.ttc * percent) / 100)),
      })),
      med: draw.medFromDueDays === undefined ? undefined : around(draw.medFromDueDays),
      collective: draw.openedFromDueDays === undefined ? undefined : around(draw.openedFromDueDays),
      recovery_costs: draw.costs,
      invoices: draw.invoices,
      basis: draw.basis,
      imputation: draw.imputation,
    });
  });

function definedOnly(value: { [Key in keyof OracleCase]: OracleCase[Key] | undefined }): OracleCase {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as unknown as OracleCase;
}
