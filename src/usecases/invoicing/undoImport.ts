/** Takes an import back, in the worker: what nobody has touched since is cancelled, the rest is kept and said. */
import { inCompany, type Tx } from "@/db/inCompany";
import { lockImport } from "@/db/invoicing/imports";
import { cancelImported, countUndone, endUndo, lockImported } from "@/db/invoicing/importUndo";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { KeptCounts } from "@/domain/invoicing/keptReasons";
import { decideAgain } from "../dunning/planInvoices";
import type { ImportPorts } from "./importRun";

/** Invoices of a transaction: nobody waits long for their rows. */
const BATCH = 500;
const BATCH_TIMEOUT_MS = 30_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** How far the undoing has come. */
interface Undone {
  /** The last invoice looked at. */
  last: string;
  kept: KeptCounts;
  isOver: boolean;
}

/**
 * Cancels the invoices of an import that nothing has touched: no payment, message, letter, call,
 * answer or edit. Clients are kept. Killed half-way, it is started again and goes on.
 *
 * @returns true once the import is undone; false when this worker was asked to stop
 */
export async function undoImport(
  companyId: string,
  importId: string,
  ports: ImportPorts,
  signal?: AbortSignal,
): Promise<boolean> {
  let so: Undone = { last: FIRST_ID, kept: {}, isOver: false };
  while (!so.isOver) {
    if (signal?.aborted) return false;
    const before = so;
    so = await inCompany(companyId, (tx) => undoBatch(tx, { companyId, importId, ports }, before), {
      timeoutMs: BATCH_TIMEOUT_MS,
    });
    await ports.failpoint("undo_after_batch");
  }
  return true;
}

/** Undoes some invoices after the last ones; when there is none left, notes that the import is undone. */
async function undoBatch(
  tx: Tx,
  { companyId, importId, ports }: { companyId: string; importId: string; ports: ImportPorts },
  before: Undone,
): Promise<Undone> {
  const now = ports.clock.now();
  const row = await lockImport(tx, companyId, importId);
  // Another worker was quicker.
  if (!row?.undoAskedAt || row.undoneAt) return { ...before, isOver: true };
  const rows = await lockImported(tx, companyId, importId, { after: before.last, limit: BATCH });
  const ids = rows.filter((invoice) => invoice.kept === null).map((invoice) => invoice.id);
  await cancelImported(tx, companyId, ids, now);
  await countUndone(tx, companyId, importId, ids.length);
  await decideAgain(tx, companyId, ids, now);
  const kept = { ...before.kept };
  for (const { kept: reason } of rows) if (reason) kept[reason] = (kept[reason] ?? 0) + 1;
  const isOver = rows.length === 0;
  if (isOver) await endUndo(tx, companyId, importId, kept, now);
  const event: JournalEvent = {
    actor: row.undoAskedBy,
    action: isOver ? "import.undone" : "invoices.undone",
    entity: "import",
    entityId: importId,
    data: isOver ? { kept } : { cancelled: ids.length },
  };
  await appendJournal(tx, companyId, [event], now);
  return { last: rows.at(-1)?.id ?? before.last, kept, isOver };
}
