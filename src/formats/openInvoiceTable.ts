/** Makes a table of invoices ready to be read: titles, columns, and how each column is written. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import type { DateOrder, DecimalSeparator } from "./cellValues";
import { conventionsOf, emptyTally, tallyRow } from "./columnConventions";
import type { CsvLimits, CsvRow } from "./csv";
import type { CsvEncoding } from "./csvEncoding";
import type { CsvSeparator } from "./csvSeparator";
import { refuseSavedFec } from "./fec/savedFec";
import { INVOICE_FIELD_LABELS, INVOICE_FIELDS, type InvoiceField } from "./invoiceColumnNames";
import {
  areFrenchTitles,
  duplicateTitles,
  HEADER_SEARCH_ROWS,
  headerScore,
  type InvoiceMapping,
  suggestMapping,
  titleKey,
} from "./invoiceColumns";
import type { InvoiceCsvLine } from "./invoiceCsvLine";
import type { InvoiceTable } from "./lineCells";
import { openTable, type TableSource } from "./openTable";
import { readInvoiceLine } from "./readInvoiceLine";

/** What a person may settle. Plain data, kept with the import so that it resumes the same way. */
export interface InvoiceCsvOptions {
  encoding?: CsvEncoding;
  separator?: CsvSeparator;
  /** Row of the titles, from 1; found among the first ten when absent. */
  headerLine?: number;
  /** Taken whole instead of what the titles suggest. */
  mapping?: InvoiceMapping;
  /** Order of day and month where the file leaves a doubt, and where it does not. */
  dateOrder?: DateOrder;
  decimalSeparator?: DecimalSeparator;
  /** Calendar days from issue to due date for lines without one; absent: they are refused. */
  defaultTermDays?: number;
  /** Cells that a person mended, whole rows by their number in a spreadsheet: read instead of the file's. */
  corrections?: Readonly<Record<number, readonly string[]>>;
  limits?: Partial<CsvLimits>;
}

/** Something to settle before the file can be imported. */
export interface InvoiceCsvProblem {
  code: "COLUMN_MISSING" | "DUPLICATE_TITLE";
  field: InvoiceField | undefined;
  message: string;
}

/** Lines shown before an import. */
export const SAMPLE_LINES = 20;
/** Fields without which no line can be read, and what may stand for the total. */
const REQUIRED_FIELDS = ["number", "clientName", "issuedOn", "total"] as const;
/** Titles recognised at least, for a row to be the titles. */
const MIN_HEADER_SCORE = 2;

/** What a FEC says of itself, when the lines are the open invoices of one. */
export interface FecSummary {
  /** First and last day of its entries, `AAAAMMJJ`; empty when none is readable. */
  firstDay: string;
  lastDay: string;
  /** Invoices that lettering, or a payment under their number, settles: they are not among the lines. */
  settledCount: number;
  /** Their numbers, and those of clients who owe nothing in all; left out of what is kept with an import. */
  settledNumbers?: string[];
  /** Lines of clients that are lettered. */
  letteredCount: number;
}

/** A table of invoices made ready: its lines may be read again and again. */
export interface OpenInvoiceTable extends Pick<TableSource, "text" | "sheet"> {
  fec?: FecSummary;
  headerLine: number;
  table: InvoiceTable;
  problems: InvoiceCsvProblem[];
  lineCount: number;
  rawSample: string[][];
  /** Every line in order, those that were mended as they were mended. */
  lines: () => AsyncGenerator<InvoiceCsvLine>;
}

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

/** The row of titles: the one asked for, or the one that names most fields near the top. */
async function findHeader(source: TableSource, headerLine: number | undefined): Promise<CsvRow> {
  const first: CsvRow[] = [];
  const last = headerLine ?? HEADER_SEARCH_ROWS;
  search: for await (const rows of source.rows()) {
    for (const row of rows) {
      if (row.line > last) break search;
      first.push(row);
    }
  }
  refuseSavedFec(first);
  const found =
    headerLine === undefined
      ? first.reduce<CsvRow | undefined>(
          (best, row) => (headerScore(row.cells) > headerScore(best?.cells ?? []) ? row : best),
          undefined,
        )
      : first.find((row) => row.line === headerLine);
  const isEnough = headerLine !== undefined || headerScore(found?.cells ?? []) >= MIN_HEADER_SCORE;
  if (!found || !isEnough) {
    refuse(
      "HEADER_NOT_FOUND",
      `Aucune ligne de titres reconnue dans les ${HEADER_SEARCH_ROWS} premières. Ajoutez une première ligne avec au moins « Numéro de facture », « Client », « Date de facture » et « Montant TTC », ou dites laquelle porte les titres.`,
    );
  }
  return found;
}

function checkMapping(mapping: InvoiceMapping, columnCount: number): void {
  for (const field of INVOICE_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (!Number.isInteger(column) || column < 0 || column >= columnCount) {
      refuse(
        "MAPPING",
        `La colonne choisie pour « ${INVOICE_FIELD_LABELS[field]} » n’existe pas dans ce fichier.`,
      );
    }
  }
}

function problemsOf(
  titles: readonly string[],
  mapping: InvoiceMapping,
  isChosen: boolean,
): InvoiceCsvProblem[] {
  const canComputeTotal = mapping.net !== undefined && mapping.vat !== undefined;
  const missing = REQUIRED_FIELDS.filter(
    (field) => mapping[field] === undefined && !(field === "total" && canComputeTotal),
  ).map((field): InvoiceCsvProblem => {
    const hint =
      field === "total" && mapping.net !== undefined ? " Sans TVA, choisissez celle du montant HT." : "";
    return {
      code: "COLUMN_MISSING",
      field,
      message: typeset(
        `Quelle colonne contient « ${INVOICE_FIELD_LABELS[field]} » ? Aucun titre ne le dit.${hint}`,
      ),
    };
  });
  if (isChosen) return missing;
  const used = new Set(Object.values(mapping));
  const doubled = duplicateTitles(titles)
    .filter((title) => used.has(titles.indexOf(title)))
    .map(
      (title): InvoiceCsvProblem => ({
        code: "DUPLICATE_TITLE",
        field: INVOICE_FIELDS.find((field) => mapping[field] === titles.indexOf(title)),
        message: typeset(`Deux colonnes s’appellent « ${title.trim().slice(0, 60)} ». Choisissez la bonne.`),
      }),
    );
  return [...missing, ...doubled];
}

/**
 * The first reading: titles, mapping, how columns are written, how many lines.
 *
 * @throws DomainError in French: `FILE_…`, `HEADER_NOT_FOUND`, `NO_LINES`, `MAPPING`
 */
export async function openInvoiceTable(
  bytes: Uint8Array,
  options: InvoiceCsvOptions,
): Promise<OpenInvoiceTable> {
  const { encoding, separator, limits } = options;
  const source = await openTable(bytes, { encoding, separator, limits });
  const header = await findHeader(source, options.headerLine);
  const titles = header.cells;
  if (titles.length > source.limits.columns) {
    refuse(
      "FILE_TOO_MANY_COLUMNS",
      `Ce fichier a ${titles.length} colonnes, le maximum est ${source.limits.columns}. Exportez seulement celles des factures.`,
    );
  }
  const mapping = options.mapping ?? suggestMapping(titles);
  checkMapping(mapping, titles.length);
  const tally = emptyTally();
  const rawSample: string[][] = [];
  let lineCount = 0;
  for await (const row of rowsUnder(source, header, options.corrections)) {
    lineCount += 1;
    if (rawSample.length < SAMPLE_LINES) rawSample.push(row.cells);
    if (!row.broken) tallyRow(tally, row.cells, mapping);
  }
  if (lineCount === 0) {
    refuse(
      "NO_LINES",
      "Ce fichier ne contient que des titres, aucune facture. Vérifiez la période de l’export.",
    );
  }
  const hints = {
    dateOrder: options.dateOrder,
    decimalSeparator: options.decimalSeparator,
    isFrench: areFrenchTitles(titles),
    hasNoSerials: source.is1904 === true,
  };
  const table: InvoiceTable = {
    titles,
    titleKeys: titles.map(titleKey),
    mapping,
    conventions: conventionsOf(tally, hints),
    limits: source.limits,
    defaultTermDays: options.defaultTermDays,
  };
  const problems = problemsOf(titles, mapping, options.mapping !== undefined);
  return {
    ...(source.text ? { text: source.text } : {}),
    ...(source.sheet ? { sheet: source.sheet } : {}),
    headerLine: header.line,
    table,
    problems,
    lineCount,
    rawSample,
    lines: () => linesUnder(source, header, options.corrections, table),
  };
}

async function* linesUnder(
  source: TableSource,
  header: CsvRow,
  corrections: InvoiceCsvOptions["corrections"],
  table: InvoiceTable,
): AsyncGenerator<InvoiceCsvLine> {
  const firstLineOf = new Map<string, number>();
  for await (const row of rowsUnder(source, header, corrections)) {
    yield readInvoiceLine(row, table, firstLineOf);
  }
}

/** Rows below the titles, one by one; those that were mended as they were mended. */
async function* rowsUnder(
  source: TableSource,
  header: CsvRow,
  corrections: InvoiceCsvOptions["corrections"] = {},
): AsyncGenerator<CsvRow> {
  for await (const rows of source.rows(header)) {
    for (const row of rows) {
      if (row.line <= header.line) continue;
      const mended = corrections[row.line];
      yield mended ? { line: row.line, cells: [...mended] } : row;
    }
  }
}
