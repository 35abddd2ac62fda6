/** A payment of one invoice that may be more than what is owed: the surplus stays the client's. */
import { isId } from "@/db/inCompany";
import type { RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { minCents, NBSP } from "@/domain/money";
import { decideAgain } from "../dunning/planInvoices";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { journalCredit, lockOpenInvoices, putClientCredit } from "./recordClientCredit";
import { readPayment, recordPayment, recordPaymentIn } from "./recordPayment";

/**
 * Records a payment on an invoice. With `surplus`, what exceeds the balance becomes a free credit of
 * the client in the same transaction; without it, an amount above the balance is refused.
 *
 * @throws InputError with every field that is wrong; DomainError `ABOVE_BALANCE`, NOT_FOUND
 */
export async function recordPaymentReceived(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
): Promise<{ creditId: string | null }> {
  if (!raw.surplus) {
    await recordPayment(ctx, invoiceId, raw).catch((error: unknown) => {
      throw withWayOut(error);
    });
    return { creditId: null };
  }
  const input = readPayment(raw);
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  return onceForForm(ctx, async (tx) => {
    const found = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { clientId: true, number: true },
    });
    if (!found) throw notFound();
    const openIds = await lockOpenInvoices(tx, companyId, found.clientId);
    // Read once more, now that it cannot change: another payment may have been recorded meanwhile.
    const { balanceCents } = await tx.invoice.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { balanceCents: true },
    });
    const paidCents = openIds.includes(invoiceId)
      ? minCents(input.amountCents, balanceCents)
      : input.amountCents;
    await recordPaymentIn(tx, ctx, [invoiceId], { ...input, amountCents: paidCents }, null);
    const surplusCents = input.amountCents - paidCents;
    if (surplusCents === 0n) return { creditId: null };
    const creditId = await putClientCredit(tx, ctx, found.clientId, {
      kind: "OVERPAYMENT",
      amountCents: surplusCents,
      receivedOn: input.receivedOn,
      note: `Trop-perçu sur la facture ${found.number}`,
    });
    await decideAgain(tx, companyId, openIds, ctx.clock.now());
    await journalCredit(tx, ctx, creditId, "credit.recorded", {
      clientId: found.clientId,
      kind: "OVERPAYMENT",
      amountCents: surplusCents.toString(),
    });
    return { creditId };
  });
}

/** Says, beside what is wrong with the amount, how a real overpayment is recorded. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== "ABOVE_BALANCE") return error;
  const wayOut = `Si l’argent est bien arrivé, cochez «${NBSP}Garder ce qui dépasse${NBSP}».`;
  return new DomainError(error.code, `${error.message} ${wayOut}`, error.field);
}
