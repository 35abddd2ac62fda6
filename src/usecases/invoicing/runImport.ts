/**
 * The worker's part of an import: batch after batch, each in a short transaction that also counts
 * its lines. Killed at any point, it is taken up again after the last line counted. In « tout ou
 * rien » everything is one transaction: it is all there, or nothing is.
 */
import { inCompany, type Tx } from "@/db/inCompany";
import type { NewIssue } from "@/db/invoicing/importIssues";
import {
  type ClaimedImport,
  claimImport,
  holdLease,
  type Lease,
  recordLines,
} from "@/db/invoicing/importWork";
import { isRefusedData } from "@/db/sqlState";
import { refreshStatistics } from "@/db/system/statistics";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { importLines } from "./importLines";
import { importOptionsOf } from "./importOptions";
import {
  BATCH_TIMEOUT_MS,
  countsOf,
  endRun,
  type ImportOutcome,
  type ImportPorts,
  journalLines,
  keepSayings,
  LEASE_MS,
  type Run,
  RunEnded,
  stopIfAsked,
} from "./importRun";
import { importBatches, originalsOf } from "./importSource";
import { readAhead } from "./readAhead";
import { refuseWhole, runWhole, WholeRefused } from "./runWholeImport";

/** Lines after which the database is told that its tables have grown. */
const STATISTICS_AT = [1_000, 10_000];
/** Times an import is taken up without one line more being done, before it is given up. */
const MAX_ATTEMPTS = 3;

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
  if (failure || !bytes) return fail({ ...lease, claimed }, failure ?? "", ports.clock.now());
  const { createdById } = claimed;
  const originals = originalsOf(bytes, options);
  const { defaultKind, isBundle } = options;
  const job = { companyId, importId, createdById, defaultKind, isBundle, originals };
  const run: Run = { ...lease, claimed, bytes, options, job, ports, signal };
  try {
    if (options.isAllOrNothing) await runWhole(run);
    else await runByBatches(run);
    return "DONE";
  } catch (error) {
    if (error instanceof RunEnded) return error.outcome;
    if (error instanceof WholeRefused) return refuseWhole(run, error);
    if (error instanceof DomainError) return fail(run, error.message, ports.clock.now());
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

async function fail(
  run: Lease & Pick<Run, "claimed">,
  failure: string,
  now: Instant,
): Promise<ImportOutcome> {
  const isOurs = await inCompany(run.companyId, (tx) => endRun(tx, run, { state: "FAILED", failure, now }));
  return isOurs ? "FAILED" : "LOST";
}

// ---------------------------------------------------------------- batch after batch

async function runByBatches(run: Run): Promise<void> {
  const { claimed, companyId, ports } = run;
  let position = 0;
  for await (const batch of readAhead(importBatches(run))) {
    const left = batch.slice(Math.max(0, claimed.doneLines - position));
    position += batch.length;
    if (left.length === 0) continue;
    await stopIfAsked(run);
    await importBatch(run, left);
    await ports.failpoint("import_after_batch");
    if (STATISTICS_AT.includes(position)) await inCompany(companyId, refreshStatistics);
  }
  const now = ports.clock.now();
  const isOurs = await inCompany(companyId, (tx) => endRun(tx, run, { state: "DONE", failure: null, now }));
  if (!isOurs) throw new RunEnded("LOST");
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
async function refuseLine(run: Run, { line, cells, record, credit }: InvoiceCsvLine): Promise<void> {
  const message = credit
    ? "Cet avoir n’a pas pu être enregistré. Saisissez-le à la main, sur la page de la facture."
    : "Cette ligne n’a pas pu être enregistrée. Saisissez cette facture à la main.";
  const raw = (record ?? credit)?.number;
  const column = run.options.isBundle ? cells[0] : undefined;
  const issue: NewIssue = { kind: "ERROR", line, column, code: "REFUSED", message, raw };
  const untilMs = run.ports.clock.now() + LEASE_MS;
  await inCompany(run.companyId, async (tx) => {
    if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
    await keepSayings(tx, run, { issues: [issue], refused: [{ line, cells }] });
    await recordLines(tx, run, { lines: 1, created: 0, credited: 0, unchanged: 0, refused: 1 }, untilMs);
  });
}

async function importIn(tx: Tx, run: Run, lines: readonly InvoiceCsvLine[]): Promise<void> {
  const now = run.ports.clock.now();
  if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
  const result = await importLines(tx, run.job, lines, now);
  await keepSayings(tx, run, result);
  await recordLines(tx, run, countsOf(result, lines.length), now + LEASE_MS);
  await run.ports.failpoint("import_before_commit");
  await journalLines(tx, run, lines, result, now);
}
