/** Puts a short message on its way: what was agreed on the phone, thanks for a payment. */
import { readRecipients } from "@/db/dunning/contacts";
import type { Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { type NoteContent, promiseNote, thanksNote } from "@/domain/dunning/note";
import { recipientsOf } from "@/domain/dunning/recipients";
import { readSender } from "../parties/readSender";
import { contentKey } from "./contentKey";

export interface NoteRequest {
  kind: "CALL_CONFIRMATION" | "PAYMENT_THANKS";
  clientId: string;
  invoiceIds: readonly string[];
  amountCents: bigint;
  onDate: LocalDate;
  /** What caused it (an answer, a call): the same cause gives one note. */
  source: string;
  now: Instant;
}

/** Writes the note's words now and leaves the sending to the worker. Without an address, nothing happens. */
export async function queueNote(tx: Tx, companyId: string, request: NoteRequest): Promise<void> {
  const people = await readRecipients(tx, companyId, [request.clientId]);
  const { to, cc } = recipientsOf(people);
  if (to.length === 0) return;
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: request.clientId } },
    select: { language: true },
  });
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: [...request.invoiceIds] } },
    select: { id: true, number: true, version: true, balanceCents: true },
    orderBy: { number: "asc" },
  });
  const sender = await readSender(tx, companyId);
  const write = request.kind === "CALL_CONFIRMATION" ? promiseNote : thanksNote;
  const content: NoteContent = write({
    language: client.language === "en" ? "en" : "fr",
    creditor: sender.words,
    numbers: invoices.map((invoice) => invoice.number),
    amountCents: request.amountCents,
    on: request.onDate,
    answerUrl: null,
  });
  const id = newId();
  await tx.message.create({
    data: {
      companyId,
      id,
      clientId: request.clientId,
      kind: request.kind,
      tone: "FRIENDLY",
      state: "READY",
      contentKey: contentKey(companyId, [{ invoiceId: request.kind, stepId: request.source }], { to, cc }),
      toEmails: to,
      ccEmails: cc,
      content: JSON.parse(JSON.stringify(content)),
      claimedCents: 0n,
      dueAt: new Date(request.now),
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
}
