/** What follows from the outcomes of one turn: for each message, for the server, for the recipients' domains. */
import type { CommittedMessage } from "@/db/dunning/outbox";
import type { Tx } from "@/db/inCompany";
import { forgetServerProblem, recordServerProblem } from "@/db/parties/mailServer";
import type { Instant } from "@/domain/calendar";
import { afterDelivery, isTooFast } from "@/domain/dunning/afterDelivery";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import {
  problemDetail,
  type ServerProblem,
  serverProblemOf,
  serverRestMs,
  slowedTogether,
} from "@/domain/dunning/serverProblem";
import { explainProblem } from "@/domain/dunning/serverProblemWords";
import type { Route } from "./chooseRoute";
import type { Attempt } from "./recordAttempts";

export interface DeliveredMessage {
  message: CommittedMessage;
  outcome: DeliveryOutcome;
}

export interface Judgement {
  attempts: Attempt[];
  /** What is wrong with the company's own server; null otherwise, and always for the platform's. */
  trouble: { problem: ServerProblem; detail: string; restMs: number } | null;
  /** Recipients whose domain asked to be written to less. */
  tooFast: { address: string; restMs: number }[];
}

/**
 * Judges the outcomes. When the company's own server is at fault, its messages wait until it is
 * mended, without using up their attempts: none of them is given up for it. What is said of recipients
 * always counts: several mailboxes that are gone look like a server that slows us down.
 */
export function judgeAttempts(delivered: readonly DeliveredMessage[], { own, failures }: Route): Judgement {
  const restMs = serverRestMs(failures + 1);
  const judgement: Judgement = { attempts: [], trouble: null, tooFast: [] };
  const slowed = slowedTogether(delivered);
  for (const one of delivered) {
    const { message, outcome } = one;
    const problem = own ? serverProblemOf(outcome) : null;
    if (own && (problem || slowed.has(one)))
      judgement.trouble ??= { problem: problem ?? "PACE", detail: problemDetail(outcome), restMs };
    if (own && problem) {
      const note = explainProblem(problem, own).title;
      judgement.attempts.push({
        message,
        after: { state: "READY", note, retryInMs: restMs, partial: null },
        isUncounted: true,
      });
      continue;
    }
    const to = message.toEmails.filter((email) => !message.settledEmails.includes(email));
    const after = afterDelivery(outcome, message.attempts, Math.random(), to);
    judgement.attempts.push({ message, after, isUncounted: false });
    const [address] = message.toEmails;
    // What a company's own server says of a domain is no news for the messages of others.
    if (!own && address && after.state === "READY" && isTooFast(outcome))
      judgement.tooFast.push({ address, restMs: after.retryInMs });
  }
  return judgement;
}

/** Remembers that the server is in trouble, or that it is well again. */
export async function recordServerState(
  tx: Tx,
  companyId: string,
  { failures }: Route,
  { attempts, trouble }: Judgement,
  now: Instant,
): Promise<void> {
  if (trouble) {
    const { problem, detail, restMs } = trouble;
    const restUntil = new Date(now + restMs);
    await recordServerProblem(tx, companyId, { problem, detail, restUntil, now: new Date(now) });
  } else if (failures > 0 && attempts.some(({ after }) => after.state === "SENT")) {
    await forgetServerProblem(tx, companyId);
  }
}
