/** The rows of a sheet as texts, in order, a few at a time. */
import { type NumberFormat, numberText } from "./numberFormat";
import { MAX_TEXT_LENGTH, type Package, plainText, type Sheet, type Workbook } from "./workbookParts";
import { type XmlListener, XmlRefused, xmlEvents } from "./xmlEvents";
import { inflateEntry } from "./zipEntries";

export interface SheetRow {
  /** Its number in the spreadsheet, from 1. */
  line: number;
  cells: string[];
  /** A filter or a folded outline hides it from whoever opens the workbook. */
  isHidden?: true;
}

/** How the numbers and texts of cells are found. */
export interface CellContext extends Pick<Workbook, "formats" | "is1904"> {
  strings: readonly string[];
  /** Cells further right are left out. */
  maxColumns: number;
  /** Longer cells are cut there: beyond what any cell may hold, they are refused all the same. */
  maxLength: number;
}

const LAST_LINE = 1_048_576;
const PLAIN: NumberFormat = { kind: "NUMBER", unit: "" };

/**
 * Rows that hold something. The caller may stop before the end: the rest is neither inflated nor read.
 *
 * @throws ZipRefused, XmlRefused
 */
export async function* sheetRows(
  file: Package,
  sheet: Sheet,
  context: CellContext,
): AsyncGenerator<SheetRow[]> {
  const ready: SheetRow[] = [];
  const listener = sheetListener(context, (row) => void ready.push(row));
  for await (const _ of xmlEvents(inflateEntry(file.bytes, sheet.entry, file.budget), listener)) {
    if (ready.length > 0) yield ready.splice(0);
  }
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
}

function sheetListener(context: CellContext, take: (row: SheetRow) => void): XmlListener {
  let row: SheetRow | undefined;
  let line = 0;
  let column = -1;
  let cell: OpenCell | undefined;
  let value = "";
  let isValue = false;
  let isPronounced = false;
  return {
    open(name, attributes) {
      if (name === "row") {
        line = nextLine(attributes.r, line);
        row = { line, cells: [], ...(/^(1|true)$/.test(attributes.hidden ?? "") && { isHidden: true }) };
        column = -1;
      } else if (name === "c" && row) {
        column = columnOf(attributes.r) ?? column + 1;
        cell = { column, type: attributes.t ?? "n", style: Number(attributes.s ?? 0) };
        value = "";
      } else if (name === "rPh") isPronounced = true;
      else isValue = cell !== undefined && !isPronounced && (name === "v" || name === "t");
    },
    text(text) {
      if (isValue && value.length < MAX_TEXT_LENGTH) value += text;
    },
    close(name) {
      isValue = false;
      if (name === "rPh") isPronounced = false;
      else if (name === "c" && cell && row) {
        put(row.cells, cell.column, cellText(cell, value, context), context);
        cell = undefined;
      } else if (name === "row" && row) {
        if (row.cells.some((text) => text !== "")) take(row);
        row = undefined;
      }
    },
  };
}

/** A row may leave out its number, which then follows the one before. */
function nextLine(text: string | undefined, before: number): number {
  const line = text === undefined ? before + 1 : Number(text);
  if (!Number.isInteger(line) || line <= before || line > LAST_LINE) throw new XmlRefused("row");
  return line;
}

/** `AB12` → 27; undefined when the cell does not say where it stands. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? "")?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function put(cells: string[], column: number, text: string, { maxColumns, maxLength }: CellContext): void {
  if (text === "" || column >= maxColumns) return;
  while (cells.length < column) cells.push("");
  cells[column] = text.slice(0, maxLength);
}

/** What a person reads in the cell. A formula has its last result, an error of a formula is written as it is. */
function cellText({ type, style }: OpenCell, value: string, context: CellContext): string {
  switch (type) {
    case "s":
      return context.strings[Number(value)] ?? "";
    case "n":
      return value === "" ? "" : numberText(value, context.formats[style] ?? PLAIN, context.is1904);
    case "b":
      return /^(1|true)$/.test(value) ? "VRAI" : "FAUX";
    case "d":
      return value.slice(0, 10);
    default:
      return plainText(value);
  }
}
