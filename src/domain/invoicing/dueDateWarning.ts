/** What to say of the due date of an invoice, from the kind of its client. */
import { endOfMonth, type LocalDate } from "../calendar";
import type { DebtorKind } from "../legal/debtorKind";
import { type PaymentSector, type PaymentTerms, paymentTermsWarning } from "./paymentTerms";

export interface DueDateFacts {
  clientKind: DebtorKind;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  /** Public buyers: day the request for payment was received. */
  requestReceivedOn: LocalDate | null;
}

/** A contract with someone who is no professional sets its own term (C. com. L441-10 binds professionals). */
const SECTORS: Record<DebtorKind, PaymentSector> = {
  B2B: "GENERAL",
  PUBLIC: "PUBLIC_GENERAL",
  B2C: "CONSUMER",
  NON_PRO: "CONSUMER",
};

/**
 * The sentence to show when the due date lies beyond the longest legal term, else undefined. A
 * due date at the end of a month is taken for « 45 jours fin de mois », which the law allows when
 * the contract says so: no false alarm.
 */
export function dueDateWarning(facts: DueDateFacts): string | undefined {
  const { issuedOn, dueOn, performedOn, requestReceivedOn, clientKind } = facts;
  const terms: PaymentTerms | undefined =
    dueOn === endOfMonth(dueOn) ? { kind: "END_OF_MONTH", days: 45, method: "A" } : undefined;
  const dates = {
    issuedOn,
    performedOn: performedOn ?? undefined,
    requestReceivedOn: requestReceivedOn ?? undefined,
  };
  return paymentTermsWarning(dueOn, SECTORS[clientKind], dates, terms);
}
