/** What use cases need from outside: each port has two implementations at least. */
import type { Instant, LocalDate } from "@/domain/calendar";
import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import type { InboundFinding } from "@/domain/dunning/inbound";
import type { MessageContent } from "@/domain/dunning/messageContent";
import type { RawFields } from "@/domain/fields";
import type {
  FormalNoticeInput,
  NoticeInvoiceFacts,
  PreviousContact,
} from "@/domain/legal/formalNoticeInput";
import type { LegalPaper } from "@/domain/legal/legalPaper";
import type { LegalRates } from "@/domain/legal/rateTables";
import type { StatementOfClaim } from "@/domain/legal/statementOfClaim";
import type { CreditorIdentity } from "@/domain/parties/creditorIdentity";
import type { OwnServer } from "@/domain/parties/mailServer";
import type { AccountContent } from "@/domain/settlement/accountStatement";
import type { BellName, BellPayload } from "@/queue/contracts";

/** The only source of « now ». The demonstration moves it forward; tests set it. */
export interface Clock {
  now(): Instant;
}

/** Wakes the worker. Losing a ring costs latency, never work: the worker looks by itself. */
export interface Bell {
  ring<Name extends BellName>(name: Name, payload: BellPayload<Name>): Promise<void>;
}

/** Who acts, as the journal writes it. */
export type Actor =
  | { kind: "user"; userId: string; firmId: string | null }
  | { kind: "debtor"; linkId: string; network: string }
  /** A program of the company, by its key. What the key may do was checked at the door. */
  | { kind: "key"; keyId: string }
  | { kind: "system" };

/** What every use case of a company receives: who acts, for which company, with which ports. */
export interface CompanyCtx {
  companyId: string;
  actor: Actor;
  clock: Clock;
  bell: Bell;
  /** The form the gesture came from, when its page gave it a one-time key: see `onceForForm`. */
  form?: SentForm;
}

/** A form as it arrived, and the key its page gave it. */
export interface SentForm {
  key: string;
  fields: RawFields;
}

/** What every use case of an accounting firm receives. The caller has checked that the person may. */
export interface FirmCtx {
  firmId: string;
  userId: string;
  clock: Clock;
  bell: Bell;
}

/** The actor in the journal: `user:…`, `firm:…/user:…`, `debtor:…`, `key:…`, `system`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.firmId ? `firm:${actor.firmId}/user:${actor.userId}` : `user:${actor.userId}`;
    case "debtor":
      return `debtor:${actor.linkId}`;
    case "key":
      return `key:${actor.keyId}`;
    case "system":
      return "system";
  }
}

/** Id of the person, when it is one. */
export function actorUserId(actor: Actor): string | null {
  return actor.kind === "user" ? actor.userId : null;
}

/** Everything a message is made of, before it is bytes. */
export interface MessageDraft {
  companyId: string;
  messageId: string;
  contentKey: string;
  content: MessageContent;
  /** Displayed name of the sender. */
  fromName: string;
  /** The company's own address, when its messages leave by its own server; null: the platform's. */
  fromEmail: string | null;
  replyTo: { name: string; address: string };
  to: readonly string[];
  cc: readonly string[];
  /** The message this one answers, when it goes on with a conversation. */
  thread: { inReplyTo: string; references: readonly string[] } | null;
  /** The Date header: fixed when the message is written, the same on every attempt. */
  writtenAt: Instant;
  attachments: readonly {
    filename: string;
    contentType: string;
    content: Uint8Array;
    /** For a picture that the message itself shows. */
    contentId?: string;
  }[];
}

/** Renders a message (HTML and text) and composes its exact bytes. */
export interface MessageWriter {
  write(draft: MessageDraft): Promise<{ mime: Uint8Array; messageIdHeader: string }>;
}

interface Mailbox {
  name: string;
  address: string;
}

/** A message as a person reads it: headers, both bodies, files. */
export interface MessageParts {
  subject: string;
  from: Mailbox | null;
  replyTo: readonly Mailbox[];
  to: readonly Mailbox[];
  cc: readonly Mailbox[];
  /** The Date header; null when there is none yet. */
  date: Instant | null;
  /** With angle brackets; empty when there is none yet. */
  messageId: string;
  /** As it leaves: shown in a sandboxed frame only. */
  html: string;
  text: string;
  /** Size unknown (null) for a file that is made when the message is written. */
  attachments: readonly { filename: string; contentType: string; sizeBytes: number | null }[];
}

/** Reads stored messages back and shows those that are not written yet. It sends nothing. */
export interface MessageReader {
  rates: LegalRates;
  /** Address of the sender of every message. */
  fromAddress: string;
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
  parse(mime: Uint8Array): Promise<MessageParts>;
  render(content: MessageDraft["content"]): Promise<{ html: string; text: string }>;
}

/** Hands bytes to a mail server and tells what is known of the result. */
export interface Mailer {
  /** @param own the company's own server; the platform's without it */
  deliver(mail: OutgoingMail, own?: OwnServer | null): Promise<DeliveryOutcome>;
}

/** How fast recipients are written to, whatever the company. */
export interface RecipientPace {
  /** The instant at which a message to this address may leave; `now` when it is free to go. */
  reserve(address: string, now: Instant): Instant;
  /** A server has said that this domain gets too much. */
  rest(address: string, until: Instant): void;
}

/** What the worker needs to send. */
export interface MailPorts {
  clock: Clock;
  writer: MessageWriter;
  mailer: Mailer;
  rates: LegalRates;
  /** Draws the statements that travel with messages. */
  printer: StatementPrinter;
  /** The address messages of the platform's server come from. */
  platformFrom: string;
  /** Envelope sender of a message of the platform's server: where refusals by mail go. */
  returnPathOf(messageIdHeader: string): string;
  pace: RecipientPace;
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
  /** How many messages may be on their way at once in this process. */
  connections: number;
  /** Crash on purpose at a named place, for the fault tests; does nothing otherwise. */
  failpoint: (name: string) => void;
}

/** What whoever receives messages that came back needs. */
export interface InboundPorts {
  clock: Clock;
  bell: Bell;
  /** Reads bytes. @throws when they are no message */
  read(mime: Uint8Array): Promise<InboundFinding>;
  /** The Message-ID that one of our return addresses names; null for any other address. */
  messageIdOfReturnPath(address: string): string | null;
}

/** Draws a letter as a PDF: the same input always gives the same bytes. */
export interface LetterPrinter {
  print(input: FormalNoticeInput): Promise<Uint8Array>;
}

/** A paper that a letter announces: « copie de la facture F-2026-018 ». */
export interface LetterAnnex {
  label: string;
  pdf: Uint8Array;
}

/** A letter of a day's post, and what goes with it into its envelope. */
export interface PostedLetter {
  notice: FormalNoticeInput;
  trackingNumber: string | null;
  /** As it was approved. */
  pdf: Uint8Array;
  annexes: readonly LetterAnnex[];
}

/** A day's post as one prints it. */
export interface DayPostOrder {
  postedOn: LocalDate;
  senderName: string;
  footer: string;
  letters: readonly PostedLetter[];
}

/** Draws what a person prints to post several letters at once. */
export interface PostPrinter {
  /**
   * One file: each letter as it was approved, then the copies it announces, in the order given. A
   * sheet stands for each copy that cannot be printed with the others.
   */
  printLetters(post: DayPostOrder): Promise<Uint8Array>;
  /** The list of what goes in each envelope, in the same order, with what is to be printed apart. */
  printCoverList(post: DayPostOrder): Promise<Uint8Array>;
  /** One envelope in one file, or what forbids it in French: the copies that cannot be joined. */
  joinEnvelope(letter: PostedLetter): Promise<{ pdf: Uint8Array } | { refused: readonly string[] }>;
}

/** Everything a printed statement of claim shows. */
export interface PrintedStatement {
  creditor: CreditorIdentity;
  debtor: { name: string; siren?: string | undefined };
  statement: StatementOfClaim;
  invoices: readonly NoticeInvoiceFacts[];
  previousContacts: readonly PreviousContact[];
  /** Held for the debtor and deducted from what is asked for, in cents; nothing when absent. */
  freeCreditCents?: bigint;
}

/** Draws a statement of claim as a PDF: the same input always gives the same bytes. */
export interface StatementPrinter {
  printStatement(statement: PrintedStatement): Promise<Uint8Array>;
  /** Draws a statement of account, dated that day. */
  printAccount(account: AccountContent, datedOn: LocalDate): Promise<Uint8Array>;
}

/** Draws a paper for a court or a court officer: the same input always gives the same bytes. */
export interface PaperPrinter {
  printPaper(paper: LegalPaper): Promise<Uint8Array>;
}

/** What the worker needs to draw letters. */
export interface LetterPorts {
  clock: Clock;
  printer: LetterPrinter;
  rates: LegalRates;
}

/** What a carrier needs to print one letter and post it. */
export interface PostalOrder {
  companyId: string;
  letterId: string;
  reference: string;
  /** Against receipt, or an ordinary letter. */
  isRegistered: boolean;
  /** Lines of the two addresses. */
  sender: readonly string[];
  recipient: readonly string[];
  pdf: Uint8Array;
  sha256: string;
  orderedAt: Instant;
}

/** One thing a carrier says of a letter it was given. */
export interface PostalReport {
  companyId: string;
  letterId: string;
  /** Code of the operator (PC1, AG1, DI1…), or `REFUSED`: the carrier will not post it. */
  code: string;
  on: LocalDate;
  trackingNumber?: string | undefined;
  returnReason?: "UNCLAIMED" | "REFUSED" | "WRONG_ADDRESS" | undefined;
  note?: string | undefined;
}

/** Reports that came together, or why they cannot be read. */
export interface PostalDelivery {
  /** What they came in, to say what became of it. */
  name: string;
  content: { reports: readonly PostalReport[] } | { problem: string };
}

/**
 * Whoever takes letters to the post. Orders and reports may come twice: both sides know a letter by
 * its id.
 */
export interface PostalCarrier {
  /** `manual`: a person prints and posts, and types what the post says. */
  readonly kind: "manual" | "files";
  /** Gives one letter to post. Doing it again with the same letter changes nothing. */
  hand(order: PostalOrder): Promise<void>;
  /** What arrived since, the oldest first. */
  collect(): Promise<PostalDelivery[]>;
  /** Puts what was collected away, with the reason when it was not taken. */
  putAway(name: string, refusal: string | null): Promise<void>;
}

/** What the worker needs to deal with a carrier. */
export interface PostPorts {
  clock: Clock;
  carrier: PostalCarrier;
  printer: Pick<PostPrinter, "joinEnvelope">;
}
