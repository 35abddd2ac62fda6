/** The lines an import refused, as the file had them, so that they can be mended and imported again. */
import type { Tx } from "../inCompany";
import { jsonRows } from "../storableText";

export interface RefusedLine {
  /** Row in a spreadsheet, from 1. The row of the titles is kept as well, above the others. */
  line: number;
  cells: readonly string[];
}

/** A refused line and what is wrong with it; nothing is wrong with the titles. */
export interface RefusedLineRow {
  line: number;
  cells: string[];
  messages: string[];
}

/** Keeps lines; one already kept stays as it is. */
export async function insertRefusedLines(
  tx: Tx,
  companyId: string,
  importId: string,
  lines: readonly RefusedLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = jsonRows(lines.map(({ line, cells }) => ({ line, cells })));
  await tx.$executeRaw`
    INSERT INTO import_refused_line (company_id, import_id, line, cells)
    SELECT ${companyId}::uuid, ${importId}::uuid, r.line, r.cells
    FROM json_to_recordset(${rows}::json) AS r(line int, cells jsonb)
    ON CONFLICT DO NOTHING`;
}

/** A page of lines after a line, in order. */
export async function readRefusedLines(
  tx: Tx,
  companyId: string,
  importId: string,
  page: { after: number; limit: number },
): Promise<RefusedLineRow[]> {
  return tx.$queryRaw<RefusedLineRow[]>`
    WITH kept AS MATERIALIZED (
      SELECT line, cells FROM import_refused_line
      WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND line > ${page.after}
      ORDER BY line LIMIT ${page.limit}),
    said AS (
      SELECT line, array_agg(message ORDER BY position) AS messages FROM import_issue
      WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid AND kind = 'ERROR'
        AND line BETWEEN (SELECT min(line) FROM kept) AND (SELECT max(line) FROM kept)
      GROUP BY line)
    SELECT kept.line, kept.cells, coalesce(said.messages, ARRAY[]::text[]) AS messages
    FROM kept LEFT JOIN said USING (line) ORDER BY kept.line`;
}

/** True while there is a line to give back, the titles apart. */
export async function hasRefusedLines(tx: Tx, companyId: string, importId: string): Promise<boolean> {
  const first = await tx.importRefusedLine.findMany({
    where: { companyId, importId },
    select: { line: true },
    take: 2,
  });
  return first.length === 2;
}
