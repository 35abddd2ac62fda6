/**
 * Reads the rows of a delimited text file as a spreadsheet would, a chunk at a time, within
 * limits. A row whose quotes are broken is reported alone and never takes its neighbours with it.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { parse } from "csv-parse";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { byteOrderMark, type CsvEncoding, detectEncoding, toUtf8 } from "./csvEncoding";
import { csvLineCells } from "./csvLineCells";
import { type CsvSeparator, detectSeparator, separatorDirective } from "./csvSeparator";
import { assertTextFile } from "./textFile";

/** Above these, a file is refused (bytes, rows, columns, broken rows) or a row is (the others). */
export interface CsvLimits {
  bytes: number;
  /** Rows that are not blank, titles included. */
  rows: number;
  /** Blank rows included: a spreadsheet has no more, and each takes as long to read as any other. */
  lines: number;
  columns: number;
  /** Characters of a cell that is used. */
  cellLength: number;
  /** Bytes of one row: an unclosed quote is given up after that many. */
  rowBytes: number;
  /** Rows with an unclosed quote or too long, each of which costs a second reading. */
  brokenRows: number;
}

export const CSV_LIMITS: CsvLimits = {
  bytes: 32 * 1024 * 1024,
  rows: 200_001,
  lines: 1_048_576,
  columns: 100,
  cellLength: 2_000,
  rowBytes: 64 * 1024,
  brokenRows: 200,
};

/** Which sheet of a workbook was read. */
export interface ReadSheet {
  name: string;
  /** The other sheets that a person sees and that look like lists of invoices too: they are not read. */
  others: string[];
  /** Rows that a filter or a folded outline hides: they are read all the same. Absent when there is none. */
  hiddenCount?: number;
}

/** A text file made ready: bytes in UTF-8 without mark, and how it was written. */
export interface CsvSource {
  utf8: Buffer;
  encoding: CsvEncoding;
  hasByteOrderMark: boolean;
  separator: CsvSeparator;
  limits: CsvLimits;
}

export interface CsvOpening {
  /** Taken instead of what the bytes suggest. */
  encoding?: CsvEncoding;
  separator?: CsvSeparator;
  limits?: Partial<CsvLimits>;
  /** How much a row looks like the titles, 0 when not at all: settles the separator. */
  headerScore?: (cells: readonly string[]) => number;
}

/** A row that is not blank. */
export interface CsvRow {
  /**
   * Number of the row in a spreadsheet, from 1: blank rows count, a cell of several lines is still
   * one row.
   */
  line: number;
  cells: string[];
  /** Set when the row could not be read; `cells` then holds its first characters only. */
  broken?: "UNCLOSED_QUOTE" | "TOO_LONG";
  /** What stands between separators, quotes kept, when the quotes of the row are not in order. */
  pieces?: string[];
}

const CHUNK_BYTES = 16 * 1024;
const LF = 10;
const CR = 13;

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

/**
 * Makes a file ready to be read: refuses what is not a text table, finds encoding and separator.
 *
 * @throws DomainError `FILE_…` (see {@link assertTextFile}) or `FILE_TOO_LARGE`, in French.
 */
export function openCsv(bytes: Uint8Array, opening: CsvOpening = {}): CsvSource {
  const limits = { ...CSV_LIMITS, ...opening.limits };
  if (bytes.byteLength > limits.bytes) {
    const megabytes = Math.floor(limits.bytes / (1024 * 1024));
    refuse(
      "FILE_TOO_LARGE",
      `Ce fichier dépasse ${megabytes} Mo. Exportez-le en plusieurs fois, par exemple par année.`,
    );
  }
  assertTextFile(bytes);
  const encoding = opening.encoding ?? detectEncoding(bytes);
  const whole = toUtf8(bytes, encoding);
  const directive = separatorDirective(whole);
  const utf8 = whole.subarray(directive?.length ?? 0);
  return {
    utf8,
    encoding,
    hasByteOrderMark: byteOrderMark(bytes)?.encoding === encoding,
    separator: opening.separator ?? directive?.separator ?? detectSeparator(utf8, opening.headerScore),
    limits,
  };
}

/** How far a reading has come: an offset in the bytes, and the rows before it. */
interface Position {
  offset: number;
  line: number;
}

/**
 * True for a row whose quote was left open and closed by chance further down: it spans lines, and
 * has the wrong number of cells or holds in one cell a line that is a row by itself.
 */
function swallowedLines(cells: readonly string[], header: CsvRow, separator: string): boolean {
  const width = header.cells.length;
  return cells.some((cell) => {
    if (!/[\r\n]/.test(cell)) return false;
    const isRow = (line: string) => line.split(separator).length >= width;
    return cells.length !== width || (width > 2 && cell.split(/[\r\n]+/).some(isRow));
  });
}

/**
 * Reads from a position with the strict parser, and moves it along, to the end of the file or to
 * the first row whose quotes are not in order.
 */
async function* strictRows(
  source: CsvSource,
  position: Position,
  header: CsvRow | undefined,
): AsyncGenerator<CsvRow[]> {
  const start = position.offset;
  let rows: CsvRow[] = [];
  let failed = false;
  const settle = (resolve: () => void) => (error?: Error | null) => {
    if (error) failed = true;
    resolve();
  };
  const parser = parse({
    delimiter: source.separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: source.limits.rowBytes,
    // Rows are taken here, and not from the stream, so that those before a failure are not lost.
    on_record: (cells: string[], { bytes_records: end }) => {
      const line = position.line + 1;
      if (header !== undefined && line > header.line && swallowedLines(cells, header, source.separator)) {
        throw new Error("the quote of a line closed on a later one");
      }
      rows.push({ line, cells });
      position.line = line;
      position.offset = start + end;
      return null;
    },
  });
  // Told by the callbacks; without a listener the stream would throw it a second time.
  parser.on("error", () => undefined);
  try {
    for (let at = start; at < source.utf8.length && !failed; at += CHUNK_BYTES) {
      const chunk = source.utf8.subarray(at, at + CHUNK_BYTES);
      await new Promise<void>((resolve) => parser.write(chunk, settle(resolve)));
      yield rows;
      rows = [];
      // Whoever else this process serves gets a turn between two chunks.
      await nextTurn();
    }
    if (failed) return;
    await new Promise<void>((resolve) => parser.end(settle(resolve)));
    yield rows;
    if (!failed) position.offset = source.utf8.length;
  } finally {
    parser.destroy();
  }
}

/** Where the physical line that starts here ends, and where the next one starts. */
function lineEnd(utf8: Buffer, start: number): { end: number; next: number } {
  let end = start;
  while (end < utf8.length && utf8[end] !== LF && utf8[end] !== CR) end += 1;
  const isPair = utf8[end] === CR && utf8[end + 1] === LF;
  return { end, next: Math.min(utf8.length, end + (isPair ? 2 : 1)) };
}

/** Takes one physical line as a row, whatever its quotes. */
function lenientRow(source: CsvSource, position: Position): CsvRow {
  const { end, next } = lineEnd(source.utf8, position.offset);
  const bytes = source.utf8.subarray(position.offset, end);
  position.offset = next;
  position.line += 1;
  const { line } = position;
  const start = () => [bytes.subarray(0, 200).toString("utf8")];
  if (bytes.length > source.limits.rowBytes) return { line, cells: start(), broken: "TOO_LONG" };
  const text = bytes.toString("utf8");
  const cells = csvLineCells(text, source.separator);
  if (cells) return { line, cells };
  return { line, cells: start(), broken: "UNCLOSED_QUOTE", pieces: text.split(source.separator) };
}

/**
 * Reads physical lines leniently for as long as each is whole: software that leaves a stray quote
 * on one line leaves some on many, and starting the strict parser again for each would be slow.
 */
function lenientRows(source: CsvSource, position: Position): CsvRow[] {
  const rows = [lenientRow(source, position)];
  const last = position.offset + CHUNK_BYTES;
  while (rows.at(-1)?.broken === undefined && position.offset < Math.min(last, source.utf8.length)) {
    const before = { ...position };
    const row = lenientRow(source, position);
    if (row.broken) {
      // Perhaps a cell of several lines: the strict parser will tell.
      Object.assign(position, before);
      break;
    }
    rows.push(row);
  }
  return rows;
}

/** @throws DomainError `FILE_TOO_MANY_ROWS`, in French */
export function refuseRows({ rows }: CsvLimits): never {
  refuse("FILE_TOO_MANY_ROWS", `Ce fichier dépasse ${rows - 1} lignes. Exportez-le en plusieurs fois.`);
}

/** Keeps the rows that are not blank, and counts against the limits of the file. */
function rowCounter(limits: CsvLimits): (rows: CsvRow[]) => CsvRow[] {
  let filled = 0;
  let broken = 0;
  return (rows) => {
    const kept = rows.filter((row) => row.broken || row.cells.some((cell) => cell.trim() !== ""));
    filled += kept.length;
    broken += kept.filter((row) => row.broken).length;
    if (filled > limits.rows || (rows.at(-1)?.line ?? 0) > limits.lines) refuseRows(limits);
    if (broken > limits.brokenRows) {
      refuse(
        "FILE_QUOTES",
        `Plus de ${limits.brokenRows} lignes ont des guillemets qui ne se referment pas. Recommencez l’export, ou ouvrez le fichier dans un tableur et enregistrez-le de nouveau en CSV.`,
      );
    }
    return kept;
  };
}

/**
 * Rows of the file in order, in arrays of whatever a chunk of bytes held. Blank rows are left out.
 *
 * @param header row of the titles, once known: below it, a row of several lines with another
 *   number of cells is the mark of an unclosed quote.
 * @throws DomainError `FILE_TOO_MANY_ROWS` or `FILE_QUOTES`, in French.
 */
export async function* csvRows(source: CsvSource, header?: CsvRow): AsyncGenerator<CsvRow[]> {
  const count = rowCounter(source.limits);
  const position: Position = { offset: 0, line: 0 };
  while (position.offset < source.utf8.length) {
    for await (const rows of strictRows(source, position, header)) yield count(rows);
    if (position.offset < source.utf8.length) yield count(lenientRows(source, position));
  }
}
