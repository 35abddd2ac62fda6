/** Takes back what was done with a part of a credit: that part is free again. */
import type { Tx } from "@/db/inCompany";
import { type LockedCredit, lockCredit, saveCreditRest } from "@/db/settlement/clientCredits";
import { undoUse } from "@/domain/settlement/clientCredit";
import type { CompanyCtx } from "../ports";

/** @throws DomainError when it was already taken back */
export async function takeBackUse(
  tx: Tx,
  ctx: CompanyCtx,
  credit: LockedCredit,
  useId: string,
): Promise<void> {
  const { companyId } = ctx;
  const account = undoUse(credit.account, useId);
  await tx.creditUse.update({
    where: { companyId_id: { companyId, id: useId } },
    data: { undoneAt: new Date(ctx.clock.now()) },
  });
  await saveCreditRest(tx, companyId, credit.id, account);
}

/**
 * When a payment that is being reversed was the application of a credit, its amount is free again.
 * The caller has locked the invoices of the client.
 */
export async function giveBackCredit(tx: Tx, ctx: CompanyCtx, paymentId: string): Promise<void> {
  const { companyId } = ctx;
  const use = await tx.creditUse.findUnique({
    where: { companyId_paymentId: { companyId, paymentId } },
    select: { id: true, creditId: true, undoneAt: true },
  });
  if (!use || use.undoneAt !== null) return;
  const credit = await lockCredit(tx, companyId, use.creditId);
  if (credit) await takeBackUse(tx, ctx, credit, use.id);
}
