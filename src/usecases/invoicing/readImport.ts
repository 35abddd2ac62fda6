/** What the pages of imports show. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { countIssues, type IssueRow, readIssuePage } from "@/db/invoicing/importIssues";
import {
  findImportOf,
  type ImportRow,
  readImport,
  readPreview,
  readRecentImports,
} from "@/db/invoicing/imports";
import { type LocalDate, localDateAt, timeZoneOf } from "@/domain/calendar";
import { type KeptCounts, keptWords } from "@/domain/invoicing/keptReasons";
import { CSV_MARK, type CsvCell, csvLine } from "@/formats/csvExport";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { type ImportOptions, importOptionsOf } from "./importOptions";
import type { ImportPreview } from "./previewImport";

export type ImportState = ImportRow["state"];

export interface ImportSummary {
  id: string;
  fileName: string;
  state: ImportState;
  startedOn: LocalDate;
  totalLines: number;
  doneLines: number;
  createdCount: number;
  unchangedCount: number;
  /** Lines refused. */
  errorCount: number;
  /** Lines that were no invoice: totals, quotes, drafts. */
  leftOutCount: number;
  failure: string | null;
  undone: { on: LocalDate; count: number; kept: string } | null;
}

export interface ImportPage extends ImportSummary {
  options: ImportOptions;
  /** Null once the import has ended. */
  preview: ImportPreview | null;
  /** The same bytes, imported before. */
  sameFile: { id: string; on: LocalDate } | null;
  issues: { errors: number; notices: number };
}

const RECENT = 20;
const PAGE_SIZE = 50;
const EXPORT_BATCH = 1_000;

/** Everything about one import. @throws DomainError NOT_FOUND */
export async function readImportPage(ctx: CompanyCtx, importId: string): Promise<ImportPage> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const row = await readImport(tx, companyId, importId);
    if (!row) throw notFound();
    const { zone } = await readCompanyFacts(tx, companyId);
    const dayOf = (at: Date) => localDateAt(at.getTime(), timeZoneOf(zone));
    const same = await findImportOf(tx, companyId, row.sha256, ["DONE"], importId);
    return {
      ...summaryOf(row, dayOf),
      options: importOptionsOf(row),
      preview: await readPreview<ImportPreview>(tx, companyId, importId),
      sameFile: same && !same.undoneAt ? { id: same.id, on: dayOf(same.createdAt) } : null,
      issues: await countIssues(tx, companyId, importId),
    };
  });
}

/** How far an import has come: read every second by its page. @throws DomainError NOT_FOUND */
export async function readImportProgress(ctx: CompanyCtx, importId: string) {
  if (!isId(importId)) throw notFound();
  const row = await inCompany(ctx.companyId, (tx) => readImport(tx, ctx.companyId, importId));
  if (!row) throw notFound();
  const { state, totalLines, doneLines, createdCount, unchangedCount, errorCount } = row;
  return { state, totalLines, doneLines, createdCount, unchangedCount, errorCount };
}

/** The newest imports of the company. */
export async function listImports(ctx: CompanyCtx): Promise<ImportSummary[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const { zone } = await readCompanyFacts(tx, companyId);
    const rows = await readRecentImports(tx, companyId, RECENT);
    return rows.map((row) => summaryOf(row, (at) => localDateAt(at.getTime(), timeZoneOf(zone))));
  });
}

function summaryOf(row: ImportRow, dayOf: (at: Date) => LocalDate): ImportSummary {
  const { undoneAt, keptReasons } = row;
  const counted = row.createdCount + row.unchangedCount + row.errorCount;
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    startedOn: dayOf(row.createdAt),
    totalLines: row.totalLines,
    doneLines: row.doneLines,
    createdCount: row.createdCount,
    unchangedCount: row.unchangedCount,
    errorCount: row.errorCount,
    leftOutCount: row.state === "DONE" ? Math.max(0, row.doneLines - counted) : 0,
    failure: row.failure,
    undone: undoneAt && {
      on: dayOf(undoneAt),
      count: row.undoneCount,
      kept: keptWords((keptReasons ?? {}) as KeptCounts),
    },
  };
}

export interface IssuePage {
  rows: IssueRow[];
  /** Position after which the next page starts; null at the end. */
  next: number | null;
}

/** A page of what the import has to say about its lines. @throws DomainError NOT_FOUND */
export async function listImportIssues(
  ctx: CompanyCtx,
  importId: string,
  query: { kind: "ERROR" | "NOTICE"; after: number },
): Promise<IssuePage> {
  if (!isId(importId)) throw notFound();
  const rows = await inCompany(ctx.companyId, (tx) =>
    readIssuePage(tx, ctx.companyId, importId, { ...query, limit: PAGE_SIZE + 1 }),
  );
  const page = rows.slice(0, PAGE_SIZE);
  return { rows: page, next: rows.length > PAGE_SIZE ? (page.at(-1)?.position ?? null) : null };
}

const TITLES = ["Ligne", "Gravité", "Colonne", "Ce qui ne va pas", "Valeur lue"];

/** Yields, piece by piece, everything the import has to say, as a spreadsheet opens it. */
export async function* exportImportIssues(ctx: CompanyCtx, importId: string): AsyncGenerator<string> {
  const { companyId } = ctx;
  yield CSV_MARK + csvLine(TITLES);
  let after = 0;
  for (;;) {
    const rows = await inCompany(companyId, (tx) =>
      readIssuePage(tx, companyId, importId, { kind: null, after, limit: EXPORT_BATCH }),
    );
    yield rows.map((row) => csvLine(cellsOf(row))).join("");
    if (rows.length < EXPORT_BATCH) return;
    after = rows.at(-1)?.position ?? after;
  }
}

function cellsOf(row: IssueRow): CsvCell[] {
  const severity = row.kind === "ERROR" ? "À corriger" : "Pour information";
  return [{ count: row.line }, severity, row.column ?? "Toute la ligne", row.message, row.raw ?? ""];
}
