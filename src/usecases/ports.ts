/** What use cases need from outside: each port has two implementations at least. */
import type { Instant } from "@/domain/calendar";
import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import type { NoteContent } from "@/domain/dunning/note";
import type { ReminderContent } from "@/domain/dunning/reminder";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import type { LegalRates } from "@/domain/legal/rateTables";
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
  | { kind: "system" };

/** What every use case of a company receives: who acts, for which company, with which ports. */
export interface CompanyCtx {
  companyId: string;
  actor: Actor;
  clock: Clock;
  bell: Bell;
}

/** What every use case of an accounting firm receives. The caller has checked that the person may. */
export interface FirmCtx {
  firmId: string;
  userId: string;
  clock: Clock;
  bell: Bell;
}

/** The actor in the journal: `user:…`, `firm:…/user:…`, `debtor:…`, `system`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.firmId ? `firm:${actor.firmId}/user:${actor.userId}` : `user:${actor.userId}`;
    case "debtor":
      return `debtor:${actor.linkId}`;
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
  content: { kind: "reminder"; reminder: ReminderContent } | { kind: "note"; note: NoteContent };
  /** Displayed name of the sender; the address is the platform's. */
  fromName: string;
  replyTo: { name: string; address: string };
  to: readonly string[];
  cc: readonly string[];
  /** The Date header: fixed when the message is written, the same on every attempt. */
  writtenAt: Instant;
  attachments: readonly { filename: string; contentType: string; content: Uint8Array }[];
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
  attachments: readonly { filename: string; contentType: string; sizeBytes: number }[];
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
  deliver(mail: OutgoingMail): Promise<DeliveryOutcome>;
}

/** What the worker needs to send. */
export interface MailPorts {
  clock: Clock;
  writer: MessageWriter;
  mailer: Mailer;
  rates: LegalRates;
  /** Envelope sender: where refusals by mail go. */
  envelopeFrom: string;
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
  /** How many messages may be on their way at once in this process. */
  connections: number;
  /** Crash on purpose at a named place, for the fault tests; does nothing otherwise. */
  failpoint: (name: string) => void;
}

/** Draws a letter as a PDF: the same input always gives the same bytes. */
export interface LetterPrinter {
  print(input: FormalNoticeInput): Promise<Uint8Array>;
}

/** What the worker needs to draw letters. */
export interface LetterPorts {
  clock: Clock;
  printer: LetterPrinter;
  rates: LegalRates;
}
