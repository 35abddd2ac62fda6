/**
 * What is wrong with the mail server a company named, apart from any message: told by how far the
 * dialogue went. Its words are in serverProblemWords.
 */
import { cutText } from "../cutText";
import type { DeliveryOutcome, RefusedOutcome } from "./deliveryOutcome";

export const SERVER_PROBLEMS = [
  /** The name leads nowhere. */
  "NAME",
  /** The name leads to a machine that is not on the public network. */
  "PRIVATE",
  /** Nobody listens there. */
  "CONNECTION",
  /** Somebody may listen, nobody answers. */
  "SILENCE",
  /** The connection could not be encrypted, or the certificate is another's. */
  "ENCRYPTION",
  /** User name or password refused. */
  "SIGN_IN",
  /** The server offers no sign-in at all. */
  "NO_SIGN_IN",
  /** The server does not let this user write from this address. */
  "SENDER",
  /** Too many messages in too little time, says the server. */
  "PACE",
  /** What answers does not speak as a mail server does. */
  "DIALOGUE",
  /** The server answers and refuses to work, for now or for good. */
  "REFUSAL",
  /** The password that is kept can no longer be read. */
  "SEALED",
] as const;
export type ServerProblem = (typeof SERVER_PROBLEMS)[number];

/** Enhanced codes by which a server refuses the sender, wherever in the dialogue it says so. */
const SENDER_CODES = /^5\.(7\.1|7\.60|7\.64|1\.7|1\.8|2\.252)$/;
const PACE_CODES = /^4\.(7\.\d+|2\.1|3\.2|5\.3)$/;
/** Of these, and of their kind, what is said at RCPT speaks of the mailbox named there: full, busy, grey-listed. */
const MAILBOX_CODES = /^4\.[27]\.\d+$/;

/**
 * The problem of the server an outcome speaks of; null when it speaks of one message or one
 * recipient only, or of nothing wrong.
 *
 * @param isTest the message was a test to our own address: a refused recipient is a refused sender
 */
export function serverProblemOf(outcome: DeliveryOutcome, isTest = false): ServerProblem | null {
  switch (outcome.kind) {
    case "accepted":
    case "aborted":
    case "uncertain":
      return null;
    case "refused_permanent":
    case "refused_temporary":
      return problemOfRefusal(outcome, isTest);
    case "not_sent":
      switch (outcome.reason) {
        case "dns":
          return "NAME";
        case "private_address":
          return "PRIVATE";
        case "connect":
        case "circuit_open":
          return "CONNECTION";
        case "timeout":
          return "SILENCE";
        case "tls":
          return "ENCRYPTION";
        case "auth_unavailable":
          return "NO_SIGN_IN";
        case "protocol":
          return "DIALOGUE";
        case "connection_lost":
          return isTest ? "DIALOGUE" : null;
        case "busy":
        case "closed":
          return null;
      }
  }
}

function isPutOffForRecipient(outcome: DeliveryOutcome): outcome is RefusedOutcome {
  return (
    outcome.kind === "refused_temporary" &&
    outcome.stage === "rcpt" &&
    outcome.code !== 421 &&
    MAILBOX_CODES.test(outcome.enhancedCode ?? "")
  );
}

/**
 * Among messages handed over together, those whose recipients were put off by a server that is in truth
 * slowing us down: several recipients were, and none was taken. Of one alone it would be its own mailbox.
 */
export function slowedTogether<Delivered extends { outcome: DeliveryOutcome }>(
  delivered: readonly Delivered[],
): ReadonlySet<Delivered> {
  const putOff = delivered.filter(({ outcome }) => isPutOffForRecipient(outcome));
  const isAnyTaken = delivered.some(({ outcome }) => outcome.kind === "accepted");
  return new Set(putOff.length > 1 && !isAnyTaken ? putOff : []);
}

function problemOfRefusal(outcome: RefusedOutcome, isTest: boolean): ServerProblem | null {
  const isLater = outcome.kind === "refused_temporary";
  switch (outcome.stage) {
    case "starttls":
      return "ENCRYPTION";
    case "auth":
      return isLater ? "REFUSAL" : "SIGN_IN";
    case "greeting":
    case "ehlo":
      return "REFUSAL";
    case "mail":
      // « Authentication required »: the server wanted a user name and was given none.
      if (outcome.code === 530 || outcome.code === 535) return "SIGN_IN";
      return isLater ? "PACE" : "SENDER";
    case "rcpt":
    case "data":
    case "final":
      if (outcome.code === 530) return "SIGN_IN";
      if (SENDER_CODES.test(outcome.enhancedCode ?? "") && (isTest || outcome.stage === "final"))
        return "SENDER";
      if (!isTest && isPutOffForRecipient(outcome)) return null;
      if (isLater && (outcome.code === 421 || PACE_CODES.test(outcome.enhancedCode ?? ""))) return "PACE";
      return isTest ? (isLater ? "PACE" : "SENDER") : null;
  }
}

/** The server's own words, for whoever must tell its administrator. */
export function problemDetail(outcome: DeliveryOutcome): string {
  if (outcome.kind !== "refused_permanent" && outcome.kind !== "refused_temporary") return "";
  const code = [String(outcome.code), outcome.enhancedCode].filter(Boolean).join(" ");
  return cutText(`${code} ${outcome.text}`.trim(), 300);
}

const FIRST_REST_MS = 5 * 60_000;
const LONGEST_REST_MS = 60 * 60_000;

/**
 * How long a server in trouble is left alone: 5, 10, 20, 40 minutes, then an hour. Its messages
 * wait, each once; none of them is given up because of the server.
 *
 * @param failures failed attempts in a row, this one included
 */
export function serverRestMs(failures: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.max(0, failures - 1));
}
