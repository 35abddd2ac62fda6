/** A payment of one invoice that may be more than its balance: it pays the penalties too, or the surplus stays the client's. */
import { isId } from "@/db/inCompany";
import type { RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { minCents, NBSP } from "@/domain/money";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { lockOpenInvoices } from "./recordClientCredit";
import { readPayment, recordPaymentIn } from "./recordPayment";
import { KEEP_SURPLUS, keepSurplus } from "./surplus";

/**
 * Records a payment on an invoice. What exceeds the balance pays its interest and flat fee, once they
 * were asked for and as far as they are due that day; with `surplus` `CREDIT`, it becomes a free credit of
 * the client instead, taken back with the payment.
 *
 * @returns ids of the payment, and of the credit that the surplus became
 * @throws InputError with every field that is wrong; DomainError `ABOVE_BALANCE`, `ABOVE_CLAIM`, `ABOVE_ACCESSORIES`, NOT_FOUND
 */
export async function recordPaymentReceived(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<{ paymentId: string; creditId: string | null }> {
  const input = readPayment(raw);
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  return onceForForm(ctx, async (tx) => {
    if (raw.surplus !== KEEP_SURPLUS) {
      const paymentId = await recordPaymentIn(tx, ctx, [invoiceId], input, null, rates).catch(
        (error: unknown) => {
          throw withWayOut(error);
        },
      );
      return { paymentId, creditId: null };
    }
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
    const paid = { ...input, amountCents: paidCents };
    const paymentId = await recordPaymentIn(tx, ctx, [invoiceId], paid, null);
    const amountCents = input.amountCents - paidCents;
    if (amountCents === 0n) return { paymentId, creditId: null };
    const { receivedOn } = input;
    const { clientId, number } = found;
    const surplus = { paymentId, clientId, receivedOn, amountCents, numbers: [number] };
    return { paymentId, creditId: await keepSurplus(tx, ctx, surplus) };
  });
}

/** How a real overpayment is recorded. The form about a settled invoice has no choice to offer. */
const WAYS_OUT: Record<string, string> = {
  ABOVE_BALANCE: `choisissez «${NBSP}Le trop-perçu reste au client${NBSP}».`,
  ABOVE_CLAIM: `choisissez «${NBSP}Le trop-perçu reste au client${NBSP}».`,
  ABOVE_ACCESSORIES: "enregistrez le reste comme avoir du client, depuis sa page.",
};

/** Says it beside what is wrong with the amount. */
function withWayOut(error: unknown): unknown {
  const wayOut = error instanceof DomainError ? WAYS_OUT[error.code] : undefined;
  if (!(error instanceof DomainError) || !wayOut) return error;
  return new DomainError(error.code, `${error.message} Si l’argent est bien arrivé, ${wayOut}`, error.field);
}
