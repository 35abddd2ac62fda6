/**
 * Writes the messages that are ready: checks them again with their invoices locked, renders them
 * and stores the exact bytes. Nothing is handed to a server here.
 */
import { createHash } from "node:crypto";
import { readCompanyFacts } from "@/db/dunning/facts";
import { insertAnswerLinks } from "@/db/dunning/messageFacts";
import {
  leaseReady,
  type OutboxMessage,
  postponeReady,
  storeWritten,
  type WrittenMessage,
} from "@/db/dunning/outbox";
import { inCompany, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import { type CalendarZone, type Instant, localDateAt, timeZoneOf } from "@/domain/calendar";
import type { CompanyFacts } from "@/domain/dunning/facts";
import type { NoteContent } from "@/domain/dunning/note";
import { isWindowOpen, windowFrom } from "@/domain/dunning/sendingWindow";
import type { MailPorts, MessageDraft } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { loadReminders, type WritableReminder } from "./loadReminders";

/** Longest time between writing a message and committing to send it. */
const LEASE_MS = 60_000;

export interface PreparedBatch {
  leaseToken: string;
  /** The company's calendar. */
  zone: CalendarZone;
  /** Messages whose bytes are stored, ready to be committed and sent. */
  messageIds: string[];
  /** Nothing more is ready in this company. */
  isDrained: boolean;
}

/** Leases and writes up to `limit` messages of one company. */
export async function prepareMessages(
  companyId: string,
  ports: MailPorts,
  limit: number,
): Promise<PreparedBatch> {
  const leaseToken = newId();
  const now = ports.clock.now();
  return inCompany(
    companyId,
    async (tx) => {
      const lease = { token: leaseToken, now, untilMs: now + LEASE_MS, limit };
      const leased = await leaseReady(tx, companyId, lease);
      ports.failpoint("before_claim_commit");
      if (leased.length === 0) return { leaseToken, zone: "METROPOLE", messageIds: [], isDrained: true };
      const company = await readCompanyFacts(tx, companyId);
      const kept = leased.filter((message) => mayStillLeave(message, company));
      const dropped = leased.filter((message) => !kept.includes(message)).map((message) => message.id);
      await cancelMessages(tx, companyId, dropped, now);
      const open = isWindowOpen(company, now) ? kept : kept.filter((message) => message.kind !== "REMINDER");
      const closed = kept.filter((message) => !open.includes(message)).map((message) => message.id);
      await postponeReady(tx, companyId, closed, windowFrom(company, now));
      const written = await writeMessages(tx, companyId, open, ports, company, now);
      await storeWritten(tx, companyId, leaseToken, written, now);
      return {
        leaseToken,
        zone: company.zone,
        messageIds: open.map((message) => message.id),
        isDrained: leased.length < limit,
      };
    },
    { timeoutMs: 60_000 },
  );
}

/** A reminder decided on facts that changed since is dropped: the facts will decide again. */
function mayStillLeave(message: OutboxMessage, company: CompanyFacts): boolean {
  if (message.kind !== "REMINDER") return true;
  const isAllowed = !company.paused && (message.approvedAt !== null || !company.safeMode);
  return message.isCurrent && isAllowed;
}

/**
 * Renders and composes. A message written earlier the same day and refused for a moment keeps
 * its bytes: the amounts of the day and its Message-ID stay what they were.
 */
async function writeMessages(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  ports: MailPorts,
  company: CompanyFacts,
  now: Instant,
): Promise<WrittenMessage[]> {
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const unwritten = messages.filter(
    (message) => message.datedAt === null || localDateAt(message.datedAt.getTime(), zone) !== today,
  );
  if (unwritten.length === 0) return [];
  const reminders = await loadReminders(tx, companyId, unwritten, ports, { today, zone });
  await insertAnswerLinks(tx, companyId, reminders.links, new Date(now));
  const written: WrittenMessage[] = [];
  for (const message of unwritten) {
    const reminder = reminders.byMessage.get(message.id);
    const draft = draftOf(companyId, message, reminder, reminders.sender, now);
    const { mime, messageIdHeader } = await ports.writer.write(draft);
    written.push({
      id: message.id,
      subject:
        draft.content.kind === "reminder" ? draft.content.reminder.subject : draft.content.note.subject,
      claimedCents: reminder?.content.claimedCents ?? null,
      mime,
      mimeSha256: createHash("sha256").update(mime).digest("hex"),
      messageIdHeader,
      invoices: reminder?.figures ?? [],
    });
  }
  return written;
}

function draftOf(
  companyId: string,
  message: OutboxMessage,
  reminder: WritableReminder | undefined,
  sender: { fromName: string; replyTo: { name: string; address: string } },
  now: Instant,
): MessageDraft {
  return {
    companyId,
    messageId: message.id,
    contentKey: message.contentKey,
    content: reminder
      ? { kind: "reminder", reminder: reminder.content }
      : { kind: "note", note: message.content as NoteContent },
    ...sender,
    to: message.toEmails,
    cc: message.ccEmails,
    writtenAt: now,
    attachments: reminder?.attachments ?? [],
  };
}
