/**
 * Writes tables for French spreadsheets: UTF-8 with its mark, `;`, CRLF. A text that a spreadsheet
 * would run as a formula gets an apostrophe in front, which spreadsheets do not show.
 */

import type { LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { invariant } from "@/domain/invariant";
import { plainAmount } from "@/domain/money";

/** A text, or a value whose type says that it cannot be a formula. `null` is an empty cell. */
export type CsvCell =
  | string
  | null
  | { readonly amountCents: bigint }
  | { readonly on: LocalDate }
  | { readonly count: number };

/** Goes once at the start of a file: Excel then reads accents rightly. */
export const CSV_MARK = "\ufeff";
const SEPARATOR = ";";
const LINE_END = "\r\n";

/**
 * First characters that make a formula, or that a spreadsheet drops before looking for one
 * (OWASP, CSV injection), with the full-width forms that some input methods give.
 */
const FORMULA_START = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** `=1+1` → `'=1+1`. Apostrophes already there are kept, so that the way back is certain. */
function neutralised(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** Takes back the apostrophe that {@link csvLine} put in front of a text. */
export function withoutNeutraliser(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text) ? text.slice(1) : text;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return neutralised(cell.replaceAll("\0", ""));
  if ("amountCents" in cell) return plainAmount(cell.amountCents).replace(".", ",");
  if ("on" in cell) return formatDateNumeric(cell.on);
  invariant(Number.isSafeInteger(cell.count), "a count is a whole number");
  return String(cell.count);
}

function quoted(text: string): string {
  return /[;"\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. A cell holds an amount as `1234,56` and a date as `22/11/2026`. */
export function csvLine(cells: readonly CsvCell[]): string {
  const [only] = cells;
  // A line without any character would be taken for a blank one.
  if (cells.length === 1 && (only === null || only === "")) return `""${LINE_END}`;
  return cells.map((cell) => quoted(cellText(cell))).join(SEPARATOR) + LINE_END;
}

/**
 * A whole file: mark, titles, lines. For tables too large for one text, write {@link CSV_MARK}
 * then a {@link csvLine} for each row.
 */
export function csvExport(titles: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = CSV_MARK + csvLine(titles);
  for (const row of rows) text += csvLine(row);
  return text;
}
