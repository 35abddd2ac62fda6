/**
 * Reads invoices from a table, a delimited text or a workbook: `previewInvoiceCsv` to choose and check,
 * `readInvoiceBatches` to import. Both read the bytes twice, a chunk at a time: once to learn how
 * columns are written, once to read lines. Everything that condemns a whole file is found by the
 * first reading, so it is thrown before the first batch is given.
 */
import { DomainError } from "@/domain/invariant";
import type { ColumnConventions } from "./columnConventions";
import type { ReadSheet } from "./csv";
import type { CsvEncoding } from "./csvEncoding";
import type { CsvSeparator } from "./csvSeparator";
import { isFec } from "./fec/fecColumns";
import { openFec } from "./fec/openFec";
import type { InvoiceMapping } from "./invoiceColumns";
import type { InvoiceCsvLine, LineErrorCode, LineIssue, LineNoticeCode } from "./invoiceCsvLine";
import {
  type FecSummary,
  type InvoiceCsvOptions,
  type InvoiceCsvProblem,
  type OpenInvoiceTable,
  openInvoiceTable,
  SAMPLE_LINES,
} from "./openInvoiceTable";

/** Errors told before an import; all of them are told after it. */
export const FIRST_ERRORS = 50;
/** Refused lines whose cells can be mended before an import, at once. */
const MENDABLE_LINES = 10;
/** Characters of a line beyond which it is mended in a spreadsheet. */
const MENDABLE_LENGTH = 8_000;
/** Lines shown to `look` at once. */
const LOOK_LINES = 1_000;

export interface InvoiceCsvPreview {
  encoding: CsvEncoding;
  hasByteOrderMark: boolean;
  separator: CsvSeparator;
  /** The sheet that was read, when the file is a workbook. */
  sheet?: ReadSheet;
  /** What the file says of itself, when it is a FEC: its lines are then the invoices still open. */
  fec?: FecSummary;
  headerLine: number;
  titles: string[];
  /** What is used: the given mapping, else the suggested one. */
  mapping: InvoiceMapping;
  /** How dates and amounts were found to be written. */
  conventions: ColumnConventions;
  /** Columns, from 0, that no field uses. */
  unmappedColumns: number[];
  /** While there is one, no line is read: `sample` is empty and the counts of lines are 0. */
  problems: InvoiceCsvProblem[];
  /** Cells of the first twenty lines, as they are. */
  rawSample: string[][];
  /** The first twenty lines, read. */
  sample: InvoiceCsvLine[];
  /** Lines under the titles that are not blank. */
  lineCount: number;
  recordCount: number;
  /** Lines that are credit notes; missing from what an earlier version kept. */
  creditCount?: number;
  /** Lines refused. */
  errorLineCount: number;
  /** Lines rightly left out: totals, quotes, drafts. */
  leftOutCount: number;
  /** Lines read whose kind of client the file does not say. */
  unknownKindCount: number;
  /** What is wrong with the first lines refused, in order. */
  firstErrors: LineIssue<LineErrorCode>[];
  /** What is to be known of the first lines, in order; missing from what an earlier version kept. */
  firstNotices?: LineIssue<LineNoticeCode>[];
  /** The first lines refused, with all their cells; missing from what an earlier version kept. */
  refusedLines?: { line: number; cells: string[]; errors: LineIssue<LineErrorCode>[] }[];
  errorCounts: Partial<Record<LineErrorCode, number>>;
  noticeCounts: Partial<Record<LineNoticeCode, number>>;
}

/** A workbook is no text: these say nothing of it. */
const UNWRITTEN = { encoding: "utf-8", hasByteOrderMark: false, separator: ";" } as const;

/** A FEC is known by its titles; anything else is a table, whose titles are looked for. */
function openLines(bytes: Uint8Array, options: InvoiceCsvOptions): Promise<OpenInvoiceTable> {
  return isFec(bytes) ? openFec(bytes, options) : openInvoiceTable(bytes, options);
}

/**
 * The second reading: lines in order, so many at a time, credit notes last: the invoices that they lower may be
 * anywhere in the file.
 */
async function* batchesOf({ lines }: OpenInvoiceTable, batchSize: number): AsyncGenerator<InvoiceCsvLine[]> {
  const credits: InvoiceCsvLine[] = [];
  let batch: InvoiceCsvLine[] = [];
  for await (const line of lines()) {
    (line.credit ? credits : batch).push(line);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  for (let from = 0; from < credits.length; from += batchSize) yield credits.slice(from, from + batchSize);
}

/**
 * Gives the lines of the file in order, by batches to insert, credit notes after the others. The same bytes and options always
 * give the same batches: an import that stopped after n lines can skip them and go on. A line that
 * is refused never stops the others.
 *
 * @param batchSize lines in a batch; the last one may be shorter
 * @throws DomainError in French before the first batch when the file as a whole cannot be read:
 *   `FILE_…`, `HEADER_NOT_FOUND`, `NO_LINES`, `MAPPING`, `COLUMN_MISSING`, `DUPLICATE_TITLE`
 */
export async function* readInvoiceBatches(
  bytes: Uint8Array,
  options: InvoiceCsvOptions = {},
  batchSize = 500,
): AsyncGenerator<InvoiceCsvLine[]> {
  const open = await openLines(bytes, options);
  const [problem] = open.problems;
  if (problem) throw new DomainError(problem.code, problem.message, problem.field);
  yield* batchesOf(open, batchSize);
}

function countCodes<Code extends string>(
  counts: Partial<Record<Code, number>>,
  issues: readonly { code: Code }[],
): void {
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
}

/**
 * Says how the file would be read, without keeping its lines: what was recognised, the first
 * twenty lines, and how many would be taken or refused and why.
 *
 * @param look is shown every line, a thousand at a time, credit notes last, and gives them back as they are to be told
 * @throws DomainError in French when nothing can be shown: `FILE_…`, `HEADER_NOT_FOUND`,
 *   `NO_LINES`, `MAPPING`. Missing columns are not thrown but listed in `problems`.
 */
export async function previewInvoiceCsv(
  bytes: Uint8Array,
  options: InvoiceCsvOptions = {},
  look: (lines: readonly InvoiceCsvLine[]) => Promise<readonly InvoiceCsvLine[]> = async (lines) => lines,
): Promise<InvoiceCsvPreview> {
  const open = await openLines(bytes, options);
  const { text, sheet, fec, headerLine, table, problems, lineCount, rawSample } = open;
  const used = new Set(Object.values(table.mapping));
  const preview: InvoiceCsvPreview = {
    ...(text ?? UNWRITTEN),
    ...(sheet && { sheet }),
    ...(fec && { fec }),
    headerLine,
    titles: [...table.titles],
    mapping: table.mapping,
    conventions: table.conventions,
    unmappedColumns: table.titles.map((_, column) => column).filter((column) => !used.has(column)),
    problems,
    rawSample,
    sample: [],
    lineCount,
    recordCount: 0,
    errorLineCount: 0,
    leftOutCount: 0,
    unknownKindCount: 0,
    firstErrors: [],
    firstNotices: [],
    refusedLines: [],
    errorCounts: {},
    noticeCounts: {},
  };
  if (problems.length > 0) return preview;
  for await (const batch of batchesOf(open, LOOK_LINES)) {
    for (const line of await look(batch)) countLine(preview, line);
  }
  return preview;
}

/** Adds a line to what is counted of its file. */
export function countLine(preview: InvoiceCsvPreview, line: InvoiceCsvLine): void {
  if (preview.sample.length < SAMPLE_LINES) preview.sample.push(line);
  if (line.record) preview.recordCount += 1;
  else if (line.credit) preview.creditCount = (preview.creditCount ?? 0) + 1;
  else if (line.errors.length > 0) preview.errorLineCount += 1;
  else preview.leftOutCount += 1;
  if (line.record && line.record.client.kind === undefined) preview.unknownKindCount += 1;
  keepToMend(preview, line);
  preview.firstErrors.push(...line.errors.slice(0, FIRST_ERRORS - preview.firstErrors.length));
  const { firstNotices } = preview;
  const told = line.notices.filter(({ code }) => code !== "DUE_DATE_COMPUTED");
  firstNotices?.push(...told.slice(0, FIRST_ERRORS - firstNotices.length));
  countCodes(preview.errorCounts, line.errors);
  countCodes(preview.noticeCounts, line.notices);
}

function keepToMend({ refusedLines = [] }: InvoiceCsvPreview, { line, cells, errors }: InvoiceCsvLine): void {
  if (errors.length === 0 || refusedLines.length >= MENDABLE_LINES) return;
  const length = cells.reduce((sum, cell) => sum + cell.length, 0);
  if (length <= MENDABLE_LENGTH) refusedLines.push({ line, cells: [...cells], errors });
}
