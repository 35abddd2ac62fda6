/** Undoes an import: what nobody has touched since is cancelled, the rest is kept and said. */
import { inCompany, type Tx } from "@/db/inCompany";
import { lockImport } from "@/db/invoicing/imports";
import { cancelImported, endUndo, lockImported } from "@/db/invoicing/importUndo";
import { appendJournal } from "@/db/system/journal";
import { DomainError } from "@/domain/invariant";
import type { KeptCounts } from "@/domain/invoicing/keptReasons";
import { decideAgain } from "../dunning/planInvoices";
import { notFound } from "../parties/saveClient";
import { actorName, type CompanyCtx } from "../ports";

/** Invoices of a transaction: nobody waits long for their rows. */
const BATCH = 500;
const BATCH_TIMEOUT_MS = 30_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Cancels the invoices of an import that nothing has touched: no payment, message, letter, call,
 * answer or edit. Clients are kept. Stopped half-way, it can be started again and goes on.
 *
 * @throws DomainError when the import has not ended, or is undone already
 */
export async function undoImport(ctx: CompanyCtx, importId: string): Promise<void> {
  let so: Undone = { last: FIRST_ID, kept: {} };
  for (let isOver = false; !isOver; ) {
    const before = so;
    so = await inCompany(ctx.companyId, (tx) => undoBatch(tx, ctx, importId, before), {
      timeoutMs: BATCH_TIMEOUT_MS,
    });
    isOver = so.last === before.last;
  }
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** How far the undoing has come. */
interface Undone {
  /** The last invoice looked at. */
  last: string;
  kept: KeptCounts;
}

/** Undoes some invoices after the last ones; when there is none left, notes that the import is undone. */
async function undoBatch(tx: Tx, ctx: CompanyCtx, importId: string, before: Undone): Promise<Undone> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const row = await lockImport(tx, companyId, importId);
  if (!row) throw notFound();
  if (row.undoneAt) throw new DomainError("UNDONE", "Cet import est déjà annulé.");
  if (row.state !== "DONE" && row.state !== "FAILED") {
    throw new DomainError("RUNNING", "Cet import n’est pas terminé.");
  }
  const rows = await lockImported(tx, companyId, importId, { after: before.last, limit: BATCH });
  const ids = rows.filter((invoice) => invoice.kept === null).map((invoice) => invoice.id);
  await cancelImported(tx, companyId, ids, now);
  await decideAgain(tx, companyId, ids, now);
  const kept = { ...before.kept };
  for (const { kept: reason } of rows) if (reason) kept[reason] = (kept[reason] ?? 0) + 1;
  if (rows.length === 0) await endUndo(tx, companyId, importId, kept, now);
  const data = rows.length === 0 ? { kept } : { cancelled: ids.length };
  const event = {
    actor: actorName(ctx.actor),
    action: rows.length === 0 ? "import.undone" : "invoices.undone",
    entity: "import",
    entityId: importId,
    data,
  };
  await appendJournal(tx, companyId, [event], now);
  return { last: rows.at(-1)?.id ?? before.last, kept };
}
