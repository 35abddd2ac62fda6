/** What a file would give under some options, as its page shows it. */
import { DomainError } from "@/domain/invariant";
import { csvRows, openCsv } from "@/formats/csv";
import { type InvoiceCsvPreview, previewInvoiceCsv } from "@/formats/invoiceCsv";
import type { ImportOptions } from "./importOptions";

export type ImportPreview =
  | { kind: "READ"; csv: InvoiceCsvPreview }
  /** No row of titles: the first rows are shown, for a person to say which one it is. */
  | { kind: "UNREAD"; message: string; firstRows: { line: number; cells: string[] }[] };

/** Rows and characters kept of what is shown as it is. */
const SHOWN_ROWS = 5;
const FIRST_ROWS = 12;
const SHOWN_COLUMNS = 40;
const SHOWN_CHARACTERS = 60;

function shownCells(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim().slice(0, SHOWN_CHARACTERS));
}

/**
 * Reads the file once to learn it and once to count: some seconds for 50 000 lines, during which
 * others are served.
 *
 * @throws DomainError `FILE_…`, `NO_LINES` or `MAPPING`, in French, when there is nothing to show
 */
export async function previewImport(bytes: Uint8Array, options: ImportOptions): Promise<ImportPreview> {
  try {
    const csv = await previewInvoiceCsv(bytes, options.csv);
    const rawSample = csv.rawSample.slice(0, SHOWN_ROWS).map(shownCells);
    const sample = csv.sample.map((line) => ({ ...line, cells: shownCells(line.cells) }));
    return { kind: "READ", csv: { ...csv, rawSample, sample } };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "HEADER_NOT_FOUND") throw error;
    return { kind: "UNREAD", message: error.message, firstRows: await firstRows(bytes, options) };
  }
}

async function firstRows(bytes: Uint8Array, { csv }: ImportOptions) {
  const { encoding, separator } = csv;
  for await (const rows of csvRows(openCsv(bytes, { encoding, separator }))) {
    if (rows.length === 0) continue;
    return rows
      .slice(0, FIRST_ROWS)
      .map(({ line, cells }) => ({ line, cells: shownCells(cells.slice(0, SHOWN_COLUMNS)) }));
  }
  return [];
}
