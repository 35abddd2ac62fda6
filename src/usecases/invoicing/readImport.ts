/** What the pages of imports show. */

import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { type RecordedCredit, readCreditsOfImport } from "@/db/invoicing/importedCredits";
import { countIssues, type IssueRow, readIssuePage } from "@/db/invoicing/importIssues";
import { countJoined } from "@/db/invoicing/importOriginals";
import { hasRefusedLines } from "@/db/invoicing/importRefusedLines";
import {
  findImportOf,
  type ImportRow,
  readImport,
  readPreview,
  readRecentImports,
} from "@/db/invoicing/imports";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type KeptCounts, keptWords } from "@/domain/invoicing/keptReasons";
import { localDateAt } from "@/domain/zonedTime";
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
  /** Credit notes recorded. */
  creditedCount: number;
  unchangedCount: number;
  /** Lines refused. */
  errorCount: number;
  /** Lines that were no invoice: totals, quotes, drafts. */
  leftOutCount: number;
  failure: string | null;
  /** A person asked to take it back. While it is under way, `on` is null. */
  undone: { on: LocalDate | null; count: number; creditCount: number; kept: string } | null;
  /** Its lines are files, one an electronic invoice. */
  isBundle: boolean;
}

export interface ImportPage extends ImportSummary {
  options: ImportOptions;
  /** Null once the import has ended. */
  preview: ImportPreview | null;
  /** The same bytes, imported before. */
  sameFile: { id: string; on: LocalDate } | null;
  issues: { errors: number; notices: number };
  /** The refused lines are still there to be downloaded. */
  hasRefusedLines: boolean;
  /** The credit notes that it recorded, those taken back since too. */
  credits: RecordedCredit[];
  /** PDFs that it joined to invoices it found here. */
  joinedCount: number;
}

const RECENT = 20;
const PAGE_SIZE = 50;

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
      sameFile: same && !same.undoAskedAt ? { id: same.id, on: dayOf(same.createdAt) } : null,
      issues: await countIssues(tx, companyId, importId),
      hasRefusedLines: await hasRefusedLines(tx, companyId, importId),
      credits: row.creditedCount > 0 ? await readCreditsOfImport(tx, companyId, importId) : [],
      joinedCount: await countJoined(tx, companyId, importId),
    };
  });
}

export interface ImportProgress {
  /** Its lines are files, one an electronic invoice. */
  isBundle: boolean;
  state: ImportState;
  totalLines: number;
  doneLines: number;
  createdCount: number;
  unchangedCount: number;
  errorCount: number;
  isUndoing: boolean;
  /** Invoices cancelled so far by an undoing. */
  undoneCount: number;
}

/** How far an import has come: read every second by its page. @throws DomainError NOT_FOUND */
export async function readImportProgress(ctx: CompanyCtx, importId: string): Promise<ImportProgress> {
  if (!isId(importId)) throw notFound();
  const row = await inCompany(ctx.companyId, (tx) => readImport(tx, ctx.companyId, importId));
  if (!row) throw notFound();
  const { state, totalLines, doneLines, createdCount, unchangedCount, errorCount, undoneCount } = row;
  const isUndoing = row.undoAskedAt !== null && row.undoneAt === null;
  const isBundle = importOptionsOf(row).isBundle === true;
  const counts = { totalLines, doneLines, createdCount, unchangedCount, errorCount, undoneCount };
  return { state, ...counts, isUndoing, isBundle };
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
  const { undoAskedAt, undoneAt, keptReasons } = row;
  const counted = row.createdCount + row.creditedCount + row.unchangedCount + row.errorCount;
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    startedOn: dayOf(row.createdAt),
    totalLines: row.totalLines,
    doneLines: row.doneLines,
    createdCount: row.createdCount,
    creditedCount: row.creditedCount,
    unchangedCount: row.unchangedCount,
    errorCount: row.errorCount,
    leftOutCount: row.state === "DONE" ? Math.max(0, row.doneLines - counted) : 0,
    failure: row.failure,
    undone: undoAskedAt && {
      on: undoneAt && dayOf(undoneAt),
      count: row.undoneCount,
      creditCount: row.undoneCreditCount,
      kept: keptWords((keptReasons ?? {}) as KeptCounts),
    },
    isBundle: importOptionsOf(row).isBundle === true,
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
