/** Accrued, paid, waived, demanded, not demanded: whatever happens, the four add up to the first. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/calendar";
import { accessoryLedger, sumAccounts } from "@/domain/legal/accessoryLedger";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { statementDetail } from "@/domain/legal/statementDetail";
import { statementLines } from "@/domain/legal/statementLines";
import { statementOfClaim } from "@/domain/legal/statementOfClaim";
import { PUBLIC_WAIVER_REFUSAL } from "@/domain/legal/waiver";
import { lateInvoice, STATED_ON } from "../../support/claims";
import { refusal } from "../../support/refusal";

const day = (daysAgo: number) => addDays(STATED_ON, -daysAgo);
const cents = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });

const scene = fc.record({
  payments: fc.array(fc.record({ ago: fc.nat(100), amountCents: fc.bigInt({ min: 1n, max: 90_000n }) }), {
    maxLength: 3,
  }),
  waivers: fc.array(fc.record({ ago: fc.nat(60), penaltyCents: cents(4_000), flatFeeCents: cents(4_000) }), {
    maxLength: 3,
  }),
  demands: fc.array(fc.record({ ago: fc.nat(80), penaltyCents: cents(5_000), flatFeeCents: cents(4_000) }), {
    maxLength: 4,
  }),
  imputation: fc.constantFrom("PRINCIPAL_FIRST" as const, "INTEREST_FIRST" as const),
});

function statementOf({
  payments,
  waivers,
  imputation,
}: Pick<
  typeof scene extends fc.Arbitrary<infer Scene> ? Scene : never,
  "payments" | "waivers" | "imputation"
>) {
  const events = payments.map(({ ago, amountCents }) => ({
    kind: "PAYMENT" as const,
    on: day(ago),
    amountCents,
  }));
  const given = waivers.map(({ ago, ...sums }) => ({ on: day(ago), ...sums }));
  return statementOfInvoice(lateInvoice({ events, waivers: given, imputation }), STATED_ON, PUBLISHED_RATES);
}

describe("the ledger", () => {
  it("adds up, never below zero", () => {
    fc.assert(
      fc.property(scene, (facts) => {
        const demands = facts.demands.map(({ ago, ...sums }) => ({ on: day(ago), ...sums }));
        const statement = statementOf(facts);
        const { penalty, flatFee } = accessoryLedger(statement, demands);
        for (const account of [penalty, flatFee, sumAccounts([penalty, flatFee])]) {
          const { accruedCents, paidCents, waivedCents, demandedCents, undemandedCents } = account;
          expect(paidCents + waivedCents + demandedCents + undemandedCents).toBe(accruedCents);
          expect(Object.values(account).every((value) => value >= 0n)).toBe(true);
        }
        expect(penalty.demandedCents + penalty.undemandedCents).toBe(
          statement.penaltyCents - statement.penaltySettledCents,
        );
      }),
    );
  });

  it("does not count two demands twice", () => {
    const statement = statementOf({ payments: [], waivers: [], imputation: "PRINCIPAL_FIRST" });
    const demand = (ago: number, penaltyCents: bigint) => ({
      on: day(ago),
      penaltyCents,
      flatFeeCents: 4_000n,
    });
    const { penalty, flatFee, lastDemandOn } = accessoryLedger(statement, [
      demand(20, 2_000n),
      demand(5, 3_000n),
    ]);
    expect(penalty).toMatchObject({ accruedCents: 3_384n, demandedCents: 3_000n, undemandedCents: 384n });
    expect(flatFee).toMatchObject({ demandedCents: 4_000n, undemandedCents: 0n });
    expect(lastDemandOn).toBe(day(5));
  });

  it("forgets a demand made after the day of the statement", () => {
    const statement = statementOf({ payments: [], waivers: [], imputation: "PRINCIPAL_FIRST" });
    const later = { on: addDays(STATED_ON, 1), penaltyCents: 3_384n, flatFeeCents: 4_000n };
    expect(accessoryLedger(statement, [later]).penalty.undemandedCents).toBe(3_384n);
  });
});

describe("a waiver", () => {
  it("lowers every form of the statement by as much, and they still add up", () => {
    fc.assert(
      fc.property(scene, (facts) => {
        const statement = statementOf(facts);
        const without = statementOf({ ...facts, waivers: [] });
        const waivedCents = statement.penaltyWaivedCents + statement.flatFeeWaivedCents;
        expect(statement.totalDueCents).toBe(without.totalDueCents - waivedCents);
        const lines = statementLines(statement).reduce((sum, line) => sum + line.amountCents, 0n);
        expect(lines).toBe(statement.totalDueCents);
        const claim = statementOfClaim({ invoices: [statement.claim] }, STATED_ON, PUBLISHED_RATES);
        const detail = statementDetail({
          statement: claim,
          creditorName: "Atelier Brisset SARL",
          debtor: { name: "Menuiserie Kerdal" },
          invoices: [],
          previousContacts: [],
        });
        expect(detail.principalDueCents + detail.interestDueCents + detail.feesDueCents).toBe(
          claim.totalDueCents,
        );
      }),
    );
  });

  it("never gives up more than is owed, nor anything before its day", () => {
    const all = { on: STATED_ON, penaltyCents: 99_999n, flatFeeCents: 99_999n };
    const claim = lateInvoice({ waivers: [all] });
    expect(statementOfInvoice(claim, STATED_ON, PUBLISHED_RATES).totalDueCents).toBe(120_000n);
    expect(statementOfInvoice(claim, day(1), PUBLISHED_RATES).flatFeeWaivedCents).toBe(0n);
  });

  it("has no effect towards a public buyer: the engine refuses it", () => {
    const waiver = { on: STATED_ON, penaltyCents: 0n, flatFeeCents: 4_000n };
    const claim = lateInvoice({ debtorKind: "PUBLIC", policy: { kind: "PUBLIC" }, waivers: [waiver] });
    expect(refusal(() => statementOfInvoice(claim, STATED_ON, PUBLISHED_RATES)).message).toBe(
      PUBLIC_WAIVER_REFUSAL,
    );
  });
});
