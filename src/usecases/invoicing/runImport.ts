/**
 * The worker's part of an import: batch after batch, each in a short transaction that also counts
 * its lines. Killed at any point, it is taken up again after the last line counted. In « tout ou
 * rien » everything is one transaction: it is all there, or nothing is.
 */
import { inCompany, type Tx } from "@/db/inCompany";
import { insertIssues, type NewIssue } from "@/db/invoicing/importIssues";
import {
  type ClaimedImport,
  claimImport,
  endImport,
  holdLease,
  type Lease,
  recordLines,
  releaseImport,
  showProgress,
} from "@/db/invoicing/importWork";
import { isRefusedData } from "@/db/sqlState";
import { appendJournal } from "@/db/system/journal";
import { refreshStatistics } from "@/db/system/statistics";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { readInvoiceBatches } from "@/formats/invoiceCsv";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { Clock } from "../ports";
import { type BatchResult, type ImportJob, importLines } from "./importLines";
import { type ImportOptions, importOptionsOf } from "./importOptions";
import { readAhead } from "./readAhead";

/** What an import needs from outside. */
export interface ImportPorts {
  clock: Clock;
  /** Crash on purpose at a named place, for the fault tests; does nothing otherwise. */
  failpoint: (name: string) => void | Promise<void>;
}

/** `BUSY`: another worker has it, or another import of the company runs. `LOST`: another worker took over. */
export type ImportOutcome = "DONE" | "FAILED" | "STOPPED" | "BUSY" | "LOST";

/** Lines of a transaction: enough to be quick, few enough to hold nothing for long. */
const BATCH_LINES = 1_000;
/** Lines after which the database is told that its tables have grown. */
const STATISTICS_AT = [1_000, 10_000];
/** Far longer than a batch; a dead worker's import waits that long. */
const LEASE_MS = 60_000;
const BATCH_TIMEOUT_MS = 30_000;
const WHOLE_TIMEOUT_MS = 20 * 60_000;
/** Times an import is taken up without one line more being done, before it is given up. */
const MAX_ATTEMPTS = 3;

interface Run extends Lease {
  claimed: ClaimedImport;
  bytes: Uint8Array;
  options: ImportOptions;
  job: ImportJob;
  ports: ImportPorts;
  signal: AbortSignal | undefined;
}

/** Ends a run from inside its loops. */
class RunEnded extends Error {
  constructor(readonly outcome: "STOPPED" | "LOST") {
    super(outcome);
  }
}

/** The lines of a whole-or-nothing import that forbid it. */
class WholeRefused extends Error {
  constructor(
    readonly issues: NewIssue[],
    readonly refused: number,
  ) {
    super("lines refused");
  }
}

/**
 * Runs one import to its end, or until asked to stop.
 *
 * @throws what nobody expected (a database that restarts): the lease runs out, and it is taken up again
 */
export async function runImport(
  companyId: string,
  importId: string,
  ports: ImportPorts,
  signal?: AbortSignal,
): Promise<ImportOutcome> {
  const lease = { companyId, importId, token: newId() };
  const now = ports.clock.now();
  const claimed = await inCompany(companyId, (tx) =>
    claimImport(tx, lease, { now, untilMs: now + LEASE_MS }),
  );
  if (!claimed) return "BUSY";
  const { bytes } = claimed;
  const options = importOptionsOf(claimed);
  const failure = whyNot(claimed);
  if (failure || !bytes) return fail(lease, failure ?? "", ports.clock.now());
  const { createdById } = claimed;
  const job = { companyId, importId, createdById, defaultKind: options.defaultKind };
  const run: Run = { ...lease, claimed, bytes, options, job, ports, signal };
  try {
    if (options.isAllOrNothing) await runWhole(run);
    else await runByBatches(run);
    return "DONE";
  } catch (error) {
    if (error instanceof RunEnded) return error.outcome;
    if (error instanceof WholeRefused) return refuseWhole(run, error);
    if (error instanceof DomainError) return fail(lease, error.message, ports.clock.now());
    throw error;
  }
}

function whyNot({ attempts, bytes, doneLines }: ClaimedImport): string | null {
  if (!bytes) return "Le fichier n’est plus là. Recommencez l’import.";
  if (attempts <= MAX_ATTEMPTS) return null;
  const where = doneLines === 0 ? "dès le début" : `après ${doneLines} lignes`;
  return typeset(
    `L’import s’est interrompu ${MAX_ATTEMPTS} fois de suite ${where} : une des lignes suivantes en est sans doute la cause. Ce qui précède est en place.`,
  );
}

async function fail(lease: Lease, failure: string, now: Instant): Promise<ImportOutcome> {
  const isOurs = await inCompany(lease.companyId, (tx) =>
    endImport(tx, lease, { state: "FAILED", failure, now }),
  );
  return isOurs ? "FAILED" : "LOST";
}

// ---------------------------------------------------------------- batch after batch

async function runByBatches(run: Run): Promise<void> {
  const { bytes, options, claimed, companyId, ports } = run;
  let position = 0;
  for await (const batch of readAhead(readInvoiceBatches(bytes, options.csv, BATCH_LINES))) {
    const left = batch.slice(Math.max(0, claimed.doneLines - position));
    position += batch.length;
    if (left.length === 0) continue;
    await stopIfAsked(run);
    await importBatch(run, left);
    await ports.failpoint("import_after_batch");
    if (STATISTICS_AT.includes(position)) await inCompany(companyId, refreshStatistics);
  }
  const now = ports.clock.now();
  const isOurs = await inCompany(companyId, (tx) =>
    endImport(tx, run, { state: "DONE", failure: null, now }),
  );
  if (!isOurs) throw new RunEnded("LOST");
}

async function stopIfAsked(run: Run): Promise<void> {
  if (!run.signal?.aborted) return;
  await inCompany(run.companyId, (tx) => releaseImport(tx, run));
  throw new RunEnded("STOPPED");
}

/** Imports some lines in one transaction. When the database refuses them, halves them to find which. */
async function importBatch(run: Run, lines: readonly InvoiceCsvLine[]): Promise<void> {
  try {
    await inCompany(run.companyId, (tx) => importIn(tx, run, lines), { timeoutMs: BATCH_TIMEOUT_MS });
  } catch (error) {
    const [only] = lines;
    if (!isRefusedData(error) || !only) throw error;
    if (lines.length === 1) return refuseLine(run, only);
    const half = Math.ceil(lines.length / 2);
    await importBatch(run, lines.slice(0, half));
    await importBatch(run, lines.slice(half));
  }
}

/** What is wrong with this line is beyond what the reader checks: it is said, and the others go on. */
async function refuseLine(run: Run, { line, record }: InvoiceCsvLine): Promise<void> {
  const message = "Cette ligne n’a pas pu être enregistrée. Saisissez cette facture à la main.";
  const raw = record?.number;
  const issue: NewIssue = { kind: "ERROR", line, column: undefined, code: "REFUSED", message, raw };
  const untilMs = run.ports.clock.now() + LEASE_MS;
  await inCompany(run.companyId, async (tx) => {
    if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
    await insertIssues(tx, run.companyId, run.importId, [issue]);
    await recordLines(tx, run, { lines: 1, created: 0, unchanged: 0, refused: 1 }, untilMs);
  });
}

async function importIn(tx: Tx, run: Run, lines: readonly InvoiceCsvLine[]): Promise<void> {
  const now = run.ports.clock.now();
  if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
  const result = await importLines(tx, run.job, lines, now);
  await insertIssues(tx, run.companyId, run.importId, result.issues);
  await recordLines(tx, run, { ...result, lines: lines.length }, now + LEASE_MS);
  await run.ports.failpoint("import_before_commit");
  await journalBatch(tx, run, lines, result, now);
}

async function journalBatch(
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
    unchanged: result.unchanged,
    refused: result.refused,
  };
  const event = {
    actor: claimed.launchedBy,
    action: "invoices.imported",
    entity: "import",
    entityId: importId,
    data,
  };
  await appendJournal(tx, companyId, [event], now);
}

// ---------------------------------------------------------------- tout ou rien

/**
 * One transaction for the whole file. It touches new rows only, so nobody waits for it; how far it
 * has come is told by short transactions beside it.
 */
async function runWhole(run: Run): Promise<void> {
  const { companyId, importId, bytes, options, ports } = run;
  const work = async (tx: Tx) => {
    const whole: BatchResult = { created: 0, createdCents: 0n, unchanged: 0, refused: 0, issues: [] };
    const seen: InvoiceCsvLine[] = [];
    let done = 0;
    for await (const batch of readAhead(readInvoiceBatches(bytes, options.csv, BATCH_LINES))) {
      await stopIfAsked(run);
      addResult(whole, await importLines(tx, run.job, batch, ports.clock.now()));
      done += batch.length;
      seen.splice(0, seen.length, ...(seen[0] ? [seen[0]] : batch.slice(0, 1)), ...batch.slice(-1));
      await tellProgress(run, done);
      await ports.failpoint("import_after_batch");
    }
    if (whole.refused > 0) throw new WholeRefused(whole.issues, whole.refused);
    const now = ports.clock.now();
    if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
    await insertIssues(tx, companyId, importId, whole.issues);
    await recordLines(tx, run, { ...whole, lines: 0 }, now + LEASE_MS);
    await endImport(tx, run, { state: "DONE", failure: null, now });
    await journalBatch(tx, run, seen, whole, now);
  };
  try {
    await inCompany(companyId, work, { timeoutMs: WHOLE_TIMEOUT_MS });
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    throw new DomainError(
      "REFUSED",
      "Rien n’a été importé\u00a0: une ligne n’a pas pu être enregistrée. Sans «\u00a0tout ou rien\u00a0», l’import dira laquelle.",
    );
  }
}

function addResult(whole: BatchResult, part: BatchResult): void {
  whole.created += part.created;
  whole.createdCents += part.createdCents;
  whole.unchanged += part.unchanged;
  whole.refused += part.refused;
  whole.issues.push(...part.issues);
}

async function tellProgress(run: Run, done: number): Promise<void> {
  const untilMs = run.ports.clock.now() + LEASE_MS;
  const isOurs = await inCompany(run.companyId, (tx) => showProgress(tx, run, done, untilMs));
  if (!isOurs) throw new RunEnded("LOST");
}

async function refuseWhole(run: Run, { issues, refused }: WholeRefused): Promise<ImportOutcome> {
  const now = run.ports.clock.now();
  const failure =
    refused === 1
      ? "Rien n’a été importé\u00a0: une ligne est à corriger."
      : `Rien n’a été importé\u00a0: ${refused} lignes sont à corriger.`;
  const isOurs = await inCompany(
    run.companyId,
    async (tx) => {
      if (!(await holdLease(tx, run))) return false;
      await insertIssues(tx, run.companyId, run.importId, issues);
      await recordLines(tx, run, { lines: 0, created: 0, unchanged: 0, refused }, now + LEASE_MS);
      return endImport(tx, run, { state: "FAILED", failure, now });
    },
    { timeoutMs: BATCH_TIMEOUT_MS },
  );
  return isOurs ? "FAILED" : "LOST";
}
