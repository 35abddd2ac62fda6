/** What a typed amount contests, of which invoices. */
import { describe, expect, it } from "vitest";
import { disputedPart } from "@/domain/settlement/disputedPart";

const owed = (...cents: bigint[]) => cents.map((balanceCents) => ({ balanceCents }));

describe("an amount that is contested", () => {
  it.each([
    ["none: all of it", null, owed(10_000n, 5_000n), null],
    ["a part of the only invoice", 3_000n, owed(10_000n), 3_000n],
    ["the whole of the only invoice", 10_000n, owed(10_000n), null],
    ["the whole of several", 15_000n, owed(10_000n, 5_000n), null],
  ])("%s", (_, amountCents, invoices, part) => {
    expect(disputedPart(amountCents, invoices)).toBe(part);
  });

  it.each([
    ["more than all of them", 15_001n, owed(10_000n, 5_000n), "amountCents", "ABOVE_BALANCE"],
    ["more than the only one", 10_001n, owed(10_000n), "amountCents", "ABOVE_BALANCE"],
    ["more than each of them", 10_001n, owed(10_000n, 5_000n), "amountCents", "ABOVE_EACH"],
    ["exactly one of several", 10_000n, owed(10_000n, 5_000n), "facture", "WHICH"],
    ["a part that only one can bear", 6_000n, owed(10_000n, 5_000n), "facture", "WHICH"],
  ])("is refused when it is %s", (_, amountCents, invoices, field, code) => {
    expect(() => disputedPart(amountCents, invoices)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field, code })] }),
    );
  });

  it("says what is left when it is too much", () => {
    expect(() => disputedPart(350_000n, owed(330_050n))).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ message: expect.stringMatching(/dépasse les 3\s300,50\s€ restants/) }),
        ],
      }),
    );
  });
});
