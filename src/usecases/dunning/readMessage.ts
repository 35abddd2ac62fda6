/** One message as it left, or as it would leave now. Looking changes nothing and opens no answer link. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { readAwaitedNote } from "@/db/dunning/refusedNotes";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readBriefInvoices } from "@/db/reporting/worklist";
import { timeZoneOf } from "@/domain/calendarZone";
import { withoutAnswerLinks, withoutLinks } from "@/domain/dunning/deadLinks";
import { isAutomatic } from "@/domain/dunning/note";
import type { Tone } from "@/domain/dunning/scenario";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx, MessageParts, MessageReader } from "../ports";
import { mayReword } from "./messageWords";
import { previewMessage } from "./previewMessage";
import { readWordsAuthors, type WordsAuthor } from "./wordsAuthors";

type MessageRow = NonNullable<Awaited<ReturnType<typeof readMessageRow>>>;

export interface MessageView {
  id: string;
  clientId: string;
  clientName: string;
  kind: MessageRow["kind"];
  state: MessageRow["state"];
  tone: Tone;
  invoices: { id: string; number: string }[];
  /** True for the bytes that were handed to the server, false for what would be written now. */
  isExact: boolean;
  /** Links are dead in both bodies. Null for a message withdrawn before it was written. */
  parts: MessageParts | null;
  /** Of the exact bytes, as the journal keeps it. */
  sha256: string | null;
  sentAtMs: number | null;
  /** It left for the copies, and nobody it is addressed to has it: not yet, or for good. */
  hasReachedCopiesOnly: boolean;
  outcome: string | null;
  /** What a failure that nobody has treated asks for; null when there is nothing to decide. */
  afterFailure: "DECIDE_AGAIN" | "RESEND_OR_FILE" | null;
  /** A failure, or an uncertain one, that a person has settled. */
  isTreated: boolean;
  /** Who gave it other words than those of its step; null when nobody did. */
  wordsAuthor: WordsAuthor | null;
  /** Its words may still be changed. */
  mayReword: boolean;
  timeZone: string;
}

/** The row of a message, with its bytes when it was written; null when it is not of this company. */
export async function readMessageRow(tx: Tx, companyId: string, messageId: string) {
  if (!isId(messageId)) return null;
  return tx.message.findUnique({
    where: { companyId_id: { companyId, id: messageId } },
    include: { client: { select: { name: true } }, body: true, invoices: { select: { invoiceId: true } } },
  });
}

/**
 * Reads a message. One that was never written, and still may leave, is composed in memory with the
 * amounts of today by the code that will write it.
 *
 * @throws DomainError NOT_FOUND when it is not of this company
 */
export async function readMessage(
  ctx: CompanyCtx,
  messageId: string,
  reader: MessageReader,
): Promise<MessageView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const row = await readMessageRow(tx, companyId, messageId);
    if (!row) throw notFound();
    const zone = timeZoneOf((await readCompanyFacts(tx, companyId)).zone);
    const ids = row.invoices.map((invoice) => invoice.invoiceId);
    const invoices = await readBriefInvoices(tx, companyId, ids);
    const parts = row.body ? await reader.parse(row.body.mime) : await previewOf(tx, ctx, row, reader, zone);
    return {
      id: row.id,
      clientId: row.clientId,
      clientName: row.client.name,
      kind: row.kind,
      state: row.state,
      tone: row.tone,
      invoices: [...invoices.values()].map(({ id, number }) => ({ id, number })),
      isExact: row.body !== null,
      parts: parts && {
        ...parts,
        html: withoutLinks(parts.html),
        text: withoutAnswerLinks(parts.text),
      },
      sha256: row.mimeSha256,
      sentAtMs: row.sentAt?.getTime() ?? null,
      hasReachedCopiesOnly: row.bouncedAt !== null || (row.sentAt === null && row.settledEmails.length > 0),
      outcome: row.outcome,
      afterFailure: await afterFailure(tx, companyId, row),
      isTreated: row.resolvedById !== null,
      wordsAuthor: (await readWordsAuthors(tx, companyId, [messageId])).get(messageId) ?? null,
      mayReword: mayReword(row),
      timeZone: zone,
    };
  });
}

/** Reminders are decided again on their facts; a note that its client waits for, refused or lost, is sent again as it is. */
async function afterFailure(
  tx: Tx,
  companyId: string,
  row: MessageRow,
): Promise<MessageView["afterFailure"]> {
  const hasComeBack = row.state === "SENT" && row.bouncedAt !== null;
  if ((row.state !== "FAILED" && !hasComeBack) || row.resolvedById !== null) return null;
  if (isAutomatic(row.kind)) return hasComeBack ? null : "DECIDE_AGAIN";
  return (await readAwaitedNote(tx, companyId, row.id)) ? "RESEND_OR_FILE" : null;
}

/** What would be written now; null when it will never be. */
async function previewOf(
  tx: Tx,
  ctx: CompanyCtx,
  row: MessageRow,
  reader: MessageReader,
  zone: string,
): Promise<MessageParts | null> {
  if (row.state !== "AWAITING_APPROVAL" && row.state !== "READY") return null;
  const message = { ...row, invoices: [], isCurrent: true };
  return previewMessage(tx, ctx.companyId, message, reader, { at: ctx.clock.now(), zone });
}

/**
 * The exact bytes of a message, links alive: the proof to hand to a court.
 *
 * @throws DomainError NOT_FOUND when it is not of this company or was never written
 */
export async function readMessageBytes(ctx: CompanyCtx, messageId: string): Promise<Uint8Array<ArrayBuffer>> {
  const row = await inCompany(ctx.companyId, (tx) => readMessageRow(tx, ctx.companyId, messageId));
  if (!row?.body) throw notFound();
  return row.body.mime;
}
