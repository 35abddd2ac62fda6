/** A person takes an import back: what it would do is told first, and the worker does it. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readImportedCredits } from "@/db/invoicing/importedCredits";
import { countJoined } from "@/db/invoicing/importOriginals";
import { type ImportRow, lockImport, readImport } from "@/db/invoicing/imports";
import { askUndo, countImported } from "@/db/invoicing/importUndo";
import { DomainError } from "@/domain/invariant";
import { type KeptCounts, keptSentence, keptTotal } from "@/domain/invoicing/keptReasons";
import { notFound } from "../parties/saveClient";
import { actorName, type CompanyCtx } from "../ports";

/** What taking an import back would do. */
export interface UndoPlan {
  fileName: string;
  /** Invoices that would be cancelled. */
  untouched: number;
  /** Credit notes that would be taken back with them, or alone. */
  credits: number;
  /** PDFs that would be taken off invoices of others. */
  joined: number;
  /** Invoices, and credit notes on other invoices, that would stay. */
  kept: number;
  /** Why it is not undone whole; null when nothing has touched its invoices. */
  keptBecause: string | null;
  /** Why it cannot be asked at all; null when it can. */
  refusal: string | null;
}

/** @throws DomainError NOT_FOUND */
export async function readImportUndo(ctx: CompanyCtx, importId: string): Promise<UndoPlan> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const row = await readImport(tx, companyId, importId);
    if (!row) throw notFound();
    const { untouched, credits, joined, kept } = await countUndoable(tx, companyId, importId);
    return {
      fileName: row.fileName,
      untouched,
      credits,
      joined,
      kept: keptTotal(kept),
      keptBecause: keptTotal(kept) > 0 ? keptSentence(kept) : null,
      refusal: whyNot(row, joined)?.message ?? null,
    };
  });
}

/**
 * Asks for an import to be undone. Refused while one of its invoices has been paid, reminded or
 * changed, unless the person accepts that those stay.
 *
 * @param mayKeep the person read which invoices stay, and wants the others cancelled
 * @throws DomainError in French: `TOUCHED`, `RUNNING`, `UNDONE` or `NOTHING_TO_UNDO`
 */
export async function askImportUndo(ctx: CompanyCtx, importId: string, mayKeep: boolean): Promise<void> {
  const { companyId } = ctx;
  if (!isId(importId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const row = await lockImport(tx, companyId, importId);
    if (!row) throw notFound();
    const refusal = whyNot(row, await countJoined(tx, companyId, importId));
    if (refusal) throw refusal;
    await checkTouched(tx, companyId, importId, mayKeep);
    await askUndo(tx, companyId, importId, { by: actorName(ctx.actor), at: ctx.clock.now() });
  });
  await ctx.bell.ring("imports", { companyId });
}

function whyNot(row: ImportRow, joined: number): DomainError | null {
  if (row.undoAskedAt) return new DomainError("UNDONE", "Cet import est déjà annulé.");
  if (row.state !== "DONE" && row.state !== "FAILED") {
    return new DomainError("RUNNING", "Cet import n’est pas terminé.");
  }
  if (row.createdCount + row.creditedCount + joined === 0) {
    return new DomainError("NOTHING_TO_UNDO", "Cet import n’a créé aucune facture.");
  }
  return null;
}

async function checkTouched(tx: Tx, companyId: string, importId: string, mayKeep: boolean): Promise<void> {
  const { untouched, credits, joined, kept } = await countUndoable(tx, companyId, importId);
  if (!mayKeep && keptTotal(kept) > 0) throw new DomainError("TOUCHED", keptSentence(kept));
  if (untouched + credits + joined === 0) throw new DomainError("NOTHING_TO_UNDO", keptSentence(kept));
}

/** What an undoing would take back, and what it would keep and why. A credit note follows the invoice it came with. */
async function countUndoable(tx: Tx, companyId: string, importId: string) {
  const { untouched, credits: own, kept: invoices } = await countImported(tx, companyId, importId);
  const others = await readImportedCredits(tx, companyId, importId);
  const kept: KeptCounts = { ...invoices };
  for (const { kept: reason } of others) if (reason) kept[reason] = (kept[reason] ?? 0) + 1;
  const joined = await countJoined(tx, companyId, importId);
  return {
    untouched,
    joined,
    credits: own + others.filter(({ kept: reason }) => reason === null).length,
    kept,
  };
}
