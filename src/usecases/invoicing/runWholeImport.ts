/** « Tout ou rien »: everything in one transaction. It is all there, or nothing is. */
import { inCompany, type Tx } from "@/db/inCompany";
import type { NewIssue } from "@/db/invoicing/importIssues";
import type { RefusedLine } from "@/db/invoicing/importRefusedLines";
import { holdLease, recordLines, showProgress } from "@/db/invoicing/importWork";
import { isRefusedData } from "@/db/sqlState";
import { DomainError } from "@/domain/invariant";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { type BatchResult, importLines } from "./importLines";
import {
  BATCH_TIMEOUT_MS,
  countsOf,
  endRun,
  type ImportOutcome,
  journalLines,
  keepSayings,
  LEASE_MS,
  type Run,
  RunEnded,
  stopIfAsked,
} from "./importRun";
import { importBatches } from "./importSource";
import { readAhead } from "./readAhead";

const WHOLE_TIMEOUT_MS = 20 * 60_000;

/** The lines of a whole-or-nothing import that forbid it. */
export class WholeRefused extends Error {
  constructor(
    readonly issues: NewIssue[],
    readonly refused: RefusedLine[],
  ) {
    super("lines refused");
  }
}

/**
 * One transaction for the whole file. It touches new rows only until its credit notes, which come last, so nobody
 * waits for it long; how far it has come is told by short transactions beside it.
 */
export async function runWhole(run: Run): Promise<void> {
  const { companyId, ports } = run;
  const work = async (tx: Tx) => {
    const whole: BatchResult = {
      ...{ created: 0, createdCents: 0n, credited: 0, unchanged: 0 },
      ...{ refused: [], issues: [], deeds: [] },
    };
    const seen: InvoiceCsvLine[] = [];
    let done = 0;
    for await (const batch of readAhead(importBatches(run))) {
      await stopIfAsked(run);
      addResult(whole, await importLines(tx, run.job, batch, ports.clock.now()));
      done += batch.length;
      seen.splice(0, seen.length, ...(seen[0] ? [seen[0]] : batch.slice(0, 1)), ...batch.slice(-1));
      await tellProgress(run, done);
      await ports.failpoint("import_after_batch");
    }
    if (whole.refused.length > 0) throw new WholeRefused(whole.issues, whole.refused);
    const now = ports.clock.now();
    if (!(await holdLease(tx, run))) throw new RunEnded("LOST");
    await keepSayings(tx, run, whole);
    await recordLines(tx, run, countsOf(whole, 0), now + LEASE_MS);
    await journalLines(tx, run, seen, whole, now);
    await endRun(tx, run, { state: "DONE", failure: null, now });
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
  whole.credited += part.credited;
  whole.unchanged += part.unchanged;
  whole.refused.push(...part.refused.map(({ line, cells }) => ({ line, cells })));
  whole.issues.push(...part.issues);
  whole.deeds.push(...part.deeds);
}

async function tellProgress(run: Run, done: number): Promise<void> {
  const untilMs = run.ports.clock.now() + LEASE_MS;
  const isOurs = await inCompany(run.companyId, (tx) => showProgress(tx, run, done, untilMs));
  if (!isOurs) throw new RunEnded("LOST");
}

/** Says which lines forbid the import. Nothing of it was kept. */
export async function refuseWhole(run: Run, { issues, refused }: WholeRefused): Promise<ImportOutcome> {
  const now = run.ports.clock.now();
  const [one, several] = run.options.isBundle
    ? ["un fichier est refusé", "fichiers sont refusés"]
    : ["une ligne est à corriger", "lignes sont à corriger"];
  const why = refused.length === 1 ? one : `${refused.length} ${several}`;
  const failure = `Rien n’a été importé\u00a0: ${why}.`;
  const isOurs = await inCompany(
    run.companyId,
    async (tx) => {
      if (!(await holdLease(tx, run))) return false;
      await keepSayings(tx, run, { issues, refused });
      const counts = { lines: 0, created: 0, credited: 0, unchanged: 0, refused: refused.length };
      await recordLines(tx, run, counts, now + LEASE_MS);
      return endRun(tx, run, { state: "FAILED", failure, now });
    },
    { timeoutMs: BATCH_TIMEOUT_MS },
  );
  return isOurs ? "FAILED" : "LOST";
}
