/**
 * Sends prepared messages: commits to send, speaks to the server, records the result. A few at a
 * time, so that a crash leaves few messages uncertain.
 */
import { type CommittedMessage, commitToSend, releaseLeases } from "@/db/dunning/outbox";
import { inCompany } from "@/db/inCompany";
import { rewriteStatements } from "@/db/settlement/statementMessages";
import { timeZoneOf } from "@/domain/calendarZone";
import { recipientsLeft } from "@/domain/dunning/recipients";
import { localDateAt } from "@/domain/zonedTime";
import type { MailPorts } from "../ports";
import { cancelMessages } from "./cancelMessages";
import { type DeliveredMessage, type Judgement, judgeAttempts, recordServerState } from "./judgeAttempts";
import { planInvoices } from "./planInvoices";
import { type PreparedBatch, prepareMessages } from "./prepareMessages";
import { type Attempt, recordAttempts } from "./recordAttempts";

/** Longer than the longest dialogue: connection, envelope, body, ten minutes for the last reply. */
const SENDING_LEASE_MS = 15 * 60_000;
/** Messages prepared together; twice as many are leased, one half on its way and one being written. */
const BATCH = 100;
/** Messages of one call, unless the caller says otherwise. */
const AT_MOST = 1_000;
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

/**
 * Prepares and sends a company's ready messages. The next ones are written while the ones before
 * are on their way, so that neither the server nor the database waits for the other.
 */
export async function sendMessages(
  companyId: string,
  ports: MailPorts,
  { signal, limit = AT_MOST, mustYield = async () => false }: SendOptions = {},
): Promise<SendResult> {
  const result: SendResult = { sent: 0, retried: 0, failed: 0, uncertain: 0, isDrained: false };
  const prepare = async (most: number): Promise<PreparedBatch> => {
    const batch = await prepareMessages(companyId, ports, Math.min(BATCH, most));
    ports.failpoint("after_claim");
    return batch;
  };
  const turns: Turns = { companyId, ports, result, mustStop: async () => signal?.aborted || mustYield() };
  let left = limit;
  let planned = Promise.resolve();
  let batch = await prepare(left);
  for (;;) {
    left -= batch.messages.length;
    const isLast = batch.isDrained || left <= 0;
    // A company's own server has a pace, which counts what has left.
    const ahead = isLast || batch.route.own ? null : prepare(left);
    // Awaited below: until then a failure is not an unhandled one.
    ahead?.catch(() => undefined);
    const { toPlan, stop } = await sendBatch(turns, batch);
    await planned;
    planned = planAgain(companyId, toPlan, ports);
    planned.catch(() => undefined);
    if (stop || isLast) {
      const unsent = await ahead;
      if (unsent) await release(companyId, unsent);
      await planned;
      // What is left of a company whose server is in trouble waits: nobody tries again now.
      result.isDrained = stop === null ? batch.isDrained : stop === "trouble";
      return result;
    }
    batch = await (ahead ?? prepare(left));
  }
}

async function planAgain(companyId: string, invoiceIds: readonly string[], ports: MailPorts): Promise<void> {
  if (invoiceIds.length === 0) return;
  await inCompany(companyId, (tx) => planInvoices(tx, companyId, invoiceIds, ports.clock.now()));
}

async function release(companyId: string, { leaseToken }: PreparedBatch): Promise<void> {
  await inCompany(companyId, (tx) => releaseLeases(tx, companyId, leaseToken));
}

interface Turns {
  companyId: string;
  ports: MailPorts;
  /** Counted as results are written. */
  result: SendResult;
  mustStop: () => Promise<boolean>;
}

/**
 * Sends one batch, a few messages at a time; each few are recorded while the next ones leave.
 *
 * @returns the invoices to decide again, and why the batch was cut short, if it was
 */
async function sendBatch(
  { companyId, ports, result, mustStop }: Turns,
  batch: PreparedBatch,
): Promise<{ toPlan: string[]; stop: "trouble" | "asked" | null }> {
  const toPlan: string[] = [];
  let stop: "trouble" | "asked" | null = null;
  let recorded = Promise.resolve();
  for (let next = 0; next < batch.messages.length && !stop; ) {
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
    if (judged.trouble !== null) stop = "trouble";
    else if (await mustStop()) stop = "asked";
    if (stop && next < batch.messages.length) await release(companyId, batch);
  }
  await recorded;
  return { toPlan, stop };
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
      const envelope = { from, to: recipientsLeft(message) };
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
