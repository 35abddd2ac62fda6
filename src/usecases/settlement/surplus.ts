/** Money that is more than what it pays: the rest is a free credit of the client, and goes back with the payment. */
import type { Tx } from "@/db/inCompany";
import { lockCredit } from "@/db/settlement/clientCredits";
import type { LocalDate } from "@/domain/calendar";
import { minCents, sumCents } from "@/domain/money";
import {
  type AllocatedPart,
  allocateWithAccessories,
  checkAllocation,
  claimOf,
  type OwedWithAccessories,
} from "@/domain/settlement/allocation";
import { cancelCredit } from "@/domain/settlement/clientCredit";
import { decideAgain } from "../dunning/planInvoices";
import type { CompanyCtx } from "../ports";
import {
  type ClientCreditInput,
  journalCredit,
  lockOpenInvoices,
  putClientCredit,
} from "./recordClientCredit";
import { type PaymentInput, putPayment } from "./recordPayment";

/** Value of the field `surplus` of a form: what exceeds stays the client's. */
export const KEEP_SURPLUS = "CREDIT";

interface WholePayment extends PaymentInput {
  clientId: string;
  answerId: string | null;
}

/**
 * Records money on what is owed, principal first, then interest and flat fees that were asked for, or on the parts a
 * person gave; what is left becomes a credit of the client. The caller has locked all the open invoices of the client.
 *
 * @param invoices locked, oldest due first
 * @returns the payment, what became the credit, in cents, and that credit
 * @throws DomainError as `checkAllocation` does about a part
 */
export async function putPaymentWithSurplus(
  tx: Tx,
  ctx: CompanyCtx,
  payment: WholePayment,
  invoices: readonly OwedWithAccessories[],
  parts: readonly AllocatedPart[] = [],
): Promise<{ paymentId: string; surplusCents: bigint; creditId: string | null }> {
  const mostCents =
    parts.length > 0 ? sumCents(parts.map(({ amountCents }) => amountCents)) : claimOf(invoices);
  const amountCents = minCents(payment.amountCents, mostCents);
  const allocated =
    parts.length > 0
      ? checkAllocation(invoices, parts, amountCents)
      : allocateWithAccessories(invoices, amountCents);
  const paymentId = await putPayment(tx, ctx, { ...payment, amountCents }, allocated);
  const surplusCents = payment.amountCents - amountCents;
  const paid = new Set(allocated.map(({ invoiceId }) => invoiceId));
  const numbers = invoices.filter(({ id }) => paid.has(id)).map(({ number }) => number);
  const { clientId, receivedOn } = payment;
  const surplus = { paymentId, clientId, receivedOn, amountCents: surplusCents, numbers };
  const creditId = surplusCents > 0n ? await keepSurplus(tx, ctx, surplus) : null;
  return { paymentId, surplusCents, creditId };
}

interface Surplus {
  paymentId: string;
  clientId: string;
  receivedOn: LocalDate;
  amountCents: bigint;
  /** Of the invoices that the payment is on. */
  numbers: readonly string[];
}

/** Keeps what a payment left as a credit of its client. @returns its id */
async function keepSurplus(
  tx: Tx,
  ctx: CompanyCtx,
  { paymentId, clientId, receivedOn, amountCents, numbers }: Surplus,
): Promise<string> {
  const [first = "", ...others] = numbers;
  const more = others.length === 0 ? "" : ` et ${others.length} autre${others.length > 1 ? "s" : ""}`;
  const note = `Trop-perçu sur la facture ${first}${more}`;
  return keepAsCredit(tx, ctx, { clientId, receivedOn, amountCents, note, surplusOfId: paymentId });
}

type Overpayment = Omit<ClientCreditInput, "kind"> & { clientId: string };

/** Keeps money as a credit of the client, and decides its open invoices again. @returns its id */
export async function keepAsCredit(
  tx: Tx,
  ctx: CompanyCtx,
  { clientId, ...credit }: Overpayment,
): Promise<string> {
  const openIds = await lockOpenInvoices(tx, ctx.companyId, clientId);
  const creditId = await putClientCredit(tx, ctx, clientId, { kind: "OVERPAYMENT", ...credit });
  await decideAgain(tx, ctx.companyId, openIds, ctx.clock.now());
  const data = { clientId, kind: "OVERPAYMENT", amountCents: credit.amountCents.toString() };
  await journalCredit(tx, ctx, creditId, "credit.recorded", data);
  return creditId;
}

/**
 * Takes back the credit that a payment left, since the payment is undone. The caller has locked the open invoices of
 * the client and decides them again.
 *
 * @throws DomainError CREDIT_IN_USE when a part of it was put on an invoice or paid back since
 */
export async function takeSurplusBack(tx: Tx, ctx: CompanyCtx, creditId: string): Promise<bigint> {
  const { companyId } = ctx;
  const credit = await lockCredit(tx, companyId, creditId);
  // Taken back by hand meanwhile.
  if (!credit || credit.account.isCancelled) return 0n;
  cancelCredit(credit.account);
  await tx.clientCredit.update({
    where: { companyId_id: { companyId, id: creditId } },
    data: { cancelledAt: new Date(ctx.clock.now()) },
  });
  return credit.account.amountCents;
}
