/** Sends the platform's own messages: sign-in links, confirmations, invitations. */
import {
  type AccountMailContent,
  settleAccountMail,
  takeAccountMails,
  type WaitingAccountMail,
} from "@/db/system/accountMail";
import { retryDelayMs } from "@/domain/dunning/afterDelivery";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import type { Clock, Mailer } from "../ports";

export interface AccountMailPorts {
  clock: Clock;
  mailer: Mailer;
  envelopeFrom: string;
  write(id: string, to: string, content: AccountMailContent, at: number): Promise<Uint8Array>;
}

const BATCH = 50;
const MAX_ATTEMPTS = 6;

/** Sends what is due. @returns how many were taken */
export async function sendAccountMails(ports: AccountMailPorts): Promise<number> {
  const waiting = await takeAccountMails(ports.clock.now(), BATCH);
  for (const mail of waiting) await sendOne(mail, ports);
  return waiting.length;
}

async function sendOne(mail: WaitingAccountMail, ports: AccountMailPorts): Promise<void> {
  const now = ports.clock.now();
  const mime = await ports.write(mail.id, mail.toEmail, mail.content, now);
  const outcome = await ports.mailer.deliver({
    envelope: { from: ports.envelopeFrom, to: [mail.toEmail] },
    mime,
  });
  const mayRetry = isWorthRetrying(outcome) && mail.attempts < MAX_ATTEMPTS;
  const retryAt = mayRetry ? new Date(now + retryDelayMs(mail.attempts, Math.random())) : null;
  await settleAccountMail(mail.id, outcome.kind, retryAt, now);
}

function isWorthRetrying(outcome: DeliveryOutcome): boolean {
  return outcome.kind === "not_sent" || outcome.kind === "refused_temporary" || outcome.kind === "aborted";
}
