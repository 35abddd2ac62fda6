import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSiren } from "@/domain/parties/siren";
import {
  formatVatNumber,
  frenchVatKey,
  parseVatNumber,
  sirenOfVatNumber,
  vatNumberOfSiren,
} from "@/domain/parties/vatNumber";
import { refusal } from "../../support/refusal";

describe("French VAT number", () => {
  it.each([
    ["303265045", "FR40303265045"],
    ["334175221", "FR23334175221"],
    ["732829320", "FR44732829320"],
  ])("of SIREN %s is %s", (siren, vatNumber) => {
    expect(vatNumberOfSiren(siren)).toBe(vatNumber);
    expect(parseVatNumber(vatNumber)).toBe(vatNumber);
    expect(sirenOfVatNumber(vatNumber)).toBe(siren);
  });

  it("keeps the leading zero of its key", () => {
    const siren = Array.from({ length: 2000 }, (_, index) => String(100000000 + index)).find(
      (digits) => isSiren(digits) && frenchVatKey(digits).startsWith("0"),
    );
    expect(siren).toBeDefined();
    expect(parseVatNumber(vatNumberOfSiren(siren ?? ""))).toBe(vatNumberOfSiren(siren ?? ""));
  });

  it("reads spaces, dots and small letters", () => {
    expect(parseVatNumber(" fr 40.303 265\u00a0045 ")).toBe("FR40303265045");
    expect(formatVatNumber("FR40303265045")).toBe("FR40\u00a0303\u00a0265\u00a0045");
  });

  it("accepts keys with a letter, and Monaco, which has no SIREN", () => {
    expect(parseVatNumber("FRK7399859412")).toBe("FRK7399859412");
    expect(parseVatNumber("FR4Z123456782")).toBe("FR4Z123456782");
    expect(parseVatNumber("FR53000004605")).toBe("FR53000004605");
    expect(sirenOfVatNumber("FR53000004605")).toBeUndefined();
    expect(refusal(() => parseVatNumber("FRK8399859412")).message).toContain("La clé");
  });

  it("has one key only for a SIREN", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 96 }), (key) => {
        const text = `FR${String(key).padStart(2, "0")}303265045`;
        if (key === 40) expect(parseVatNumber(text)).toBe(text);
        else expect(refusal(() => parseVatNumber(text)).message).toContain("FR40\u00a0303\u00a0265\u00a0045");
      }),
    );
  });

  it.each([
    ["", "Indiquez le numéro de TVA"],
    ["40303265045", "commence par les deux lettres du pays"],
    ["FR4030326504", "s’écrit «\u00a0FR\u00a0»"],
    ["FR40303265046", "Le SIREN 303\u00a0265\u00a0046"],
    ["US123456789", "n’est pas un pays de l’Union européenne"],
    ["DE12345678", "n’a pas la forme"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseVatNumber(text, "vat"));
    expect(error).toMatchObject({ code: "VAT_NUMBER", field: "vat" });
    expect(error.message).toContain(sentence);
  });
});

describe("VAT numbers of other countries", () => {
  it.each([
    ["BE 0428.759.497", "BE0428759497"],
    ["DE 136 695 976", "DE136695976"],
    ["LU 15027442", "LU15027442"],
    ["ES X1234567L", "ESX1234567L"],
    ["IT 00743110157", "IT00743110157"],
    ["NL 004495445B01", "NL004495445B01"],
    ["GR 094259216", "EL094259216"],
    ["ATU13585627", "ATU13585627"],
  ])("reads %s", (text, expected) => {
    expect(parseVatNumber(text)).toBe(expected);
  });

  it("are written with their country apart", () => {
    expect(formatVatNumber("LU15027442")).toBe("LU\u00a015027442");
  });
});
