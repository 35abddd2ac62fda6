/** Gives back the lines an import refused, to be mended in a spreadsheet and imported again. */
import { inCompany, isId } from "@/db/inCompany";
import { type RefusedLineRow, readRefusedLines } from "@/db/invoicing/importRefusedLines";
import { readImport } from "@/db/invoicing/imports";
import { CSV_MARK, csvLine } from "@/formats/csvExport";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";

const BATCH = 1_000;
/** Two columns in front of those of the file. No field of an invoice has such titles: an import passes them over. */
const OWN_TITLES = ["Ligne d’origine", "À corriger"];

/**
 * The titles and the refused lines as the file had them, what is wrong with each in front.
 *
 * @returns name for the file, and its text piece by piece
 * @throws DomainError NOT_FOUND
 */
export async function exportRefusedLines(
  ctx: CompanyCtx,
  importId: string,
): Promise<{ name: string; parts: AsyncGenerator<string> }> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  const row = await inCompany(companyId, (tx) => readImport(tx, companyId, importId));
  if (!row) throw notFound();
  const base = row.fileName.replace(/\.[^.]*$/, "").replace(/^À corriger - /, "");
  return { name: `À corriger - ${base}.csv`, parts: partsOf(companyId, importId) };
}

async function* partsOf(companyId: string, importId: string): AsyncGenerator<string> {
  yield CSV_MARK;
  let after = 0;
  let hasOwnTitles: boolean | undefined;
  for (;;) {
    const page = { after, limit: BATCH };
    const rows = await inCompany(companyId, (tx) => readRefusedLines(tx, companyId, importId, page));
    // A file of refused lines, refused again: its two columns are not doubled.
    hasOwnTitles ??= OWN_TITLES.every((title, column) => rows[0]?.cells[column] === title);
    const skipped = hasOwnTitles ? OWN_TITLES.length : 0;
    yield rows.map((line) => csvLine([...ownCells(line), ...line.cells.slice(skipped)])).join("");
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.line ?? after;
  }
}

/** The row of the titles has no message. */
function ownCells({ line, messages }: RefusedLineRow) {
  return messages.length === 0 ? OWN_TITLES : [{ count: line }, messages.join(" ")];
}
