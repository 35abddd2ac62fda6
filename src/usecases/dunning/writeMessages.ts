/** Renders messages and composes their exact bytes: what they say, from whom, in which conversation. */
import { createHash } from "node:crypto";
import { insertAnswerLinks } from "@/db/dunning/messageFacts";
import type { DecidedInvoice, OutboxMessage } from "@/db/dunning/outbox";
import { readEarlierReminders } from "@/db/dunning/threads";
import type { WrittenMessage } from "@/db/dunning/writtenMessages";
import type { Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { type MessageContent, wordsIn } from "@/domain/dunning/messageContent";
import type { NoteContent } from "@/domain/dunning/note";
import { type Thread, threadOf, threadSubject } from "@/domain/dunning/thread";
import { DomainError } from "@/domain/invariant";
import { localDateAt } from "@/domain/zonedTime";
import type { MailPorts, MessageDraft } from "../ports";
import { drawAccount, loadStatementsOfAccount } from "../settlement/loadStatementsOfAccount";
import type { Route } from "./chooseRoute";
import { loadNotes } from "./loadNotes";
import { type LoadedReminders, loadReminders } from "./loadReminders";
import { drawStatement, loadStatements } from "./loadStatements";

export interface WrittenBatch {
  written: WrittenMessage[];
  /** Refused by the rules of messages, with the sentence a person reads. */
  unwritable: { id: string; why: string }[];
  /** What statements were written on, by message: it is not what they were decided on. */
  decidedOn: ReadonlyMap<string, DecidedInvoice[]>;
}

/**
 * Writes the messages that have no bytes of today. One written earlier the same day and refused
 * for a moment keeps its bytes, unless it leaves by another server now: the amounts of the day
 * and its Message-ID stay what they were.
 */
export async function writeMessages(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  ports: MailPorts,
  { company, route, now }: { company: CompanyFacts; route: Route; now: Instant },
): Promise<WrittenBatch> {
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const fromEmail = route.own?.fromEmail ?? ports.platformFrom;
  const isWritten = ({ datedAt, fromEmail: from, kind, isCurrent }: OutboxMessage) =>
    datedAt !== null &&
    localDateAt(datedAt.getTime(), zone) === today &&
    from === fromEmail &&
    (kind !== "ACCOUNT_STATEMENT" || isCurrent);
  const unwritten = messages.filter((message) => !isWritten(message));
  if (unwritten.length === 0) return { written: [], unwritable: [], decidedOn: new Map() };
  const reminders = await loadReminders(tx, companyId, unwritten, ports, { today, zone });
  const notes = await loadNotes(tx, companyId, unwritten, ports.appUrl, { today, zone });
  const accounts = await loadStatementsOfAccount(tx, companyId, unwritten, ports.appUrl, { today, zone });
  const links = [...reminders.links, ...notes.links, ...accounts.links];
  await insertAnswerLinks(tx, companyId, links, new Date(now));
  const statements = await loadStatements(tx, companyId, unwritten, {
    rates: ports.rates,
    clock: ports.clock,
  });
  const threads = await loadThreads(tx, companyId, [...reminders.byMessage.keys()]);
  const batch: WrittenBatch = { written: [], unwritable: [], decidedOn: accounts.decidedOn };
  for (const message of unwritten) {
    const reminder = reminders.byMessage.get(message.id);
    const thread = threads.get(message.id) ?? null;
    const note = notes.byMessage.get(message.id);
    const account = accounts.byMessage.get(message.id);
    const content = account
      ? ({ kind: "account", account: account.content } as const)
      : note
        ? ({ kind: "note", note: note.note } as const)
        : contentOf(message, reminders, thread);
    const draft: MessageDraft = {
      companyId,
      messageId: message.id,
      contentKey: message.contentKey,
      content,
      ...reminders.sender,
      fromEmail: route.own?.fromEmail ?? null,
      thread,
      to: message.toEmails,
      cc: message.ccEmails,
      writtenAt: now,
      attachments: account?.attachments ?? note?.attachments ?? reminder?.attachments ?? [],
    };
    const bytes = await orRefusal(async () => {
      const statement = account
        ? [await drawAccount(account.content, today, ports.printer)]
        : await drawStatement(statements.get(message.id), ports.printer);
      return ports.writer.write({ ...draft, attachments: [...draft.attachments, ...statement] });
    });
    if ("why" in bytes) {
      batch.unwritable.push({ id: message.id, why: bytes.why });
      continue;
    }
    const { mime, messageIdHeader } = bytes;
    batch.written.push({
      id: message.id,
      subject: wordsIn(content).subject,
      claimedCents: account?.content.dueCents ?? reminder?.content.claimedCents ?? null,
      fromEmail,
      mime,
      mimeSha256: createHash("sha256").update(mime).digest("hex"),
      messageIdHeader,
      invoices: reminder?.figures ?? [],
    });
  }
  return batch;
}

/** One message that cannot be written, a sign no header may carry in a number, must not hold up the others. */
async function orRefusal<Bytes extends object>(
  write: () => Promise<Bytes>,
): Promise<Bytes | { why: string }> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { why: error.message };
  }
}

async function loadThreads(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, Thread | null>> {
  if (messageIds.length === 0) return new Map();
  const earlier = await readEarlierReminders(tx, companyId, messageIds);
  const ids = [...new Set(earlier.map((row) => row.messageId))];
  return new Map(ids.map((id) => [id, threadOf(earlier.filter((row) => row.messageId === id))]));
}

function contentOf(
  message: OutboxMessage,
  reminders: LoadedReminders,
  thread: Thread | null,
): MessageContent {
  const reminder = reminders.byMessage.get(message.id);
  if (!reminder) return { kind: "note", note: message.content as NoteContent };
  const { content, hasOwnSubject } = reminder;
  // A subject the company wrote for this step is its choice, even where it starts a new conversation.
  const subject = hasOwnSubject ? content.subject : threadSubject(content.subject, thread);
  return { kind: "reminder", reminder: { ...content, subject } };
}
