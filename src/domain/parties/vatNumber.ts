/**
 * Intra-Community VAT numbers. The French one is `FR`, a key of two characters and the SIREN
 * (CGI art. 286 ter); other countries are checked by shape only, their keys being their own.
 */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { typeset } from "../typography";
import { formatSiren, isSiren } from "./siren";

/** Digits and capital letters of the newer French keys: O and I are left out. */
const KEY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Shape of what follows the two letters of the country, for members of the Union but France. */
const SHAPES: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z\d]\d{7}[A-Z\d]$/,
  FI: /^\d{8}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z\d+*]{10}\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
};

/** The two digits that come before a SIREN in its VAT number: (12 + 3 × (SIREN mod 97)) mod 97. */
export function frenchVatKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, "0");
}

/** The French VAT number of a valid SIREN: `303265045` → `FR40303265045`. */
export function vatNumberOfSiren(siren: string): string {
  return `FR${frenchVatKey(siren)}${siren}`;
}

/** The SIREN inside a French VAT number, or undefined for another country or for Monaco. */
export function sirenOfVatNumber(vatNumber: string): string | undefined {
  const siren = /^FR[0-9A-Z]{2}(\d{9})$/.exec(vatNumber)?.[1];
  return siren !== undefined && isSiren(siren) ? siren : undefined;
}

/** A key is two digits, or holds a letter since numbers began to run out of plain keys. */
function isFrenchKeyOf(key: string, siren: string): boolean {
  if (/^\d{2}$/.test(key)) return key === frenchVatKey(siren);
  const first = KEY_ALPHABET.indexOf(key.charAt(0));
  const second = KEY_ALPHABET.indexOf(key.charAt(1));
  if (first < 0 || second < 0) return false;
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

function checkFrench(rest: string, field?: string): void {
  const example = "FR40 303 265 045".replaceAll(" ", NBSP);
  const match = /^([0-9A-Z]{2})(\d{9})$/.exec(rest);
  if (!match) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset(`Un numéro de TVA français s’écrit « FR », deux caractères, puis le SIREN : ${example}.`),
      field,
    );
  }
  const [, key = "", siren = ""] = match;
  // Companies of Monaco have French VAT numbers whose digits are not a SIREN; they begin with 000.
  const isMonaco = siren.startsWith("000");
  if (!isMonaco && !isSiren(siren)) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset(`Le SIREN ${formatSiren(siren)} de ce numéro de TVA n’existe pas. Vérifiez ses chiffres.`),
      field,
    );
  }
  if (!isFrenchKeyOf(key, siren)) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset(
        `La clé « ${key} » ne va pas avec ce SIREN. Le numéro serait plutôt ${formatVatNumber(vatNumberOfSiren(siren))}.`,
      ),
      field,
    );
  }
}

/**
 * Reads a VAT number of the European Union and returns it in capitals without spaces.
 *
 * @throws DomainError `VAT_NUMBER` in French, saying what is wrong.
 */
export function parseVatNumber(text: string, field?: string): string {
  const number = text.replace(/[\s\u200b.\-\u2010-\u2015/]/g, "").toUpperCase();
  const country = number.slice(0, 2).replace(/^GR$/, "EL");
  const rest = number.slice(2);
  if (number === "") {
    throw new DomainError("VAT_NUMBER", "Indiquez le numéro de TVA intracommunautaire.", field);
  }
  if (!/^[A-Z]{2}/.test(number)) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset("Un numéro de TVA commence par les deux lettres du pays, par exemple « FR »."),
      field,
    );
  }
  if (country === "FR") {
    checkFrench(rest, field);
    return number;
  }
  const shape = SHAPES[country];
  if (!shape) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset(`« ${country} » n’est pas un pays de l’Union européenne : laissez cette case vide.`),
      field,
    );
  }
  if (!shape.test(rest)) {
    throw new DomainError(
      "VAT_NUMBER",
      typeset(
        `« ${country}${rest.slice(0, 20)} » n’a pas la forme d’un numéro de TVA de ce pays. Vérifiez-le.`,
      ),
      field,
    );
  }
  return `${country}${rest}`;
}

/** `FR40303265045` → `FR40 303 265 045` with no-break spaces; other countries: `BE 0123456789`. */
export function formatVatNumber(vatNumber: string): string {
  if (vatNumber.startsWith("FR")) {
    return `${vatNumber.slice(0, 4)}${NBSP}${formatSiren(vatNumber.slice(4))}`;
  }
  return `${vatNumber.slice(0, 2)}${NBSP}${vatNumber.slice(2)}`;
}
