import { markAbandonedUncertain } from "@/db/dunning/outbox";
import { inCompany } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import { planInvoices } from "./planInvoices";

/**
 * Messages whose sender died while the server was being spoken to become *uncertain*: shown to a
 * person, never sent again by the machine.
 *
 * @returns how many were found
 */
export async function listAbandonedMessages(companyId: string, now: Instant): Promise<number> {
  return inCompany(companyId, async (tx) => {
    const ids = await markAbandonedUncertain(tx, companyId, now);
    const lines = await tx.messageInvoice.findMany({
      where: { companyId, messageId: { in: ids }, message: { kind: "REMINDER" } },
      select: { invoiceId: true },
    });
    await planInvoices(tx, companyId, [...new Set(lines.map((line) => line.invoiceId))], now);
    const events = ids.map(
      (entityId): JournalEvent => ({
        actor: "system",
        action: "message.uncertain",
        entity: "message",
        entityId,
        data: {},
      }),
    );
    await appendJournal(tx, companyId, events, now);
    return ids.length;
  });
}
