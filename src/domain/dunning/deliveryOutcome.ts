/** What a mail server can be told, and what can be known of the result. */

/** Sender and recipients as the servers see them: bare ASCII addresses. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** A message ready to leave: its bytes are stored and final. */
export interface OutgoingMail {
  readonly envelope: Envelope;
  readonly mime: Uint8Array;
}

/** How far the dialogue was when the server refused. */
export type RefusalStage = "greeting" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "final";

/** A refusal in the server's own words. */
export interface Refusal {
  /** SMTP reply code, 400 to 599. */
  readonly code: number;
  /** Enhanced status code (RFC 3463), such as `5.1.1`, when the server gave one. */
  readonly enhancedCode?: string;
  readonly text: string;
}

/** An explicit refusal of the whole message. */
export interface RefusedOutcome extends Refusal {
  readonly kind: "refused_temporary" | "refused_permanent";
  readonly stage: RefusalStage;
  /** The recipient the refusal is about, when it is about one. */
  readonly recipient?: string;
  /** All refused recipients, when every one of several was refused at RCPT. */
  readonly rejected?: readonly RejectedRecipient[];
}

/** One recipient that the server refused. */
export interface RejectedRecipient extends Refusal {
  readonly recipient: string;
}

/** Why a message certainly did not leave. */
export type NotSentReason =
  | "dns"
  | "private_address"
  | "connect"
  | "tls"
  | "auth_unavailable"
  | "protocol"
  | "connection_lost"
  | "timeout"
  | "circuit_open"
  | "busy"
  | "closed";

/** Why nobody can say whether the server took the message. */
export type UncertainReason = "connection_lost" | "timeout" | "unexpected_reply" | "aborted";

/**
 * The result of one attempt, decided by how far the SMTP dialogue went, never by an error text.
 *
 * - `accepted`: the server answered 2xx to the whole message. `rejected` lists recipients that
 *   it had refused before, and is empty when all were taken.
 * - `refused_temporary`, `refused_permanent`: an explicit 4xx or 5xx reply; nothing was taken.
 * - `not_sent`: no refusal, but the end of the message was never handed over: sending the same
 *   bytes again is safe.
 * - `aborted`: the caller withdrew before the end of the message was handed over.
 * - `uncertain`: the whole message was handed over and no reply came. It may have arrived:
 *   never send it again without asking a person.
 */
export type DeliveryOutcome =
  | {
      readonly kind: "accepted";
      readonly response: string;
      readonly serverMessageId?: string;
      readonly rejected: readonly RejectedRecipient[];
    }
  | RefusedOutcome
  | {
      readonly kind: "not_sent";
      readonly reason: NotSentReason;
      readonly detail: string;
      readonly retryInMs?: number;
    }
  | { readonly kind: "aborted" }
  | { readonly kind: "uncertain"; readonly reason: UncertainReason; readonly detail: string };
