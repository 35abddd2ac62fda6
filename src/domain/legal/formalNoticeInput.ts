/** What a letter to a debtor is made from. */
import type { LocalDate } from "../calendar";
import type { CreditorIdentity } from "../parties/creditorIdentity";
import type { PostalAddress } from "../parties/postalAddress";
import type { DebtorKind } from "./debtorKind";
import type { StatementOfClaim } from "./statementOfClaim";

/**
 * How the letter travels. LRE is a qualified electronic registered letter (eIDAS, art. 44); SIMPLE
 * is an ordinary letter, which proves neither its date nor its receipt.
 */
export const NOTICE_CHANNELS = ["LRAR_PAPER", "LRAR_ONLINE", "LRE", "SIMPLE"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** Who acts for the creditor, as its own correspondence names it (C. com. R123-237). */
export interface AuthorIdentity {
  readonly name: string;
  readonly address: string;
  readonly siren: string;
  /** `SELARL`, `SAS`…; empty when it is not known. */
  readonly legalForm: string;
  readonly shareCapitalCents: bigint | null;
  readonly rcsCity: string | null;
}

/**
 * Who writes. A chartered accountant needs a specific mandate (ord. 19 September 1945, art. 22);
 * any other third party follows CPCE R124-1 to R124-7.
 */
export type NoticeAuthor =
  | { readonly kind: "CREDITOR" }
  | (AuthorIdentity & {
      readonly kind: "EXPERT_COMPTABLE";
      readonly mandatedOn?: LocalDate | undefined;
    })
  | (AuthorIdentity & {
      readonly kind: "THIRD_PARTY";
      /** Day of the written agreement with the creditor (R124-3). */
      readonly agreedOn?: LocalDate | undefined;
      /** Last day of the professional liability insurance (R124-2, 1°). */
      readonly insuredUntil?: LocalDate | undefined;
      /** Has an account kept for the funds of others (R124-2, 2°). */
      readonly hasFundsAccount: boolean;
      /** Day it declared its activity to the public prosecutor (R124-2). */
      readonly declaredOn?: LocalDate | undefined;
      /** The amicable letter of R124-4, whose reference every later letter repeats. */
      readonly firstLetter?: { readonly reference: string; readonly sentOn: LocalDate } | undefined;
    });

export interface NoticeDebtor {
  readonly kind: DebtorKind;
  readonly name: string;
  readonly siren?: string | undefined;
  readonly address: PostalAddress;
  /** A natural person, also in business: gets the privacy notice. */
  readonly isNaturalPerson: boolean;
  /** Agreed to receive registered letters by e-mail: needed unless the debtor is in business. */
  readonly hasElectronicConsent?: boolean | undefined;
}

/** What the file says of one invoice beyond its amounts. */
export interface NoticeInvoiceFacts {
  readonly invoiceNumber: string;
  /** Order, quote or contract, as it should be named: « devis n° 12 accepté le 3 mars ». */
  readonly orderReference?: string | undefined;
  readonly performedOn?: LocalDate | undefined;
  /** Public buyers: day the payment request was received in Chorus Pro. */
  readonly requestReceivedOn?: LocalDate | undefined;
  /** False when no copy is on file: the letter then encloses none. */
  readonly hasCopy?: boolean | undefined;
  /** All that is left of the invoice is contested, and not settled; a part of it is an event of its claim. */
  readonly isDisputed?: boolean | undefined;
  readonly limitationLastDayOn?: LocalDate | undefined;
}

export type PreviousContactChannel = "EMAIL" | "CALL" | "LETTER" | "REGISTERED_LETTER";

export interface PreviousContact {
  readonly on: LocalDate;
  readonly channel: PreviousContactChannel;
  /** Address or number that was used, as it should be read. */
  readonly recipient?: string | undefined;
  /** What came of it: « Message laissé ». */
  readonly outcome?: string | undefined;
}

/**
 * AMICABLE_FIRST_LETTER is the letter a third party must send first (R124-4); REMINDER asks for
 * payment before any formal notice.
 */
export const NOTICE_KINDS = ["FORMAL_NOTICE", "AMICABLE_FIRST_LETTER", "REMINDER"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface FormalNoticeInput {
  /** FORMAL_NOTICE when absent. */
  readonly kind?: NoticeKind | undefined;
  readonly reference: string;
  readonly writtenOn: LocalDate;
  /** Town, before the date. */
  readonly place: string;
  readonly channel: NoticeChannel;
  readonly trackingNumber?: string | undefined;
  readonly creditor: CreditorIdentity;
  /**
   * Where the debtor may answer; `page` is an address of the web without `https://`, `linkedOn` the day of the
   * last email whose link still answers for these invoices.
   */
  readonly contact: {
    readonly email?: string | undefined;
    readonly phone?: string | undefined;
    readonly page?: string | undefined;
    readonly linkedOn?: LocalDate | undefined;
  };
  readonly author: NoticeAuthor;
  readonly debtor: NoticeDebtor;
  readonly statement: StatementOfClaim;
  readonly invoices: readonly NoticeInvoiceFacts[];
  readonly previousContacts: readonly PreviousContact[];
  /** Days to pay from the first presentation; {@link defaultNoticeDelayDays} when absent. */
  readonly delayDays?: number | undefined;
  /** Account of the creditor, never of a third party, without spaces. */
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly paymentReference: string;
  readonly signatory: { readonly name: string; readonly role: string };
  /** Further documents joined, in French; invoices on file and statement are listed by themselves. */
  readonly enclosures?: readonly string[] | undefined;
}

/** No law sets a length: 8 days is the usage in business, more for those who are not. */
export function defaultNoticeDelayDays(kind: DebtorKind): number {
  return kind === "B2B" ? 8 : 15;
}
