/**
 * Sends prepared messages: commits to send, speaks to the server, records the result. A few at a
 * time, so that a crash leaves few messages uncertain.
 */

import { readCompanyFacts } from "@/db/dunning/facts";
import {
  type CommittedMessage,
  commitToSend,
  type OutcomeToRecord,
  recordOutcomes,
  releaseLeases,
} from "@/db/dunning/outbox";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal } from "@/db/system/journal";
import { type Instant, localDateAt, timeZoneOf } from "@/domain/calendar";
import { type AfterDelivery, afterDelivery } from "@/domain/dunning/afterDelivery";
import type { MailPorts } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { planInvoices } from "./planInvoices";
import { type PreparedBatch, prepareMessages } from "./prepareMessages";

/** Longer than the longest dialogue: connection, envelope, body, ten minutes for the last reply. */
const SENDING_LEASE_MS = 15 * 60_000;
const BATCH = 50;

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
  for (let from = 0; from < batch.messageIds.length; from += ports.connections) {
    if (signal?.aborted) {
      await inCompany(companyId, (tx) => releaseLeases(tx, companyId, batch.leaseToken));
      break;
    }
    const ids = batch.messageIds.slice(from, from + ports.connections);
    const outcomes = await sendChunk(companyId, ports, batch, ids);
    for (const outcome of outcomes) {
      if (outcome.state === "SENT") result.sent += 1;
      if (outcome.state === "READY") result.retried += 1;
      if (outcome.state === "FAILED") result.failed += 1;
      if (outcome.state === "UNCERTAIN") result.uncertain += 1;
    }
  }
  return result;
}

interface Attempt {
  message: CommittedMessage;
  after: AfterDelivery;
}

async function sendChunk(
  companyId: string,
  ports: MailPorts,
  { leaseToken }: PreparedBatch,
  ids: readonly string[],
): Promise<AfterDelivery[]> {
  const committed = await inCompany(companyId, async (tx) => {
    const now = ports.clock.now();
    const times = { now, leaseUntilMs: now + SENDING_LEASE_MS };
    const result = await commitToSend(tx, companyId, leaseToken, ids, times);
    await cancelMessages(tx, companyId, result.stale, now);
    return result.committed;
  });
  const attempts = await Promise.all(
    committed.map(async (message): Promise<Attempt> => {
      const mail = {
        envelope: { from: ports.envelopeFrom, to: [...message.toEmails, ...message.ccEmails] },
        mime: message.mime,
      };
      const outcome = await ports.mailer.deliver(mail);
      return { message, after: afterDelivery(outcome, message.attempts, Math.random()) };
    }),
  );
  ports.failpoint("after_250");
  await inCompany(companyId, (tx) => recordAttempts(tx, companyId, leaseToken, attempts, ports.clock.now()));
  return attempts.map((attempt) => attempt.after);
}

async function recordAttempts(
  tx: Tx,
  companyId: string,
  leaseToken: string,
  attempts: readonly Attempt[],
  now: Instant,
): Promise<void> {
  const outcomes = attempts.map(
    ({ message, after }): OutcomeToRecord => ({
      id: message.id,
      state: after.state,
      outcome: after.note,
      dueAt: after.state === "READY" ? new Date(now + after.retryInMs) : null,
    }),
  );
  const owned = new Set(await recordOutcomes(tx, companyId, leaseToken, outcomes, now));
  const mine = attempts.filter(({ message }) => owned.has(message.id));
  await markRefusedAddresses(tx, companyId, mine);
  await dateSentSteps(tx, companyId, mine, now);
  await freeFailedSteps(tx, companyId, mine, now);
  await planAfter(tx, companyId, mine, now);
  await appendJournal(
    tx,
    companyId,
    mine.map(({ message, after }) => ({
      actor: "system",
      action: `message.${after.state.toLowerCase()}`,
      entity: "message",
      entityId: message.id,
      data: { mimeSha256: message.mimeSha256, messageId: message.messageIdHeader, note: after.note },
    })),
    now,
  );
}

/** Addresses a server refused are not written to again until a person corrects them. */
async function markRefusedAddresses(tx: Tx, companyId: string, attempts: readonly Attempt[]): Promise<void> {
  for (const { message, after } of attempts) {
    if (after.state !== "SENT" && after.state !== "FAILED") continue;
    for (const refusal of after.refusedAddresses) {
      await tx.contact.updateMany({
        where: { companyId, clientId: message.clientId, email: refusal.recipient },
        data: { emailState: "REFUSED", refusal: refusal.text.slice(0, 300) },
      });
    }
    if (after.state === "SENT") {
      const refused = after.refusedAddresses.map((refusal) => refusal.recipient);
      const working = message.toEmails.filter((email) => !refused.includes(email));
      await tx.contact.updateMany({
        where: { companyId, clientId: message.clientId, email: { in: working }, emailState: "UNKNOWN" },
        data: { emailState: "WORKING" },
      });
    }
  }
}

/** A step counts from the day its message really left. */
async function dateSentSteps(
  tx: Tx,
  companyId: string,
  attempts: readonly Attempt[],
  now: Instant,
): Promise<void> {
  const sent = attempts.filter(({ after }) => after.state === "SENT").map(({ message }) => message.id);
  if (sent.length === 0) return;
  const { zone } = await readCompanyFacts(tx, companyId);
  const today = localDateAt(now, timeZoneOf(zone));
  await tx.dunningStep.updateMany({
    where: { companyId, messageId: { in: sent }, state: "DONE" },
    data: { executedAt: new Date(now), executedOn: new Date(`${today}T00:00:00Z`) },
  });
}

/** A dead address: the step did not happen, and the facts choose another contact or a call. */
async function freeFailedSteps(
  tx: Tx,
  companyId: string,
  attempts: readonly Attempt[],
  now: Instant,
): Promise<void> {
  const freed = attempts
    .filter(({ after }) => after.state === "FAILED" && after.refusedAddresses.length > 0)
    .map(({ message }) => message.id);
  if (freed.length === 0) return;
  await tx.dunningStep.updateMany({
    where: { companyId, messageId: { in: freed }, state: "DONE" },
    data: { state: "CANCELLED", executedAt: new Date(now) },
  });
}

async function planAfter(
  tx: Tx,
  companyId: string,
  attempts: readonly Attempt[],
  now: Instant,
): Promise<void> {
  const settled = attempts.filter(({ after }) => after.state !== "READY").map(({ message }) => message.id);
  if (settled.length === 0) return;
  const lines = await tx.messageInvoice.findMany({
    where: { companyId, messageId: { in: settled }, message: { kind: "REMINDER" } },
    select: { invoiceId: true },
  });
  await planInvoices(tx, companyId, [...new Set(lines.map((line) => line.invoiceId))], now);
}
