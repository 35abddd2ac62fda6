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
   * Opens the mailbox and changes nothing.
   *
   * @returns where it stands: reading from there gives what arrives from now on
   * @throws MailboxError with what is wrong
   */
  open(mailbox: MailAccess & { folder: string }): Promise<MailboxPosition>;
  /**
   * Hands over new messages that may be about ours, the oldest first, one at a time; null as position:
   * from now on, none of those there are.
   *
   * @param domains right-hand sides of our Message-IDs
   * @returns where the next reading begins, and whether there is more to read already
   * @throws MailboxError with what is wrong, or what `take` throws
   */
  read(
    mailbox: MailAccess & { folder: string },
    position: MailboxPosition | null,
    domains: readonly string[],
    take: (mime: Uint8Array, uid: bigint) => Promise<void>,
  ): Promise<{ position: MailboxPosition; hasMore: boolean }>;
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
