import type { NodemailerError } from "nodemailer/lib/errors";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import { classifyOpeningFailure } from "./classifyFailure";
import { type ConnectionState, type DeliverOptions, deliver } from "./deliver";
import { ConnectError, openSocket, tlsOptionsOf } from "./openSocket";
import type { SmtpServer } from "./smtpServer";
import type { SmtpTimeouts } from "./smtpTimeouts";

interface SessionOptions {
  readonly timeouts: SmtpTimeouts;
  /** The host name we give in EHLO. */
  readonly clientName: string;
  readonly signal?: AbortSignal;
}

/** A session, or why there is none. */
export type Opening =
  | { readonly session: SmtpSession; readonly outcome?: undefined }
  | { readonly session?: undefined; readonly outcome: DeliveryOutcome };

type Done = (error?: NodemailerError | null) => void;

/**
 * Runs one exchange of the dialogue. The client reports a failure through its callback, an
 * `error` event or an `end` event depending on where it happened: whichever comes first counts.
 *
 * @returns the failure, or undefined when the exchange succeeded
 */
function exchange(
  connection: SMTPConnection,
  limitMs: number,
  signal: AbortSignal | undefined,
  run: (done: Done) => void,
): Promise<NodemailerError | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: NodemailerError | null): void => {
      clearTimeout(timer);
      connection.off("error", settle).off("end", onEnd);
      signal?.removeEventListener("abort", onAbort);
      if (error) connection.close();
      resolve(error ?? undefined);
    };
    const fail = (code: string, message: string): void => settle(Object.assign(new Error(message), { code }));
    const onEnd = (): unknown => setImmediate(() => fail("ECONNECTION", "the connection was closed"));
    const onAbort = (): void => fail("ECONNECTION", "the caller withdrew");
    const timer = setTimeout(() => fail("ETIMEDOUT", `no reply within ${limitMs} ms`), limitMs);
    connection.once("error", settle).once("end", onEnd);
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) return onAbort();
    run(settle);
  });
}

/** One open connection that has greeted, secured and identified itself. */
export class SmtpSession {
  /** Messages given to this session. */
  sentCount = 0;
  private state: ConnectionState = "ready";

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly timeouts: SmtpTimeouts,
  ) {
    connection.once("end", () => {
      this.state = "spent";
    });
  }

  /** Connects, reads the greeting, secures the connection as the server asks, and signs in. */
  static async open(server: SmtpServer, options: SessionOptions): Promise<Opening> {
    const { timeouts, signal } = options;
    let connection: SMTPConnection;
    try {
      const socket = await openSocket(server, timeouts.connectMs, signal);
      connection = new SMTPConnection({
        connection: socket,
        secure: server.tls === "direct",
        secured: server.tls === "direct",
        requireTLS: server.tls === "required",
        ignoreTLS: server.tls === "off",
        host: server.host,
        port: server.port,
        name: options.clientName,
        tls: tlsOptionsOf(server),
        greetingTimeout: timeouts.greetingMs,
        connectionTimeout: timeouts.greetingMs + 2 * timeouts.replyMs,
        // Phases are watched by `deliver`; this one is only the last resort.
        socketTimeout: timeouts.finalReplyMs + timeouts.replyMs,
      });
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      return { outcome: { kind: "not_sent", reason: error.reason, detail: error.message } };
    }
    // Errors reach us through the exchange under way; one that comes between two has no taker.
    connection.on("error", () => undefined);
    const outcome = await handshake(connection, server, options);
    return outcome ? { outcome } : { session: new SmtpSession(connection, timeouts) };
  }

  /** False when the server has closed, or the session ended in a state that cannot be mended. */
  get isAlive(): boolean {
    return this.state !== "spent" && !this.connection.destroyed;
  }

  /** True when RSET must succeed before the next message. */
  get needsReset(): boolean {
    return this.state === "needs_reset";
  }

  /** Sends one message; see `deliver` for what may be thrown. */
  async deliver(mail: OutgoingMail, options: DeliverOptions): Promise<DeliveryOutcome> {
    this.sentCount += 1;
    this.state = "spent";
    try {
      const delivery = await deliver(this.connection, mail, {
        ...options,
        timeouts: { ...this.timeouts, ...options.timeouts },
      });
      this.state = delivery.connection;
      return delivery.outcome;
    } finally {
      if (this.state === "spent") this.connection.close();
    }
  }

  /** Ends what is pending with RSET and proves that the server still answers. */
  async reset(limitMs: number): Promise<boolean> {
    const error = await exchange(this.connection, limitMs, undefined, (done) => this.connection.reset(done));
    if (!error && this.isAlive) this.state = "ready";
    return !error && this.isAlive;
  }

  /** Takes leave politely; the server's answer is not awaited. */
  quit(): void {
    if (this.isAlive) this.connection.quit();
    this.state = "spent";
    this.connection.close();
  }

  /** Closes at once. */
  close(): void {
    this.state = "spent";
    this.connection.close();
  }
}

async function handshake(
  connection: SMTPConnection,
  server: SmtpServer,
  { timeouts, signal }: SessionOptions,
): Promise<DeliveryOutcome | undefined> {
  const limitMs = timeouts.greetingMs + 2 * timeouts.replyMs;
  const error = await exchange(connection, limitMs, signal, (done) => connection.connect(done));
  if (error) return classifyOpeningFailure(error, connection.upgrading === true);
  if (!server.credentials) return undefined;
  if (!connection.allowsAuth) {
    connection.close();
    // Going on without signing in would turn a wrong setting into refused recipients.
    return { kind: "not_sent", reason: "auth_unavailable", detail: "the server offers no AUTH" };
  }
  const { user, password } = server.credentials;
  const refusal = await exchange(connection, timeouts.replyMs, signal, (done) =>
    connection.login({ user, pass: password }, done),
  );
  return refusal && classifyOpeningFailure(refusal, false);
}
