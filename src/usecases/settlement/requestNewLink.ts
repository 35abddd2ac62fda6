/** Someone opens a link that has closed and asks for another: it goes to known contacts only. */
import { inCompany } from "@/db/inCompany";
import { findClosedLink, readLinkInvoices } from "@/db/settlement/answerLinks";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { hashLinkToken } from "@/db/system/linkSecret";
import { newLinkNote } from "@/domain/settlement/answerNotes";
import { localDateAt } from "@/domain/zonedTime";
import { queueWords } from "../dunning/queueNote";
import type { Bell, Clock } from "../ports";
import { isToken } from "./openAnswerLink";
import { readersOf } from "./tellBothSides";

/**
 * Sends a new link to whoever received the closed one, if they are still contacts of the client
 * and something is still owed. The visitor is told the same whatever happens.
 */
export async function requestNewLink(token: string, ports: { clock: Clock; bell: Bell }): Promise<void> {
  if (!isToken(token)) return;
  const now = ports.clock.now();
  const link = await findClosedLink(hashLinkToken(token), now);
  if (!link) return;
  const { companyId } = link;
  const isQueued = await inCompany(companyId, async (tx) => {
    // Two presses at once take turns: the second finds the message of the first.
    await tx.$executeRaw`SELECT 1 FROM answer_link WHERE company_id = ${companyId}::uuid AND id = ${link.id}::uuid FOR UPDATE`;
    const open = await tx.invoice.findMany({
      where: { companyId, id: { in: await readLinkInvoices(tx, link) }, status: "OPEN" },
      select: { id: true },
    });
    if (open.length === 0) return false;
    // One new link a day for a closed one, whoever asks and however often.
    const source = `${link.id} ${localDateAt(now, "Europe/Paris")}`;
    const since = new Date(now - 24 * 3_600_000);
    const recipients = await readersOf(tx, companyId, link.messageId, link.clientId);
    if (recipients.to.length === 0) return false;
    const recent = await tx.message.findFirst({
      where: {
        companyId,
        clientId: link.clientId,
        kind: "NEW_LINK",
        createdAt: { gt: since },
        toEmails: { hasSome: recipients.to },
      },
      select: { id: true },
    });
    if (recent) return false;
    await queueWords(tx, companyId, {
      kind: "NEW_LINK",
      clientId: link.clientId,
      invoiceIds: open.map((invoice) => invoice.id),
      source,
      now,
      recipients,
      compose: ({ sender, language, numbers }) => newLinkNote({ language, creditor: sender.words, numbers }),
    });
    const event: JournalEvent = {
      actor: `debtor:${link.id}`,
      action: "link.renewed",
      entity: "message",
      entityId: link.messageId,
      data: {},
    };
    await appendJournal(tx, companyId, [event], now);
    return true;
  });
  if (isQueued) await ports.bell.ring("mail", { companyId });
}
