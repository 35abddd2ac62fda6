/** A schedule is agreed: the reminders wait for it, and the agreement is put in writing. */
import { lockInvoices } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readFrozenAmong } from "@/db/legal/insolvency";
import { fromLocalDate, newId } from "@/db/values";
import { DomainError } from "@/domain/invariant";
import { planEndsOn } from "@/domain/settlement/instalmentPlan";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { journalAt } from "../journalBy";
import { recordAcknowledgementIn } from "../legal/recordAcknowledgement";
import { actorUserId, type CompanyCtx } from "../ports";
import { readPlan } from "./readPlan";

/** Refused when someone was quicker, or the debtor has answered something else meanwhile. */
export function planMoved(): DomainError {
  return new DomainError("PLAN_MOVED", "Cette proposition n’est plus ouverte. Rechargez la page.");
}

/**
 * Starts a schedule inside the caller's transaction; the caller holds the lock of its answer. What
 * was paid since the proposal counts for its first instalments. The limitation starts again from the
 * debtor's own word.
 *
 * @param confirmed the debtor agrees now, or acknowledged the debt when asking for time
 * @throws DomainError PLAN_MOVED when nothing is owed on its invoices any more, or a collective procedure
 * forbids to pay one of them
 */
export async function startPlanIn(
  tx: Tx,
  ctx: CompanyCtx,
  planId: string,
  confirmed: "NOW" | "WHEN_ASKED",
): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const at = new Date(now);
  const today = await companyToday(tx, companyId, now);
  const plan = await readPlan(tx, companyId, planId, today);
  await lockInvoices(tx, companyId, plan.invoiceIds);
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: plan.invoiceIds }, status: "OPEN" },
    select: { id: true },
  });
  const frozen = await readFrozenAmong(tx, companyId, plan.invoiceIds);
  if (open.length === 0 || frozen.size > 0) throw planMoved();
  const { promiseGraceDays } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { promiseGraceDays: true },
  });
  await tx.instalmentPlan.update({
    where: { companyId_id: { companyId, id: planId } },
    data: {
      state: "RUNNING",
      agreedOn: fromLocalDate(today),
      agreedById: actorUserId(ctx.actor),
      lookAt: at,
    },
  });
  await tx.answer.update({
    where: { companyId_id: { companyId, id: plan.answerId } },
    data: { state: "ACCEPTED", decidedAt: at, decidedById: actorUserId(ctx.actor) },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId: plan.answerId, endedAt: null },
    data: { endedAt: at, endReason: "Échéancier convenu." },
  });
  const untilOn = planEndsOn(plan.schedule, promiseGraceDays);
  await tx.hold.createMany({
    data: open.map(({ id }) => ({
      companyId,
      id: newId(),
      invoiceId: id,
      kind: "PLAN" as const,
      startedOn: fromLocalDate(today),
      untilOn: fromLocalDate(untilOn),
      answerId: plan.answerId,
      createdById: actorUserId(ctx.actor),
      createdAt: at,
    })),
  });
  await decideAgain(tx, companyId, plan.invoiceIds, now);
  await recordAcknowledgementIn(tx, ctx, {
    planId,
    invoiceIds: open.map(({ id }) => id),
    onDate: confirmed === "NOW" ? today : plan.acknowledgedOn,
    signerName: plan.signerName,
  });
  await journalAt(
    tx,
    ctx,
    {
      action: "plan.agreed",
      entity: "answer",
      entityId: plan.answerId,
      data: {
        totalCents: plan.totalCents.toString(),
        instalments: plan.schedule.length,
        untilOn,
        sha256: plan.sha256,
      },
    },
    now,
  );
}
