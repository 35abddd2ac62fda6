/** The client is told what was decided of a dispute: by email, if whoever decides wants it. */
import { readDisputedParts } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import { readFrozenAmong } from "@/db/legal/insolvency";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import { addDays, type LocalDate, maxDate } from "@/domain/calendar";
import { PAY_WITHIN_DAYS } from "@/domain/dunning/reminderValues";
import { checkbox, fieldError, paragraph, type RawFields, readFields } from "@/domain/fields";
import { sumCents } from "@/domain/money";
import { type DisputeDecision, disputeDecisionNote, type LeftToPay } from "@/domain/settlement/disputeNotes";
import { queueWords } from "../dunning/queueNote";
import { companyToday } from "../invoicing/saveInvoice";
import type { Deed } from "../journalBy";
import { actorUserId, type CompanyCtx } from "../ports";
import { journalAnswer } from "./decideAnswer";
import { readersOfAnswer } from "./decidePlan";

/** How long the message waits before it leaves: undoing the decision meanwhile leaves nothing to explain. */
const UNDO_MINUTES = 10;

/** What the form asks about the message. */
export interface Telling {
  /** The client is to be told. */
  isTold: boolean;
  /** Words of whoever decides, for the client. */
  words: string;
}

/** Reads `tell` and `tellWords`. @throws InputError */
export function readTelling(raw: RawFields): Telling {
  const { tell, tellWords } = readFields(raw, { tell: checkbox, tellWords: paragraph(1_000) });
  return { isTold: tell, words: tellWords.replace(/\r\n?/g, "\n") };
}

interface DecidedAnswer {
  id: string;
  clientId: string;
  linkId: string | null;
  invoiceIds: readonly string[];
}

/** True when the decision may be told: someone can be written to, and no procedure freezes an invoice. */
export async function mayTell(tx: Tx, companyId: string, answer: DecidedAnswer): Promise<boolean> {
  if ((await readFrozenAmong(tx, companyId, answer.invoiceIds)).size > 0) return false;
  return (await readersOfAnswer(tx, companyId, answer)).to.length > 0;
}

/**
 * Queues the message, with the figures of after the decision, and leaves the client the days it gives: the
 * reminders of these invoices wait until they have passed. The caller holds the locks, has closed the answer,
 * and ends with `decideAgain`.
 *
 * @throws InputError on `tell` after an insolvency judgment, or when nobody can be written to
 */
export async function tellDecision(
  tx: Tx,
  ctx: CompanyCtx,
  answer: DecidedAnswer,
  decision: DisputeDecision,
  { isTold, words }: Telling,
): Promise<void> {
  if (!isTold) return;
  const { companyId } = ctx;
  const now = ctx.clock.now();
  if ((await readFrozenAmong(tx, companyId, answer.invoiceIds)).size > 0) {
    throw fieldError(
      "tell",
      "FROZEN",
      "Une procédure collective est ouverte\u00a0: rien ne peut plus être demandé à ce client. Décochez ce message.",
    );
  }
  const today = await companyToday(tx, companyId, now);
  const left = await readLeft(tx, companyId, answer, today);
  const messageId = await queueWords(tx, companyId, {
    kind: "DISPUTE_DECISION",
    clientId: answer.clientId,
    invoiceIds: answer.invoiceIds,
    source: newId(),
    now,
    dueAt: now + UNDO_MINUTES * 60_000,
    recipients: await readersOfAnswer(tx, companyId, answer),
    claimedCents: sumCents(left.map(({ amountCents, isDebited }) => (isDebited ? 0n : amountCents))),
    compose: ({ sender, language, numbers }) =>
      disputeDecisionNote({ language, creditor: sender.words, numbers, decision, words, left }),
  });
  if (messageId === null) {
    throw fieldError(
      "tell",
      "NOBODY",
      "Aucune adresse de ce client ne fonctionne\u00a0: décochez ce message, ou corrigez d’abord l’adresse.",
    );
  }
  await tx.answer.update({
    where: { companyId_id: { companyId, id: answer.id } },
    data: { decisionMessageId: messageId },
  });
  await waitUntilThen(tx, ctx, answer.id, left, today);
  await journalAnswer(tx, ctx, answer.id, "dispute.told", { messageId });
}

interface LeftInvoice extends LeftToPay {
  id: string;
  dueOn: LocalDate;
}

/** What the decision leaves to pay of each invoice of the answer: neither contested elsewhere nor covered by a credit. */
async function readLeft(
  tx: Tx,
  companyId: string,
  { clientId, invoiceIds }: DecidedAnswer,
  today: LocalDate,
): Promise<LeftInvoice[]> {
  const ids = [...invoiceIds];
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: ids }, status: "OPEN" },
    select: { id: true, number: true, dueOn: true, balanceCents: true },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
  const credits = await readCreditShares(tx, companyId, [clientId]);
  const contested = await readDisputedParts(tx, companyId, ids);
  const holds = await tx.hold.findMany({
    where: {
      companyId,
      invoiceId: { in: ids },
      endedAt: null,
      OR: [{ untilOn: null }, { untilOn: { gte: fromLocalDate(today) } }],
    },
    select: { invoiceId: true, kind: true, partCents: true },
  });
  const payWithin = addDays(today, PAY_WITHIN_DAYS);
  return invoices.flatMap(({ id, number, balanceCents, ...dates }) => {
    const mine = holds.filter(({ invoiceId }) => invoiceId === id);
    const isContested = mine.some(({ kind, partCents }) => kind === "DISPUTE" && partCents === null);
    const amountCents = balanceCents - (credits.get(id) ?? 0n) - (contested.get(id) ?? 0n);
    if (isContested || amountCents <= 0n) return [];
    const dueOn = toLocalDate(dates.dueOn);
    const hasOwnDay = mine.some(({ kind }) => kind !== "DISPUTE");
    const byOn = hasOwnDay ? null : maxDate(dueOn, payWithin);
    const isDebited = mine.some(({ kind }) => kind === "DIRECT_DEBIT");
    return [{ id, number, dueOn, amountCents, byOn, isDebited }];
  });
}

/** No reminder before the day that the message gives. */
async function waitUntilThen(
  tx: Tx,
  ctx: CompanyCtx,
  answerId: string,
  left: readonly LeftInvoice[],
  today: LocalDate,
): Promise<void> {
  const { companyId } = ctx;
  await tx.hold.createMany({
    data: left.flatMap(({ id, byOn, dueOn }) =>
      byOn === null || byOn === dueOn
        ? []
        : [
            {
              companyId,
              id: newId(),
              invoiceId: id,
              kind: "MANUAL" as const,
              reason: "Délai donné au client avec votre décision sur son litige.",
              startedOn: fromLocalDate(today),
              untilOn: fromLocalDate(byOn),
              answerId,
              createdById: actorUserId(ctx.actor),
              createdAt: new Date(ctx.clock.now()),
            },
          ],
    ),
  });
}

/** True when the client has been told of the decision, or may have been. */
export async function hasBeenTold(tx: Tx, companyId: string, answerId: string): Promise<boolean> {
  const told = await tx.answer.count({
    where: {
      companyId,
      id: answerId,
      decisionMessage: { state: { in: ["SENDING", "SENT", "UNCERTAIN"] } },
    },
  });
  return told > 0;
}

/**
 * The decision is being undone: its message is withdrawn while it has not left, and the days it gave are
 * over. Called under the locks of the invoices and of the answer.
 *
 * @returns what the journal is to be told
 */
export async function withdrawDecision(tx: Tx, ctx: CompanyCtx, answerId: string): Promise<Deed[]> {
  const { companyId } = ctx;
  const at = new Date(ctx.clock.now());
  await tx.hold.updateMany({
    where: { companyId, answerId, kind: "MANUAL", endedAt: null },
    data: { endedAt: at, endReason: "Décision annulée." },
  });
  const { count } = await tx.message.updateMany({
    where: { companyId, decisions: { some: { id: answerId } }, state: "READY" },
    data: {
      state: "CANCELLED",
      leaseToken: null,
      leaseUntil: null,
      outcome: "La décision a été annulée avant l’envoi.",
    },
  });
  await tx.answer.update({
    where: { companyId_id: { companyId, id: answerId } },
    data: { decisionMessageId: null },
  });
  return count === 0
    ? []
    : [{ action: "dispute.message_withdrawn", entity: "answer", entityId: answerId, data: {} }];
}
