/** What the reader of invoices gives for each line of a file. Plain data, ready to be stored. */
import type { LocalDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { InvoiceField } from "./invoiceColumnNames";

/** Why a line was not read. Each code has one meaning; the message says how to mend it. */
export type LineErrorCode =
  | "ROW_UNCLOSED_QUOTE"
  | "ROW_TOO_LONG"
  | "ROW_RAGGED"
  | "CELL_TOO_LONG"
  | "CONTROL_CHARACTER"
  | "UNREADABLE_CHARACTER"
  | "FORMULA_ERROR"
  | "EMPTY"
  | "NUMBER_MANGLED"
  | "DUPLICATE_NUMBER"
  | "DATE"
  | "DATE_AMBIGUOUS"
  | "DUE_BEFORE_ISSUE"
  | "AMOUNT"
  | "AMOUNT_AMBIGUOUS"
  | "CREDIT_NOTE"
  | "ZERO_TOTAL"
  | "TOTALS_DISAGREE"
  | "PAID_DISAGREES"
  | "CURRENCY"
  | "CLIENT_KIND"
  // Electronic invoices: the file as a whole, then what it is.
  | "FILE"
  | "SELLER"
  | "CORRECTED"
  | "FACTORED"
  | "NOT_A_CLAIM";

/** What a person should know about a line that was read, or was rightly left out. */
export type LineNoticeCode =
  // The line is no invoice to remind; it has neither record nor error.
  | "TOTAL_ROW"
  | "REPEATED_TITLES"
  | "NOT_AN_INVOICE"
  // The same of a line of a FEC: no sale, a credit note, a lettering that leaves something, an account that owes nothing.
  | "OTHER_ENTRY"
  | "CREDIT_ENTRY"
  | "PARTLY_LETTERED"
  | "ACCOUNT_SETTLED"
  // The XML of a document that was read as a PDF.
  | "TWIN"
  // The invoice is read, with a date computed or without a detail of the client.
  | "DUE_DATE_COMPUTED"
  | "SIREN"
  | "SIRET"
  | "VAT_NUMBER"
  | "EMAIL"
  | "PHONE"
  | "POSTCODE"
  | "COUNTRY"
  // The invoice is read from a FEC, and a payment may settle it, be it here already, or its date may be that of the opening.
  | "UNMATCHED_CREDIT"
  | "KNOWN_DOUBT"
  | "OPENING_DATE"
  // Its client was put away, and owes again.
  | "CLIENT_ARCHIVED"
  // The invoice asks for something else than the settings of the company.
  | "PENALTY"
  | "IBAN"
  | "PAYEE";

export interface LineIssue<Code extends string = LineErrorCode | LineNoticeCode> {
  /** Row in a spreadsheet, from 1. */
  line: number;
  /** Title of the column as the file has it; undefined when the whole line is meant. */
  column: string | undefined;
  field: InvoiceField | undefined;
  code: Code;
  /** French, says what is wrong and how to mend it. */
  message: string;
  /** The cell, cut to 80 characters. */
  raw: string | undefined;
}

export interface ImportedClient {
  name: string;
  /** Reference of the client in the software the file comes from. */
  reference: string | undefined;
  /** undefined when the file does not say: a person will. */
  kind: DebtorKind | undefined;
  /** From its own column, or from the SIRET or the French VAT number. */
  siren: string | undefined;
  siret: string | undefined;
  vatNumber: string | undefined;
  contactName: string | undefined;
  email: string | undefined;
  /** E.164. */
  phone: string | undefined;
  street: string | undefined;
  complement: string | undefined;
  postcode: string | undefined;
  city: string | undefined;
  /** ISO 3166-1, `FR` when the file does not say. */
  countryCode: string;
}

/** An invoice in euros, of a positive total, not a credit note. */
export interface ImportedInvoice {
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  /** The file gave no due date: it is the issue date plus the default term. */
  isDueOnComputed: boolean;
  performedOn: LocalDate | undefined;
  /** VAT included, positive. */
  totalCents: bigint;
  netCents: bigint | undefined;
  vatCents: bigint | undefined;
  /** Already received, from 0 to the total. */
  paidCents: bigint;
  orderReference: string | undefined;
  subject: string | undefined;
  /** The file says that it is paid by direct debit. */
  isDebited?: true;
  /** What in the file may settle it, in words that a sentence goes on with: it waits until a person has looked. */
  doubt?: string;
  /** The file shows both mentions of article L441-9: the penalties and the 40 €. */
  mentionsPresent?: true;
  /** Numbers of the invoices whose place it takes; absent for an invoice of its own. */
  replaces?: readonly string[];
  client: ImportedClient;
}

/** A credit note in euros, of a positive amount, of which nothing was paid back yet. */
export interface ImportedCredit {
  number: string;
  issuedOn: LocalDate;
  /** VAT included, positive. */
  amountCents: bigint;
  /** Numbers of the invoices that it lowers, each once; empty when the file does not say. */
  invoiceNumbers: readonly string[];
  /** Of a table that does not say: what its texts hold that may be the number of an invoice. */
  mentioned?: readonly string[];
  /** Of a table that does not say whether it is deducted already from the balance of its invoice. */
  isUnsaid?: true;
  client: ImportedClient;
}

/**
 * One line that is not blank. Three cases: read (`record` or `credit`, no error, perhaps notices), refused
 * (errors, neither of them), rightly left out (a notice alone: a total, a draft, a quote…).
 */
export interface InvoiceCsvLine {
  line: number;
  /** As the file has them, to give the line back. */
  cells: readonly string[];
  record: ImportedInvoice | undefined;
  credit?: ImportedCredit | undefined;
  errors: LineIssue<LineErrorCode>[];
  notices: LineIssue<LineNoticeCode>[];
}
