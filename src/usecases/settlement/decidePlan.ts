import { inCompany, isId, type Tx } from "@/db/inCompany";
import { fromLocalDate } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { date, paragraph, type RawFields, readFields, required, wholeNumber } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { MOST_INSTALMENTS, monthlySchedule } from "@/domain/settlement/instalmentPlan";
import { planCounterNote, planRefusedNote } from "@/domain/settlement/planNotes";
import { decideAgain } from "../dunning/planInvoices";
import { queueWords } from "../dunning/queueNote";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { closeAnswer, journalAnswer, lockAnswer, lockAnswerRow } from "./decideAnswer";
import { beside, insertSchedule } from "./proposePlan";
import { type PlanView, readPlan } from "./readPlan";
import { planMoved, startPlanIn } from "./startPlan";
import { readersOf, usualReaders } from "./tellBothSides";

const NOTE = paragraph(1_000);

const COUNTER_FIELDS = {
  count: wholeNumber("Le nombre de versements", 2, MOST_INSTALMENTS),
  firstOn: required("Indiquez le jour du premier versement.", date),
  note: NOTE,
} as const;

/** Locks the answer that carries a schedule and reads the schedule. */
async function lockPlan(tx: Tx, companyId: string, answerId: string) {
  const answer = await lockAnswer(tx, companyId, answerId);
  if (answer.kind !== "INSTALMENTS") throw notFound();
  const plan = await tx.instalmentPlan.findUniqueOrThrow({
    where: { companyId_answerId: { companyId, answerId } },
    select: { id: true, state: true, totalCents: true },
  });
  return { answer, plan };
}

/** « Accepter »: the debtor's schedule runs from today. @throws DomainError when it is not open any more */
export async function acceptPlan(ctx: CompanyCtx, answerId: string): Promise<void> {
  await inCompany(ctx.companyId, async (tx) => {
    const { plan } = await lockPlan(tx, ctx.companyId, answerId);
    if (plan.state !== "PROPOSED") throw planMoved();
    await startPlanIn(tx, ctx, plan.id, "WHEN_ASKED");
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** « Refuser »: the debtor reads why, and the scenario goes on. */
export async function refusePlan(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { note } = readFields(raw, { note: NOTE });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const { answer, plan } = await lockPlan(tx, companyId, answerId);
    await closeAnswer(tx, ctx, answerId, "REJECTED", { endReason: "Échéancier refusé." });
    await tx.instalmentPlan.update({
      where: { companyId_id: { companyId, id: plan.id } },
      data: { state: "REFUSED", note, closedAt: new Date(now), lookAt: null },
    });
    await queueWords(tx, companyId, {
      kind: "ANSWER_REPLY",
      clientId: answer.clientId,
      invoiceIds: answer.invoiceIds,
      source: `${plan.id} refused`,
      now,
      recipients: await readersOfAnswer(tx, companyId, answer),
      compose: ({ sender, language, numbers }) =>
        planRefusedNote({ language, creditor: sender.words, numbers, note }),
    });
    await decideAgain(tx, companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "plan.refused");
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** Days the debtor has to accept other payments before the scenario goes on. */
const COUNTER_DAYS = 7;

/** « Proposer autre chose »: other payments, which the debtor accepts behind the link. */
export async function counterPlan(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { count, firstOn, note } = readFields(raw, COUNTER_FIELDS);
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const { answer, plan } = await lockPlan(tx, companyId, answerId);
    if (plan.state !== "PROPOSED") throw planMoved();
    const today = await companyToday(tx, companyId, now);
    beside(() => refusePast(firstOn, today));
    const schedule = monthlySchedule(plan.totalCents, count, firstOn);
    await insertSchedule(tx, companyId, plan.id, 2, schedule);
    await tx.instalmentPlan.update({
      where: { companyId_id: { companyId, id: plan.id } },
      data: { state: "COUNTERED", round: 2, note },
    });
    await tx.hold.updateMany({
      where: { companyId, answerId, endedAt: null },
      data: { untilOn: fromLocalDate(addDays(today, COUNTER_DAYS)) },
    });
    await queueWords(tx, companyId, {
      kind: "PLAN_COUNTER",
      clientId: answer.clientId,
      invoiceIds: answer.invoiceIds,
      source: `${plan.id} counter`,
      now,
      recipients: await readersOfAnswer(tx, companyId, answer),
      compose: ({ sender, language, numbers }) =>
        planCounterNote({ language, creditor: sender.words, numbers, note, schedule }),
    });
    await decideAgain(tx, companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "plan.countered", { count, firstOn });
  });
  await ctx.bell.ring("mail", { companyId });
}

function refusePast(firstOn: LocalDate, today: LocalDate): void {
  if (firstOn < today)
    throw new DomainError("PAST", "Ce jour est passé. Indiquez un jour à venir.", "firstOn");
}

/** « Mettre fin à l'échéancier »: what is left is due at once, and the scenario goes on. */
export async function endPlan(ctx: CompanyCtx, answerId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const at = new Date(now);
  if (!isId(answerId)) throw planMoved();
  await inCompany(companyId, async (tx) => {
    await lockAnswerRow(tx, companyId, answerId);
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM instalment_plan
      WHERE company_id = ${companyId}::uuid AND answer_id = ${answerId}::uuid AND state IN ('RUNNING', 'BROKEN')
      FOR UPDATE`;
    if (!row) throw planMoved();
    const plan = await readPlan(tx, companyId, row.id, await companyToday(tx, companyId, now));
    await tx.instalmentPlan.update({
      where: { companyId_id: { companyId, id: plan.id } },
      data: { state: "ENDED", closedAt: at, lookAt: null },
    });
    await tx.answer.update({
      where: { companyId_id: { companyId, id: answerId } },
      data: { decidedAt: at, decidedById: actorUserId(ctx.actor) },
    });
    await tx.hold.updateMany({
      where: { companyId, answerId, endedAt: null },
      data: { endedAt: at, endReason: "Fin de l’échéancier." },
    });
    await decideAgain(tx, companyId, plan.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "plan.ended");
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** Whoever answered behind the link, if they can still be reached; the client's usual recipients otherwise. */
export async function readersOfAnswer(
  tx: Tx,
  companyId: string,
  answer: { clientId: string; linkId: string | null },
) {
  if (answer.linkId !== null) {
    const link = await tx.answerLink.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: answer.linkId } },
      select: { messageId: true },
    });
    const readers = await readersOf(tx, companyId, link.messageId, answer.clientId);
    if (readers.to.length > 0) return readers;
  }
  return usualReaders(tx, companyId, answer.clientId);
}

/** Whom messages about a schedule go to: the readers of the answer that asked for it. */
export async function readersOfPlan(tx: Tx, companyId: string, plan: Pick<PlanView, "answerId">) {
  const answer = await tx.answer.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: plan.answerId } },
    select: { clientId: true, linkId: true },
  });
  return readersOfAnswer(tx, companyId, answer);
}
