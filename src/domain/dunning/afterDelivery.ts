/** What follows from the result of one attempt to send: the policy, apart from the machinery. */
import { cutText } from "../cutText";
import { NBSP } from "../money";
import type { DeliveryOutcome, RefusedOutcome, RejectedRecipient } from "./deliveryOutcome";

export type AfterDelivery =
  /**
   * `rejected`: every recipient that was refused, be it for a moment. `isLost`: copies left, but nobody the
   * message is addressed to will ever have it: it counts as no contact.
   */
  | {
      state: "SENT";
      note: string;
      refusedAddresses: readonly RejectedRecipient[];
      rejected: readonly string[];
      isLost: boolean;
    }
  /**
   * Certainly not taken: the same message leaves later. `partial`: taken for copies only, those it was
   * addressed to were put off; it leaves again for whoever was put off, and for nobody else.
   */
  | { state: "READY"; note: string; retryInMs: number; partial: PartialDelivery | null }
  /**
   * Will not leave. `refusedAddresses` are marked, and the facts decide again. `rejected`: everyone who was refused,
   * when copies left for the others; null when it left for nobody.
   */
  | {
      state: "FAILED";
      note: string;
      refusedAddresses: readonly RejectedRecipient[];
      rejected: readonly string[] | null;
    }
  /** Nobody can say: a person looks, the machine never sends it again. */
  | { state: "UNCERTAIN"; note: string };

/** Who was refused while others were served. */
export interface PartialDelivery {
  /** Put off: the message is handed to them again. */
  pending: readonly string[];
  /** Refused for good. */
  refused: readonly string[];
  refusedAddresses: readonly RejectedRecipient[];
}

/** Attempts before a message that keeps being put off becomes a person's business. */
export const MAX_ATTEMPTS = 8;

const FIRST_RETRY_MS = 2 * 60_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;

/**
 * Wait before the next attempt: 2, 4, 8 … minutes, at most 6 hours, spread by ± 10 % so that
 * messages refused together do not come back together.
 *
 * @param spread a number in [0, 1)
 */
export function retryDelayMs(attempts: number, spread: number): number {
  const base = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(base * (0.9 + 0.2 * spread));
}

/** Enhanced codes that speak of the mailbox itself (RFC 3463): unknown, moved, disabled. */
function isAddressDead(refusal: { code: number; enhancedCode?: string; stage?: string }): boolean {
  if (refusal.code < 500) return false;
  if (refusal.enhancedCode) return /^5\.(1\.[0-9]|2\.1)/.test(refusal.enhancedCode);
  return refusal.stage === "rcpt" && (refusal.code === 550 || refusal.code === 551 || refusal.code === 553);
}

/**
 * Decides what an outcome leads to. Pure: the same outcome and count give the same answer.
 *
 * @param to whom the message is addressed to, of those it was handed for: they tell whether it arrived,
 *   not the copies. None: anyone will do
 */
export function afterDelivery(
  outcome: DeliveryOutcome,
  attempts: number,
  spread: number,
  to: readonly string[] = [],
): AfterDelivery {
  switch (outcome.kind) {
    case "accepted":
      return afterAcceptance(outcome, attempts, spread, to);
    case "uncertain":
      return {
        state: "UNCERTAIN",
        note: "La connexion a été coupée pendant l’envoi, avant la réponse du serveur.",
      };
    case "aborted":
      return { state: "READY", note: "Envoi retiré avant son départ.", retryInMs: 0, partial: null };
    case "refused_permanent":
      return refusedForGood(outcome, attempts, spread);
    case "refused_temporary":
      return retryOrGiveUp(serverWords(outcome), attempts, retryDelayMs(attempts, spread));
    case "not_sent":
      return retryOrGiveUp(
        NOT_SENT_NOTES[outcome.reason],
        attempts,
        Math.max(outcome.retryInMs ?? 0, retryDelayMs(attempts, spread)),
      );
  }
}

/** A server says, about one recipient, that too much reaches its domain from us. */
export function isTooFast(outcome: DeliveryOutcome): boolean {
  if (outcome.kind !== "refused_temporary") return false;
  if (outcome.stage !== "rcpt" && outcome.stage !== "data" && outcome.stage !== "final") return false;
  return outcome.code === 421 || /^4\.7\./.test(outcome.enhancedCode ?? "");
}

function refusedForGood(outcome: RefusedOutcome, attempts: number, spread: number): AfterDelivery {
  // A refused password or greeting concerns our account at the server, not this message.
  if (outcome.stage === "auth" || outcome.stage === "greeting" || outcome.stage === "ehlo") {
    return retryOrGiveUp(
      serverWords(outcome),
      attempts,
      Math.max(retryDelayMs(attempts, spread), 15 * 60_000),
    );
  }
  const named = outcome.rejected ?? (outcome.recipient ? [{ ...outcome, recipient: outcome.recipient }] : []);
  return {
    state: "FAILED",
    note: serverWords(outcome),
    refusedAddresses: named.filter((refusal) => isAddressDead({ ...refusal, stage: outcome.stage })),
    rejected: null,
  };
}

function retryOrGiveUp(note: string, attempts: number, retryInMs: number): AfterDelivery {
  return attempts >= MAX_ATTEMPTS
    ? { state: "FAILED", note, refusedAddresses: [], rejected: null }
    : { state: "READY", note, retryInMs, partial: null };
}

/** Taken as a whole, or for some of its recipients only. */
function afterAcceptance(
  { response, rejected }: Extract<DeliveryOutcome, { kind: "accepted" }>,
  attempts: number,
  spread: number,
  to: readonly string[],
): AfterDelivery {
  const refusedAddresses = rejected.filter((refusal) => isAddressDead({ ...refusal, stage: "rcpt" }));
  const sent = {
    state: "SENT",
    note: response,
    refusedAddresses,
    rejected: emailsOf(rejected),
    isLost: false,
  } as const;
  const [first] = rejected;
  if (!first) return sent;
  const addressed = rejected.filter(({ recipient }) => to.includes(recipient));
  if (addressed.length < Math.max(1, new Set(to).size)) {
    return {
      ...sent,
      note: `${response}. Refusé pour une partie des destinataires${NBSP}: ${serverWords(first)}`,
    };
  }
  const putOff = addressed.filter(({ code }) => code < 500);
  const note = `Seules les copies sont parties, le destinataire est refusé${NBSP}: ${serverWords(putOff[0] ?? first)}`;
  if (putOff.length > 0 && attempts < MAX_ATTEMPTS) {
    // A copy that was put off with them has not had it either.
    const pending = emailsOf(rejected.filter(({ code }) => code < 500));
    const refused = emailsOf(rejected.filter(({ code }) => code >= 500));
    const retryInMs = retryDelayMs(attempts, spread);
    return { state: "READY", note, retryInMs, partial: { pending, refused, refusedAddresses } };
  }
  const isLost = addressed.every((refusal) => refusedAddresses.includes(refusal));
  return isLost
    ? { ...sent, note, isLost }
    : { state: "FAILED", note, refusedAddresses, rejected: sent.rejected };
}

function emailsOf(rejected: readonly RejectedRecipient[]): string[] {
  return rejected.map(({ recipient }) => recipient);
}

function serverWords(refusal: { code: number; enhancedCode?: string; text: string }): string {
  const text = cutText(refusal.text.replace(/\s+/g, " ").trim(), 300);
  return text.startsWith(String(refusal.code)) ? text : `${refusal.code} ${text}`;
}

const NOT_SENT_NOTES: Record<Extract<DeliveryOutcome, { kind: "not_sent" }>["reason"], string> = {
  dns: "Le nom du serveur d’envoi est introuvable.",
  private_address: "Le serveur d’envoi n’est pas sur le réseau public.",
  connect: "Le serveur d’envoi ne répond pas.",
  tls: "La connexion chiffrée avec le serveur d’envoi a échoué.",
  auth_unavailable: "Le serveur d’envoi ne propose pas d’identification.",
  protocol: "Le serveur d’envoi a répondu de façon inattendue.",
  connection_lost: "La connexion a été coupée avant l’envoi du message.",
  timeout: "Le serveur d’envoi n’a pas répondu à temps.",
  circuit_open: "Le serveur d’envoi est en panne\u00a0: nouvel essai plus tard.",
  busy: "Le serveur d’envoi demande de patienter.",
  closed: "Le programme d’envoi s’arrêtait.",
};
