/** Renders messages and composes their exact bytes: what they say, from whom, in which conversation. */
import { setImmediate } from "node:timers/promises";
import { insertAnswerLinks } from "@/db/dunning/messageFacts";
import type { DecidedInvoice, OutboxMessage } from "@/db/dunning/outbox";
import { readEarlierReminders } from "@/db/dunning/threads";
import type { WrittenMessage } from "@/db/dunning/writtenMessages";
import type { Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
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

export interface ComposedBatch {
  written: WrittenMessage[];
  /** Refused by the rules of messages, with the sentence a person reads. */
  unwritable: { id: string; why: string }[];
}

/** A message about to be composed: all that was read for it, and what is drawn without reading more. */
export interface LoadedMessage {
  draft: MessageDraft;
  /** Draws the statement that travels with it; none for most. */
  draw: () => Promise<MessageDraft["attachments"]>;
  claimedCents: bigint | null;
  figures: WrittenMessage["invoices"];
}

export interface LoadedBatch {
  toCompose: LoadedMessage[];
  fromEmail: string;
  /** What statements were written on, by message: it is not what they were decided on. */
  decidedOn: ReadonlyMap<string, DecidedInvoice[]>;
}

/** Messages composed before the process looks at its connections again: each takes about a millisecond. */
const AT_ONCE = 5;

/**
 * Reads what the messages that have no bytes of today say. One written earlier the same day and
 * refused for a moment keeps its bytes, unless it leaves by another server now: the amounts of the
 * day and its Message-ID stay what they were.
 */
export async function loadMessages(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  ports: MailPorts,
  { company, route, now }: { company: CompanyFacts; route: Route; now: Instant },
): Promise<LoadedBatch> {
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const fromEmail = route.own?.fromEmail ?? ports.platformFrom;
  const isWritten = ({ datedAt, fromEmail: from, kind, isCurrent }: OutboxMessage) =>
    datedAt !== null &&
    localDateAt(datedAt.getTime(), zone) === today &&
    from === fromEmail &&
    (kind !== "ACCOUNT_STATEMENT" || isCurrent);
  const unwritten = messages.filter((message) => !isWritten(message));
  if (unwritten.length === 0) return { toCompose: [], fromEmail, decidedOn: new Map() };
  const day = { today, zone };
  const reminders = await loadReminders(tx, companyId, unwritten, ports, day);
  const notes = await loadNotes(tx, companyId, unwritten, ports.appUrl, day);
  const accounts = await loadStatementsOfAccount(tx, companyId, unwritten, ports.appUrl, day);
  const links = [...reminders.links, ...notes.links, ...accounts.links];
  await insertAnswerLinks(tx, companyId, links, new Date(now));
  const statements = await loadStatements(tx, companyId, unwritten, {
    rates: ports.rates,
    clock: ports.clock,
  });
  const threads = await loadThreads(tx, companyId, [...reminders.byMessage.keys()]);
  const toCompose = unwritten.map((message): LoadedMessage => {
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
    const draw = async () =>
      account
        ? [await drawAccount(account.content, today, ports.printer)]
        : drawStatement(statements.get(message.id), ports.printer);
    const claimedCents = account?.content.dueCents ?? reminder?.content.claimedCents ?? null;
    return { draft, draw, claimedCents, figures: reminder?.figures ?? [] };
  });
  return { toCompose, fromEmail, decidedOn: accounts.decidedOn };
}

/** Composes the exact bytes of loaded messages. Reads nothing: no lock is held meanwhile. */
export async function composeMessages(
  { toCompose, fromEmail }: LoadedBatch,
  ports: MailPorts,
): Promise<ComposedBatch> {
  const batch: ComposedBatch = { written: [], unwritable: [] };
  for (const [index, { draft, draw, claimedCents, figures }] of toCompose.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const bytes = await orRefusal(async () =>
      ports.writer.write({ ...draft, attachments: [...draft.attachments, ...(await draw())] }),
    );
    if ("why" in bytes) {
      batch.unwritable.push({ id: draft.messageId, why: bytes.why });
      continue;
    }
    const { mime, messageIdHeader } = bytes;
    batch.written.push({
      id: draft.messageId,
      subject: wordsIn(draft.content).subject,
      claimedCents,
      fromEmail,
      mime,
      mimeSha256: sha256Hex(mime),
      messageIdHeader,
      invoices: figures,
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
