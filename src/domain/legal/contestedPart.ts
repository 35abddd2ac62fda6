/**
 * The part of an invoice that its debtor contests, in a document that claims an exact sum: it is set aside
 * until the contestation is settled, and the rest is claimed with the interest of the rest only. Nothing is
 * given up by it: once the contestation is refused, the whole invoice is claimed with all its interest.
 */
import type { LocalDate } from "../calendar";
import { formatEuros, minCents, sumCents } from "../money";
import type { InvoiceClaim, InvoiceStatement } from "./invoiceClaim";
import { listed } from "./phrases";

/** What running contestations set aside of one invoice, when they are about a part of it. */
export interface ContestedPart {
  readonly cents: bigint;
  /** Day of the first of them. */
  readonly on: LocalDate;
}

/**
 * The claim less what is contested of it.
 *
 * @param part undefined when nothing is contested, or all of it: then the claim is as it was
 * @param balanceCents what is left to pay: no more than that can be set aside
 */
export function withoutContested(
  claim: InvoiceClaim,
  part: ContestedPart | undefined,
  balanceCents: bigint,
): InvoiceClaim {
  const amountCents = part ? minCents(part.cents, balanceCents) : 0n;
  if (!part || amountCents <= 0n) return claim;
  return { ...claim, events: [...claim.events, { kind: "CONTESTED", on: part.on, amountCents }] };
}

/** What this statement leaves out because it is contested, in cents. */
export function contestedCents({ imputations }: Pick<InvoiceStatement, "imputations">): bigint {
  const aside = imputations.filter(({ event }) => event.kind === "CONTESTED");
  return sumCents(aside.map((line) => line.toPrincipalCents));
}

/** `300,00 € sur F-1 et 50,00 € sur F-2`: what is left out, by invoice; empty when nothing is. */
export function contestedParts(invoices: readonly InvoiceStatement[]): string {
  const aside = invoices.filter((invoice) => contestedCents(invoice) > 0n);
  return listed(
    aside.map((invoice) => `${formatEuros(contestedCents(invoice))} sur ${invoice.claim.invoiceNumber}`),
  );
}
