/**
 * The « fichier des écritures comptables » (art. A. 47 A-1 du livre des procédures fiscales): known by its titles, whose
 * names the law gives. Columns come in any order here, since software adds some.
 */
import { detectEncoding, toUtf8 } from "../csvEncoding";

/** Fields of the law that tell what clients owe. Debit and Credit may be replaced by Montant and Sens. */
export const FEC_FIELDS = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "Montant",
  "Sens",
  "EcritureLet",
  "Idevise",
] as const;
export type FecField = (typeof FEC_FIELDS)[number];
export type FecColumns = Partial<Record<FecField, number>>;

const REQUIRED: readonly FecField[] = [
  "JournalCode",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "PieceRef",
  "EcritureLet",
];
const HEAD_BYTES = 4_096;

/** The name of a column as software writes it: `"Journal_Code"`, `JOURNALCODE`. */
function nameKey(title: string): string {
  return title
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

/** The columns of a FEC; undefined when these are not its titles. */
export function fecColumnsOf(titles: readonly string[]): FecColumns | undefined {
  const keys = titles.map(nameKey);
  const columns: FecColumns = {};
  for (const field of FEC_FIELDS) {
    const column = keys.indexOf(field.toLowerCase());
    if (column >= 0) columns[field] = column;
  }
  const hasAmounts =
    (columns.Debit !== undefined && columns.Credit !== undefined) ||
    (columns.Montant !== undefined && columns.Sens !== undefined);
  return hasAmounts && REQUIRED.every((field) => columns[field] !== undefined) ? columns : undefined;
}

/** How many titles of a FEC a row has: settles what separates its columns. */
export function fecHeaderScore(cells: readonly string[]): number {
  return fecColumnsOf(cells) ? cells.length : 0;
}

/** True when the first line of the file has the titles of a FEC. */
export function isFec(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, HEAD_BYTES);
  const head = toUtf8(beginning, detectEncoding(beginning)).toString("utf8").trimStart();
  const [titles = ""] = head.split(/[\r\n]/, 1);
  return fecColumnsOf(titles.split(/[\t|;,]/)) !== undefined;
}
