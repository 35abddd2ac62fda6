/**
 * SIREN (9 digits, the company) and SIRET (14 digits, SIREN + 5 for the establishment), as INSEE
 * gives them: Code de commerce R123-220. Both end with a Luhn check digit.
 */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { typeset } from "../typography";

/** The only company whose establishments do not all follow Luhn: there are too many of them. */
const LA_POSTE_SIREN = "356000000";
const LA_POSTE_HEAD_OFFICE = "35600000000048";

/** Luhn sum of a string of digits: from the right, every second digit doubled, its digits added. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

/** True for a string of digits whose last digit is the Luhn check of the others. */
export function passesLuhn(digits: string): boolean {
  return /^\d+$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** True for nine digits, already without spaces, that INSEE could have given. */
export function isSiren(digits: string): boolean {
  return /^\d{9}$/.test(digits) && digits !== "000000000" && passesLuhn(digits);
}

/**
 * True for fourteen digits, already without spaces, that INSEE could have given. An
 * establishment of La Poste is valid when its digits add up to a multiple of five.
 */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || !isSiren(digits.slice(0, 9))) return false;
  if (digits.startsWith(LA_POSTE_SIREN) && digits !== LA_POSTE_HEAD_OFFICE) {
    return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  }
  return passesLuhn(digits);
}

/** Removes what people put between groups of digits: spaces of all kinds, dots, hyphens. */
function compact(text: string): string {
  return text.replace(/[\s\u200b.\-\u2010-\u2015]/g, "");
}

function assertDigits(digits: string, code: "SIREN" | "SIRET", example: string, field?: string): void {
  if (digits === "") {
    throw new DomainError(code, `Indiquez le ${code}, par exemple ${example}.`, field);
  }
  const letter = /[^\d]/.exec(digits)?.[0];
  if (letter === undefined) return;
  const hint = /o/i.test(letter) ? " Est-ce la lettre O au lieu du chiffre zéro ?" : "";
  throw new DomainError(
    code,
    typeset(
      `Un ${code} ne contient que des chiffres, par exemple ${example} ; « ${letter} » est de trop.${hint}`,
    ),
    field,
  );
}

/** « Il manque 2 chiffres » or « Il y a 1 chiffre de trop ». */
function lengthSentence(code: "SIREN" | "SIRET", found: number, expected: number): string {
  const count = Math.abs(expected - found);
  const noun = count > 1 ? "chiffres" : "chiffre";
  const wrong = found < expected ? `Il manque ${count} ${noun}` : `Il y a ${count} ${noun} de trop`;
  return `${wrong} : un ${code} en compte ${expected}.`;
}

/**
 * Reads a SIREN as people type it and returns its nine digits.
 *
 * @throws DomainError `SIREN` in French, saying what is wrong; recognises a SIRET or a French VAT
 *   number typed in its place.
 */
export function parseSiren(text: string, field?: string): string {
  const digits = compact(text);
  const vat = /^FR[\dA-Z]{2}(\d{9})$/i.exec(digits)?.[1];
  if (vat !== undefined && isSiren(vat)) {
    throw new DomainError(
      "SIREN",
      typeset(`C’est un numéro de TVA. Le SIREN en est la fin : ${formatSiren(vat)}.`),
      field,
    );
  }
  assertDigits(digits, "SIREN", formatSiren("501826473"), field);
  if (digits.length === 14 && isSiren(digits.slice(0, 9))) {
    throw new DomainError(
      "SIREN",
      typeset(`C’est un SIRET. Le SIREN en est le début : ${formatSiren(digits.slice(0, 9))}.`),
      field,
    );
  }
  if (digits.length !== 9) {
    throw new DomainError("SIREN", typeset(lengthSentence("SIREN", digits.length, 9)), field);
  }
  if (!isSiren(digits)) {
    throw new DomainError(
      "SIREN",
      typeset(
        `Le SIREN ${formatSiren(digits)} n’existe pas : un de ses chiffres est faux. Recopiez-le depuis un extrait Kbis ou une facture.`,
      ),
      field,
    );
  }
  return digits;
}

/**
 * Reads a SIRET as people type it and returns its fourteen digits.
 *
 * @throws DomainError `SIRET` in French, saying what is wrong.
 */
export function parseSiret(text: string, field?: string): string {
  const digits = compact(text);
  assertDigits(digits, "SIRET", formatSiret("50182647300016"), field);
  if (isSiren(digits)) {
    throw new DomainError(
      "SIRET",
      typeset(
        "C’est un SIREN (9 chiffres). Ajoutez les 5 chiffres de l’établissement, ou mettez-le dans la case du SIREN.",
      ),
      field,
    );
  }
  if (digits.length !== 14) {
    throw new DomainError("SIRET", typeset(lengthSentence("SIRET", digits.length, 14)), field);
  }
  if (!isSiret(digits)) {
    throw new DomainError(
      "SIRET",
      typeset(`Le SIRET ${formatSiret(digits)} n’existe pas : un de ses chiffres est faux. Vérifiez-le.`),
      field,
    );
  }
  return digits;
}

/** The company of an establishment: the first nine digits of its SIRET. */
export function sirenOfSiret(siret: string): string {
  return siret.slice(0, 9);
}

/** `501826473` → `501 826 473`, with no-break spaces. */
export function formatSiren(siren: string): string {
  return siren.replace(/(\d{3})(?=\d)/g, `$1${NBSP}`);
}

/** `50182647300016` → `501 826 473 00016`, with no-break spaces. */
export function formatSiret(siret: string): string {
  return `${formatSiren(siret.slice(0, 9))}${NBSP}${siret.slice(9)}`;
}
