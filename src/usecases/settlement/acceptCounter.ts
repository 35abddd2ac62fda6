/** The debtor accepts, behind the link, the schedule the creditor proposed instead of theirs. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { readLinkInvoices } from "@/db/settlement/answerLinks";
import { DomainError } from "@/domain/invariant";
import { companyToday } from "../invoicing/saveInvoice";
import type { Bell, Clock, CompanyCtx } from "../ports";
import type { FoundLink } from "./openAnswerLink";
import { readPlan } from "./readPlan";
import { planMoved, startPlanIn } from "./startPlan";

/** The page was opened on payments that are not those proposed now. */
function planChanged(): DomainError {
  return new DomainError(
    "PLAN_CHANGED",
    "Les versements proposés ne sont plus ceux que vous aviez lus. Relisez ceux qui figurent plus bas avant d’accepter.",
  );
}

/**
 * Starts the schedule that waits for the debtor's word. Pressed twice, it starts once.
 *
 * @param sha256 of the schedule the debtor read: what is agreed is that one, and no other
 * @throws DomainError PLAN_MOVED when none waits any more, PLAN_CHANGED when another one does
 */
export async function acceptCounter(
  link: FoundLink,
  sha256: string,
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
    if (state !== "COUNTERED" && state !== "RUNNING") throw planMoved();
    const shown = await readPlan(
      tx,
      companyId,
      plan.id,
      await companyToday(tx, companyId, ports.clock.now()),
    );
    if (shown.sha256 !== sha256) throw planChanged();
    if (state === "RUNNING") return;
    await startPlanIn(tx, ctx, plan.id, "NOW");
  });
  await ports.bell.ring("dunning", { companyId });
}
