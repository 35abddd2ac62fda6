/** Makes a workbook ready to be read as a table of text is: the rows of its sheet of invoices, under their own numbers. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { type CsvLimits, type CsvRow, type ReadSheet, refuseRows } from "../csv";
import { type CellContext, type SheetRow, sheetRows } from "./sheetRows";
import { type Package, readSharedStrings, readWorkbook, type Sheet, type Workbook } from "./workbookParts";
import { XmlRefused } from "./xmlEvents";
import { ZipRefused, zipEntries } from "./zipEntries";

/** The rows of one sheet of a workbook. */
export interface SheetTable {
  rows: () => AsyncGenerator<CsvRow[]>;
  limits: CsvLimits;
  sheet: ReadSheet;
  is1904: boolean;
}

export interface WorkbookOpening {
  limits: CsvLimits;
  /** How much a row looks like the titles, 0 when not at all. */
  headerScore: (cells: readonly string[]) => number;
  /** True for titles that name all that an invoice needs. */
  isWholeHeader: (cells: readonly string[]) => boolean;
  /** Rows among which titles are looked for. */
  headerWithin: number;
  /** Refuses a sheet by its first rows, before the others are counted. */
  checkFirstRows?: (rows: readonly CsvRow[]) => void;
}

/** Parts of a workbook; one of hundreds of sheets and pictures stays below. */
const MAX_ENTRIES = 5_000;
/** What is inflated of one workbook, for each byte of the table it may make: 200 000 rows of twenty cells take 150 MB. */
const INFLATED_SHARE = 6;
/** Sheets in which titles are looked for. */
const MAX_SHEETS = 100;

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

/**
 * The sheet that holds the invoices. The first one whose titles name all that an invoice needs,
 * else the first one with titles at all, else the first one that holds something.
 *
 * @throws DomainError `FILE_WORKBOOK`, `FILE_LOCKED`, `FILE_TOO_LARGE`, `FILE_TOO_MANY_ROWS`, `FILE_ARCHIVE` or `FILE_EMPTY`,
 *   in French
 */
export async function openWorkbook(bytes: Uint8Array, opening: WorkbookOpening): Promise<SheetTable> {
  try {
    const file: Package = {
      bytes,
      entries: zipEntries(bytes, MAX_ENTRIES),
      budget: { bytes: opening.limits.bytes * INFLATED_SHARE },
    };
    const workbook = await readWorkbook(file);
    if (!workbook) return refuseArchive(file);
    return await tableOf(file, workbook, opening);
  } catch (error) {
    if (error instanceof ZipRefused) refuseZip(error);
    if (error instanceof XmlRefused) refuseBroken();
    throw error;
  }
}

function refuseArchive({ entries }: Package): never {
  const has = (part: string) => [...entries.keys()].some((path) => path.startsWith(part));
  if (has("xl/")) {
    refuse(
      "FILE_WORKBOOK",
      "Ce classeur Excel n’est pas lisible (.xlsb ?). Ouvrez-le, puis enregistrez-le au format .xlsx ou CSV.",
    );
  }
  if (has("Index/") || has("Index.zip")) {
    refuse("FILE_WORKBOOK", "Ceci est un document Apple. Dans Numbers, exportez-le au format Excel ou CSV.");
  }
  if (has("content.xml")) {
    refuse(
      "FILE_ODS",
      "Ceci est un classeur LibreOffice (.ods). Ouvrez-le, puis enregistrez-le au format .xlsx ou CSV.",
    );
  }
  if (has("[Content_Types].xml")) {
    refuse("FILE_WORKBOOK", "Ceci est un document Office, mais pas un classeur Excel.");
  }
  return refuse(
    "FILE_ARCHIVE",
    "Ceci est une archive ZIP. Décompressez-la, puis déposez le fichier qu’elle contient.",
  );
}

function refuseBroken(): never {
  refuse(
    "FILE_WORKBOOK",
    "Ce classeur est abîmé ou incomplet. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau au format .xlsx ou CSV.",
  );
}

function refuseZip({ why }: ZipRefused): never {
  if (why === "LOCKED")
    refuse(
      "FILE_LOCKED",
      "Ce classeur est protégé par un mot de passe. Retirez-le, puis redéposez le fichier.",
    );
  if (why === "TOO_LARGE") tooLarge();
  refuseBroken();
}

function tooLarge(): never {
  refuse(
    "FILE_TOO_LARGE",
    "Ce classeur est trop grand une fois ouvert. Gardez seulement la feuille des factures, ou enregistrez-la en CSV.",
  );
}

async function tableOf(file: Package, workbook: Workbook, opening: WorkbookOpening): Promise<SheetTable> {
  const { limits } = opening;
  const strings = await readSharedStrings(file, workbook.sharedStrings);
  const bounds = { maxColumns: limits.columns, maxLength: limits.cellLength + 1 };
  const context: CellContext = { ...workbook, strings, ...bounds };
  const { chosen, others } = await chooseSheet(file, workbook.sheets, context, opening);
  if (!chosen) refuse("FILE_EMPTY", "Ce classeur n’a aucune feuille visible qui contienne quelque chose.");
  const { rows, hiddenCount } = await packRows(sheetRows(file, chosen, context), limits);
  const sheet = { name: chosen.name, others, ...(hiddenCount > 0 && { hiddenCount }) };
  return { rows, limits, sheet, is1904: workbook.is1904 };
}

async function chooseSheet(
  file: Package,
  sheets: readonly Sheet[],
  context: CellContext,
  opening: WorkbookOpening,
): Promise<{ chosen: Sheet | undefined; others: string[] }> {
  const looks: { sheet: Sheet; score: 0 | 1 | 2; rows: SheetRow[] }[] = [];
  for (const sheet of sheets.slice(0, MAX_SHEETS)) {
    const rows = await firstRows(sheetRows(file, sheet, context), opening.headerWithin);
    if (rows.length === 0) continue;
    const isWhole = rows.some(({ cells }) => opening.isWholeHeader(cells));
    const hasTitles = rows.some(({ cells }) => opening.headerScore(cells) >= 2);
    looks.push({ sheet, score: isWhole ? 2 : hasTitles ? 1 : 0, rows });
  }
  const best = Math.max(0, ...looks.map(({ score }) => score));
  const [chosen, ...rest] = looks.filter(({ score }) => score === best);
  opening.checkFirstRows?.(chosen?.rows ?? []);
  return { chosen: chosen?.sheet, others: best === 0 ? [] : rest.map(({ sheet }) => sheet.name) };
}

/** The rows down to a line; the others are not read. */
async function firstRows(batches: AsyncGenerator<SheetRow[]>, lastLine: number): Promise<SheetRow[]> {
  const first: SheetRow[] = [];
  for await (const rows of batches) {
    first.push(...rows.filter(({ line }) => line <= lastLine));
    if ((rows.at(-1)?.line ?? 0) > lastLine) break;
  }
  return first;
}

/** The rows of a sheet, packed: read several times over, they take a few bytes a cell. */
async function packRows(
  batches: AsyncGenerator<SheetRow[]>,
  limits: CsvLimits,
): Promise<{ rows: SheetTable["rows"]; hiddenCount: number }> {
  const packed: Buffer[] = [];
  let bytes = 0;
  let count = 0;
  let width = 0;
  let hiddenCount = 0;
  for await (const rows of batches) {
    const piece = Buffer.from(JSON.stringify(rows), "utf8");
    packed.push(piece);
    bytes += piece.length;
    count += rows.length;
    for (const { cells, isHidden } of rows) {
      width = Math.max(width, cells.length);
      if (isHidden) hiddenCount += 1;
    }
    if (bytes > limits.bytes) tooLarge();
    if (count > limits.rows) refuseRows(limits);
  }
  return { rows: () => unpackRows(packed, width), hiddenCount };
}

/** Every row as wide as the widest: what stands right of the titles is under a blank title, and lacks nothing. */
async function* unpackRows(packed: readonly Buffer[], width: number): AsyncGenerator<CsvRow[]> {
  for (const piece of packed) {
    const rows: SheetRow[] = JSON.parse(piece.toString("utf8"));
    for (const { cells } of rows) while (cells.length < width) cells.push("");
    yield rows;
    // Whoever else this process serves gets a turn.
    await nextTurn();
  }
}
