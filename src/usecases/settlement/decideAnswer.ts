/** What the creditor says of a debtor's answer. */

import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { date, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { decideAgain } from "../dunning/planInvoices";
import { queueNote } from "../dunning/queueNote";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { recordAnswerIn } from "./recordAnswer";
import { readPayment, recordPaymentIn } from "./recordPayment";

/**
 * Locks an answer, after its invoices as every writer does.
 *
 * @throws DomainError NOT_FOUND
 */
export async function lockAnswerRow(tx: Tx, companyId: string, answerId: string) {
  if (!isId(answerId)) throw notFound();
  const lines = await tx.answerInvoice.findMany({
    where: { companyId, answerId },
    select: { invoiceId: true },
  });
  const invoiceIds = lines.map((line) => line.invoiceId);
  await lockInvoices(tx, companyId, invoiceIds);
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM answer WHERE company_id = ${companyId}::uuid AND id = ${answerId}::uuid FOR UPDATE`;
  if (!row) throw notFound();
  const answer = await tx.answer.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: answerId } },
  });
  return { ...answer, invoiceIds };
}

/**
 * Locks an answer that waits for the creditor.
 *
 * @throws DomainError NOT_FOUND, or ANSWER_DECIDED when someone was quicker
 */
export async function lockAnswer(tx: Tx, companyId: string, answerId: string) {
  const answer = await lockAnswerRow(tx, companyId, answerId);
  const isWaiting = answer.state === "OPEN" || (answer.state === "BROKEN" && answer.decidedAt === null);
  if (!isWaiting) {
    throw new DomainError("ANSWER_DECIDED", "Cette réponse a déjà été traitée. Rechargez la page.");
  }
  return answer;
}

/** What is kept with a decision: why the suspension ended, and the words of whoever decided, if any. */
interface DecisionWords {
  endReason?: string;
  note?: string;
}

/** Decides an answer and ends its suspension. The caller ends with `decideAgain`. */
export async function closeAnswer(
  tx: Tx,
  ctx: CompanyCtx,
  answerId: string,
  state: "ACCEPTED" | "REJECTED" | "BROKEN" | "WITHDRAWN",
  { endReason = "Réponse traitée.", note = "" }: DecisionWords = {},
): Promise<void> {
  const { companyId } = ctx;
  const at = new Date(ctx.clock.now());
  await tx.answer.update({
    where: { companyId_id: { companyId, id: answerId } },
    data: { state, decidedAt: at, decidedById: actorUserId(ctx.actor), decisionNote: note },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId, endedAt: null },
    data: { endedAt: at, endReason },
  });
}

/** Writes one event about an answer in the journal. */
export async function journalAnswer(
  tx: Tx,
  ctx: CompanyCtx,
  answerId: string,
  action: JournalAction,
  data: Record<string, unknown> = {},
): Promise<void> {
  await journalBy(tx, ctx, { action, entity: "answer", entityId: answerId, data });
}

/**
 * « J’ai payé » is confirmed: the money is there. Records the payment, thanks the debtor and
 * closes the declaration.
 */
export async function confirmDeclaration(
  ctx: CompanyCtx,
  answerId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<void> {
  const input = readPayment(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "ALREADY_PAID" && answer.kind !== "PROMISE") throw notFound();
    await closeAnswer(tx, ctx, answerId, "ACCEPTED");
    const paymentId = await recordPaymentIn(tx, ctx, answer.invoiceIds, input, answerId, rates);
    // The money may be on one of them only, and nothing suspends the others any more.
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await queueNote(tx, ctx.companyId, {
      kind: "PAYMENT_THANKS",
      clientId: answer.clientId,
      invoiceIds: answer.invoiceIds,
      amountCents: input.amountCents,
      onDate: input.receivedOn,
      source: paymentId,
      now,
    });
    await journalAnswer(tx, ctx, answerId, "answer.accepted");
  });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
}

/**
 * « Pas reçu », or any answer undone by the creditor: it is set aside and the scenario goes on. It may be
 * put back, see reopenAnswer.
 */
export async function rejectAnswer(ctx: CompanyCtx, answerId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    await closeAnswer(tx, ctx, answerId, answer.state === "BROKEN" ? "BROKEN" : "REJECTED");
    await tx.instalmentPlan.updateMany({
      where: { companyId: ctx.companyId, answerId, state: { in: ["PROPOSED", "COUNTERED"] } },
      data: { state: "ENDED", closedAt: new Date(now), lookAt: null },
    });
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "answer.rejected");
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** Gives a promise a new day, at the creditor's word. */
export async function postponePromise(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { onDate } = readFields(raw, {
    onDate: required("Indiquez la nouvelle date.", date),
  });
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "PROMISE") throw notFound();
    await closeAnswer(tx, ctx, answerId, answer.state === "BROKEN" ? "BROKEN" : "WITHDRAWN");
    await recordAnswerIn(tx, ctx, {
      kind: "PROMISE",
      source: "CREDITOR",
      clientId: answer.clientId,
      invoiceIds: answer.invoiceIds,
      onDate,
      amountCents: answer.amountCents,
      method: null,
      message: "",
      linkId: null,
      callTaskId: null,
      network: "",
    });
  });
}
