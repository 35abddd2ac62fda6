/** What the two ways of running an import have in common: how it is held, told and written. */
import { inCompany, type Tx } from "@/db/inCompany";
import { insertIssues } from "@/db/invoicing/importIssues";
import { insertRefusedLines } from "@/db/invoicing/importRefusedLines";
import {
  type ClaimedImport,
  endImport,
  type Lease,
  type LineCounts,
  releaseImport,
} from "@/db/invoicing/importWork";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { Clock } from "../ports";
import type { BatchResult, ImportJob } from "./importLines";
import type { ImportOptions } from "./importOptions";

/** What an import needs from outside. */
export interface ImportPorts {
  clock: Clock;
  /** Crash on purpose at a named place, for the fault tests; does nothing otherwise. */
  failpoint: (name: string) => void | Promise<void>;
}

/** `BUSY`: another worker has it, or another import of the company runs. `LOST`: another worker took over. */
export type ImportOutcome = "DONE" | "FAILED" | "STOPPED" | "BUSY" | "LOST";

/** Lines of a transaction: enough to be quick, few enough to hold nothing for long. */
export const BATCH_LINES = 1_000;
/** Far longer than a batch; a dead worker's import waits that long. */
export const LEASE_MS = 60_000;
export const BATCH_TIMEOUT_MS = 30_000;

/** An import under way, held by this worker. */
export interface Run extends Lease {
  claimed: ClaimedImport;
  bytes: Uint8Array;
  options: ImportOptions;
  job: ImportJob;
  ports: ImportPorts;
  signal: AbortSignal | undefined;
}

/** Ends a run from inside its loops. */
export class RunEnded extends Error {
  constructor(readonly outcome: "STOPPED" | "LOST") {
    super(outcome);
  }
}

/** Gives the import back when the worker is to stop. @throws RunEnded */
export async function stopIfAsked(run: Run): Promise<void> {
  if (!run.signal?.aborted) return;
  await inCompany(run.companyId, (tx) => releaseImport(tx, run));
  throw new RunEnded("STOPPED");
}

/** What is to be said of the lines, and those refused. */
export async function keepSayings(
  tx: Tx,
  { companyId, importId, options }: Run,
  { issues, refused }: Pick<BatchResult, "issues" | "refused">,
): Promise<void> {
  await insertIssues(tx, companyId, importId, issues);
  // An electronic invoice is mended where it was issued: its line, the name of its file, is no use.
  if (!options.isBundle) await insertRefusedLines(tx, companyId, importId, refused);
}

export function countsOf(result: BatchResult, lines: number): LineCounts {
  const { created, credited, unchanged, refused } = result;
  return { lines, created, credited, unchanged, refused: refused.length };
}

/** What was done to single invoices, then one entry for these lines: how many, and what they amount to. */
export async function journalLines(
  tx: Tx,
  { companyId, importId, claimed }: Run,
  lines: readonly InvoiceCsvLine[],
  result: BatchResult,
  now: Instant,
): Promise<void> {
  const data = {
    sha256: claimed.sha256,
    firstLine: lines[0]?.line ?? 0,
    lastLine: lines.at(-1)?.line ?? 0,
    created: result.created,
    createdCents: result.createdCents.toString(),
    ...(result.credited > 0 && { credited: result.credited }),
    unchanged: result.unchanged,
    refused: result.refused.length,
  };
  const event: JournalEvent = {
    actor: claimed.launchedBy,
    action: "invoices.imported",
    entity: "import",
    entityId: importId,
    data,
  };
  const deeds = result.deeds.map((deed): JournalEvent => ({ actor: claimed.launchedBy, ...deed }));
  await appendJournal(tx, companyId, [...deeds, event], now);
}

/** The end, and its entry: call it last in the transaction. @returns false when another worker took over */
export async function endRun(
  tx: Tx,
  { companyId, importId, token, claimed }: Lease & Pick<Run, "claimed">,
  end: { state: "DONE" | "FAILED"; failure: string | null; now: Instant },
): Promise<boolean> {
  if (!(await endImport(tx, { companyId, importId, token }, end))) return false;
  const event = { action: "import.ended", entity: "import", entityId: importId } as const;
  const { state, now } = end;
  await appendJournal(tx, companyId, [{ ...event, actor: claimed.launchedBy, data: { state } }], now);
  return true;
}
