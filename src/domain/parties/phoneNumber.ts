/**
 * Telephone numbers, kept in the international form of E.164 (`+33261910140`) and shown to a
 * French reader the way French people write them (`02 61 91 01 40`).
 */
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { typeset } from "../typography";

/**
 * Overseas numbers are dialled like French ones but have their own country code: the first four
 * digits tell (plan de numérotation, Arcep).
 */
const OVERSEAS_CODES: Record<string, string> = {
  "0262": "262",
  "0263": "262",
  "0269": "262",
  "0639": "262",
  "0692": "262",
  "0693": "262",
  "0590": "590",
  "0690": "590",
  "0691": "590",
  "0594": "594",
  "0694": "594",
  "0596": "596",
  "0696": "596",
  "0697": "596",
};

/** Country codes of two digits; +1 and +7 have one, the others three (ITU-T E.164). */
const TWO_DIGIT_CODES = new Set(
  "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".split(
    " ",
  ),
);

const EXAMPLE = `02${NBSP}61${NBSP}91${NBSP}01${NBSP}40`;

function refuse(sentence: string, field?: string): never {
  throw new DomainError("PHONE", typeset(sentence), field);
}

/** Ten digits that begin with 0, as dialled in France → E.164. */
function fromNational(digits: string, field?: string): string {
  if (digits.length !== 10) {
    const count = Math.abs(10 - digits.length);
    const noun = count > 1 ? "chiffres" : "chiffre";
    const wrong = digits.length < 10 ? `Il manque ${count} ${noun}` : `Il y a ${count} ${noun} de trop`;
    refuse(`${wrong} : un numéro français en compte 10, par exemple ${EXAMPLE}.`, field);
  }
  if (digits.startsWith("00"))
    refuse(`Un numéro français commence par 01 à 09, par exemple ${EXAMPLE}.`, field);
  return `+${OVERSEAS_CODES[digits.slice(0, 4)] ?? "33"}${digits.slice(1)}`;
}

/**
 * Reads a number as people type it: `02 61 91 01 40`, `02.61.91.01.40`, `+33 (0)2 61 91 01 40`,
 * `0033…`, or a number of another country with its `+`. Returns the E.164 form.
 *
 * @throws DomainError `PHONE` in French, saying what is wrong.
 */
export function parsePhoneNumber(text: string, field?: string): string {
  const compact = text.replace(/[\s\u200b.\-\u2010-\u2015/]/g, "").replace(/^(\+|00)(\d{2,3})\(0\)/, "$1$2");
  const digits = compact.replace(/[()]/g, "");
  if (digits === "") refuse(`Indiquez un numéro de téléphone, par exemple ${EXAMPLE}.`, field);
  const wrong = /[^\d]/.exec(digits.replace(/^\+/, ""))?.[0];
  if (wrong !== undefined) {
    refuse(`Un numéro de téléphone ne contient que des chiffres ; « ${wrong} » est de trop.`, field);
  }
  const international = /^(?:\+|00)(\d+)$/.exec(digits)?.[1];
  if (international === undefined) {
    if (/^0/.test(digits)) return fromNational(digits, field);
    refuse(
      `Un numéro français commence par 0, par exemple ${EXAMPLE}. Pour un autre pays, commencez par « + » et son indicatif.`,
      field,
    );
  }
  // « +33 02… » keeps the zero of the national form by mistake.
  const french = /^33(0?)(\d+)$/.exec(international);
  if (french) return fromNational(`0${french[2] ?? ""}`, field);
  if (international.startsWith("0")) {
    refuse("Après « + » vient l’indicatif du pays, par exemple +32 pour la Belgique.", field);
  }
  if (international.length < 8 || international.length > 15) {
    refuse("Un numéro international compte de 8 à 15 chiffres, indicatif du pays compris.", field);
  }
  return `+${international}`;
}

function countryCodeOf(digits: string): string {
  if (/^[17]/.test(digits)) return digits.slice(0, 1);
  return digits.slice(0, TWO_DIGIT_CODES.has(digits.slice(0, 2)) ? 2 : 3);
}

/** Digits by twos from the end; an odd count begins with three. */
function pairs(digits: string): string {
  const head = digits.length % 2 === 0 ? 0 : 3;
  const rest = digits.slice(head).replace(/(\d{2})(?=\d)/g, `$1${NBSP}`);
  return head === 0 ? rest : [digits.slice(0, head), rest].filter((part) => part !== "").join(NBSP);
}

/**
 * `+33261910140` → `02 61 91 01 40`, `+32471234567` → `+32 471 23 45 67`, with no-break spaces.
 * Numbers of the French overseas departments are written as they are dialled there.
 */
export function formatPhoneNumber(phoneNumber: string): string {
  const digits = phoneNumber.replace(/^\+/, "");
  const code = countryCodeOf(digits);
  const rest = digits.slice(code.length);
  if (code === "33" || OVERSEAS_CODES[`0${rest.slice(0, 3)}`] === code) return pairs(`0${rest}`);
  return `+${code}${NBSP}${pairs(rest)}`;
}
