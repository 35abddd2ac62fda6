/** What the statement of account of a client is made of. */
import type { LocalDate } from "../calendar";
import type { HoldKind } from "../dunning/facts";
import type { MailLook, ReminderFacts } from "../dunning/reminder";
import { sumCents } from "../money";
import { lessCredit } from "./clientCredit";

export interface AccountInvoice {
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  /** 0 when it is not late. */
  daysLate: number;
  totalCents: bigint;
  balanceCents: bigint;
  /** What credit notes and credits of the client took off; the rest of what is missing was paid. */
  creditedCents: bigint;
  /** The part of the balance that the debtor contests, up to all of it. */
  disputedCents: bigint;
  /** What keeps it from being asked for, other than a dispute: a promise, a plan, a direct debit… */
  heldBy: HoldKind | null;
}

/** Late, and nothing but the payment is awaited. */
export function isAsked({ daysLate, heldBy, disputedCents, balanceCents }: AccountInvoice): boolean {
  return daysLate > 0 && heldBy === null && disputedCents < balanceCents;
}

/** What lowered, or raised again, what is owed. */
export interface AccountMovement {
  kind: "PAYMENT" | "PAYMENT_UNDONE" | "CREDIT_NOTE" | "CREDIT_NOTE_UNDONE" | "CREDIT_APPLIED";
  on: LocalDate;
  /** Number of the credit note; empty otherwise. */
  reference: string;
  /** Invoices it was put on. */
  numbers: readonly string[];
  amountCents: bigint;
  /** Of a payment: what of it paid interest and flat fees. Absent: nothing. */
  accessoryCents?: bigint;
}

export type ClientCreditKind = "OVERPAYMENT" | "DEPOSIT" | "CREDIT_NOTE";

/** How each is called in French. */
export const CREDIT_NAMES: Readonly<Record<ClientCreditKind, string>> = {
  OVERPAYMENT: "Trop-perçu",
  DEPOSIT: "Acompte",
  CREDIT_NOTE: "Avoir commercial",
};

/** What is left of a credit that belongs to no invoice. */
export interface AccountCredit {
  kind: ClientCreditKind;
  receivedOn: LocalDate;
  restCents: bigint;
}

export interface AccountFacts {
  language: "fr" | "en";
  statedOn: LocalDate;
  /** Movements are those since this day. */
  sinceOn: LocalDate;
  /** No statement was sent before. */
  isFirst: boolean;
  creditor: ReminderFacts["creditor"] & { addressLines: readonly string[] };
  client: { name: string; contactName: string; reference: string | null; addressLines: readonly string[] };
  /** Open ones, oldest due date first. */
  invoices: readonly AccountInvoice[];
  /** Oldest first. */
  movements: readonly AccountMovement[];
  credits: readonly AccountCredit[];
  /** Page where the debtor pays or answers; null when nothing is open. */
  answerUrl: string | null;
  look: MailLook | null;
}

export interface AccountSums {
  openCents: bigint;
  creditCents: bigint;
  /** What is owed less what is held for the client; negative when the creditor owes. */
  balanceCents: bigint;
  disputedCents: bigint;
  /** What may be asked for today: late, neither contested nor held, and not covered by a credit. */
  dueCents: bigint;
}

/** The sums of an account, in cents. */
export function accountSums({ invoices, credits }: Pick<AccountFacts, "invoices" | "credits">): AccountSums {
  const openCents = sumCents(invoices.map((invoice) => invoice.balanceCents));
  const creditCents = sumCents(credits.map((credit) => credit.restCents));
  const asked = invoices.filter(isAsked);
  const askedCents = sumCents(asked.map((invoice) => invoice.balanceCents - invoice.disputedCents));
  return {
    openCents,
    creditCents,
    balanceCents: openCents - creditCents,
    disputedCents: sumCents(invoices.map((invoice) => invoice.disputedCents)),
    dueCents: lessCredit(askedCents, creditCents),
  };
}
