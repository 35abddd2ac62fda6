/** A payment of one invoice that may be more than its balance: it pays the penalties too, or the surplus stays the client's. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { isId, type Tx } from "@/db/inCompany";
import type { RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { NBSP } from "@/domain/money";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { lockOwed, type PaymentInput, readPayment, recordPaymentIn } from "./recordPayment";
import { KEEP_SURPLUS, putPaymentWithSurplus } from "./surplus";

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
  return onceForForm(ctx, async (tx) => {
    if (raw.surplus !== KEEP_SURPLUS) {
      const paymentId = await recordPaymentIn(tx, ctx, [invoiceId], input, null, rates).catch(
        (error: unknown) => {
          throw withWayOut(error);
        },
      );
      return { paymentId, creditId: null };
    }
    return payAndKeepRest(tx, ctx, invoiceId, input, null);
  });
}

/**
 * Records a payment on an invoice inside a caller's transaction: with rates, it pays the interest and flat fee that
 * were asked for beside the balance; what is left is a free credit of the client.
 *
 * @throws InputError, DomainError ALREADY_PAID when nothing of it is owed, CLOSED, NOT_FOUND
 */
export async function payAndKeepRest(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  input: PaymentInput,
  rates: LegalRates | null,
): Promise<{ paymentId: string; creditId: string | null }> {
  const { companyId } = ctx;
  const found = await tx.invoice.findUnique({
    where: { companyId_id: { companyId, id: invoiceId } },
    select: { clientId: true },
  });
  if (!found) throw notFound();
  // The credit is about all of them, and locks are taken in one go, in their order.
  const openIds = await readOpenInvoiceIds(tx, companyId, found.clientId);
  await lockInvoices(tx, companyId, [...new Set([...openIds, invoiceId])]);
  const { clientId, invoices } = await lockOwed(tx, ctx, [invoiceId], input, rates);
  const payment = { ...input, clientId, answerId: null };
  const { paymentId, creditId } = await putPaymentWithSurplus(tx, ctx, payment, invoices);
  return { paymentId, creditId };
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
