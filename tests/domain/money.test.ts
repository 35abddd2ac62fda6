import { describe, expect, it } from "vitest";
import { parseAmount } from "@/domain/money";
import { refusal } from "../support/refusal";

describe("an amount typed by a person", () => {
  it.each([
    ["1 234,56", 123_456n],
    ["1.234,56", 123_456n],
    ["1,234.56", 123_456n],
    ["1.234", 123_400n],
    ["12,500", 1_250_000n],
    ["1.234.567", 123_456_700n],
    ["0,5", 50n],
    ["0.12", 12n],
    ["−3,00", -300n],
  ])("« %s » is read", (text, cents) => {
    expect(parseAmount(text)).toBe(cents);
  });

  it.each(["0,500", "0.125", "-0,500", "0.123,45", "00.500", "012,345", "0,123,456"])(
    "« %s » is refused: no group of thousands begins with 0",
    (text) => {
      expect(refusal(() => parseAmount(text, "amountCents"))).toMatchObject({
        code: "AMOUNT",
        field: "amountCents",
      });
    },
  );
});
