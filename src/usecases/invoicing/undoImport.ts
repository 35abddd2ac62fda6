/** Takes an import back, in the worker: what nobody has touched since is cancelled, the rest is kept and said. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { cancelCredits, readImportedCredits } from "@/db/invoicing/importedCredits";
import { readJoinedIds, removeJoined } from "@/db/invoicing/importOriginals";
import { lockImport } from "@/db/invoicing/imports";
import { cancelImported, countUndone, endUndo, lockImported } from "@/db/invoicing/importUndo";
import { readEndedWith } from "@/db/settlement/closings";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { KeptCounts } from "@/domain/invoicing/keptReasons";
import { decideAgain } from "../dunning/planInvoices";
import type { Deed } from "../journalBy";
import { takeUpOwing } from "../parties/takeUpClients";
import { restoreAnswersOf } from "../settlement/closeAnswers";
import type { ImportPorts } from "./importRun";
import { refreshBalance } from "./saveInvoice";
import { withdrawCopies } from "./withdrawCopies";

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
 * answer or edit. Then its credit notes on invoices of others, under the same rule; first of all, the PDFs it joined to
 * these. Clients are kept. Killed half-way, it is started again and goes on.
 *
 * @returns true once the import is undone; false when this worker was asked to stop
 */
export async function undoImport(
  companyId: string,
  importId: string,
  ports: ImportPorts,
  signal?: AbortSignal,
): Promise<boolean> {
  if (signal?.aborted) return false;
  await inCompany(companyId, (tx) => takeOffJoined(tx, { companyId, importId, ports }), {
    timeoutMs: BATCH_TIMEOUT_MS,
  });
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

/** Takes off the PDFs that the import joined to invoices of others, and takes back the messages that would send them. */
async function takeOffJoined(
  tx: Tx,
  { companyId, importId, ports }: { companyId: string; importId: string; ports: ImportPorts },
): Promise<void> {
  const now = ports.clock.now();
  const row = await lockImport(tx, companyId, importId);
  if (!row?.undoAskedAt || row.undoneAt) return;
  const ids = await readJoinedIds(tx, companyId, importId);
  if (ids.length === 0) return;
  const deeds = await withdrawCopies(tx, companyId, ids, now);
  await removeJoined(tx, companyId, importId, ids);
  const told = deeds.map((deed): JournalEvent => ({ actor: row.undoAskedBy, ...deed }));
  await appendJournal(tx, companyId, told, now);
}

/** Undoes some invoices after the last ones; when there is none left, the credit notes, and notes that it is undone. */
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
  const { credits } = await cancelImported(tx, companyId, ids, now);
  await countUndone(tx, companyId, importId, { invoices: ids.length, credits });
  await decideAgain(tx, companyId, ids, now);
  const kept = { ...before.kept };
  for (const { kept: reason } of rows) if (reason) kept[reason] = (kept[reason] ?? 0) + 1;
  const isOver = rows.length === 0;
  const deeds = isOver ? await takeBackCredits(tx, { companyId, importId, ports }, kept) : [];
  if (isOver) await endUndo(tx, companyId, importId, kept, now);
  const event: JournalEvent = {
    actor: row.undoAskedBy,
    action: isOver ? "import.undone" : "invoices.undone",
    entity: "import",
    entityId: importId,
    data: isOver ? { kept } : { cancelled: ids.length, ...(credits > 0 && { credits }) },
  };
  const told = deeds.map((deed): JournalEvent => ({ actor: row.undoAskedBy, ...deed }));
  await appendJournal(tx, companyId, [...told, event], now);
  return { last: rows.at(-1)?.id ?? before.last, kept, isOver };
}

/**
 * Takes back the credit notes that the import put on invoices of others, where nothing was built on them since: what
 * they took off is owed again, and what had ended with the invoice counts again.
 *
 * @param kept grows with those that stay
 * @returns what the journal is to be told
 */
async function takeBackCredits(
  tx: Tx,
  { companyId, importId, ports }: { companyId: string; importId: string; ports: ImportPorts },
  kept: KeptCounts,
): Promise<Deed[]> {
  const now = ports.clock.now();
  const lowered = (await readImportedCredits(tx, companyId, importId)).map(({ invoiceId }) => invoiceId);
  if (lowered.length === 0) return [];
  const touched = await readEndedWith(tx, companyId, lowered);
  await lockInvoices(tx, companyId, touched);
  const credits = await readImportedCredits(tx, companyId, importId);
  for (const { kept: reason } of credits) if (reason) kept[reason] = (kept[reason] ?? 0) + 1;
  const back = credits.filter((credit) => credit.kept === null);
  await cancelCredits(
    tx,
    companyId,
    back.map(({ id }) => id),
    new Date(now),
  );
  await countUndone(tx, companyId, importId, { invoices: 0, credits: back.length });
  const deeds: Deed[] = [];
  for (const { invoiceId, number, amountCents } of back) {
    const data = { number, amountCents: amountCents.toString(), importId };
    deeds.push({ action: "credit_note.cancelled", entity: "invoice", entityId: invoiceId, data });
  }
  for (const invoiceId of new Set(back.map((credit) => credit.invoiceId))) {
    await refreshBalance(tx, companyId, invoiceId);
    const wasSettled = back.some((credit) => credit.invoiceId === invoiceId && credit.isSettled);
    if (wasSettled)
      deeds.push(...(await restoreAnswersOf(tx, { companyId, clock: ports.clock }, [invoiceId], invoiceId)));
  }
  deeds.push(
    ...(await takeUpOwing(
      tx,
      companyId,
      back.map((credit) => credit.invoiceId),
    )),
  );
  if (back.length > 0) await decideAgain(tx, companyId, touched, now);
  return deeds;
}
