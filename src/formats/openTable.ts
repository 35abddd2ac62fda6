/** A table of invoices, whatever it was saved as: a text or a workbook, recognised by its content. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import {
  CSV_LIMITS,
  type CsvLimits,
  type CsvOpening,
  type CsvRow,
  type CsvSource,
  csvRows,
  openCsv,
  type ReadSheet,
} from "./csv";
import { refuseSavedFec } from "./fec/savedFec";
import { HEADER_SEARCH_ROWS, headerScore, suggestMapping } from "./invoiceColumns";
import { openWorkbook } from "./xlsx/openWorkbook";
import { isZip } from "./xlsx/zipEntries";

/** A table made ready: its rows may be read again and again. */
export interface TableSource {
  /** Rows that are not blank, in order. @param header row of the titles, once known (see {@link csvRows}) */
  rows: (header?: CsvRow) => AsyncGenerator<CsvRow[]>;
  limits: CsvLimits;
  /** How it is written, when it is a text. */
  text?: Pick<CsvSource, "encoding" | "hasByteOrderMark" | "separator">;
  /** Which sheet it is, when it is of a workbook. */
  sheet?: ReadSheet;
  /** Its days are counted from 1904: a number that no format shows as a date cannot be taken for one. */
  is1904?: boolean;
}

/** How old Excel files begin, and new ones once a password closes them. */
const COMPOUND_FILE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const CLOSED_INSIDE = Buffer.from("EncryptedPackage", "utf16le");

/**
 * Makes a file ready to be read.
 *
 * @throws DomainError `FILE_…` in French, that says what was dropped and what to drop instead
 */
export async function openTable(
  bytes: Uint8Array,
  { encoding, separator, limits: own }: Omit<CsvOpening, "headerScore">,
): Promise<TableSource> {
  const limits = { ...CSV_LIMITS, ...own };
  const isWorkbook = isZip(bytes) && bytes.byteLength <= limits.bytes;
  if (isWorkbook) {
    return openWorkbook(bytes, {
      ...{ limits, headerScore, isWholeHeader, headerWithin: HEADER_SEARCH_ROWS },
      checkFirstRows: refuseSavedFec,
    });
  }
  refuseCompound(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const source = openCsv(bytes, { encoding, separator, limits, headerScore });
  const { hasByteOrderMark } = source;
  const text = { encoding: source.encoding, hasByteOrderMark, separator: source.separator };
  return { rows: (header) => csvRows(source, header), limits, text };
}

/** The titles of a list of invoices: a summary by client has some of them, and is none. */
function isWholeHeader(cells: readonly string[]): boolean {
  const { number, clientName, issuedOn, total, net, vat } = suggestMapping(cells);
  const hasTotal = total !== undefined || (net !== undefined && vat !== undefined);
  return number !== undefined && clientName !== undefined && issuedOn !== undefined && hasTotal;
}

function refuseCompound(file: Buffer): void {
  if (!file.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) return;
  if (file.includes(CLOSED_INSIDE)) {
    const message = "Ce classeur est protégé par un mot de passe. Retirez-le, puis redéposez le fichier.";
    throw new DomainError("FILE_LOCKED", message);
  }
  const message =
    "Ceci est un ancien classeur Excel (.xls). Ouvrez-le, puis enregistrez-le au format .xlsx ou CSV : Fichier, Enregistrer sous.";
  throw new DomainError("FILE_EXCEL", typeset(message));
}
