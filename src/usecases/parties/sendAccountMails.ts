/** Sends the platform's own messages: sign-in links, confirmations, invitations. */
import {
  type AccountMailContent,
  openAccountMail,
  settleAccountMail,
  takeAccountMails,
  type WaitingAccountMail,
} from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";
import { retryDelayMs } from "@/domain/dunning/afterDelivery";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { DomainError } from "@/domain/invariant";
import type { Clock, Mailer } from "../ports";

export interface AccountMailPorts {
  clock: Clock;
  mailer: Mailer;
  envelopeFrom: string;
  write(id: string, to: string, content: AccountMailContent, at: number): Promise<Uint8Array>;
  /** Is told of a message that could not be composed. */
  failed(error: unknown): void;
}

const BATCH = 50;
const MAX_ATTEMPTS = 6;

/** Sends what is due, each message for itself: one that cannot be sent keeps no other. @returns how many were taken */
export async function sendAccountMails(ports: AccountMailPorts): Promise<number> {
  const waiting = await takeAccountMails(ports.clock.now(), BATCH);
  for (const mail of waiting) await sendOne(mail, ports);
  return waiting.length;
}

async function sendOne(mail: WaitingAccountMail, ports: AccountMailPorts): Promise<void> {
  const now = ports.clock.now();
  const outcome = await attempt(mail, ports, now);
  const mayRetry = outcome.isWorthRetrying && mail.attempts < MAX_ATTEMPTS;
  const retryAt = mayRetry ? new Date(now + retryDelayMs(mail.attempts, Math.random())) : null;
  await settleAccountMail(mail.id, outcome.kind, retryAt, now);
}

async function attempt(
  mail: WaitingAccountMail,
  ports: AccountMailPorts,
  now: Instant,
): Promise<{ kind: string; isWorthRetrying: boolean }> {
  try {
    const mime = await ports.write(mail.id, mail.toEmail, openAccountMail(mail), now);
    const envelope = { from: ports.envelopeFrom, to: [mail.toEmail] };
    const outcome = await ports.mailer.deliver({ envelope, mime });
    return { kind: outcome.kind, isWorthRetrying: isWorthRetrying(outcome) };
  } catch (error) {
    ports.failed(error);
    // What a rule refuses is refused for good; anything else may be mended: a key given back, a new version.
    return error instanceof DomainError
      ? { kind: "unwritable", isWorthRetrying: false }
      : { kind: "failed", isWorthRetrying: true };
  }
}

function isWorthRetrying(outcome: DeliveryOutcome): boolean {
  return outcome.kind === "not_sent" || outcome.kind === "refused_temporary" || outcome.kind === "aborted";
}
