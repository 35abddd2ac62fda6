/** How long a dialogue with a mail server may take. */

/** Waits of a dialogue, in milliseconds. */
export interface SmtpTimeouts {
  /** Name lookup, TCP connection and TLS handshake of a `smtps` server. */
  readonly connectMs: number;
  /** From the connection to the greeting. */
  readonly greetingMs: number;
  /** One exchange before the end of the message: EHLO, STARTTLS, AUTH, the envelope, 64 kB of body. */
  readonly replyMs: number;
  /** From the end of the message to the reply. RFC 5321, 4.5.3.2.6 asks for at least 10 minutes. */
  readonly finalReplyMs: number;
}

export const DEFAULT_TIMEOUTS: SmtpTimeouts = {
  connectMs: 10_000,
  greetingMs: 10_000,
  replyMs: 30_000,
  finalReplyMs: 10 * 60_000,
};
