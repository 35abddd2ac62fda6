/**
 * Sends prepared messages: commits to send, speaks to the server, records the result. A few at a
 * time, so that a crash leaves few messages uncertain.
 */
import { type CommittedMessage, commitToSend, releaseLeases } from "@/db/dunning/outbox";
import { inCompany } from "@/db/inCompany";
import { localDateAt, timeZoneOf } from "@/domain/calendar";
import { afterDelivery } from "@/domain/dunning/afterDelivery";
import type { MailPorts } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { planInvoices } from "./planInvoices";
import { type PreparedBatch, prepareMessages } from "./prepareMessages";
import { type Attempt, recordAttempts } from "./recordAttempts";

/** Longer than the longest dialogue: connection, envelope, body, ten minutes for the last reply. */
const SENDING_LEASE_MS = 15 * 60_000;
const BATCH = 200;
/**
 * Messages committed together, for each connection. One keeps a dialogue going while another's
 * result is written; a crash leaves at most twice this number of messages to a person.
 */
const PER_CONNECTION = 4;

export interface SendResult {
  sent: number;
  retried: number;
  failed: number;
  uncertain: number;
  isDrained: boolean;
}

/** Prepares and sends one batch of a company's ready messages. */
export async function sendMessages(
  companyId: string,
  ports: MailPorts,
  signal?: AbortSignal,
): Promise<SendResult> {
  const batch = await prepareMessages(companyId, ports, BATCH);
  ports.failpoint("after_claim");
  const result: SendResult = { sent: 0, retried: 0, failed: 0, uncertain: 0, isDrained: batch.isDrained };
  const toPlan: string[] = [];
  let recorded = Promise.resolve();
  const atOnce = ports.connections * PER_CONNECTION;
  for (let from = 0; from < batch.messageIds.length; from += atOnce) {
    if (signal?.aborted) {
      await inCompany(companyId, (tx) => releaseLeases(tx, companyId, batch.leaseToken));
      break;
    }
    const committed = await commit(companyId, ports, batch, batch.messageIds.slice(from, from + atOnce));
    const attempts = await deliverAll(ports, committed);
    await recorded;
    recorded = record(companyId, ports, batch, attempts).then((invoiceIds) => {
      toPlan.push(...invoiceIds);
      count(result, attempts);
    });
    // Awaited at the next turn: until then a failure is not an unhandled one.
    recorded.catch(() => undefined);
  }
  await recorded;
  if (toPlan.length > 0) {
    await inCompany(companyId, (tx) => planInvoices(tx, companyId, toPlan, ports.clock.now()));
  }
  return result;
}

/** The point of no return: after this, only a person or a server says whether a message left. */
async function commit(
  companyId: string,
  ports: MailPorts,
  { leaseToken }: PreparedBatch,
  ids: readonly string[],
): Promise<CommittedMessage[]> {
  return inCompany(companyId, async (tx) => {
    const now = ports.clock.now();
    const times = { now, leaseUntilMs: now + SENDING_LEASE_MS };
    const result = await commitToSend(tx, companyId, leaseToken, ids, times);
    await cancelMessages(tx, companyId, result.stale, now);
    return result.committed;
  });
}

async function deliverAll(ports: MailPorts, committed: readonly CommittedMessage[]): Promise<Attempt[]> {
  return Promise.all(
    committed.map(async (message): Promise<Attempt> => {
      const outcome = await ports.mailer.deliver({
        envelope: { from: ports.envelopeFrom, to: [...message.toEmails, ...message.ccEmails] },
        mime: message.mime,
      });
      return { message, after: afterDelivery(outcome, message.attempts, Math.random()) };
    }),
  );
}

async function record(
  companyId: string,
  ports: MailPorts,
  { leaseToken, zone }: PreparedBatch,
  attempts: readonly Attempt[],
): Promise<string[]> {
  ports.failpoint("after_250");
  const now = ports.clock.now();
  const today = localDateAt(now, timeZoneOf(zone));
  return inCompany(companyId, (tx) => recordAttempts(tx, companyId, attempts, { leaseToken, today, now }));
}

function count(result: SendResult, attempts: readonly Attempt[]): void {
  for (const { after } of attempts) {
    if (after.state === "SENT") result.sent += 1;
    if (after.state === "READY") result.retried += 1;
    if (after.state === "FAILED") result.failed += 1;
    if (after.state === "UNCERTAIN") result.uncertain += 1;
  }
}
