/** What the electronic invoice inside a PDF says of itself, to be held against the invoice it is attached to. */
import { isLocalDate } from "@/domain/calendar";
import { cutText } from "@/domain/cutText";
import { DomainError } from "@/domain/invariant";
import type { StatedInvoice } from "@/domain/invoicing/statedInvoice";
import { documentKindOf } from "./documentKind";
import type { EInvoice } from "./eInvoice";
import { decimalCents } from "./eInvoiceAmounts";
import { registeredAs } from "./eInvoiceClient";
import { readEInvoice } from "./readEInvoice";

/** Null when the PDF carries none, or none that can be read: it is then a picture like any other. */
export function statedInvoiceOf(bytes: Uint8Array): StatedInvoice | null {
  try {
    return statedBy(readEInvoice(bytes).invoice);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
}

function statedBy(invoice: EInvoice): StatedInvoice {
  const { number, typeCode, issuedOn, dueOn, currency, buyer } = invoice;
  return {
    isCreditNote: documentKindOf(typeCode) === "CREDIT_NOTE",
    number: cutText(number, 60),
    issuedOn: isLocalDate(issuedOn) ? issuedOn : null,
    dueOn: isLocalDate(dueOn) ? dueOn : null,
    totalCents: currency === "EUR" ? totalOf(invoice) : null,
    buyer: { name: cutText(buyer.name, 80), siren: registeredAs(buyer).siren ?? null },
  };
}

function totalOf({ total, rounding }: EInvoice): bigint | null {
  const [totalCents, roundingCents] = [decimalCents(total), decimalCents(rounding === "" ? "0" : rounding)];
  return totalCents === undefined || roundingCents === undefined ? null : totalCents + roundingCents;
}
