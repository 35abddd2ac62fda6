/** Withdraws reminders that must not leave any more, and lets the facts decide again. */
import { markPressedDue } from "@/db/dunning/markDue";
import { cancelReady } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { forgetNotices } from "@/db/settlement/instalmentNotices";
import { forgetStatementRuns } from "@/db/settlement/statementSchedule";
import { appendJournal } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import { planInvoices } from "./planInvoices";

/**
 * Cancels messages that have not been committed to a server, frees their steps (they did not
 * happen) and decides their invoices again. A message that is on its way, or gone, keeps its steps.
 *
 * @param why shown with them; that their facts have changed when left out
 */
export async function cancelMessages(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  now: Instant,
  why?: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  const cancelled = await cancelReady(tx, companyId, messageIds, why);
  if (cancelled.length === 0) return;
  const ids = cancelled.map(({ id }) => id);
  await tx.dunningStep.updateMany({
    where: { companyId, messageId: { in: ids }, state: "DONE" },
    data: { state: "CANCELLED" },
  });
  await forgetStatementRuns(tx, companyId, ids, now);
  await forgetNotices(tx, companyId, ids, now);
  const lines = await tx.messageInvoice.findMany({
    where: { companyId, messageId: { in: ids } },
    select: { invoiceId: true },
  });
  const decidedIds = [...new Set(lines.map((line) => line.invoiceId))];
  await planInvoices(tx, companyId, decidedIds, now);
  const clientIds = [...new Set(cancelled.map(({ clientId }) => clientId))];
  await markPressedDue(tx, companyId, clientIds, decidedIds, now);
  await appendJournal(
    tx,
    companyId,
    ids.map((id) => ({
      actor: "system",
      action: "message.cancelled",
      entity: "message",
      entityId: id,
      data: { because: "facts_changed" },
    })),
    now,
  );
}
