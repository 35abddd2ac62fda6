/** The payload of a transfer code, field by field, as the European Payments Council writes it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epcPayload, MAX_EPC_BYTES } from "@/domain/settlement/epcPayload";
import { refusal } from "../../support/refusal";

const transfer = {
  holder: "Atelier Brisset SARL",
  iban: "FR7630006000011234567890189",
  amountCents: 340_029n,
  reference: "F-2026-0418",
};

describe("the payload", () => {
  it("has its eleven fields in order, the empty ones included", () => {
    expect(epcPayload({ ...transfer, bic: "AGRIFRPP" }).split("\n")).toEqual([
      "BCD",
      "002",
      "1",
      "SCT",
      "AGRIFRPP",
      "Atelier Brisset SARL",
      "FR7630006000011234567890189",
      "EUR3400.29",
      "",
      "",
      "F-2026-0418",
    ]);
    expect(epcPayload(transfer).split("\n")[4]).toBe("");
  });

  it("writes names in the letters every bank carries", () => {
    const [, , , , , holder, , , , , reference] = epcPayload({
      ...transfer,
      holder: "L’Œuvre & Fils «\u00a0Été\u00a0»",
      reference: "Facture n°\u00a012\nsuite",
    }).split("\n");
    expect(holder).toBe("L'OEuvre + Fils Ete");
    expect(reference).toBe("Facture n 12 suite");
  });

  it.each([0n, -1n, 100_000_000_000n])("refuses an amount no transfer can carry: %s cents", (amountCents) => {
    expect(refusal(() => epcPayload({ ...transfer, amountCents })).code).toBe("EPC_AMOUNT");
  });

  it("fits the standard whatever the names, and keeps its eleven lines", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.bigInt({ min: 1n, max: 99_999_999_999n }),
        (holder, reference, amountCents) => {
          const payload = epcPayload({ ...transfer, holder, reference, amountCents, bic: "AGRIFRPPXXX" });
          expect(payload.split("\n")).toHaveLength(11);
          expect(new TextEncoder().encode(payload).length).toBeLessThanOrEqual(MAX_EPC_BYTES);
          expect(payload).toMatch(/^[\x20-\x7e\n]*$/);
        },
      ),
    );
  });
});
