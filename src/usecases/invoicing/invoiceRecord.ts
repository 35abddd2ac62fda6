/** What was sent, said and asked about one invoice, and what of it waits for a person. */
import type { Tx } from "@/db/inCompany";
import {
  readInvoiceAnswers,
  readInvoiceCalls,
  readInvoiceLetters,
  readInvoiceMessages,
} from "@/db/invoicing/invoiceFile";

/** Messages, calls, letters and answers about one invoice. */
export interface InvoiceRecord {
  messages: Awaited<ReturnType<typeof readInvoiceMessages>>;
  calls: Awaited<ReturnType<typeof readInvoiceCalls>>;
  letters: Awaited<ReturnType<typeof readInvoiceLetters>>;
  answers: Awaited<ReturnType<typeof readInvoiceAnswers>>;
}

export async function readInvoiceRecord(
  tx: Tx,
  companyId: string,
  invoiceId: string,
): Promise<InvoiceRecord> {
  return {
    messages: await readInvoiceMessages(tx, companyId, invoiceId),
    calls: await readInvoiceCalls(tx, companyId, invoiceId),
    letters: await readInvoiceLetters(tx, companyId, invoiceId),
    answers: await readInvoiceAnswers(tx, companyId, invoiceId),
  };
}

/** What of this invoice waits for a person, and where it is decided. */
export type PendingGesture =
  | { kind: "message"; id: string; state: "AWAITING_APPROVAL" | "UNCERTAIN" }
  | { kind: "letter"; id: string; state: "DRAFT" | "TO_APPROVE" | "TO_POST" }
  | { kind: "call"; id: string }
  | { kind: "answer"; id: string; said: "ALREADY_PAID" | "PROMISE" | "DISPUTE" };

/** The gesture that lets the invoice go on; the answer of the client comes before our own steps. */
export function pendingOf({ messages, calls, letters, answers }: InvoiceRecord): PendingGesture | null {
  const answer = answers.find(
    ({ state, kind, decidedAt }) =>
      decidedAt === null && (state === "BROKEN" || (state === "OPEN" && kind !== "PROMISE")),
  );
  if (answer) return { kind: "answer", id: answer.id, said: answer.kind };
  for (const { id, state } of messages) {
    if (state === "AWAITING_APPROVAL" || state === "UNCERTAIN") return { kind: "message", id, state };
  }
  for (const { id, state } of letters) {
    if (state === "DRAFT" || state === "TO_APPROVE" || state === "TO_POST")
      return { kind: "letter", id, state };
  }
  const call = calls.find(({ state }) => state === "OPEN");
  return call ? { kind: "call", id: call.id } : null;
}
