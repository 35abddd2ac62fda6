import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { cutText } from "@/domain/cutText";
import type { DeliveryOutcome, OutgoingMail, UncertainReason } from "@/domain/dunning/deliveryOutcome";
import { classifySendFailure, lost, rejectedRecipients } from "./classifyFailure";
import { type BodyProgress, lazyBody } from "./lazyBody";
import { DEFAULT_TIMEOUTS, type SmtpTimeouts } from "./smtpTimeouts";

/** What the caller may ask of one delivery. */
export interface DeliverOptions {
  /** Asked right before MAIL FROM; when it answers false the message does not leave. */
  readonly beforeMail?: () => Promise<boolean>;
  /** Asked after the server agreed to take the message, before its first byte. */
  readonly beforeBody?: () => Promise<boolean>;
  /** Withdraws the message while that is still possible, stops waiting otherwise. */
  readonly signal?: AbortSignal;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

/**
 * What a connection is good for after a delivery: the next message at once (`ready`), the next
 * one after RSET (`needs_reset`), or nothing (`spent`: it is closed).
 */
export type ConnectionState = "ready" | "needs_reset" | "spent";

export interface Delivery {
  readonly outcome: DeliveryOutcome;
  readonly connection: ConnectionState;
}

type SendInfo = SMTPConnection.SentMessageInfo;

function acceptance(info: SendInfo, progress: BodyProgress): Delivery {
  // A server that says yes before it has the whole message answers something else.
  if (progress !== "handed_over")
    return {
      outcome: { kind: "uncertain", reason: "unexpected_reply", detail: "accepted before the end" },
      connection: "spent",
    };
  const outcome: DeliveryOutcome = {
    kind: "accepted",
    response: cutText(String(info.response ?? ""), 500),
    ...(info.serverMessageId ? { serverMessageId: info.serverMessageId } : {}),
    rejected: rejectedRecipients(info.rejectedErrors),
  };
  return { outcome, connection: "ready" };
}

/**
 * A refusal of the envelope leaves an open transaction that RSET ends. After a refusal of the
 * body, bytes of it may still be read as commands: such a connection is never used again.
 */
function stateAfter(outcome: DeliveryOutcome): ConnectionState {
  const isRefusal = outcome.kind === "refused_temporary" || outcome.kind === "refused_permanent";
  return isRefusal && outcome.stage !== "final" && outcome.code !== 421 ? "needs_reset" : "spent";
}

/**
 * Sends one message over an open, authenticated connection and says what happened to it.
 *
 * The message is given as a stream that the client pulls only after the server's 354; whether
 * it was pulled, and to its end, separates what may be sent again from what may not (see
 * {@link DeliveryOutcome}). Own timers watch each phase, because the wait after the end of the
 * message must be far longer than the others.
 *
 * @throws only what `beforeMail` or `beforeBody` throw; nothing has left then
 */
export async function deliver(
  connection: SMTPConnection,
  mail: OutgoingMail,
  options: DeliverOptions = {},
): Promise<Delivery> {
  const withdrawn: Delivery = { outcome: { kind: "aborted" }, connection: "ready" };
  if (options.signal?.aborted) return withdrawn;
  if (options.beforeMail && !(await options.beforeMail())) return withdrawn;
  if (options.signal?.aborted) return withdrawn;
  return transfer(connection, mail, options);
}

function transfer(
  connection: SMTPConnection,
  mail: OutgoingMail,
  options: DeliverOptions,
): Promise<Delivery> {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isSettled = false;
    const watch = (limitMs: number): void => {
      clearTimeout(timer);
      if (isSettled) return;
      timer = setTimeout(() => lose("timeout", `no reply within ${limitMs} ms`), limitMs);
    };
    const release = (): void => {
      isSettled = true;
      clearTimeout(timer);
      connection.off("end", onEnd);
      options.signal?.removeEventListener("abort", onAbort);
    };
    const settle = (delivery: Delivery): void => {
      if (isSettled) return;
      release();
      if (delivery.connection === "spent") connection.close();
      resolve(delivery);
    };
    const lose = (reason: UncertainReason, detail: string): void =>
      settle({ outcome: lost(body.progress(), reason, detail), connection: "spent" });
    // The client reports an error after this event, with more to tell: let it speak first.
    const onEnd = (): unknown => setImmediate(() => lose("connection_lost", "the connection was closed"));
    const onAbort = (): void => lose("aborted", "the caller stopped waiting for the reply");
    const onWithdrawn = (error?: unknown): void => {
      if (error === undefined) settle({ outcome: { kind: "aborted" }, connection: "spent" });
      if (isSettled) return;
      release();
      connection.close();
      reject(error);
    };
    const body = lazyBody(
      mail.mime,
      (progress) => watch(progress === "handed_over" ? timeouts.finalReplyMs : timeouts.replyMs),
      options.beforeBody,
      onWithdrawn,
    );

    connection.once("end", onEnd);
    options.signal?.addEventListener("abort", onAbort, { once: true });
    watch(timeouts.replyMs);
    const envelope = { from: mail.envelope.from, to: [...mail.envelope.to], size: mail.mime.byteLength };
    connection.send(envelope, body.readable, (error, info) => {
      if (!error && info) return settle(acceptance(info, body.progress()));
      const outcome = error
        ? classifySendFailure(error, body.progress())
        : lost(body.progress(), "unexpected_reply", "the client gave no result");
      settle({ outcome, connection: stateAfter(outcome) });
    });
  });
}
