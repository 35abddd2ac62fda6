/**
 * IBAN (ISO 13616) of the SEPA zone, the French RIB key inside it, and BIC (ISO 9362). An IBAN
 * travels and is kept in its electronic form: capitals, no spaces.
 */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { typeset } from "../typography";

/** Length of an IBAN in each country of the SEPA zone (EPC 409-09). */
const SEPA_LENGTHS: Record<string, number> = {
  AD: 24,
  AL: 28,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

/** Countries whose account number is a French RIB: bank 5, branch 5, account 11, key 2. */
const RIB_COUNTRIES = new Set(["FR", "MC"]);
const RIB = /^(\d{5})(\d{5})([0-9A-Z]{11})(\d{2})$/;

/**
 * Remainder of the division by 97 of a text where letters count 10 (A) to 35 (Z), ISO 7064
 * MOD 97-10. Taken in pieces: the whole number has some fifty digits.
 */
export function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** The check digits a country and an account number call for. */
function checkDigitsOf(country: string, accountNumber: string): string {
  return String(98 - mod97(`${accountNumber}${country}00`)).padStart(2, "0");
}

/** True when the two check digits of an electronic IBAN go with the rest. */
export function hasValidCheckDigits(iban: string): boolean {
  // Compared, and not only divided: 00, 01 and 99 leave the right remainder but are never given.
  return checkDigitsOf(iban.slice(0, 2), iban.slice(4)) === iban.slice(2, 4);
}

/** Letters of a French account number as digits: A and J are 1, B, K and S are 2… I, R and Z are 9. */
function ribDigits(account: string): string {
  return account.replace(/[A-Z]/g, (letter) => {
    const rank = letter.charCodeAt(0) - 65;
    return String((letter < "S" ? rank % 9 : (rank - 17) % 9) + 1);
  });
}

/**
 * The key of a French RIB: 97 − (89 × bank + 15 × branch + 3 × account) mod 97.
 *
 * @param bank five digits  @param branch five digits  @param account eleven digits or letters
 */
export function ribKey(bank: string, branch: string, account: string): string {
  const sum = 89n * BigInt(bank) + 15n * BigInt(branch) + 3n * BigInt(ribDigits(account));
  return String(97n - (sum % 97n)).padStart(2, "0");
}

function refuse(sentence: string, field?: string): never {
  throw new DomainError("IBAN", typeset(sentence), field);
}

/** Someone typed the old RIB: gives the IBAN that holds it. */
function ibanOfRib(text: string): string | undefined {
  const match = RIB.exec(text);
  if (!match) return undefined;
  const [, bank = "", branch = "", account = "", key = ""] = match;
  return ribKey(bank, branch, account) === key ? `FR${checkDigitsOf("FR", text)}${text}` : undefined;
}

function checkRib(iban: string, field?: string): void {
  const match = RIB.exec(iban.slice(4));
  if (!match) {
    refuse(
      "Les 10 caractères qui suivent « FR76 » et les 2 derniers sont des chiffres. Vérifiez qu’aucun zéro n’est devenu la lettre O.",
      field,
    );
  }
  const [, bank = "", branch = "", account = "", key = ""] = match;
  if (ribKey(bank, branch, account) !== key) {
    refuse(
      `La clé RIB (les deux derniers chiffres, ${key}) ne va pas avec ce numéro de compte. Recopiez l’IBAN depuis le relevé de la banque.`,
      field,
    );
  }
}

function checkLength(iban: string, expected: number, field?: string): void {
  const count = Math.abs(expected - iban.length);
  if (count === 0) return;
  const noun = count > 1 ? "caractères" : "caractère";
  const wrong = iban.length < expected ? `Il manque ${count} ${noun}` : `Il y a ${count} ${noun} de trop`;
  refuse(`${wrong} : un IBAN qui commence par « ${iban.slice(0, 2)} » en compte ${expected}.`, field);
}

/**
 * Reads an IBAN as people type it (spaces, hyphens, small letters, « IBAN » in front) and returns
 * its electronic form.
 *
 * @throws DomainError `IBAN` in French, saying what is wrong: a character, the country, the
 *   length, the check digits, or the key of the French RIB.
 */
export function parseIban(text: string, field?: string): string {
  const iban = text
    .toUpperCase()
    .replace(/[\s\u200b.\-\u2010-\u2015]/g, "")
    .replace(/^IBAN:?/, "");
  if (iban === "")
    refuse("Indiquez l’IBAN du compte, par exemple celui du relevé d’identité bancaire.", field);
  const foreign = /[^0-9A-Z]/.exec(iban)?.[0];
  if (foreign !== undefined) {
    refuse(
      `Un IBAN ne contient que des lettres sans accent et des chiffres ; « ${foreign} » est de trop.`,
      field,
    );
  }
  const fromRib = ibanOfRib(iban);
  if (fromRib !== undefined) refuse(`C’est un RIB. L’IBAN de ce compte est ${formatIban(fromRib)}.`, field);
  if (!/^[A-Z]{2}\d{2}/.test(iban)) {
    refuse("Un IBAN commence par les deux lettres du pays et deux chiffres, par exemple « FR76 ».", field);
  }
  const country = iban.slice(0, 2);
  const expected = SEPA_LENGTHS[country];
  if (expected === undefined) {
    refuse(`« ${country} » n’est pas un pays de la zone SEPA. Indiquez un compte de cette zone.`, field);
  }
  checkLength(iban, expected, field);
  if (!hasValidCheckDigits(iban)) {
    refuse(
      "Cet IBAN n’existe pas : un caractère est faux, ou deux sont inversés. Recopiez-le depuis le relevé de la banque.",
      field,
    );
  }
  if (RIB_COUNTRIES.has(country)) checkRib(iban, field);
  return iban;
}

/** `FR7630006000011234567890189` → `FR76 3000 6000 0112 3456 7890 189`, with no-break spaces. */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, `$1${NBSP}`);
}

/** `FR76 •••• 189`: enough to recognise one's own account, not enough to use it. */
export function maskIban(iban: string): string {
  return `${iban.slice(0, 4)}${NBSP}••••${NBSP}${iban.slice(-3)}`;
}

/**
 * Reads a BIC: four letters for the bank, two for the country, two for the place, and three for
 * the branch or nothing. Returns it in capitals.
 *
 * @throws DomainError `BIC` in French, saying what is wrong.
 */
export function parseBic(text: string, field?: string): string {
  const bic = text.toUpperCase().replace(/[\s\u200b]/g, "");
  if (bic === "") throw new DomainError("BIC", "Indiquez le BIC, par exemple AGRIFRPP.", field);
  if (bic.length !== 8 && bic.length !== 11) {
    throw new DomainError(
      "BIC",
      typeset(`Un BIC compte 8 ou 11 caractères ; celui-ci en a ${bic.length}. Exemple : AGRIFRPP.`),
      field,
    );
  }
  if (!/^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(bic)) {
    throw new DomainError(
      "BIC",
      typeset(
        "Un BIC commence par six lettres, la banque puis le pays, suivies de lettres ou de chiffres. Exemple : AGRIFRPP.",
      ),
      field,
    );
  }
  return bic;
}
