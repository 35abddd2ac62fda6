/** Money that a program says came in for an invoice: every cent of it is put where the program chose, or none. */
import { isId, type Tx } from "@/db/inCompany";
import { oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import { typeset } from "@/domain/typography";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { readOnePayment } from "./listPayments";
import { type PaymentInput, readPayment, recordPaymentIn } from "./recordPayment";
import { payAndKeepRest } from "./recordPaymentReceived";
import { keepAsCredit } from "./surplus";

/**
 * What is done with money beyond the balance. `ACCESSORIES`: it pays the interest and flat fee that were asked for, and
 * what is beyond them too is refused. `CREDIT`: it stays the client's. `ACCESSORIES_THEN_CREDIT`: the one, then the other.
 */
export const SURPLUS_CHOICES = ["ACCESSORIES", "CREDIT", "ACCESSORIES_THEN_CREDIT"] as const;

export interface TakenPayment {
  /** Null when nothing of the invoice was owed: all of the money is the credit. */
  paymentId: string | null;
  creditId: string | null;
  /** What each cent did; together, what was received. */
  principalCents: bigint;
  accessoryCents: bigint;
  creditCents: bigint;
}

/**
 * Records money received for an invoice, settled or not. Whoever leaves `surplus` out gets the choice that refuses.
 *
 * @throws InputError with every field that is wrong; DomainError ALREADY_PAID, ABOVE_BALANCE, ABOVE_CLAIM or
 *   ABOVE_ACCESSORIES when it is more than what is owed and nothing says what the rest is; CLOSED; NOT_FOUND
 */
export async function takePayment(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<TakenPayment> {
  const input = readPayment(raw);
  const { surplus } = readFields(
    { surplus: raw.surplus ?? "ACCESSORIES" },
    { surplus: oneOf(SURPLUS_CHOICES, "Dites ce que devient ce qui dépasse.") },
  );
  if (!isId(invoiceId)) throw notFound();
  const ids = await onceForForm(ctx, async (tx) => {
    if (surplus === "ACCESSORIES") {
      const paying = recordPaymentIn(tx, ctx, [invoiceId], input, null, rates);
      const paymentId = await paying.catch((error: unknown) => {
        throw withWayOut(error);
      });
      return { paymentId, creditId: null };
    }
    const charged = surplus === "CREDIT" ? null : rates;
    return payAndKeepRest(tx, ctx, invoiceId, input, charged).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.code !== "ALREADY_PAID") throw error;
      return keepAll(tx, ctx, invoiceId, input);
    });
  });
  return { ...ids, ...(await splitOf(ctx, ids.paymentId, input.amountCents)) };
}

const ABOVE = ["ALREADY_PAID", "ABOVE_BALANCE", "ABOVE_CLAIM", "ABOVE_ACCESSORIES"];
const WAY_OUT = typeset(
  'Si l’argent est bien arrivé, dites ce que devient le reste : "surplus": "credit", ou "accessories_then_credit".',
);

/** More than what is owed was perhaps sent twice, and is perhaps an overpayment: only who sends it knows. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof DomainError) || !ABOVE.includes(error.code)) return error;
  return new DomainError(error.code, `${error.message} ${WAY_OUT}`, "amountCents");
}

/** Nothing of the invoice is owed any more: all of the money stays the client's. */
async function keepAll(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  { receivedOn, amountCents, reference }: PaymentInput,
): Promise<{ paymentId: null; creditId: string }> {
  const { clientId, number } = await tx.invoice.findUniqueOrThrow({
    where: { companyId_id: { companyId: ctx.companyId, id: invoiceId } },
    select: { clientId: true, number: true },
  });
  const note = `Reçu pour la facture ${number}, déjà soldée${reference && ` (${reference})`}`;
  const creditId = await keepAsCredit(tx, ctx, { clientId, receivedOn, amountCents, note });
  return { paymentId: null, creditId };
}

async function splitOf(ctx: CompanyCtx, paymentId: string | null, receivedCents: bigint) {
  const paid = paymentId === null ? null : await readOnePayment(ctx, paymentId);
  const paidCents = paid?.amountCents ?? 0n;
  const accessoryCents = paid?.accessoryCents ?? 0n;
  return {
    principalCents: paidCents - accessoryCents,
    accessoryCents,
    creditCents: receivedCents - paidCents,
  };
}
