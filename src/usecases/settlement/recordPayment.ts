/** Money that came in, put on invoices; a mistake is reversed, never erased. */
import { lockInvoices } from "@/db/dunning/facts";
import { isId, type Tx } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { date, line, oneOf, positiveAmount, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { LegalRates } from "@/domain/legal/rateTables";
import {
  type AllocatedPart,
  allocateWithAccessories,
  type OwedWithAccessories,
} from "@/domain/settlement/allocation";
import { decideAgain } from "../dunning/planInvoices";
import { refuseDayToCome } from "../invoicing/refuseDayToCome";
import { refreshBalance } from "../invoicing/saveInvoice";
import { journalAt } from "../journalBy";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { isOwed, withAccessories } from "./accessoriesDue";
import { closeAnswersOf } from "./closeAnswers";

export const PAYMENT_METHODS = ["TRANSFER", "CHEQUE", "CARD", "CASH", "DIRECT_DEBIT", "OTHER"] as const;
/** `CREDIT`: a free credit of the client put on an invoice, which nobody types. */
export type PaymentMethod = (typeof PAYMENT_METHODS)[number] | "CREDIT";

export const METHOD_NAMES: Record<PaymentMethod, string> = {
  TRANSFER: "Virement",
  CHEQUE: "Chèque",
  CARD: "Carte",
  CASH: "Espèces",
  DIRECT_DEBIT: "Prélèvement",
  OTHER: "Autre",
  CREDIT: "Avoir du client",
};

export interface PaymentInput {
  receivedOn: LocalDate;
  amountCents: bigint;
  method: PaymentMethod;
  reference: string;
}

const PAYMENT_FIELDS = {
  receivedOn: required("Indiquez le jour où l’argent est arrivé.", date),
  amountCents: positiveAmount("le montant reçu"),
  method: oneOf(PAYMENT_METHODS, "Choisissez le moyen de paiement."),
  reference: line("la référence", 120, { optional: true }),
} as const;

/** What to do about money that is announced for a day to come. */
const WHEN_IT_COMES = "Enregistrez cet argent le jour où vous le recevez.";

/** Reads the fields of a payment typed by a person. */
export function readPayment(raw: RawFields): PaymentInput {
  return readFields(raw, PAYMENT_FIELDS);
}

/**
 * Records a payment on one invoice and lets the facts decide what follows: a paid invoice is
 * never reminded, whatever was on its way.
 *
 * @throws InputError when the amount exceeds what is left, or the date lies in the future
 */
export async function recordPayment(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<string> {
  const input = readPayment(raw);
  if (!isId(invoiceId)) throw notFound();
  return onceForForm(ctx, (tx) => recordPaymentIn(tx, ctx, [invoiceId], input, null));
}

/**
 * The same inside a caller's transaction, over several invoices of one client: oldest due first,
 * as the law imputes without a word from the debtor (C. civ. 1342-10). With rates, what is beyond the
 * principal pays the interest and flat fees that were asked for, also of invoices settled before.
 *
 * @throws DomainError `ABOVE_BALANCE`, or with rates `ABOVE_CLAIM` or `ABOVE_ACCESSORIES`, when more was received
 */
export async function recordPaymentIn(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  input: PaymentInput,
  answerId: string | null,
  rates: LegalRates | null = null,
): Promise<string> {
  const owed = await lockOwed(tx, ctx, invoiceIds, input, rates);
  const parts = allocateWithAccessories(owed.invoices, input.amountCents);
  return putPayment(tx, ctx, { ...input, clientId: owed.clientId, answerId }, parts);
}

/**
 * Locks what is owed on these invoices, oldest due first: the open ones; with rates, also what is due of the
 * interest and flat fee of each, those settled before included.
 *
 * @throws InputError when the payment lies in the future, DomainError when nothing is owed on them
 */
export async function lockOwed(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  { receivedOn }: Pick<PaymentInput, "receivedOn">,
  rates: LegalRates | null,
): Promise<{ clientId: string; invoices: OwedWithAccessories[] }> {
  const { companyId } = ctx;
  await refuseDayToCome(tx, ctx, "receivedOn", receivedOn, WHEN_IT_COMES);
  await lockInvoices(tx, companyId, invoiceIds);
  const found = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, status: { in: rates ? ["OPEN", "PAID"] : ["OPEN"] } },
    select: { id: true, number: true, balanceCents: true, clientId: true },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
  const claimed = rates ? await withAccessories(tx, companyId, found, receivedOn, rates) : found;
  const invoices = claimed.filter(isOwed);
  const [first] = invoices;
  if (!first) throw await whyNoInvoice(tx, companyId, invoiceIds);
  return { clientId: first.clientId, invoices };
}

/** Writes a payment and its parts on locked invoices, and lets the facts decide what follows. */
export async function putPayment(
  tx: Tx,
  ctx: CompanyCtx,
  payment: PaymentInput & { clientId: string; answerId: string | null },
  parts: readonly AllocatedPart[],
): Promise<string> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const paymentId = newId();
  await tx.payment.create({
    data: {
      ...payment,
      companyId,
      id: paymentId,
      receivedOn: fromLocalDate(payment.receivedOn),
      createdById: actorUserId(ctx.actor),
      createdAt: new Date(now),
    },
  });
  const touched = parts.map((part) => part.invoiceId);
  for (const part of parts) {
    await tx.allocation.create({ data: { companyId, paymentId, ...part } });
    if (part.amountCents === 0n) continue; // Its principal was settled before: nothing ends with this payment.
    const balanceCents = await refreshBalance(tx, companyId, part.invoiceId);
    if (balanceCents === 0n) await closeAnswersOf(tx, companyId, part.invoiceId, now, { paymentId });
  }
  await decideAgain(tx, companyId, touched, now);
  const data = {
    amountCents: payment.amountCents.toString(),
    receivedOn: payment.receivedOn,
    invoices: touched,
  };
  await journalAt(tx, ctx, { action: "payment.recorded", entity: "payment", entityId: paymentId, data }, now);
  return paymentId;
}

async function whyNoInvoice(tx: Tx, companyId: string, ids: readonly string[]): Promise<Error> {
  const closed = await tx.invoice.findFirst({
    where: { companyId, id: { in: [...ids] } },
    select: { status: true },
  });
  if (!closed) return notFound();
  return closed.status === "PAID"
    ? new DomainError("ALREADY_PAID", "Cette facture est déjà soldée.")
    : new DomainError("CLOSED", "Cette facture est annulée ou passée en perte. Rouvrez-la d’abord.");
}
