/** What programs send as the forms of the product type it: their use cases read both alike. */
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { RawFields } from "@/domain/fields";
import { plainAmount } from "@/domain/money";
import { CLIENT_PREFIX } from "@/usecases/invoicing/invoiceClient";
import type { SentInvoice } from "@/usecases/invoicing/takeInvoice";
import type { SentForm } from "@/usecases/ports";
import type { CREDIT_NOTE_BODY, HOLD_BODY, INVOICE_BODY, PAYMENT_BODY } from "../_parts/contract";
import { Problem } from "./problem";

/** Fields of a client that have another name in its form. */
const CLIENT_FIELDS: Readonly<Record<string, string>> = { contactEmail: "email" };

/** Where a field of the form of an invoice stands in the body. */
export function invoicePointer(field: string): string {
  if (!field.startsWith(CLIENT_PREFIX)) return `/${field}`;
  const own = field.slice(CLIENT_PREFIX.length);
  return `/client/${CLIENT_FIELDS[own] ?? own}`;
}

function amount(cents: number | undefined): string | undefined {
  return cents === undefined ? undefined : plainAmount(BigInt(cents));
}

export function sentInvoice({ client, ...invoice }: z.output<typeof INVOICE_BODY>): SentInvoice {
  const { totalCents, vatCents, mentionsPresent, ...texts } = invoice;
  const { id, email, kind, ...described } = client;
  return {
    fields: {
      ...texts,
      totalCents: amount(totalCents),
      // The form of an invoice leaves it empty when there is none, which is another thing than to say nothing.
      vatCents: vatCents === 0 ? "" : amount(vatCents),
      mentionsPresent: mentionsPresent === undefined ? undefined : mentionsPresent ? "oui" : "non",
    },
    client:
      id === undefined
        ? { fields: { ...described, kind: kind?.toUpperCase(), contactEmail: email } }
        : { id },
  };
}

export function sentPayment(payment: z.output<typeof PAYMENT_BODY>): RawFields {
  return {
    amountCents: amount(payment.amountCents),
    receivedOn: payment.receivedOn,
    method: payment.method.toUpperCase(),
    reference: payment.reference,
    surplus: payment.surplus?.toUpperCase(),
  };
}

export function sentCreditNote(credit: z.output<typeof CREDIT_NOTE_BODY>): RawFields {
  return { ...credit, amountCents: amount(credit.amountCents), effect: credit.effect.toUpperCase() };
}

export function sentHold({ kind, ...hold }: z.output<typeof HOLD_BODY>): RawFields {
  return { ...hold, kind: kind?.toUpperCase() };
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The request as a form that does its work once, by its header `Idempotency-Key`.
 *
 * @throws Problem when there is none: a payment or a credit note that comes twice would lower what is owed twice
 */
export function onceByHeader(request: Request, fields: RawFields): SentForm {
  const header = request.headers.get("idempotency-key") ?? "";
  if (!KEY.test(header)) {
    const detail =
      "Envoyez l’en-tête «\u00a0Idempotency-Key\u00a0» (200 caractères au plus), le même quand vous renvoyez la même opération.";
    throw new Problem("requete-illisible", detail, [{ header: "Idempotency-Key", code: "REQUIRED", detail }]);
  }
  // Keys of forms are uuids; those of programs are kept apart from them by what they are made of.
  const hex = createHash("sha256").update(`api:${header}`).digest("hex");
  const key = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
  return { key, fields };
}
