import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatSiren,
  formatSiret,
  isSiren,
  isSiret,
  parseSiren,
  parseSiret,
  passesLuhn,
  sirenOfSiret,
} from "@/domain/parties/siren";
import { refusal } from "../../support/refusal";

/** Digits followed by the check digit that makes them pass. */
function withLuhnDigit(digits: string): string {
  const last = [..."0123456789"].find((digit) => passesLuhn(digits + digit));
  return digits + last;
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(""));

describe("SIREN", () => {
  it.each(["501826473", "732829320", "552100554", "356000000", "303265045"])("accepts %s", (siren) => {
    expect(parseSiren(siren)).toBe(siren);
  });

  it.each(["501 826 473", "501\u00a0826\u202f473", " 501.826.473 ", "501-826-473"])(
    "reads « %s »",
    (text) => {
      expect(parseSiren(text)).toBe("501826473");
    },
  );

  it.each([
    ["", "Indiquez le SIREN"],
    ["50182647", "Il manque 1 chiffre\u00a0: un SIREN en compte 9."],
    ["5018264731", "Il y a 1 chiffre de trop"],
    ["501826472", "501\u00a0826\u00a0472 n’existe pas"],
    ["000000000", "n’existe pas"],
    ["5O1826473", "Est-ce la lettre O"],
    ["50182647X", "«\u00a0X\u00a0» est de trop"],
    ["501 826 473 00016", "C’est un SIRET. Le SIREN en est le début\u00a0: 501\u00a0826\u00a0473."],
    ["FR40 303 265 045", "C’est un numéro de TVA. Le SIREN en est la fin\u00a0: 303\u00a0265\u00a0045."],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseSiren(text, "siren"));
    expect(error).toMatchObject({ code: "SIREN", field: "siren" });
    expect(error.message).toContain(sentence);
  });

  it("never takes a number for another that differs by one digit", () => {
    fc.assert(
      fc.property(digits(8), fc.nat(8), fc.integer({ min: 1, max: 9 }), (start, position, shift) => {
        const siren = withLuhnDigit(start);
        const mutated = [...siren];
        mutated[position] = String((Number(siren[position]) + shift) % 10);
        expect(passesLuhn(siren)).toBe(true);
        expect(isSiren(mutated.join(""))).toBe(false);
      }),
    );
  });

  it("is written by groups of three and read back", () => {
    expect(formatSiren("501826473")).toBe("501\u00a0826\u00a0473");
    fc.assert(
      fc.property(digits(8), (start) => {
        const siren = withLuhnDigit(start);
        fc.pre(siren !== "000000000");
        expect(parseSiren(formatSiren(siren))).toBe(siren);
      }),
    );
  });
});

describe("SIRET", () => {
  it("is a SIREN and an establishment", () => {
    expect(parseSiret("501 826 473 00016")).toBe("50182647300016");
    expect(sirenOfSiret("50182647300016")).toBe("501826473");
    expect(formatSiret("50182647300016")).toBe("501\u00a0826\u00a0473\u00a000016");
  });

  it("of La Poste adds up to a multiple of five, but for its head office", () => {
    expect(isSiret("35600000000048")).toBe(true);
    // 3 + 5 + 6 + 1 = 15, while Luhn gives 8.
    expect(isSiret("35600000000001")).toBe(true);
    expect(isSiret("35600000000002")).toBe(false);
    // Passes Luhn with a sum of 26, and is not the head office.
    expect(passesLuhn("35600000000840")).toBe(true);
    expect(isSiret("35600000000840")).toBe(false);
    // The exception is theirs alone: sum 40, Luhn fails.
    expect(isSiret("50182647300013")).toBe(false);
  });

  it("needs a real SIREN inside", () => {
    const siret = withLuhnDigit("5018264720001");
    expect(passesLuhn(siret)).toBe(true);
    expect(isSiret(siret)).toBe(false);
  });

  it.each([
    ["", "Indiquez le SIRET"],
    ["501826473", "C’est un SIREN"],
    ["501826473000", "Il manque 2 chiffres"],
    ["501826473000160", "Il y a 1 chiffre de trop"],
    ["50182647300017", "n’existe pas"],
    ["501826473OOO16", "la lettre O"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseSiret(text));
    expect(error.code).toBe("SIRET");
    expect(error.message).toContain(sentence);
  });
});
