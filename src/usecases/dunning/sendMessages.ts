/**
 * Sends prepared messages: commits to send, speaks to the server, records the result. A few at a
 * time, so that a crash leaves few messages uncertain.
 */
import { type CommittedMessage, commitToSend, releaseLeases } from "@/db/dunning/outbox";
import { inCompany } from "@/db/inCompany";
import { rewriteStatements } from "@/db/settlement/statementMessages";
import { timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import type { MailPorts } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { type DeliveredMessage, type Judgement, judgeAttempts, recordServerState } from "./judgeAttempts";
import { planInvoices } from "./planInvoices";
import { type PreparedBatch, prepareMessages } from "./prepareMessages";
import { type Attempt, recordAttempts } from "./recordAttempts";

/** Longer than the longest dialogue: connection, envelope, body, ten minutes for the last reply. */
const SENDING_LEASE_MS = 15 * 60_000;
const BATCH = 200;
/**
 * Messages committed together, for each connection. One keeps a dialogue going while another's
 * result is written. More would be quicker, but a crash leaves those of two turns to a person, and
 * another company waits for the end of one.
 */
const PER_CONNECTION = 4;
/** Connections to a company's own server: providers count them, and two are enough for their pace. */
const OWN_CONNECTIONS = 2;

export interface SendResult {
  sent: number;
  retried: number;
  failed: number;
  uncertain: number;
  isDrained: boolean;
}

export interface SendOptions {
  signal?: AbortSignal;
  /** Messages of one call, at most. */
  limit?: number;
  /** Asked after each few messages: true when another company waits for its turn. */
  mustYield?: () => Promise<boolean>;
}

/** Prepares and sends one batch of a company's ready messages. */
export async function sendMessages(
  companyId: string,
  ports: MailPorts,
  { signal, limit = BATCH, mustYield = async () => false }: SendOptions = {},
): Promise<SendResult> {
  const batch = await prepareMessages(companyId, ports, limit);
  ports.failpoint("after_claim");
  const result: SendResult = { sent: 0, retried: 0, failed: 0, uncertain: 0, isDrained: batch.isDrained };
  const toPlan: string[] = [];
  let recorded = Promise.resolve();
  let next = 0;
  while (next < batch.messages.length) {
    const turn = batch.messages.slice(next, next + atOnce(ports, batch));
    next += turn.length;
    const committed = await commit(companyId, ports, batch, turn);
    const judged = judgeAttempts(await deliverAll(ports, batch, committed), batch.route);
    slowDown(ports, judged);
    await recorded;
    recorded = record(companyId, ports, batch, judged).then((invoiceIds) => {
      toPlan.push(...invoiceIds);
      count(result, judged.attempts);
    });
    // Awaited at the next turn: until then a failure is not an unhandled one.
    recorded.catch(() => undefined);
    if (next >= batch.messages.length) break;
    const isStopped = judged.trouble !== null || signal?.aborted;
    if (isStopped || (await mustYield())) {
      await inCompany(companyId, (tx) => releaseLeases(tx, companyId, batch.leaseToken));
      // What is left of a company whose server is in trouble waits: nobody tries again now.
      result.isDrained = judged.trouble !== null;
      break;
    }
  }
  await recorded;
  if (toPlan.length > 0) {
    await inCompany(companyId, (tx) => planInvoices(tx, companyId, toPlan, ports.clock.now()));
  }
  return result;
}

function atOnce(ports: MailPorts, { route }: PreparedBatch): number {
  const connections = route.own ? Math.min(OWN_CONNECTIONS, ports.connections) : ports.connections;
  return connections * PER_CONNECTION;
}

/** The point of no return: after this, only a person or a server says whether a message left. */
async function commit(
  companyId: string,
  ports: MailPorts,
  { leaseToken, mimeOf }: PreparedBatch,
  turn: PreparedBatch["messages"],
): Promise<CommittedMessage[]> {
  return inCompany(companyId, async (tx) => {
    const now = ports.clock.now();
    const times = { now, leaseUntilMs: now + SENDING_LEASE_MS };
    const result = await commitToSend(tx, companyId, { token: leaseToken, mimeOf }, turn, times);
    const statements = turn.filter(({ kind }) => kind === "ACCOUNT_STATEMENT").map(({ id }) => id);
    const isStatement = (id: string) => statements.includes(id);
    await rewriteStatements(tx, companyId, result.stale.filter(isStatement));
    await cancelMessages(
      tx,
      companyId,
      result.stale.filter((id) => !isStatement(id)),
      now,
    );
    return result.committed;
  });
}

async function deliverAll(
  ports: MailPorts,
  { route: { own } }: PreparedBatch,
  committed: readonly CommittedMessage[],
): Promise<DeliveredMessage[]> {
  return Promise.all(
    committed.map(async (message): Promise<DeliveredMessage> => {
      // A company's server takes its own addresses only: refusals by mail come back to its mailbox.
      const from = own ? own.fromEmail : ports.returnPathOf(message.messageIdHeader);
      const envelope = { from, to: [...message.toEmails, ...message.ccEmails] };
      return { message, outcome: await ports.mailer.deliver({ envelope, mime: message.mime }, own) };
    }),
  );
}

function slowDown(ports: MailPorts, { tooFast }: Judgement): void {
  const now = ports.clock.now();
  for (const { address, restMs } of tooFast) ports.pace.rest(address, now + restMs);
}

async function record(
  companyId: string,
  ports: MailPorts,
  { leaseToken, zone, route }: PreparedBatch,
  judged: Judgement,
): Promise<string[]> {
  ports.failpoint("after_250");
  const now = ports.clock.now();
  const today = localDateAt(now, timeZoneOf(zone));
  return inCompany(companyId, async (tx) => {
    if (route.own) await recordServerState(tx, companyId, route, judged, now);
    return recordAttempts(tx, companyId, judged.attempts, { leaseToken, today, now });
  });
}

function count(result: SendResult, attempts: readonly Attempt[]): void {
  for (const { after } of attempts) {
    if (after.state === "SENT") result.sent += 1;
    if (after.state === "READY") result.retried += 1;
    if (after.state === "FAILED") result.failed += 1;
    if (after.state === "UNCERTAIN") result.uncertain += 1;
  }
}
