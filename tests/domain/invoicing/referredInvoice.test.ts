/** Credit notes of a file: deducted only where no other story of the invoice gives the same file. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { type CreditInFile, creditRefusal, type ReferredInvoice } from "@/domain/invoicing/referredInvoice";

const client = { name: "Le Guen", nameKey: "le guen", reference: null, siren: null };
const today = localDate("2026-10-26");

function refusalOf(totalCents: bigint, balanceCents: bigint, amountCents: bigint, isUnsaid?: true) {
  const cents = totalCents - balanceCents;
  const settledBefore = cents > 0n ? { cents, readOn: today } : null;
  const issuedOn = localDate("2026-09-01");
  const common = { number: "FA-7", status: "OPEN" as const, issuedOn, client };
  const invoice: ReferredInvoice = { ...common, totalCents, balanceCents, settledBefore };
  const credit: CreditInFile = { issuedOn, amountCents, invoiceNumbers: ["FA-7"], isUnsaid, client };
  return creditRefusal(credit, invoice, today);
}

/** What the invoice still asks for, by each story of whole payments that a file may tell with this balance. */
function owedByEachStory(total: number, balance: number, amount: number): Set<number> {
  const owed = new Set<number>();
  for (let paid = 0; paid <= total; paid += 1) {
    if (total - paid === balance && amount <= balance) owed.add(total - paid - amount);
    if (total - paid - amount === balance) owed.add(balance);
  }
  return owed;
}

it("a credit note that says nothing is deducted exactly where one story explains the balance", () => {
  const cents = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(cents, fc.nat({ max: 60 }), cents, (total, balance, amount) => {
      fc.pre(balance <= total);
      const owed = owedByEachStory(total, balance, amount);
      const isKnown = owed.size === 1 && owed.has(balance - amount);
      expect(refusalOf(BigInt(total), BigInt(balance), BigInt(amount), true) === null).toBe(isKnown);
    }),
  );
});

it("a credit note that says it is not deducted yet is taken at its word", () => {
  expect(refusalOf(100_000n, 80_000n, 20_000n)).toBeNull();
  expect(refusalOf(100_000n, 80_000n, 20_000n, true)).toContain("Rien ne dit si cet avoir");
});
