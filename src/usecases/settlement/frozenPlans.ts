/** Schedules of payments and collective procedures: what a judgment forbids to pay is expected no more. */
import type { Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";

const END_REASON = "Procédure collective ouverte.";

/**
 * Ends the schedules that run on these invoices, and those still discussed, inside the caller's
 * transaction: the debtor may not pay an earlier claim any more (C. com. L622-7). The caller holds the
 * locks of the invoices and decides them again.
 */
export async function endFrozenPlans(
  tx: Tx,
  ctx: CompanyCtx,
  { insolvencyId, invoiceIds, now }: { insolvencyId: string; invoiceIds: readonly string[]; now: Instant },
): Promise<void> {
  const { companyId } = ctx;
  const at = new Date(now);
  const plans = await tx.$queryRaw<{ id: string; answerId: string; state: string }[]>`
    SELECT p.id, p.answer_id AS "answerId", p.state::text AS state FROM instalment_plan p
    WHERE p.company_id = ${companyId}::uuid AND p.state IN ('PROPOSED', 'COUNTERED', 'RUNNING')
      AND EXISTS (SELECT 1 FROM plan_invoice l
                  WHERE l.company_id = p.company_id AND l.plan_id = p.id AND l.invoice_id = ANY(${[...invoiceIds]}::uuid[]))
    ORDER BY p.id FOR UPDATE`;
  if (plans.length === 0) return;
  const answerIds = plans.map((plan) => plan.answerId);
  await tx.instalmentPlan.updateMany({
    where: { companyId, id: { in: plans.map((plan) => plan.id) } },
    data: { state: "ENDED", closedAt: at, lookAt: null, endedByInsolvencyId: insolvencyId },
  });
  await tx.answer.updateMany({
    where: { companyId, id: { in: answerIds }, state: "OPEN" },
    data: { state: "WITHDRAWN", decidedAt: at },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId: { in: answerIds }, endedAt: null },
    data: { endedAt: at, endReason: END_REASON },
  });
  await journalPlans(tx, ctx, "plan.ended", answerIds, now);
}

/**
 * The procedure was recorded by mistake: the agreed schedules it ended run again, unless another one
 * freezes an invoice of theirs. An instalment missed meanwhile is found at the next look.
 */
export async function resumeFrozenPlans(
  tx: Tx,
  ctx: CompanyCtx,
  insolvencyId: string,
  now: Instant,
): Promise<void> {
  const { companyId } = ctx;
  const plans = await tx.$queryRaw<{ id: string; answerId: string; closedAt: Date }[]>`
    SELECT p.id, p.answer_id AS "answerId", p.closed_at AS "closedAt" FROM instalment_plan p
    WHERE p.company_id = ${companyId}::uuid AND p.ended_by_insolvency_id = ${insolvencyId}::uuid
      AND p.agreed_on IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM plan_invoice l
                      JOIN hold h ON h.company_id = l.company_id AND h.invoice_id = l.invoice_id
                      WHERE l.company_id = p.company_id AND l.plan_id = p.id AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL)
    ORDER BY p.id FOR UPDATE`;
  for (const { id, answerId, closedAt } of plans) {
    await tx.instalmentPlan.update({
      where: { companyId_id: { companyId, id } },
      data: { state: "RUNNING", closedAt: null, lookAt: new Date(now), endedByInsolvencyId: null },
    });
    await tx.hold.updateMany({
      where: { companyId, answerId, kind: "PLAN", endedAt: closedAt, invoice: { status: "OPEN" } },
      data: { endedAt: null, endReason: "" },
    });
  }
  const answerIds = plans.map((plan) => plan.answerId);
  await journalPlans(tx, ctx, "plan.resumed", answerIds, now);
}

async function journalPlans(
  tx: Tx,
  ctx: CompanyCtx,
  action: "plan.ended" | "plan.resumed",
  answerIds: readonly string[],
  now: Instant,
): Promise<void> {
  const deeds = answerIds.map((entityId) => ({
    action,
    entity: "answer" as const,
    entityId,
    data: { because: "INSOLVENCY" },
  }));
  await journalAt(tx, ctx, deeds, now);
}
