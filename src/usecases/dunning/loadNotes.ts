/** Completes the frozen words of notes when their bytes are made: the reader's own link, the files. */
import type { NewAnswerLink } from "@/db/dunning/messageFacts";
import type { OutboxMessage } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { type NoteContent, OWN_LINK, withOwnLink } from "@/domain/dunning/note";
import type { MessageDraft } from "../ports";
import { MAX_ATTACHED_BYTES, openLink } from "./loadReminders";

export interface LoadedNotes {
  byMessage: Map<string, { note: NoteContent; attachments: MessageDraft["attachments"] }>;
  links: NewAnswerLink[];
}

/** Reads what these notes carry. Reminders and statements are left out. */
export async function loadNotes(
  tx: Tx,
  companyId: string,
  messages: readonly OutboxMessage[],
  appUrl: string,
  day: { today: LocalDate; zone: string },
): Promise<LoadedNotes> {
  const notes = messages.filter(({ kind }) => kind !== "REMINDER" && kind !== "ACCOUNT_STATEMENT");
  const links: NewAnswerLink[] = [];
  const byMessage: LoadedNotes["byMessage"] = new Map();
  if (notes.length === 0) return { byMessage, links };
  const files = await readFiles(
    tx,
    companyId,
    notes.map((message) => message.id),
  );
  for (const message of notes) {
    let note = message.content as NoteContent;
    if (note.button?.url === OWN_LINK) {
      const { token, row } = openLink(message, day);
      links.push(row);
      note = withOwnLink(note, `${appUrl}/r/${token}`);
    }
    byMessage.set(message.id, { note, attachments: files.get(message.id) ?? [] });
  }
  return { byMessage, links };
}

async function readFiles(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, { filename: string; contentType: string; content: Uint8Array }[]>> {
  const rows = await tx.messageFile.findMany({
    where: { companyId, messageId: { in: [...messageIds] } },
    select: {
      messageId: true,
      document: {
        select: { name: true, contentType: true, sizeBytes: true, blob: { select: { bytes: true } } },
      },
    },
    orderBy: { documentId: "asc" },
  });
  const byMessage = new Map<string, { filename: string; contentType: string; content: Uint8Array }[]>();
  for (const { messageId, document } of rows) {
    const mine = byMessage.get(messageId) ?? [];
    const size = mine.reduce((sum, file) => sum + file.content.byteLength, document.sizeBytes);
    // Larger files stay behind the link.
    if (size > MAX_ATTACHED_BYTES) continue;
    const { name: filename, contentType, blob } = document;
    byMessage.set(messageId, [...mine, { filename, contentType, content: blob.bytes }]);
  }
  return byMessage;
}
