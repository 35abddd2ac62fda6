/** What an import has to say about the lines of its file, in the order of the file. */
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

export interface NewIssue {
  kind: "ERROR" | "NOTICE";
  /** Row in a spreadsheet, from 1. */
  line: number;
  column: string | undefined;
  code: string;
  message: string;
  raw: string | undefined;
}

export interface IssueRow {
  position: number;
  kind: "ERROR" | "NOTICE";
  line: number;
  column: string | null;
  message: string;
  raw: string | null;
}

/** Adds issues after those already there. Only the owner of the import's lease may call it. */
export async function insertIssues(
  tx: Tx,
  companyId: string,
  importId: string,
  issues: readonly NewIssue[],
): Promise<void> {
  if (issues.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO import_issue (company_id, import_id, position, kind, line, "column", code, message, raw)
    SELECT ${companyId}::uuid, ${importId}::uuid,
           (SELECT coalesce(max(position), 0) FROM import_issue
            WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid) + n,
           i.kind::import_issue_kind, i.line, i."column", i.code, i.message, i.raw
    FROM ROWS FROM (json_to_recordset(${jsonRows(issues)}::json) AS (
      kind text, line int, "column" text, code text, message text, raw text)) WITH ORDINALITY
      AS i(kind, line, "column", code, message, raw, n)`;
}

/** A page of issues after a position; `kind` null for all of them. */
export async function readIssuePage(
  tx: Tx,
  companyId: string,
  importId: string,
  page: { kind: NewIssue["kind"] | null; after: number; limit: number },
): Promise<IssueRow[]> {
  const where: Prisma.ImportIssueWhereInput = {
    companyId,
    importId,
    position: { gt: page.after },
    ...(page.kind && { kind: page.kind }),
  };
  return tx.importIssue.findMany({
    where,
    orderBy: { position: "asc" },
    take: page.limit,
    select: { position: true, kind: true, line: true, column: true, message: true, raw: true },
  });
}

/** How many issues of each kind. */
export async function countIssues(
  tx: Tx,
  companyId: string,
  importId: string,
): Promise<{ errors: number; notices: number }> {
  const groups = await tx.importIssue.groupBy({
    by: ["kind"],
    where: { companyId, importId },
    _count: { _all: true },
  });
  const countOf = (kind: NewIssue["kind"]) => groups.find((group) => group.kind === kind)?._count._all ?? 0;
  return { errors: countOf("ERROR"), notices: countOf("NOTICE") };
}
