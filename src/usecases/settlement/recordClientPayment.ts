/** A payment of a client over one or several of its invoices. */

import { inCompany, isId, type Tx } from "@/db/inCompany";
import {
  collect,
  date,
  type FieldError,
  fieldError,
  InputError,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import type { LegalRates } from "@/domain/legal/rateTables";
import {
  type AllocatedPart,
  allocateWithAccessories,
  checkAllocation,
  partField,
} from "@/domain/settlement/allocation";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { readOwedOf } from "./accessoriesDue";
import { lockOwed, type PaymentInput, putPayment, readPayment } from "./recordPayment";
import { putPaymentWithSurplus } from "./surplus";

const PART_PREFIX = partField("");

const PROPOSAL_FIELDS = {
  amountCents: positiveAmount("le montant reçu"),
  receivedOn: required("Indiquez le jour où l’argent est arrivé.", date),
} as const;

/**
 * Parts typed by a person: one field an invoice, empty for none.
 *
 * @throws InputError with every part that is not an amount
 */
export function readParts(raw: RawFields): AllocatedPart[] {
  const typed = Object.keys(raw).filter(
    (field) => field.startsWith(PART_PREFIX) && raw[field]?.trim() !== "",
  );
  const readers = Object.fromEntries(
    typed.map((field) => [field, positiveAmount("la part de cette facture")]),
  );
  const amounts = readFields<Record<string, bigint>>(raw, readers);
  return Object.entries(amounts).map(([field, amountCents]) => {
    const invoiceId = field.slice(PART_PREFIX.length);
    if (!isId(invoiceId)) throw notFound();
    return { invoiceId, amountCents };
  });
}

/**
 * Records a payment with the parts a person gave, or on the oldest invoices first when they gave
 * none. Every part must be owed, and together they are the amount received; what is beyond the
 * principal pays the interest and flat fees that were asked for, also of invoices settled before.
 *
 * @returns id of the payment
 * @throws InputError or DomainError, each about its field
 */
export async function recordClientPayment(
  ctx: CompanyCtx,
  clientId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<string> {
  const errors: FieldError[] = [];
  const input = collect(errors, () => readPayment(raw));
  const parts = collect(errors, () => readParts(raw));
  if (!input || !parts) throw new InputError(errors);
  if (!isId(clientId)) throw notFound();
  return onceForForm(ctx, (tx) => recordClientPaymentIn(tx, ctx, { clientId, input, parts }, rates));
}

export interface ClientPayment {
  clientId: string;
  input: PaymentInput;
  parts: readonly AllocatedPart[];
  /** What exceeds the parts, or everything owed, stays the client's; the caller has locked its open invoices. */
  keepsSurplus?: boolean;
}

/** The same inside a caller's transaction, with what was read of the form. */
export async function recordClientPaymentIn(
  tx: Tx,
  ctx: CompanyCtx,
  { clientId, input, parts, keepsSurplus = false }: ClientPayment,
  rates: LegalRates,
): Promise<string> {
  const owed = await readOwedOf(tx, ctx.companyId, clientId, input.receivedOn, rates);
  if (owed.length === 0) throw fieldError("amountCents", "NOTHING_OPEN", "Ce client n’a plus rien à régler.");
  const ids = owed.map((invoice) => invoice.id);
  const { invoices } = await lockOwed(tx, ctx, ids, input, rates);
  const payment = { ...input, clientId, answerId: null };
  if (keepsSurplus) return (await putPaymentWithSurplus(tx, ctx, payment, invoices, parts)).paymentId;
  const allocated =
    parts.length > 0
      ? checkAllocation(invoices, parts, input.amountCents)
      : allocateWithAccessories(invoices, input.amountCents);
  return putPayment(tx, ctx, payment, allocated);
}

/**
 * What {@link recordClientPayment} would do without parts: the parts proposed for an amount, as the
 * form shows them.
 *
 * @throws InputError or DomainError on `amountCents`
 */
export async function proposeAllocation(
  ctx: CompanyCtx,
  clientId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<AllocatedPart[]> {
  const { amountCents, receivedOn } = readFields(raw, PROPOSAL_FIELDS);
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) =>
    allocateWithAccessories(await readOwedOf(tx, companyId, clientId, receivedOn, rates), amountCents),
  );
}
