import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPhoneNumber, parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { refusal } from "../../support/refusal";

describe("telephone number", () => {
  it.each([
    ["02 61 91 01 40", "+33261910140", "02 61 91 01 40"],
    ["02.61.91.01.40", "+33261910140", "02 61 91 01 40"],
    ["0261910140", "+33261910140", "02 61 91 01 40"],
    ["+33 2 61 91 01 40", "+33261910140", "02 61 91 01 40"],
    ["+33 (0)2 61 91 01 40", "+33261910140", "02 61 91 01 40"],
    ["+33 02 61 91 01 40", "+33261910140", "02 61 91 01 40"],
    ["0033 2-61-91-01-40", "+33261910140", "02 61 91 01 40"],
    ["(02) 61 91 01 40", "+33261910140", "02 61 91 01 40"],
    ["06\u00a012\u202f34 56 78", "+33612345678", "06 12 34 56 78"],
    ["0590 12 34 56", "+590590123456", "05 90 12 34 56"],
    ["+262 692 12 34 56", "+262692123456", "06 92 12 34 56"],
    ["+32 2 123 45 67", "+3221234567", "+32 21 23 45 67"],
    ["+32 471 23 45 67", "+32471234567", "+32 471 23 45 67"],
    ["00352 26 12 34 56", "+35226123456", "+352 26 12 34 56"],
    ["+1 415 555 2671", "+14155552671", "+1 41 55 55 26 71"],
    ["+44 (0)20 7946 0958", "+442079460958", "+44 20 79 46 09 58"],
  ])("reads « %s »", (text, stored, shown) => {
    expect(parsePhoneNumber(text)).toBe(stored);
    expect(formatPhoneNumber(stored)).toBe(shown.replaceAll(" ", "\u00a0"));
  });

  it.each([
    ["", "Indiquez un numéro"],
    ["02 61 91 01 4", "Il manque 1 chiffre"],
    ["02 61 91 01 400", "Il y a 1 chiffre de trop"],
    ["+33 2 61 91 01", "Il manque 2 chiffres"],
    ["261910140", "commence par 0"],
    ["02 61 91 01 40 poste 12", "«\u00a0p\u00a0» est de trop"],
    ["02 61 91 01 40 / 06 12 34 56 78", "Il y a 10 chiffres de trop"],
    ["+33 0 02 61 91 01 40", "chiffre"],
    ["+12", "de 8 à 15 chiffres"],
    ["+1234567890123456", "de 8 à 15 chiffres"],
    ["+012345678", "Après «\u00a0+\u00a0» vient l’indicatif"],
    ["3631", "commence par 0"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parsePhoneNumber(text, "phone"));
    expect(error).toMatchObject({ code: "PHONE", field: "phone" });
    expect(error.message).toContain(sentence);
  });

  it("is shown in a form that reads back as the same number", () => {
    const french = fc.stringMatching(/^0[1-9][0-9]{8}$/);
    const foreign = fc.stringMatching(/^\+(32|352|49|1|44|687)[1-9][0-9]{7,8}$/);
    fc.assert(
      fc.property(fc.oneof(french, foreign), (text) => {
        const stored = parsePhoneNumber(text);
        expect(stored).toMatch(/^\+[1-9]\d{7,14}$/);
        expect(parsePhoneNumber(formatPhoneNumber(stored))).toBe(stored);
      }),
    );
  });
});
