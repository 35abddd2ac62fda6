import type { NodemailerError } from "nodemailer/lib/errors";
import { cutText } from "@/domain/cutText";
import { withoutAnswerLinks } from "@/domain/dunning/deadLinks";
import type {
  DeliveryOutcome,
  NotSentReason,
  Refusal,
  RefusalStage,
  RejectedRecipient,
  UncertainReason,
} from "@/domain/dunning/deliveryOutcome";
import type { BodyProgress } from "./lazyBody";

const MAX_TEXT_LENGTH = 500;

/** Reads a refusal out of a reply of one or several lines; the text is made safe to log and to show. */
function refusalOf(code: number, response: string): Refusal {
  const enhancedCode = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/.exec(response)?.[1];
  const words = response
    .replace(/^\d{3}[ -]?(?:[245]\.\d{1,3}\.\d{1,3}(?:\s|$))?/gm, "")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  // A filter names the address it dislikes: the link that answers as the client.
  const text = cutText(withoutAnswerLinks(words), MAX_TEXT_LENGTH);
  return enhancedCode === undefined ? { code, text } : { code, enhancedCode, text };
}

/** True for 4xx and 5xx: the only replies by which a server says no. */
function isRefusalCode(code: number | undefined): code is number {
  return code !== undefined && code >= 400 && code <= 599;
}

/** 503 says that the session went wrong, not that the message was bad: it may pass later. */
function isPermanentCode(code: number): boolean {
  return code >= 500 && code !== 503;
}

/** Turns an explicit refusal into an outcome. */
function refused(
  stage: RefusalStage,
  refusal: Refusal,
  rejected: readonly RejectedRecipient[] = [],
): DeliveryOutcome {
  const only = rejected.length === 1 ? rejected[0] : undefined;
  return {
    kind: isPermanentCode(refusal.code) ? "refused_permanent" : "refused_temporary",
    stage,
    ...refusal,
    ...(only ? { recipient: only.recipient } : {}),
    ...(rejected.length > 1 ? { rejected } : {}),
  };
}

/** The refused recipients among the errors that the client collected at RCPT. */
export function rejectedRecipients(errors: readonly NodemailerError[] | undefined): RejectedRecipient[] {
  return (errors ?? []).map((error) => ({
    recipient: error.recipient ?? "",
    ...refusalOf(error.responseCode ?? 0, error.response ?? ""),
  }));
}

/** The outcome of a dialogue that ended without a reply, from what had left by then. */
export function lost(progress: BodyProgress, reason: UncertainReason, detail: string): DeliveryOutcome {
  if (progress === "handed_over") return { kind: "uncertain", reason, detail };
  if (reason === "aborted") return { kind: "aborted" };
  return { kind: "not_sent", reason: reason === "unexpected_reply" ? "protocol" : reason, detail };
}

function stageOfSend(error: NodemailerError, progress: BodyProgress): RefusalStage {
  if (error.command === "MAIL FROM") return "mail";
  if (error.command === "RCPT TO") return "rcpt";
  if (error.command === "DATA") return error.code === "EMESSAGE" ? "final" : "data";
  // A 421 that ends the session while the replies of the envelope are awaited.
  return progress === "untouched" ? "rcpt" : "final";
}

function lossReason(error: NodemailerError): UncertainReason {
  if (error.code === "ETIMEDOUT") return "timeout";
  return error.code === "EMESSAGE" || error.code === "EENVELOPE" || error.code === "EPROTOCOL"
    ? "unexpected_reply"
    : "connection_lost";
}

/**
 * Decides what a failed send means: an explicit 4xx or 5xx is a refusal wherever it came;
 * without one, only what had been handed over counts.
 */
export function classifySendFailure(error: NodemailerError, progress: BodyProgress): DeliveryOutcome {
  // The client itself compares the size with the limit announced in EHLO; RFC 1870 answers 552.
  if (error.code === "EMESSAGE" && error.command === "MAIL FROM")
    return refused("mail", {
      code: 552,
      enhancedCode: "5.3.4",
      text: error.message.slice(0, MAX_TEXT_LENGTH),
    });
  if (isRefusalCode(error.responseCode)) {
    const refusal = refusalOf(error.responseCode, error.response ?? "");
    return refused(stageOfSend(error, progress), refusal, rejectedRecipients(error.rejectedErrors));
  }
  return lost(progress, lossReason(error), error.message.slice(0, MAX_TEXT_LENGTH));
}

function stageOfOpening(error: NodemailerError): RefusalStage {
  const command = error.command ?? "";
  if (command.startsWith("AUTH")) return "auth";
  if (command === "STARTTLS") return "starttls";
  return command === "EHLO" || command === "HELO" ? "ehlo" : "greeting";
}

/** Decides what a failure before the first MAIL FROM means. Nothing can have left. */
export function classifyOpeningFailure(error: NodemailerError, isUpgrading: boolean): DeliveryOutcome {
  if (isRefusalCode(error.responseCode))
    return refused(stageOfOpening(error), refusalOf(error.responseCode, error.response ?? ""));
  const detail = error.message.slice(0, MAX_TEXT_LENGTH);
  const reasons: Readonly<Record<string, NotSentReason>> = {
    ETLS: "tls",
    ETIMEDOUT: "timeout",
    EPROTOCOL: "protocol",
    EAUTH: "protocol",
  };
  const reason = isUpgrading ? "tls" : (reasons[error.code ?? ""] ?? "connection_lost");
  return { kind: "not_sent", reason, detail };
}
