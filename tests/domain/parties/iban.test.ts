import fc from "fast-check";
import { getCountrySpecifications, isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";
import { describe, expect, it } from "vitest";
import {
  formatIban,
  hasValidCheckDigits,
  maskIban,
  mod97,
  parseBic,
  parseIban,
  ribKey,
} from "@/domain/parties/iban";
import { refusal } from "../../support/refusal";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

/** Electronic IBANs of French accounts whose check digits and key are right. */
const frenchIban = fc
  .tuple(digits(5), digits(5), fc.stringMatching(/^[0-9A-Z]{11}$/))
  .map(([bank, branch, account]) => {
    const bban = bank + branch + account + ribKey(bank, branch, account);
    const check = String(98 - mod97(`${bban}FR00`)).padStart(2, "0");
    return `FR${check}${bban}`;
  });

const accepted = (iban: string) => {
  try {
    return parseIban(iban) === iban;
  } catch {
    return false;
  }
};

describe("IBAN", () => {
  it.each([
    ["FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"],
    ["fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"],
    ["IBAN : FR76-3000-6000-0112-3456-7890-189", "FR7630006000011234567890189"],
    ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000"],
    ["BE68\u00a05390\u00a00754\u00a07034", "BE68539007547034"],
    ["GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"],
    ["MC58 1122 2000 0101 2345 6789 030", "MC5811222000010123456789030"],
    ["MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S"],
  ])("reads %s", (text, expected) => {
    expect(parseIban(text)).toBe(expected);
  });

  it.each([
    ["", "Indiquez l’IBAN"],
    [
      "FR76 3000 6000 0112 3456 7890 18",
      "Il manque 1 caractère\u00a0: un IBAN qui commence par «\u00a0FR\u00a0» en compte 27.",
    ],
    ["FR76 3000 6000 0112 3456 7890 18901", "Il y a 2 caractères de trop"],
    ["FR76 3000 6000 0112 3456 7890 198", "un caractère est faux, ou deux sont inversés"],
    ["FR76 3000 6000 0112 3456 7890 18é", "«\u00a0É\u00a0» est de trop"],
    ["7630006000011234567890189", "commence par les deux lettres du pays"],
    ["BR15 0000 0000 0000 1093 2840 814P 2", "n’est pas un pays de la zone SEPA"],
    [
      "30006 00001 12345678901 89",
      "L’IBAN de ce compte est FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189.",
    ],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseIban(text, "iban"));
    expect(error).toMatchObject({ code: "IBAN", field: "iban" });
    expect(error.message).toContain(sentence);
  });

  it("checks the key of the RIB even when the IBAN is right", () => {
    const bban = "30006000011234567890188";
    const iban = `FR${String(98 - mod97(`${bban}FR00`)).padStart(2, "0")}${bban}`;
    expect(hasValidCheckDigits(iban)).toBe(true);
    expect(refusal(() => parseIban(iban)).message).toContain("La clé RIB");
  });

  it("asks for digits where French accounts have digits", () => {
    const bban = "3000600O0112345678901".concat("89");
    const iban = `FR${String(98 - mod97(`${bban}FR00`)).padStart(2, "0")}${bban}`;
    expect(refusal(() => parseIban(iban)).message).toContain("la lettre O");
  });

  it("agrees with another implementation on French accounts", () => {
    fc.assert(
      fc.property(frenchIban, (iban) => {
        expect(isValidIBAN(iban)).toBe(true);
        expect(parseIban(iban)).toBe(iban);
      }),
    );
  });

  it("agrees with another implementation on altered accounts", () => {
    // A digit in the place of a letter can leave the check digits right: the RIB key is then wrong.
    expect(hasValidCheckDigits("FR33731381994922AA00A000A48")).toBe(true);
    expect(accepted("FR33731381994922AA00A000A48")).toBe(false);
    fc.assert(
      fc.property(
        frenchIban,
        fc.integer({ min: 2, max: 26 }),
        fc.integer({ min: 0, max: 9 }),
        (iban, at, digit) => {
          const altered = iban.slice(0, at) + String(digit) + iban.slice(at + 1);
          expect(accepted(altered)).toBe(isValidIBAN(altered));
        },
      ),
    );
  });

  it("finds every inversion of two neighbouring digits", () => {
    fc.assert(
      fc.property(frenchIban, fc.integer({ min: 4, max: 25 }), (iban, at) => {
        // Not of letters: « 1B » and « B1 » are both 111 to the check.
        fc.pre(iban[at] !== iban[at + 1] && /^\d\d$/.test(iban.slice(at, at + 2)));
        const swapped = iban.slice(0, at) + iban[at + 1] + iban[at] + iban.slice(at + 2);
        expect(hasValidCheckDigits(swapped)).toBe(false);
      }),
    );
  });

  it("has the lengths of the registry for every SEPA country", () => {
    for (const [country, specification] of Object.entries(getCountrySpecifications())) {
      if (!isSEPACountry(country)) continue;
      const length = specification.chars ?? 0;
      const tooShort = `${country}00${"0".repeat(length - 5)}`;
      expect(refusal(() => parseIban(tooShort)).message, country).toContain(`en compte ${length}`);
    }
  });

  it("divides by 97 like whole-number arithmetic", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), (text) => {
        const number = [...text].map((character) => Number.parseInt(character, 36)).join("");
        expect(mod97(text)).toBe(Number(BigInt(number) % 97n));
      }),
    );
  });

  it("is shown by groups of four, or masked", () => {
    expect(formatIban("FR7630006000011234567890189")).toBe(
      "FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189",
    );
    expect(maskIban("FR7630006000011234567890189")).toBe("FR76\u00a0••••\u00a0189");
    fc.assert(
      fc.property(frenchIban, (iban) => {
        expect(parseIban(formatIban(iban))).toBe(iban);
      }),
    );
  });
});

describe("key of a RIB", () => {
  it.each([
    ["30006", "00001", "12345678901", "89"],
    ["20041", "01005", "0500013M026", "06"],
    ["11222", "00001", "01234567890", "30"],
  ])("of %s %s %s is %s", (bank, branch, account, key) => {
    expect(ribKey(bank, branch, account)).toBe(key);
  });

  it("reads letters as the digits of the table", () => {
    const table = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const values = "12345678912345678923456789";
    for (const [index, letter] of [...table].entries()) {
      expect(ribKey("00000", "00000", letter.padStart(11, "0"))).toBe(
        ribKey("00000", "00000", (values[index] ?? "").padStart(11, "0")),
      );
    }
  });
});

describe("BIC", () => {
  it.each(["AGRIFRPP", "agri fr pp 831", "BNPAFRPPXXX", "DEUTDEFF500"])("reads %s", (text) => {
    const bic = parseBic(text);
    expect(bic).toBe(text.replaceAll(" ", "").toUpperCase());
    expect(isValidBIC(bic)).toBe(true);
  });

  it.each([
    ["", "Indiquez le BIC"],
    ["AGRIFRP", "celui-ci en a 7"],
    ["AGR1FRPP", "commence par six lettres"],
    ["AGRIFRPP-83", "commence par six lettres"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseBic(text));
    expect(error.code).toBe("BIC");
    expect(error.message).toContain(sentence);
  });
});
