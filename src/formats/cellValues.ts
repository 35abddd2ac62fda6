/** Reads amounts and dates of a table, knowing how its columns are written. */
import { addDays, isLocalDate, type LocalDate, localDate } from "@/domain/calendar";
import { formatDate, parseDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import { parseAmount } from "@/domain/money";
import { comparisonKey } from "@/domain/parties/asciiText";
import { typeset } from "@/domain/typography";

/** Day first as in Europe, or month first as in the United States. */
export type DateOrder = "DMY" | "MDY";
export type DecimalSeparator = "," | ".";

/** How a column of dates is written. */
export interface DateConvention {
  /** undefined when nothing tells `03/04` from `04/03`. */
  order: DateOrder | undefined;
  /** Every cell is a number of days, as Excel counts them. */
  isSerial: boolean;
}

/** Invoices outside these years are slips of the keyboard. */
const FIRST_DAY = localDate("2000-01-01");
const LAST_DAY = localDate("2099-12-31");

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

const CURRENCY_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\$|USD|US\$/i, "en dollars"],
  [/£|GBP/i, "en livres sterling"],
  [/CHF/i, "en francs suisses"],
  [/¥|JPY|CNY/i, "dans une autre devise"],
  [/CAD|MAD|XPF|XOF|XAF|TND|DZD|SEK|NOK|DKK|PLN|CZK|RON|HUF/i, "dans une autre devise"],
];

/** An amount without sign, spaces and currency: digits, dots and commas. */
interface BareAmount {
  isNegative: boolean;
  digits: string;
}

/** Longer than any amount with its signs and its currency. Beyond, reading what nobody wrote takes ever longer. */
const MAX_AMOUNT_LENGTH = 100;

/** Takes off the currency, the sign (`-12`, `12-`, `(12)`) and the spaces between thousands. */
function bareAmount(text: string): BareAmount | undefined {
  if (text.length > MAX_AMOUNT_LENGTH) return undefined;
  const plain = text
    .replace(/[\u2212\u2012-\u2014]/g, "-")
    .replace(/[\s\u200b]+/g, " ")
    .replace(/€|\beuros?\b|\bEUR\b|\b(TTC|HT)\b/gi, "")
    .trim();
  const match = /^(\()?\s*([+-])?\s*([\d.,'’ ]*\d)\s*(-)?\s*(\))?$/.exec(plain);
  if (!match) return undefined;
  const [, opening, sign, body = "", trailing, closing] = match;
  const signs = [opening, sign, trailing].filter((part) => part !== undefined);
  if ((opening === undefined) !== (closing === undefined) || signs.length > 1) return undefined;
  const groups = /^[1-9]\d{0,2}([ '’]\d{3})+([.,]\d+)?$/;
  if (/[ '’]/.test(body) && !groups.test(body)) return undefined;
  return { isNegative: signs.length > 0 && sign !== "+", digits: body.replace(/[ '’]/g, "") };
}

/**
 * What an amount alone tells of its decimal separator: `12,5` has a comma, `1.234,56` too,
 * `1 234` and `1.234` say nothing.
 */
export function decimalEvidence(text: string): DecimalSeparator | undefined {
  const digits = bareAmount(text)?.digits ?? "";
  const separators = digits.replace(/\d/g, "");
  const last = separators.at(-1);
  if (last !== "," && last !== ".") return undefined;
  const other = last === "," ? "." : ",";
  if (separators.includes(other)) return last;
  // Twice the same: it parts thousands, so the decimals would have the other one.
  if (separators.length > 1) return other;
  const decimals = digits.length - digits.indexOf(last) - 1;
  const isGroup = decimals === 3 && /^[1-9]\d{0,2}[.,]/.test(digits);
  return isGroup ? undefined : last;
}

function notAnAmount(text: string): never {
  refuse("AMOUNT", `« ${text.slice(0, 40)} » n’est pas un montant. Écrivez par exemple 1\u00a0234,56.`);
}

/**
 * Reads an amount: `1 234,56`, `1.234,56`, `1,234.56`, `12,00 €`, `(12,00)`, `-12`.
 *
 * @param decimal separator of the column, undefined when nothing in the file tells
 * @returns cents, negative for a credit
 * @throws DomainError `AMOUNT`, `AMOUNT_AMBIGUOUS` (`1.234` in a file without cents) or `CURRENCY`
 */
export function readAmount(text: string, decimal: DecimalSeparator | undefined): bigint {
  const currency = CURRENCY_SIGNS.find(([sign]) => sign.test(text))?.[1];
  if (currency !== undefined) {
    refuse("CURRENCY", `Ce montant est ${currency} : seules les factures en euros se relancent ici.`);
  }
  if (text.length > MAX_AMOUNT_LENGTH) notAnAmount(text);
  if (/^\d+[.,]?\d*E[+-]?\d+$/i.test(text.trim())) {
    refuse("AMOUNT", "Le tableur a abrégé ce montant. Mettez la colonne au format Nombre, puis réexportez.");
  }
  const bare = bareAmount(text);
  if (!bare) notAnAmount(text);
  const separator = decimalEvidence(text) ?? decimal;
  const parts = /^(\d+)(?:([.,])(\d{3}))?$/.exec(bare.digits);
  if (separator === undefined && parts?.[3] !== undefined) {
    refuse(
      "AMOUNT_AMBIGUOUS",
      `« ${text.slice(0, 40)} » peut valoir ${parts[1]}${parts[3]},00 ou ${parts[1]},${parts[3].slice(0, 2)}. Écrivez les centimes, par exemple ${parts[1]}${parts[3]},00.`,
    );
  }
  const thousands = separator === "." ? "," : ".";
  const shape = new RegExp(`^(\\d+|[1-9]\\d{0,2}(?:\\${thousands}\\d{3})+)(?:\\${separator ?? ","}(\\d+))?$`);
  const match = shape.exec(bare.digits);
  if (!match) notAnAmount(text);
  const [, euros = "0", decimals = ""] = match;
  if (/[1-9]/.test(decimals.slice(2))) {
    refuse("AMOUNT", `« ${text.slice(0, 40)} » a plus de deux décimales. Arrondissez au centime.`);
  }
  const cents = parseAmount(`${euros.replace(/[.,]/g, "")}.${decimals.slice(0, 2).padEnd(2, "0")}`);
  return bare.isNegative ? -cents : cents;
}

const NUMERIC_DATE = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{2}|\d{4})$/;
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;
/** What Excel calls 1 January 2000 and 31 December 2099, counting from 1900. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

const MONTH_NAMES =
  "janvier janv jan january,fevrier fevr fev february feb,mars mar march,avril avr april apr,mai may,juin june jun,juillet juil july jul,aout august aug,septembre sept september sep,octobre oct october,novembre nov november,decembre dec december"
    .split(",")
    .map((names) => names.split(" "));

/** Takes off a time that says nothing: midnight, or any time without a zone. */
function withoutTime(text: string): string {
  const match = /^(.*\d)[T ]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (!match) return text;
  const [, date = "", hour, minute, , zone] = match;
  if (zone !== undefined && (Number(hour) !== 0 || Number(minute) !== 0)) {
    refuse(
      "DATE",
      "Cette date a une heure d’un autre fuseau : on ne sait pas de quel jour il s’agit. Gardez la date seule.",
    );
  }
  return date;
}

/** True for a whole number of days of this century, as Excel counts. */
export function isSerialDate(text: string): boolean {
  const days = Number(SERIAL.exec(text.trim())?.[1] ?? 0);
  return days >= FIRST_SERIAL && days <= LAST_SERIAL;
}

/** What a date alone tells of its order: `25/03/2026` is day first, `03/25/2026` month first. */
export function orderEvidence(text: string): DateOrder | undefined {
  const match = NUMERIC_DATE.exec(text.trim().replace(/[T ]\s?\d{1,2}:\d{2}.*$/, ""));
  // Americans do not write dots.
  if (!match || match[2] === ".") return undefined;
  const first = Number(match[1]);
  const second = Number(match[3]);
  if (first > 12 && first <= 31 && second <= 12) return "DMY";
  if (second > 12 && second <= 31 && first <= 12) return "MDY";
  return undefined;
}

/** `4 mars 2026`, `04-mars-26`, `mercredi 4 mars 2026`, `Mar 4, 2026`; undefined when not so. */
function writtenDate(text: string): string | undefined {
  const words = comparisonKey(text).split(" ");
  if (words.length === 4 && !/\d/.test(words[0] ?? "")) words.shift();
  const position = words.findIndex((word) => /^[a-z]+$/.test(word));
  const month = MONTH_NAMES.findIndex((names) => names.includes(words[position] ?? "")) + 1;
  const day = (position === 0 ? words[1] : words[0])?.replace(/^1er$/, "1") ?? "";
  const year = words[2] ?? "";
  const isDate =
    words.length === 3 && month > 0 && position < 2 && /^\d{1,2}$/.test(day) && /^(\d{2}|\d{4})$/.test(year);
  return isDate ? `${day}/${month}/${year}` : undefined;
}

/** The same date in a form that {@link parseDate} reads: day first, or ISO. */
function dayFirst(text: string, order: DateOrder | undefined): string {
  const yearFirst = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/.exec(text);
  if (yearFirst) return `${yearFirst[1]}-${yearFirst[2]}-${yearFirst[3]}`;
  const numeric = NUMERIC_DATE.exec(text);
  if (!numeric) return writtenDate(text) ?? text;
  const [, first, mark, second, year] = numeric;
  const own = orderEvidence(text);
  if (order === "MDY" && own === "DMY") {
    refuse(
      "DATE",
      `« ${text} » ne suit pas l’ordre de sa colonne, où le mois vient en premier. Corrigez-la.`,
    );
  }
  const settled = mark === "." || first === second ? "DMY" : (order ?? own);
  if (settled === "DMY") return `${first}/${second}/${year}`;
  if (settled === "MDY") return `${second}/${first}/${year}`;
  const dayBefore = parseDate(`${first}/${second}/${year}`);
  const monthBefore = parseDate(`${second}/${first}/${year}`);
  refuse(
    "DATE_AMBIGUOUS",
    `« ${text} » peut être le ${formatDate(dayBefore)} ou le ${formatDate(monthBefore)}. Choisissez l’ordre des dates de ce fichier, ou écrivez-les ainsi : 2026-11-22.`,
  );
}

/**
 * Reads a date: French or American by the convention of its column, ISO, `20261122`, with a month
 * in letters, or a number of days of Excel when the whole column is so.
 *
 * @throws DomainError `DATE` or `DATE_AMBIGUOUS` in French
 */
export function readDate(text: string, convention: DateConvention): LocalDate {
  const trimmed = text.trim();
  if (convention.isSerial && isSerialDate(trimmed)) {
    return addDays(FIRST_DAY, Number(trimmed.slice(0, 5)) - FIRST_SERIAL);
  }
  if (isSerialDate(trimmed)) {
    refuse(
      "DATE",
      `« ${trimmed} » n’est pas une date. Mettez la colonne au format Date dans le tableur, puis réexportez.`,
    );
  }
  const date = parseDate(dayFirst(withoutTime(trimmed), convention.order));
  if (!isLocalDate(date) || date < FIRST_DAY || date > LAST_DAY) {
    refuse("DATE", `L’année ${date.slice(0, 4)} n’est pas celle d’une facture. Vérifiez la date.`);
  }
  return date;
}
