/** The parts of a reminder that come from invoices and earlier contacts. */
import type { LocalDate } from "../calendar";
import type { PreviousContact } from "../legal/formalNoticeInput";
import type { InvoiceStatement } from "../legal/invoiceClaim";

export interface ReminderInvoice {
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  /** What was sold, in the creditor's words; may be empty. */
  subject: string;
  orderReference: string | null;
  totalCents: bigint;
  balanceCents: bigint;
  /** Payments received on it, oldest first. */
  payments: readonly { receivedOn: LocalDate | null; amountCents: bigint }[];
  /** Credit notes that lower it, oldest first; without number, a credit of the client that was put on it. */
  creditNotes: readonly { number: string; issuedOn: LocalDate; amountCents: bigint }[];
  /** Part of the balance that the debtor contests: it is shown, and not claimed. */
  disputedCents?: bigint;
  /** What the law adds; null when the message does not claim it or a rate is missing. */
  statement: InvoiceStatement | null;
}

/** A message that left, a call that reached someone, a letter that was posted. */
export interface EarlierContact {
  kind: "EMAIL" | "CALL" | "LETTER" | "FORMAL_NOTICE";
  on: LocalDate;
}

/** The contact as letters and statements of claim list it. */
export function previousContact({ kind, on }: EarlierContact): PreviousContact {
  return { on, channel: kind === "FORMAL_NOTICE" ? "REGISTERED_LETTER" : kind };
}
