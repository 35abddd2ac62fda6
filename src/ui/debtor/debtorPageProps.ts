/** What the debtor's page shows, whatever its language. */
import type { LocalDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { AnswerKind } from "@/domain/settlement/answer";
import type { Instalment } from "@/domain/settlement/instalmentPlan";
import type { DebtorWords } from "./debtorWords";

/** Words of the forms, as they stand in addresses and fields. */
export type DebtorAnswer =
  | "paye"
  | "date"
  | "echeancier"
  | "desaccord"
  | "destinataire"
  | "copie"
  | "message"
  | "accord";

export interface DebtorFile {
  name: string;
  url: string;
}

export interface DebtorInvoice {
  number: string;
  subject: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  /** A collective procedure forbids to pay it. */
  isFrozen: boolean;
  isOwn: boolean;
  /** What lowered the balance, and what of the same payment went on interest and flat fee beside it. */
  payments: readonly { receivedOn: LocalDate | null; amountCents: bigint; accessoryCents?: bigint }[];
  creditCents: bigint;
  files: readonly DebtorFile[];
}

export interface DebtorExchange {
  by: "DEBTOR" | "CREDITOR";
  on: LocalDate;
  kind: AnswerKind | null;
  onDate: LocalDate | null;
  amountCents: bigint | null;
  /** The one invoice it is about, when the page is about several. */
  number: string | null;
  text: string;
  files: readonly DebtorFile[];
}

export interface DebtorPlan {
  state: "PROPOSED" | "COUNTERED" | "RUNNING" | "REFUSED" | "BROKEN";
  schedule: readonly Instalment[];
  totalCents: bigint;
  paidCents: bigint;
  note: string;
  agreedOn: LocalDate | null;
  /** Names these payments: sent back with the agreement. */
  sha256: string;
  file: DebtorFile | null;
}

export interface DebtorPageProps {
  language: "fr" | "en";
  /** Address of this page in the other language. */
  otherLanguageUrl: string;
  creditor: {
    name: string;
    identity: string;
    phone: string | null;
    signatory: string;
    iban: string | null;
    bic: string | null;
    logoUrl: string | null;
    cardPaymentUrl: string | null;
  };
  invoices: readonly DebtorInvoice[];
  balanceCents: bigint;
  /** Part of it that a collective procedure forbids to pay: never asked for. */
  frozenCents: bigint;
  /** Parts of the rest that are contested and wait for an answer. */
  disputedCents: bigint;
  /** What is held for the reader and belongs to no invoice. */
  freeCreditCents: bigint;
  /** The balance less all of these, and with what the delay adds where that is asked for: what the page asks for. */
  askedCents: bigint;
  /** What the law adds; null when it adds nothing. */
  legal: {
    /** It is a part of the sum asked for. */
    isAsked: boolean;
    penaltyCents: bigint;
    feeCents: bigint;
    totalCents: bigint;
    on: LocalDate;
    debtorKind: DebtorKind;
    /** Texts the interest rests on, in French. */
    articles: readonly string[];
  } | null;
  /** The transfer code, rows of modules; null when there is no account or nothing to pay. */
  qr: readonly (readonly boolean[])[] | null;
  today: LocalDate;
  expiresOn: LocalDate;
  /** The last answer that nobody has decided, and whether it still suspends the reminders. */
  waiting: {
    kind: AnswerKind;
    onDate: LocalDate | null;
    untilOn: LocalDate | null;
    isSuspending: boolean;
  } | null;
  /** The answer just given, once it is on record. */
  done: AnswerKind | "AGREED" | null;
  exchanges: readonly DebtorExchange[];
  plan: DebtorPlan | null;
  limits: {
    latestPromiseOn: LocalDate;
    maxInstalments: number;
    latestFirstOn: LocalDate;
    latestLastOn: LocalDate;
    checkedOn: LocalDate;
    promiseGraceDays: number;
  };
  /** The answer to show open: the one of the link that was followed, or the one refused. */
  open: DebtorAnswer | null;
  /** Proof that the form was served by us, sent back with the answer. */
  formKey: string;
  /** What was refused, by field, with what was typed. */
  refusal: { message: string; errors: Record<string, string>; values: Record<string, string> } | null;
  css: string;
}

/** A part of the page, with the words of its reader. */
export type DebtorPart = DebtorPageProps & { words: DebtorWords };
