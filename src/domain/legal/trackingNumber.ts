/**
 * Numbers and states of registered letters. Only the general shape of a number is refused; a
 * doubtful check digit is a warning, because two of the three rules are not official.
 */
import { NBSP } from "../money";
import { typeset } from "../typography";

export type TrackingNumberFormat = "DOMESTIC_LRAR" | "SMARTDATA" | "INTERNATIONAL" | "OTHER";

export interface TrackingNumber {
  /** Upper case, without spaces. */
  readonly value: string;
  readonly format: TrackingNumberFormat;
  /** French sentence when the number looks mistyped, undefined when all is well. */
  readonly warning: string | undefined;
}

const SHAPE = /^[0-9A-Z]{11,15}$/;

/** Removes spaces and sets upper case, as people copy numbers from a receipt. */
export function normalizeTrackingNumber(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, "").toUpperCase();
}

/** Reads a number; undefined when it cannot be one (11 to 15 letters and digits). */
export function readTrackingNumber(text: string): TrackingNumber | undefined {
  const value = normalizeTrackingNumber(text);
  if (!SHAPE.test(value)) return undefined;
  const format = formatOf(value);
  const warning = isCheckRight(value, format)
    ? undefined
    : typeset("Ce numéro contient peut-être une faute de frappe : sa clé de contrôle ne correspond pas.");
  return { value, format, warning };
}

/** `1A04787720243` → `1A 047 877 2024 3`, as on the receipt; other numbers are left as they are. */
export function formatTrackingNumber(text: string): string {
  const value = normalizeTrackingNumber(text);
  return formatOf(value) === "DOMESTIC_LRAR"
    ? value.replace(/^(..)(...)(...)(....)(.)$/, ["$1", "$2", "$3", "$4", "$5"].join(NBSP))
    : value;
}

function formatOf(value: string): TrackingNumberFormat {
  if (/^[0-9][A-Z]\d{11}$/.test(value)) return "DOMESTIC_LRAR";
  if (/^\d{14}[0-9A-Z]$/.test(value)) return "SMARTDATA";
  if (/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(value)) return "INTERNATIONAL";
  return "OTHER";
}

function isCheckRight(value: string, format: TrackingNumberFormat): boolean {
  switch (format) {
    case "DOMESTIC_LRAR":
      return domesticCheckDigit(value.slice(2, 12)) === value.at(12);
    case "SMARTDATA":
      return mod37Check(value.slice(0, 14)) === value.at(14);
    case "INTERNATIONAL":
      return upuCheckDigit(value.slice(2, 10)) === value.at(10);
    case "OTHER":
      return true;
  }
}

/** Weights 3, 1, 3, 1… from the right, as on parcels; seen to hold, not documented. */
function domesticCheckDigit(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    sum += Number(digit) * (index % 2 === 0 ? 3 : 1);
  });
  return String((10 - (sum % 10)) % 10);
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** ISO 7064 MOD 37,36. */
function mod37Check(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] ?? "";
}

/** UPU S10: weights 8 6 4 2 3 5 9 7, modulus 11. */
function upuCheckDigit(digits: string): string {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return "0";
  return check === 11 ? "5" : String(check);
}
