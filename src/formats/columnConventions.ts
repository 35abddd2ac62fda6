/**
 * Learns from a whole column how it is written: which comes first of day and month, and which sign
 * begins the cents. One cell may be ambiguous; its column rarely is.
 */
import {
  type DateConvention,
  type DateOrder,
  type DecimalSeparator,
  decimalEvidence,
  isSerialDate,
  orderEvidence,
} from "./cellValues";
import type { InvoiceField } from "./invoiceColumnNames";
import type { InvoiceMapping } from "./invoiceColumns";

export const DATE_FIELDS = ["issuedOn", "dueOn", "performedOn"] as const satisfies readonly InvoiceField[];
export type DateField = (typeof DATE_FIELDS)[number];
export const AMOUNT_FIELDS = [
  "total",
  "net",
  "vat",
  "paid",
  "balance",
] as const satisfies readonly InvoiceField[];
export type AmountField = (typeof AMOUNT_FIELDS)[number];

/** How each mapped column is written. */
export interface ColumnConventions {
  dates: Record<DateField, DateConvention>;
  amounts: Record<AmountField, DecimalSeparator | undefined>;
}

/** Counts kept while reading: a few numbers, whatever the size of the file. */
export interface ConventionTally {
  dates: Record<DateField, { DMY: number; MDY: number; serial: number; filled: number }>;
  amounts: Record<AmountField, { ",": number; ".": number }>;
}

/** The odd one out among this many is a mistake of its line, not a doubt on the column. */
const CLEAR_MAJORITY = 20;

export function emptyTally(): ConventionTally {
  const date = () => ({ DMY: 0, MDY: 0, serial: 0, filled: 0 });
  const amount = () => ({ ",": 0, ".": 0 });
  return {
    dates: { issuedOn: date(), dueOn: date(), performedOn: date() },
    amounts: { total: amount(), net: amount(), vat: amount(), paid: amount(), balance: amount() },
  };
}

/** Adds one row to the counts. */
export function tallyRow(tally: ConventionTally, cells: readonly string[], mapping: InvoiceMapping): void {
  for (const field of DATE_FIELDS) {
    const text = cellOf(cells, mapping[field]);
    if (text === "") continue;
    const counts = tally.dates[field];
    counts.filled += 1;
    const order = orderEvidence(text);
    if (order) counts[order] += 1;
    else if (isSerialDate(text)) counts.serial += 1;
  }
  for (const field of AMOUNT_FIELDS) {
    const text = cellOf(cells, mapping[field]);
    if (text === "") continue;
    const decimal = decimalEvidence(text);
    if (decimal) tally.amounts[field][decimal] += 1;
  }
}

function cellOf(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? "" : (cells[column] ?? "").trim();
}

/** The one of two that clearly outnumbers the other, or undefined. */
function clearWinner<T extends string>(counts: Record<T, number>, a: T, b: T): T | undefined {
  const [most, least] = counts[a] >= counts[b] ? [a, b] : [b, a];
  return counts[most] > 0 && counts[most] >= counts[least] * CLEAR_MAJORITY ? most : undefined;
}

/** What the file as a whole tells when one of its columns does not. */
function clearOverall<T extends string>(all: Record<T, number>[], a: T, b: T): T | undefined {
  const winners = new Set(
    all.map((counts) => clearWinner(counts, a, b)).filter((winner) => winner !== undefined),
  );
  const hasDoubt = all.some((counts) => counts[a] > 0 && counts[b] > 0 && !clearWinner(counts, a, b));
  return winners.size === 1 && !hasDoubt ? [...winners][0] : undefined;
}

/** What the user may state, and what to presume when the file tells nothing. */
export interface ConventionHints {
  dateOrder?: DateOrder;
  decimalSeparator?: DecimalSeparator;
  /** Titles are in French: its dates are then day first unless the column says otherwise. */
  isFrench: boolean;
  /** Numbers alone are not days counted from 1900. */
  hasNoSerials?: boolean;
}

/** Decides, once every row is counted. */
export function conventionsOf(tally: ConventionTally, hints: ConventionHints): ColumnConventions {
  const overallOrder = clearOverall(Object.values(tally.dates), "DMY", "MDY");
  const overallDecimal = clearOverall(Object.values(tally.amounts), ",", ".");
  const dates = (field: DateField): DateConvention => {
    const counts = tally.dates[field];
    const own = clearWinner(counts, "DMY", "MDY");
    const isMixed = own === undefined && counts.DMY + counts.MDY > 0;
    const presumed = isMixed ? undefined : (own ?? overallOrder ?? (hints.isFrench ? "DMY" : undefined));
    return {
      order: hints.dateOrder ?? presumed,
      isSerial: hints.hasNoSerials !== true && counts.serial > 0 && counts.serial === counts.filled,
    };
  };
  const amounts = (field: AmountField): DecimalSeparator | undefined => {
    const counts = tally.amounts[field];
    const own = clearWinner(counts, ",", ".");
    const isMixed = own === undefined && counts[","] + counts["."] > 0;
    return hints.decimalSeparator ?? (isMixed ? undefined : (own ?? overallDecimal));
  };
  return {
    dates: { issuedOn: dates("issuedOn"), dueOn: dates("dueOn"), performedOn: dates("performedOn") },
    amounts: {
      total: amounts("total"),
      net: amounts("net"),
      vat: amounts("vat"),
      paid: amounts("paid"),
      balance: amounts("balance"),
    },
  };
}
