/** What was sent, said and asked about one invoice, and what of it waits for a person. */
import type { Tx } from "@/db/inCompany";
import {
  type InvoiceFile,
  readInvoiceAnswers,
  readInvoiceCalls,
  readInvoiceLetters,
  readInvoiceMessages,
} from "@/db/invoicing/invoiceFile";
import { readKeyDeeds } from "@/db/parties/apiKeys";
import type { Reason } from "@/domain/dunning/reason";
import type { Channel, Tone } from "@/domain/dunning/scenario";
import type { AnswerKind } from "@/domain/settlement/answer";
import { readWordsAuthors, type WordsAuthor } from "../dunning/wordsAuthors";

/** Messages, calls, letters and answers about one invoice. */
export interface InvoiceRecord {
  messages: Awaited<ReturnType<typeof readInvoiceMessages>>;
  /** Who gave messages other words than those of their step, by message. */
  wordsAuthors: ReadonlyMap<string, WordsAuthor>;
  calls: Awaited<ReturnType<typeof readInvoiceCalls>>;
  letters: Awaited<ReturnType<typeof readInvoiceLetters>>;
  answers: Awaited<ReturnType<typeof readInvoiceAnswers>>;
  /** Keys of programs that recorded the invoice or its payments: their names, by id of what they recorded. */
  keyNames: ReadonlyMap<string, string>;
}

export async function readInvoiceRecord(
  tx: Tx,
  companyId: string,
  file: Pick<InvoiceFile, "id" | "allocations">,
): Promise<InvoiceRecord> {
  const { id: invoiceId, allocations } = file;
  const paymentIds = allocations.map(({ payment }) => payment.id);
  const messages = await readInvoiceMessages(tx, companyId, invoiceId);
  return {
    messages,
    wordsAuthors: await readWordsAuthors(
      tx,
      companyId,
      messages.map((message) => message.id),
    ),
    calls: await readInvoiceCalls(tx, companyId, invoiceId),
    letters: await readInvoiceLetters(tx, companyId, invoiceId),
    answers: await readInvoiceAnswers(tx, companyId, invoiceId),
    keyNames: await readKeyDeeds(tx, companyId, [invoiceId, ...paymentIds]),
  };
}

/** What of this invoice waits for a person, and where it is decided. */
export type PendingGesture =
  | { kind: "message"; id: string; state: "AWAITING_APPROVAL" | "UNCERTAIN" }
  | { kind: "letter"; id: string; state: "DRAFT" | "TO_APPROVE" | "TO_POST" }
  | { kind: "call"; id: string }
  | { kind: "answer"; id: string; said: AnswerKind }
  /** A movement of the account that almost surely pays it. */
  | { kind: "transfer"; id: string };

/**
 * The gesture that lets the invoice go on: what the client said and what its bank did come before our own steps,
 * and a broken promise after them, since the scenario goes on by itself.
 */
export function pendingOf(
  { messages, calls, letters, answers }: InvoiceRecord,
  holds: readonly { bankLineId: string | null; endedAt: Date | null }[],
): PendingGesture | null {
  const waiting = answers.filter(({ decidedAt }) => decidedAt === null);
  const said = waiting.find(({ state, kind }) => state === "OPEN" && kind !== "PROMISE");
  if (said) return { kind: "answer", id: said.id, said: said.kind };
  const transferId = holds.find(({ bankLineId, endedAt }) => bankLineId && endedAt === null)?.bankLineId;
  if (transferId) return { kind: "transfer", id: transferId };
  for (const { id, state } of messages) {
    if (state === "AWAITING_APPROVAL" || state === "UNCERTAIN") return { kind: "message", id, state };
  }
  for (const { id, state } of letters) {
    if (state === "DRAFT" || state === "TO_APPROVE" || state === "TO_POST")
      return { kind: "letter", id, state };
  }
  const call = calls.find(({ state }) => state === "OPEN");
  if (call) return { kind: "call", id: call.id };
  const broken = waiting.find(({ state }) => state === "BROKEN");
  return broken ? { kind: "answer", id: broken.id, said: broken.kind } : null;
}

/** The step that waits for a person's word, and why it was decided. */
export interface WaitingStep {
  channel: Channel;
  tone: Tone;
  offsetDays: number;
  reasons: Reason[];
}

/** The step of the message or letter that is not gone yet; null when nothing of a step waits. */
export function waitingStepOf({ messages, letters }: InvoiceRecord): WaitingStep | null {
  const contact =
    messages.find(({ state }) => state === "AWAITING_APPROVAL" || state === "READY") ??
    letters.find(({ state }) => state === "DRAFT" || state === "TO_APPROVE" || state === "TO_POST");
  const step = contact?.steps.find(({ state }) => state === "DONE");
  if (!contact || !step) return null;
  const { channel, offsetDays, reasons } = step;
  const tone = "tone" in contact ? contact.tone : "FINAL";
  return { channel, tone, offsetDays, reasons: (reasons ?? []) as unknown as Reason[] };
}
