/** A credit that belongs to no invoice: nothing of it is lost, nothing of it is spent twice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumCents } from "@/domain/money";
import {
  type CreditAccount,
  cancelCredit,
  creditShares,
  isKeptByCredit,
  lessCredit,
  restOf,
  spendCredit,
  undoUse,
} from "@/domain/settlement/clientCredit";

type Move =
  | { do: "APPLICATION" | "REFUND"; amountCents: bigint }
  | { do: "UNDO"; index: number }
  | { do: "CANCEL" };

const cents = fc.bigInt({ min: -500n, max: 20_000n });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constantFrom("APPLICATION" as const, "REFUND" as const), amountCents: cents }),
  fc.record({ do: fc.constant("UNDO" as const), index: fc.nat(30) }),
  fc.record({ do: fc.constant("CANCEL" as const) }),
);

/** The credit after a move; as it was when the move is refused. */
function after(credit: CreditAccount, one: Move, id: string): CreditAccount {
  try {
    if (one.do === "CANCEL") return cancelCredit(credit);
    if (one.do === "UNDO") return undoUse(credit, String(one.index));
    return spendCredit(credit, { id, kind: one.do, amountCents: one.amountCents });
  } catch {
    return credit;
  }
}

describe("a credit", () => {
  it("is at every moment the sum of its applications, its refunds and its rest, never below zero", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 50_000n }),
        fc.array(move, { maxLength: 40 }),
        (amountCents, moves) => {
          let credit: CreditAccount = { amountCents, uses: [], isCancelled: false };
          for (const [index, one] of moves.entries()) {
            credit = after(credit, one, String(index));
            const of = (kind: "APPLICATION" | "REFUND") =>
              sumCents(
                credit.uses.filter((use) => use.kind === kind && !use.isUndone).map((use) => use.amountCents),
              );
            expect(of("APPLICATION") + of("REFUND") + restOf(credit)).toBe(amountCents);
            expect(restOf(credit) >= 0n && restOf(credit) <= amountCents).toBe(true);
            expect(credit.uses.every((use) => use.amountCents > 0n)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of which a part is used is not cancelled, and a cancelled one is not used", () => {
    const credit = { amountCents: 100n, uses: [], isCancelled: false };
    const used = spendCredit(credit, { id: "a", kind: "REFUND", amountCents: 1n });
    expect(() => cancelCredit(used)).toThrow("annulez-la d’abord");
    expect(cancelCredit(undoUse(used, "a")).isCancelled).toBe(true);
    expect(() => spendCredit(cancelCredit(credit), { id: "b", kind: "REFUND", amountCents: 1n })).toThrow(
      "annulé",
    );
    expect(() => undoUse(undoUse(used, "a"), "a")).toThrow("déjà annulé");
  });

  it("is shared between the invoices of the client, the oldest first: its shares add up to it", () => {
    const invoice = fc.record({ id: fc.uuid(), askedCents: fc.bigInt({ min: 0n, max: 500n }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(invoice, { selector: ({ id }) => id, maxLength: 6 }),
        fc.bigInt({ min: 1n, max: 2_000n }),
        (invoices, restCents) => {
          const shares = creditShares(invoices, restCents);
          const asked = invoices.filter(({ askedCents }) => askedCents > 0n);
          expect(sumCents(shares.values())).toBe(asked.length === 0 ? 0n : restCents);
          const owedCents = sumCents(asked.map(({ askedCents }) => askedCents));
          const claims = asked.map(({ id, askedCents }) => lessCredit(askedCents, shares.get(id) ?? 0n));
          expect(sumCents(claims)).toBe(lessCredit(owedCents, restCents));
          // Nothing of it reaches an invoice while an older one is asked for.
          const firstAsked = claims.findIndex((cents) => cents > 0n);
          if (firstAsked >= 0) {
            const later = asked.slice(firstAsked + 1);
            expect(later.filter(({ id }) => shares.has(id))).toEqual([]);
          }
        },
      ),
    );
  });

  it("keeps an invoice until a person decides, and for good where it covers it", () => {
    expect(isKeptByCredit(null, 0n, 100n)).toBe(false);
    expect(isKeptByCredit({ restCents: 10n, isUndecided: true }, 10n, 100n)).toBe(true);
    expect(isKeptByCredit({ restCents: 10n, isUndecided: false }, 10n, 100n)).toBe(false);
    expect(isKeptByCredit({ restCents: 100n, isUndecided: false }, 100n, 100n)).toBe(true);
    // It covers an older one: this one is asked for.
    expect(isKeptByCredit({ restCents: 100n, isUndecided: false }, 0n, 100n)).toBe(false);
    expect(lessCredit(100n, 30n)).toBe(70n);
    expect(lessCredit(30n, 100n)).toBe(0n);
  });
});
