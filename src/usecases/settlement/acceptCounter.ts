/** The debtor accepts, behind the link, the schedule the creditor proposed instead of theirs. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { readLinkInvoices } from "@/db/settlement/answerLinks";
import type { Bell, Clock, CompanyCtx } from "../ports";
import type { FoundLink } from "./openAnswerLink";
import { planMoved, startPlanIn } from "./startPlan";

/**
 * Starts the schedule that waits for the debtor's word. Pressed twice, it starts once.
 *
 * @throws DomainError PLAN_MOVED when none waits any more
 */
export async function acceptCounter(
  link: FoundLink,
  ports: { clock: Clock; bell: Bell },
  network: string,
): Promise<void> {
  const { companyId } = link;
  const actor = { kind: "debtor", linkId: link.id, network } as const;
  const ctx: CompanyCtx = { companyId, actor, ...ports };
  await inCompany(companyId, async (tx) => {
    const own = await readLinkInvoices(tx, link);
    const plan = await tx.instalmentPlan.findFirst({
      where: {
        companyId,
        state: { in: ["COUNTERED", "RUNNING"] },
        invoices: { some: { invoiceId: { in: own } } },
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, answerId: true, invoices: { select: { invoiceId: true } } },
    });
    if (!plan) throw planMoved();
    // The invoices before the answer, as every writer does.
    await lockInvoices(
      tx,
      companyId,
      plan.invoices.map(({ invoiceId }) => invoiceId),
    );
    await tx.$executeRaw`SELECT 1 FROM answer WHERE company_id = ${companyId}::uuid AND id = ${plan.answerId}::uuid FOR UPDATE`;
    const { state } = await tx.instalmentPlan.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: plan.id } },
      select: { state: true },
    });
    if (state === "RUNNING") return;
    if (state !== "COUNTERED") throw planMoved();
    await startPlanIn(tx, ctx, plan.id, "NOW");
  });
  await ports.bell.ring("dunning", { companyId });
}
