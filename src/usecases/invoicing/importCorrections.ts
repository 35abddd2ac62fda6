/** Lines of a file mended on the page of its import, before it is launched. */
import type { RawFields } from "@/domain/fields";
import type { InvoiceCsvPreview } from "@/formats/invoiceCsv";
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";

/** Name of the field of a cell: `cell-12-3` is the fourth cell of line 12. */
const CELL = /^cell-(\d{1,7})-(\d{1,3})$/;
/** Beyond, the file is mended in a spreadsheet. */
const MAX_MENDED = 500;
/** Characters of a cell: what the reader of files accepts. */
const MAX_CELL = 2_000;

/** The name of the field that holds a cell of a line. */
export function cellField(line: number, column: number): string {
  return `cell-${line}-${column}`;
}

type RefusedLines = NonNullable<InvoiceCsvPreview["refusedLines"]>;

/**
 * The corrections made so far, with those of this form. Only the lines that were shown to be mended can
 * be, and a cell that says the same is left as the file has it.
 *
 * @param shown the refused lines that the form showed
 */
export function readCorrections(
  raw: RawFields,
  before: InvoiceCsvOptions["corrections"],
  shown: RefusedLines,
): InvoiceCsvOptions["corrections"] {
  const lines = new Map(shown.map(({ line, cells }) => [line, cells]));
  const mended = new Map<number, string[]>();
  for (const [name, value = ""] of Object.entries(raw)) {
    const [, lineText, columnText] = CELL.exec(name) ?? [];
    const line = Number(lineText);
    const column = Number(columnText);
    const cells = mended.get(line) ?? lines.get(line);
    if (!cells || lineText === undefined || oneLine(cells[column] ?? "") === oneLine(value)) continue;
    const next = Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) => cells[at] ?? "");
    next[column] = value.slice(0, MAX_CELL);
    mended.set(line, next);
  }
  const all = { ...before, ...Object.fromEntries(mended) };
  const count = Object.keys(all).length;
  return count === 0 || count > MAX_MENDED ? before : all;
}

/** A field holds one line: what a browser makes of the cell. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
