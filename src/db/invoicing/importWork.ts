/**
 * The worker's side of an import. A lease says who works on it; every write tests it, so that a
 * worker that lost its lease changes nothing. Progress is written in the transaction of the lines
 * it counts: whenever the worker dies, what is counted is what is done.
 */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface Lease {
  companyId: string;
  importId: string;
  token: string;
}

export interface ClaimedImport {
  fileName: string;
  sha256: string;
  bytes: Uint8Array | null;
  options: unknown;
  totalLines: number;
  doneLines: number;
  /** This one included. */
  attempts: number;
  createdById: string;
  launchedBy: string;
}

/**
 * Takes an import that waits, or that a dead worker left. One import of a company runs at a time:
 * two of them side by side could create the same client twice. It waits for one that is being undone.
 */
export async function claimImport(
  tx: Tx,
  { companyId, importId, token }: Lease,
  times: { now: Instant; untilMs: Instant },
): Promise<ClaimedImport | null> {
  const now = new Date(times.now);
  await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
  const [claimed] = await tx.$queryRaw<ClaimedImport[]>`
    UPDATE invoice_import i SET state = 'RUNNING', attempts = i.attempts + 1, lease_token = ${token}::uuid,
           lease_until = ${new Date(times.untilMs)}
    WHERE i.company_id = ${companyId}::uuid AND i.id = ${importId}::uuid
      AND (i.state = 'QUEUED' OR (i.state = 'RUNNING' AND i.lease_until < ${now}))
      AND NOT EXISTS (SELECT 1 FROM invoice_import o
                      WHERE o.company_id = i.company_id AND o.id <> i.id
                        AND (o.state = 'RUNNING' OR (o.undo_asked_at IS NOT NULL AND o.undone_at IS NULL)))
    RETURNING i.file_name AS "fileName", i.sha256, i.bytes, i.options, i.total_lines AS "totalLines",
      i.done_lines AS "doneLines", i.attempts, i.created_by_id AS "createdById", i.launched_by AS "launchedBy"`;
  return claimed ?? null;
}

/** Whether lines of an import are being recorded: whoever has locked the company since keeps the next one from beginning. */
export async function isImportRunning(tx: Tx, companyId: string): Promise<boolean> {
  return (await tx.invoiceImport.count({ where: { companyId, state: "RUNNING" } })) > 0;
}

/** Locks the import for the rest of the transaction. @returns false when the lease is someone else's */
export async function holdLease(tx: Tx, { companyId, importId, token }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM invoice_import
    WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'RUNNING'
      AND lease_token = ${token}::uuid FOR UPDATE`;
  return rows.length === 1;
}

export interface LineCounts {
  lines: number;
  created: number;
  /** Credit notes recorded. */
  credited: number;
  unchanged: number;
  refused: number;
}

/**
 * Counts lines as done and keeps the lease. Lines done mean that their content is not what kills
 * workers: from here on, this attempt is the first one.
 */
export async function recordLines(
  tx: Tx,
  { companyId, importId, token }: Lease,
  counts: LineCounts,
  untilMs: Instant,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invoice_import SET done_lines = done_lines + ${counts.lines}, created_count = created_count + ${counts.created},
           credited_count = credited_count + ${counts.credited}, unchanged_count = unchanged_count + ${counts.unchanged}, error_count = error_count + ${counts.refused},
           attempts = 1, lease_until = ${new Date(untilMs)}
    WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'RUNNING' AND lease_token = ${token}::uuid`;
  return changed === 1;
}

/** Shows how far a whole-or-nothing import has come, and keeps its lease. Nothing is done until all is. */
export async function showProgress(
  tx: Tx,
  { companyId, importId, token }: Lease,
  doneLines: number,
  untilMs: Instant,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invoice_import SET done_lines = ${doneLines}, lease_until = ${new Date(untilMs)}
    WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'RUNNING' AND lease_token = ${token}::uuid`;
  return changed === 1;
}

/** The end. The file is forgotten, unless a person may want to try it again. */
export async function endImport(
  tx: Tx,
  { companyId, importId, token }: Lease,
  end: { state: "DONE" | "FAILED"; failure: string | null; now: Instant },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invoice_import SET state = ${end.state}::import_state, failure = ${end.failure}, finished_at = ${new Date(end.now)},
           lease_token = NULL, lease_until = NULL, bytes = CASE WHEN ${end.state} = 'DONE' THEN NULL ELSE bytes END,
           preview = CASE WHEN ${end.state} = 'DONE' THEN NULL ELSE preview END
    WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'RUNNING' AND lease_token = ${token}::uuid`;
  return changed === 1;
}

/** Gives the import back, to whoever looks next: this worker was asked to stop. */
export async function releaseImport(tx: Tx, { companyId, importId, token }: Lease): Promise<void> {
  await tx.$executeRaw`
    UPDATE invoice_import SET state = 'QUEUED', attempts = greatest(attempts - 1, 0), lease_token = NULL, lease_until = NULL
    WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'RUNNING' AND lease_token = ${token}::uuid`;
}
