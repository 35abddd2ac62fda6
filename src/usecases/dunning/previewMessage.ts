/** A message that is not written yet, as it would be: composed in memory by the code that will write it. */
import type { OwnWords } from "@/db/dunning/messageTexts";
import type { OutboxMessage } from "@/db/dunning/outbox";
import { readEarlierReminders } from "@/db/dunning/threads";
import type { Tx } from "@/db/inCompany";
import { readMailServer } from "@/db/parties/mailServer";
import type { Instant } from "@/domain/calendar";
import { type MessageContent, wordsIn } from "@/domain/dunning/messageContent";
import { type NoteContent, withOwnLink } from "@/domain/dunning/note";
import { threadOf, threadSubject } from "@/domain/dunning/thread";
import { localDateAt } from "@/domain/zonedTime";
import type { MessageParts, MessageReader } from "../ports";
import { accountFileName } from "../settlement/loadStatementsOfAccount";
import { previewAccount } from "../settlement/previewAccount";
import { loadReminders, type WritableReminder } from "./loadReminders";
import { loadStatements } from "./loadStatements";

/** A message to come, with the sum it asks for. */
export interface MessagePreview extends MessageParts {
  /** In cents; null for a message that asks for nothing. */
  claimedCents: bigint | null;
}

/**
 * What the message would say if it were written at this instant. No answer link is opened.
 *
 * @param day when it would be written, in the company's time zone
 * @param tried words that are being typed, by message, in place of those it has
 */
export async function previewMessage(
  tx: Tx,
  companyId: string,
  message: OutboxMessage,
  reader: MessageReader,
  day: { at: Instant; zone: string },
  tried?: ReadonlyMap<string, OwnWords>,
): Promise<MessagePreview> {
  const today = localDateAt(day.at, day.zone);
  const source = { rates: reader.rates, appUrl: reader.appUrl, tried };
  const loaded = await loadReminders(tx, companyId, [message], source, { today, zone: day.zone });
  const statements = await loadStatements(tx, companyId, [message], {
    rates: reader.rates,
    clock: { now: () => day.at },
  });
  const reminder = loaded.byMessage.get(message.id);
  const account =
    message.kind === "ACCOUNT_STATEMENT"
      ? await previewAccount(tx, companyId, message, { today, zone: day.zone })
      : null;
  const content: MessageContent = account
    ? { kind: "account", account }
    : reminder
      ? { kind: "reminder", reminder: await inThread(tx, companyId, message.id, reminder) }
      : { kind: "note", note: withOwnLink(message.content as NoteContent, `${reader.appUrl}/r/…`) };
  const address = (await readMailServer(tx, companyId))?.fromEmail ?? reader.fromAddress;
  const { replyTo, fromName } = loaded.sender;
  const nameless = (to: string) => ({ name: "", address: to });
  return {
    claimedCents: reminder?.content.claimedCents ?? null,
    subject: wordsIn(content).subject,
    from: { name: fromName, address },
    replyTo: replyTo.address.toLowerCase() === address.toLowerCase() ? [] : [replyTo],
    to: message.toEmails.map(nameless),
    cc: message.ccEmails.map(nameless),
    date: null,
    messageId: "",
    ...(await reader.render(content)),
    attachments: [
      ...(reminder?.attachments ?? []).map(({ filename, contentType, content: bytes }) => ({
        filename,
        contentType,
        sizeBytes: bytes.byteLength,
      })),
      // Drawn when the message is written: its size is not known before.
      ...[
        ...[...statements.values()].map(({ filename }) => filename),
        ...(account ? [accountFileName(account, today)] : []),
      ].map((filename) => ({
        filename,
        contentType: "application/pdf",
        sizeBytes: null,
      })),
    ],
  };
}

/** The reminder under the subject of the conversation it goes on with. */
async function inThread(
  tx: Tx,
  companyId: string,
  messageId: string,
  { content, hasOwnSubject }: WritableReminder,
): Promise<WritableReminder["content"]> {
  if (hasOwnSubject) return content;
  const thread = threadOf(await readEarlierReminders(tx, companyId, [messageId]));
  return { ...content, subject: threadSubject(content.subject, thread) };
}
