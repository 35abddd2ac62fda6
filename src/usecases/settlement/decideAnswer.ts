/** What the creditor says of a debtor's answer. */
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import { parseDate } from "@/domain/calendar";
import { type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import { queueNote } from "../dunning/queueNote";
import { notFound } from "../parties/saveClient";
import { actorName, actorUserId, type CompanyCtx } from "../ports";
import { recordAnswerIn } from "./recordAnswer";
import { readPayment, recordPaymentIn } from "./recordPayment";

async function lockAnswer(tx: Tx, companyId: string, answerId: string) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM answer WHERE company_id = ${companyId}::uuid AND id = ${answerId}::uuid FOR UPDATE`;
  if (!row) throw notFound();
  const answer = await tx.answer.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: answerId } },
    include: { invoices: { select: { invoiceId: true } } },
  });
  const isWaiting = answer.state === "OPEN" || (answer.state === "BROKEN" && answer.decidedAt === null);
  if (!isWaiting) {
    throw new DomainError("ANSWER_DECIDED", "Cette réponse a déjà été traitée. Rechargez la page.");
  }
  return { ...answer, invoiceIds: answer.invoices.map((invoice) => invoice.invoiceId) };
}

async function close(
  tx: Tx,
  ctx: CompanyCtx,
  answerId: string,
  state: "ACCEPTED" | "REJECTED" | "BROKEN" | "WITHDRAWN",
  now: Instant,
): Promise<void> {
  const { companyId } = ctx;
  const at = new Date(now);
  await tx.answer.update({
    where: { companyId_id: { companyId, id: answerId } },
    data: { state, decidedAt: at, decidedById: actorUserId(ctx.actor) },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId, endedAt: null },
    data: { endedAt: at, endReason: "Réponse traitée." },
  });
}

async function journal(
  tx: Tx,
  ctx: CompanyCtx,
  answerId: string,
  action: string,
  now: Instant,
): Promise<void> {
  const event = { actor: actorName(ctx.actor), action, entity: "answer", entityId: answerId, data: {} };
  await appendJournal(tx, ctx.companyId, [event], now);
}

/**
 * « J’ai payé » is confirmed: the money is there. Records the payment, thanks the debtor and
 * closes the declaration.
 */
export async function confirmDeclaration(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const input = readPayment(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind === "DISPUTE") throw notFound();
    await close(tx, ctx, answerId, "ACCEPTED", now);
    await recordPaymentIn(tx, ctx, answer.invoiceIds, input, answerId);
    await queueNote(tx, ctx.companyId, {
      kind: "PAYMENT_THANKS",
      clientId: answer.clientId,
      invoiceIds: answer.invoiceIds,
      amountCents: input.amountCents,
      onDate: input.receivedOn,
      source: answerId,
      now,
    });
    await journal(tx, ctx, answerId, "answer.accepted", now);
  });
  await ctx.bell.ring("mail", { companyId: ctx.companyId });
}

/** « Pas reçu »: the declaration is set aside and the scenario goes on. */
export async function rejectAnswer(ctx: CompanyCtx, answerId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    await close(tx, ctx, answerId, answer.state === "BROKEN" ? "BROKEN" : "REJECTED", now);
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journal(tx, ctx, answerId, "answer.rejected", now);
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** Gives a promise a new day, at the creditor's word. */
export async function postponePromise(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { onDate } = readFields(raw, {
    onDate: required("Indiquez la nouvelle date.", (text) => parseDate(text)),
  });
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "PROMISE") throw notFound();
    await close(tx, ctx, answerId, answer.state === "BROKEN" ? "BROKEN" : "WITHDRAWN", now);
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
