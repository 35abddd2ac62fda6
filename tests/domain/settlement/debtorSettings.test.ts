import { describe, expect, it } from "vitest";
import { parseCardPaymentUrl } from "@/domain/settlement/debtorSettings";

describe("the address of a card payment page", () => {
  it("is a plain https address", () => {
    expect(parseCardPaymentUrl("https://paiement.banque.example/p/123?x=1")).toBe(
      "https://paiement.banque.example/p/123?x=1",
    );
  });

  it.each([
    "http://banque.example",
    "javascript:alert(1)",
    "https://banque.example@voleur.example/",
    "https://localhost/pay",
    'https://banque.example/"><script>',
    "banque.example",
    "data:text/html,x",
    `https://banque.example/${"a".repeat(600)}`,
  ])("refuses %s", (text) => {
    expect(() => parseCardPaymentUrl(text)).toThrow(expect.objectContaining({ code: "CARD_URL" }));
  });
});
