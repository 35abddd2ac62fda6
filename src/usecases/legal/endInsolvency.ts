/** A collective procedure ends: it was recorded by mistake, or it is over. Two gestures, two effects. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import {
  readClosedInsolvency,
  readFrozenInvoiceIds,
  readInsolvency,
  readOpenInvoiceIds,
  suspendFrozenInvoices,
} from "@/db/legal/insolvency";
import { line, type RawFields, readFields } from "@/domain/fields";
import { decideAgain } from "../dunning/planInvoices";
import { journalClient, notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { resumeFrozenPlans } from "../settlement/frozenPlans";
import { lockClient } from "./openInsolvency";

/**
 * « Inscrite par erreur »: everything is as if it had never been recorded. Interest runs again over the
 * whole delay, agreed schedules go on, and each invoice takes its scenario up again, one step at most.
 * A procedure that was closed may turn out to be a mistake as well.
 *
 * @throws DomainError NOT_FOUND when none is recorded
 */
export async function withdrawInsolvency(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { reason } = readFields(raw, { reason: line("ce qui s’est passé", 200) });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    const recorded =
      (await readInsolvency(tx, companyId, clientId)) ??
      (await readClosedInsolvency(tx, companyId, clientId));
    if (!recorded) throw notFound();
    const open = await readOpenInvoiceIds(tx, companyId, clientId);
    await lockInvoices(tx, companyId, open);
    const frozen = await readFrozenInvoiceIds(tx, companyId, clientId);
    const end = { endedAt: new Date(now), endReason: reason };
    await tx.insolvency.update({
      where: { companyId_id: { companyId, id: recorded.id } },
      data: { ...end, endCause: "ERROR" },
    });
    await tx.hold.updateMany({
      where: { companyId, kind: "INSOLVENCY", endedAt: null, invoiceId: { in: frozen } },
      data: end,
    });
    // An earlier procedure that is over may bind some of them.
    await suspendFrozenInvoices(tx, companyId, open);
    await resumeFrozenPlans(tx, ctx, recorded.id, now);
    await decideAgain(tx, companyId, open, now);
    await journalEnd(tx, ctx, clientId, { insolvencyId: recorded.id, cause: "ERROR", reason, frozen });
  });
  await ctx.bell.ring("dunning", { companyId });
}

/**
 * « La procédure est close »: a plan was adopted, or the assets were not enough. The invoices it froze
 * stay suspended, and their interest stays stopped (C. com. L622-28): a closure for want of assets
 * gives creditors no action back (L643-11). Later supplies are reminded as usual.
 *
 * @throws DomainError NOT_FOUND when none runs
 */
export async function closeInsolvency(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { reason } = readFields(raw, { reason: line("comment elle s’est terminée", 200) });
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    await lockClient(tx, companyId, clientId);
    const running = await readInsolvency(tx, companyId, clientId);
    if (!running) throw notFound();
    const frozen = await readFrozenInvoiceIds(tx, companyId, clientId);
    await tx.insolvency.update({
      where: { companyId_id: { companyId, id: running.id } },
      data: { endedAt: new Date(ctx.clock.now()), endReason: reason, endCause: "CLOSURE" },
    });
    await journalEnd(tx, ctx, clientId, { insolvencyId: running.id, cause: "CLOSURE", reason, frozen });
  });
}

interface InsolvencyEnd {
  insolvencyId: string;
  cause: "ERROR" | "CLOSURE";
  reason: string;
  frozen: readonly string[];
}

async function journalEnd(
  tx: Tx,
  ctx: CompanyCtx,
  clientId: string,
  { frozen, ...end }: InsolvencyEnd,
): Promise<void> {
  await journalClient(tx, ctx, clientId, "insolvency.closed", { ...end, invoiceIds: [...frozen] });
}
