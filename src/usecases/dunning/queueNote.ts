/** Puts a short message on its way: what was agreed on the phone, thanks for a payment. */
import { readRecipients } from "@/db/dunning/contacts";
import { cancelReady } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { type NoteContent, type NoteKind, promiseNote, thanksNote } from "@/domain/dunning/note";
import { type RecipientSet, recipientsOf } from "@/domain/dunning/recipients";
import { sumCents } from "@/domain/money";
import { readSender, type Sender } from "../parties/readSender";
import { contentKey } from "./contentKey";

export interface NoteRequest {
  kind: "CALL_CONFIRMATION" | "PAYMENT_THANKS";
  clientId: string;
  invoiceIds: readonly string[];
  amountCents: bigint;
  onDate: LocalDate;
  /** What caused it (a payment, a promise): the same cause gives one note. */
  source: string;
  now: Instant;
}

/** Writes the note's words now and leaves the sending to the worker. Without an address, nothing happens. */
export async function queueNote(tx: Tx, companyId: string, request: NoteRequest): Promise<void> {
  await queueWords(tx, companyId, {
    ...request,
    compose: ({ sender, language, numbers, balanceCents }) => {
      const facts = {
        language,
        creditor: sender.words,
        numbers,
        amountCents: request.amountCents,
        on: request.onDate,
        answerUrl: null,
      };
      return request.kind === "CALL_CONFIRMATION" ? promiseNote(facts) : thanksNote(facts, balanceCents);
    },
  });
}

/**
 * Takes back the thanks for a payment that is undone, if they have not left: it did not come.
 *
 * @param paymentId what the thanks were queued for, as their `source`
 */
export async function withdrawThanks(
  tx: Tx,
  companyId: string,
  { clientId, paymentId }: { clientId: string; paymentId: string },
): Promise<void> {
  const ready = await tx.message.findMany({
    where: { companyId, clientId, kind: "PAYMENT_THANKS", state: "READY" },
    select: { id: true, contentKey: true, toEmails: true, ccEmails: true },
  });
  const theirs = ready.filter(
    ({ contentKey: key, toEmails: to, ccEmails: cc }) =>
      key === noteKey(companyId, { kind: "PAYMENT_THANKS", source: paymentId }, { to, cc }),
  );
  await cancelReady(
    tx,
    companyId,
    theirs.map(({ id }) => id),
  );
}

function noteKey(
  companyId: string,
  { kind, source }: Pick<WordsRequest, "kind" | "source">,
  recipients: RecipientSet,
): string {
  return contentKey(companyId, [{ invoiceId: kind, stepId: source }], recipients);
}

export interface WordsRequest {
  kind: NoteKind;
  clientId: string;
  invoiceIds: readonly string[];
  /** What caused it: the same cause gives one message of this kind to the same people. */
  source: string;
  now: Instant;
  /** Whom it goes to; the client's usual recipients when left out. */
  recipients?: RecipientSet;
  /** Not before this instant; `now` when left out. */
  dueAt?: Instant;
  /** It waits for a person's word. */
  needsApproval?: boolean;
  /** What it asks for, in cents; nothing when left out. */
  claimedCents?: bigint;
  /** Documents that leave with it. */
  documentIds?: readonly string[];
  /** Writes the words, once whom they are for is known. */
  compose(given: {
    sender: Sender;
    language: "fr" | "en";
    numbers: string[];
    /** Left to pay on these invoices together, in cents. */
    balanceCents: bigint;
  }): NoteContent;
}

/**
 * Puts a message of these words on its way. Without an address, nothing happens.
 *
 * @returns id of the message, or null when there is nobody to write to
 */
export async function queueWords(tx: Tx, companyId: string, request: WordsRequest): Promise<string | null> {
  const { to, cc } =
    request.recipients ?? recipientsOf(await readRecipients(tx, companyId, [request.clientId]));
  if (to.length === 0) return null;
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: request.clientId } },
    select: { language: true },
  });
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: [...request.invoiceIds] } },
    select: { id: true, number: true, version: true, balanceCents: true },
    orderBy: { number: "asc" },
  });
  const content = request.compose({
    sender: await readSender(tx, companyId),
    language: client.language === "en" ? "en" : "fr",
    numbers: invoices.map((invoice) => invoice.number),
    balanceCents: sumCents(invoices.map((invoice) => invoice.balanceCents)),
  });
  const id = newId();
  await tx.message.create({
    data: {
      companyId,
      id,
      clientId: request.clientId,
      kind: request.kind,
      tone: "FRIENDLY",
      state: request.needsApproval ? "AWAITING_APPROVAL" : "READY",
      contentKey: noteKey(companyId, request, { to, cc }),
      toEmails: to,
      ccEmails: cc,
      content: JSON.parse(JSON.stringify(content)),
      claimedCents: request.claimedCents ?? 0n,
      dueAt: new Date(request.dueAt ?? request.now),
      createdAt: new Date(request.now),
    },
  });
  await tx.messageInvoice.createMany({
    data: invoices.map((invoice) => ({
      companyId,
      messageId: id,
      invoiceId: invoice.id,
      invoiceVersion: invoice.version,
      balanceCents: invoice.balanceCents,
      penaltyCents: 0n,
      indemnityCents: 0n,
    })),
  });
  await tx.messageFile.createMany({
    data: (request.documentIds ?? []).map((documentId) => ({ companyId, messageId: id, documentId })),
  });
  return id;
}
