/** A payment over several invoices: every cent once, none above what is owed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateWithAccessories, checkAllocation, partField } from "@/domain/settlement/allocation";
import { refusal as refusalOf } from "../../support/refusal";

const owed = fc
  .array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 })
  .map((balances) => balances.map((balanceCents, i) => ({ id: `i${i}`, number: `F-${i}`, balanceCents })));

describe("oldest first", () => {
  it("uses every cent, never more than a balance, and settles the older before touching the next", () => {
    fc.assert(
      fc.property(owed, fc.double({ min: 0, max: 1, noNaN: true }), (invoices, share) => {
        const total = invoices.reduce((sum, invoice) => sum + invoice.balanceCents, 0n);
        const amount = (total * BigInt(Math.round(share * 1000))) / 1000n;
        const parts = allocateWithAccessories(invoices, amount);
        expect(parts.reduce((sum, part) => sum + part.amountCents, 0n)).toBe(amount);
        parts.forEach((part, index) => {
          const invoice = invoices[index];
          expect(part.invoiceId).toBe(invoice?.id);
          expect(part.amountCents > 0n && part.amountCents <= (invoice?.balanceCents ?? 0n)).toBe(true);
          if (index < parts.length - 1) expect(part.amountCents).toBe(invoice?.balanceCents);
        });
        expect(checkAllocation(invoices, parts, amount)).toEqual(parts);
      }),
    );
  });

  it("refuses more than is owed", () => {
    const refusal = refusalOf(() =>
      allocateWithAccessories([{ id: "a", number: "F-1", balanceCents: 500n }], 501n),
    );
    expect(refusal).toMatchObject({ code: "ABOVE_BALANCE", field: "amountCents" });
    expect(refusal.message).toContain("5,00");
  });
});

describe("parts given by a person", () => {
  const invoices = [
    { id: "a", number: "F-1", balanceCents: 1_000n },
    { id: "b", number: "F-2", balanceCents: 2_000n },
  ];
  const parts = (a: bigint, b: bigint) => [
    { invoiceId: "a", amountCents: a },
    { invoiceId: "b", amountCents: b },
  ];

  it("pass when they are owed and add up", () => {
    expect(checkAllocation(invoices, parts(400n, 2_000n), 2_400n)).toHaveLength(2);
  });

  it("must not exceed a balance", () => {
    const refusal = refusalOf(() => checkAllocation(invoices, parts(1_001n, 10n), 1_011n));
    expect(refusal).toMatchObject({ code: "ABOVE_BALANCE", field: partField("a") });
  });

  it("must be on invoices that are still owed", () => {
    const refusal = refusalOf(() => checkAllocation(invoices, [{ invoiceId: "z", amountCents: 1n }], 1n));
    expect(refusal).toMatchObject({ code: "NOT_OWED", field: partField("z") });
  });

  it("must add up to what was received: says what is missing or too much", () => {
    const missing = refusalOf(() => checkAllocation(invoices, parts(100n, 100n), 450n));
    expect(missing).toMatchObject({ code: "PARTS_DIFFER", field: "amountCents" });
    expect(missing.message).toContain("il reste 2,50\u00a0€ à répartir");
    const over = refusalOf(() => checkAllocation(invoices, parts(100n, 100n), 150n));
    expect(over.message).toContain("c’est 0,50\u00a0€ de trop");
  });
});

describe("with a part that is contested", () => {
  const contested = { cents: 300n, restAccessoryCents: 60n };
  const invoice = { id: "a", number: "F-1", balanceCents: 1_000n, accessoryCents: 80n, contested };
  const split = (amountCents: bigint) =>
    allocateWithAccessories([invoice], amountCents).map(({ amountCents: principal, accessoryCents = 0n }) => [
      principal,
      accessoryCents,
    ]);

  it("the rest comes first, then what it bears as far as it was asked for; the balance to the cent is the balance", () => {
    expect(split(700n)).toEqual([[700n, 0n]]);
    expect(split(720n)).toEqual([[700n, 20n]]);
    expect(split(760n)).toEqual([[700n, 60n]]);
    expect(split(761n)).toEqual([[761n, 0n]]);
    expect(split(1_000n)).toEqual([[1_000n, 0n]]);
    expect(split(1_080n)).toEqual([[1_000n, 80n]]);
  });

  it("a small one, the balance to the cent is still the balance", () => {
    const small = { ...invoice, contested: { cents: 10n, restAccessoryCents: 60n } };
    expect(allocateWithAccessories([small], 1_000n)).toEqual([{ invoiceId: "a", amountCents: 1_000n }]);
    expect(allocateWithAccessories([small], 1_020n)).toEqual([
      { invoiceId: "a", amountCents: 990n, accessoryCents: 30n },
    ]);
  });

  it("uses every cent once, and confirms the parts it proposes", () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 6n });
    const some = fc.array(fc.tuple(cents, cents, cents, cents), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 1_000 }), (drawn, share) => {
        const invoices = drawn.map(([rest, part, own, more], index) => ({
          id: `i${index}`,
          number: `F-${index}`,
          balanceCents: rest + part + 1n,
          accessoryCents: own + more,
          ...(part > 0n && { contested: { cents: part, restAccessoryCents: own } }),
        }));
        const most = invoices.reduce((sum, one) => sum + one.balanceCents + one.accessoryCents, 0n);
        const amountCents = (most * BigInt(share)) / 1_000n;
        fc.pre(amountCents > 0n);
        const parts = allocateWithAccessories(invoices, amountCents);
        const whole = parts.map((part) => ({
          invoiceId: part.invoiceId,
          amountCents: part.amountCents + (part.accessoryCents ?? 0n),
        }));
        expect(whole.reduce((sum, part) => sum + part.amountCents, 0n)).toBe(amountCents);
        const confirmed = checkAllocation(invoices, whole, amountCents);
        expect(confirmed.map((part) => part.amountCents + (part.accessoryCents ?? 0n))).toEqual(
          whole.map((part) => part.amountCents),
        );
        for (const part of parts) {
          const invoice = invoices.find(({ id }) => id === part.invoiceId);
          expect(part.amountCents <= (invoice?.balanceCents ?? 0n)).toBe(true);
          expect((part.accessoryCents ?? 0n) <= (invoice?.accessoryCents ?? 0n)).toBe(true);
        }
      }),
    );
  });
});
