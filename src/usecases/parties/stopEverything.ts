/** « Tout arrêter »: no reminder leaves any more, until someone starts again. */
import { inCompany } from "@/db/inCompany";
import type { CompanyCtx } from "../ports";
import { changeCompany } from "./changeCompany";

/**
 * Stops every reminder of the company. A message whose sending has begun is not taken back; each
 * one that has not is stopped by the check made just before sending.
 *
 * @returns true when it was not stopped already
 */
export async function stopEverything(ctx: CompanyCtx): Promise<boolean> {
  if (await isStopped(ctx)) return false;
  return changeCompany(ctx, {
    action: "company.paused",
    values: { pausedAt: new Date(ctx.clock.now()) },
    changesDecisions: true,
  });
}

/**
 * Starts again. What became due meanwhile is decided one step at most for each invoice: nothing
 * leaves in a burst.
 *
 * @returns true when it was stopped
 */
export async function startAgain(ctx: CompanyCtx): Promise<boolean> {
  return changeCompany(ctx, {
    action: "company.resumed",
    values: { pausedAt: null },
    changesDecisions: true,
  });
}

async function isStopped(ctx: CompanyCtx): Promise<boolean> {
  const company = await inCompany(ctx.companyId, (tx) =>
    tx.company.findUniqueOrThrow({ where: { id: ctx.companyId }, select: { pausedAt: true } }),
  );
  return company.pausedAt !== null;
}
