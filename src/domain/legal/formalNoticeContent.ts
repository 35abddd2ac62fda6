/** What a letter to a debtor is made of, whatever draws it: paper, a page of the screen. */
import type { LocalDate } from "../calendar";
import type { NoticeKind } from "./formalNoticeInput";
import type { StatementDetail } from "./statementDetail";

/**
 * One line of the statement inside the letter. A line of interest carries its computation; any
 * other may carry a note that takes the place of the four figures.
 */
export interface NoticeRow {
  readonly label: string;
  readonly interest?: {
    readonly fromOn: LocalDate;
    readonly toOn: LocalDate;
    readonly days: number;
    readonly baseCents: bigint;
    readonly rateBps: number;
  };
  readonly note?: string;
  /** Negative for what was already paid. */
  readonly amountCents: bigint;
}

/** The statement inside the letter: its rows add up to the total. */
export interface NoticeStatement {
  readonly caption: string;
  readonly rows: readonly NoticeRow[];
  readonly totalLabel: string;
  readonly totalCents: bigint;
}

/** One invoice among several, as the letter recalls it. */
export interface NoticeInvoiceRow {
  readonly invoiceNumber: string;
  /** Order and delivery, when known. */
  readonly note: string;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly totalCents: bigint;
  /** Paid on the principal, or deducted by a credit note. */
  readonly deductedCents: bigint;
  readonly balanceCents: bigint;
}

/** A block of the letterhead: a name, then its lines. */
export interface LetterheadBlock {
  readonly name: string;
  readonly lines: readonly string[];
}

export const NOTICE_SECTION_KEYS = [
  "AUTHOR",
  "FACTS",
  "FURTHER_INTEREST",
  "DEMAND",
  "PAYMENT",
  "CONSEQUENCES",
  "CONTACT",
  "THIRD_PARTY",
  "PRIVACY",
] as const;
export type NoticeSectionKey = (typeof NOTICE_SECTION_KEYS)[number];

export interface NoticeSection {
  readonly key: NoticeSectionKey;
  readonly paragraphs: readonly string[];
}

/** How the sum is paid: for a code that a banking application reads. */
export interface NoticePayment {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string | undefined;
  readonly reference: string;
  readonly amountCents: bigint;
}

/** The letter, ready for layout: every sentence is typeset French, every table adds up. */
export interface FormalNotice {
  readonly kind: NoticeKind;
  /** Name of the document, and who signs it, for the properties of a file. */
  readonly title: string;
  readonly authorName: string;
  readonly writtenOn: LocalDate;
  /** The creditor, preceded by whoever acts for it. */
  readonly sender: readonly LetterheadBlock[];
  /** Lines of the window (NF Z10-011). */
  readonly recipient: readonly string[];
  /** How it travels, place and date, reference. */
  readonly references: readonly { readonly label: string; readonly value: string }[];
  readonly subject: { readonly title: string; readonly detail: string };
  readonly salutation: string;
  /** In the order of reading; the two tables follow FACTS, DEMAND is the one sentence to stress. */
  readonly sections: readonly NoticeSection[];
  /** Empty when the facts tell everything, or when the detailed statement lists them. */
  readonly invoices: readonly NoticeInvoiceRow[];
  readonly statement: NoticeStatement;
  readonly payment: NoticePayment;
  readonly closing: string;
  /** The person who signs; for whom, when it is not the creditor. */
  readonly signature: readonly string[];
  readonly enclosures: readonly string[];
  /** Identity of the creditor for the foot of the page (C. com. R123-237 and R123-238). */
  readonly footer: string;
  /** The statement line by line, on the pages that follow. */
  readonly detail: StatementDetail;
}
