/** The port of whoever reads mailboxes: over IMAP, or from a test. */
import type { MailAccess } from "@/domain/parties/mailServer";

/** Where the reading of a mailbox stands (RFC 3501): another validity means that numbers start again. */
export interface MailboxPosition {
  uidValidity: bigint;
  lastUid: bigint;
}

/** Reads a mailbox and changes nothing in it. */
export interface MailboxReader {
  /** Why this installation does not let a company name this server; null when it does. */
  refusal(mailbox: MailAccess): string | null;
  /**
   * New messages that may be about ours, oldest first; null as position: from now on, none of those
   * there are.
   *
   * @param domains right-hand sides of our Message-IDs
   * @throws MailboxError with what is wrong
   */
  read(
    mailbox: MailAccess & { folder: string },
    position: MailboxPosition | null,
    domains: readonly string[],
  ): Promise<{ position: MailboxPosition; mails: Uint8Array[]; hasMore: boolean }>;
}

/** A mailbox could not be read; the message is French and shown as it is. */
export class MailboxError extends Error {
  readonly field: "host" | "port" | "security" | "password" | "folder";

  constructor(field: MailboxError["field"], message: string) {
    super(message);
    this.name = "MailboxError";
    this.field = field;
  }
}
