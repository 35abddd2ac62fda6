/** Finds what parts the cells of a delimited text. */
import { csvLineCells } from "./csvLineCells";

export const CSV_SEPARATORS = [";", ",", "\t", "|"] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_LINES = 30;

/** Rows that agree on the most frequent count of separators, weighed by that count. */
function consistency(rows: readonly string[][]): number {
  const frequency = new Map<number, number>();
  for (const { length } of rows) {
    if (length > 1) frequency.set(length, (frequency.get(length) ?? 0) + 1);
  }
  return Math.max(0, ...[...frequency].map(([length, count]) => (length - 1) * count));
}

/**
 * The separator under which some row near the top looks most like titles, else under which rows
 * are most alike. `;` when nothing tells.
 *
 * @param headerScore how much a row looks like titles, 0 when not at all
 */
export function detectSeparator(
  utf8: Buffer,
  headerScore: (cells: readonly string[]) => number = () => 0,
): CsvSeparator {
  const lines = utf8
    .subarray(0, SAMPLE_BYTES)
    .toString("utf8")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLE_LINES);
  let best: { separator: CsvSeparator; header: number; consistency: number } | undefined;
  for (const separator of CSV_SEPARATORS) {
    const rows = lines.map((line) => csvLineCells(line, separator) ?? line.split(separator));
    const header = Math.max(0, ...rows.map(headerScore));
    const candidate = { separator, header, consistency: consistency(rows) };
    const isBetter =
      best === undefined ||
      candidate.header > best.header ||
      (candidate.header === best.header && candidate.consistency > best.consistency);
    if (isBetter) best = candidate;
  }
  return best?.separator ?? ";";
}

/** The line `sep=;` that Excel understands, and never shows as a row; `length` in bytes. */
export function separatorDirective(utf8: Buffer): { separator: CsvSeparator; length: number } | undefined {
  const match = /^"?sep=([;,\t|])"?(\r\n|\n|\r)/i.exec(utf8.subarray(0, 16).toString("latin1"));
  const separator = CSV_SEPARATORS.find((candidate) => candidate === match?.[1]);
  return match && separator ? { separator, length: match[0].length } : undefined;
}
