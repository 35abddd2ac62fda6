/** The mail server of a company. Its password is sealed for that company: copied to another, it does not open. */
import { seal, unseal } from "@/config/seal";
import type { ServerProblem } from "@/domain/dunning/serverProblem";
import type { OwnServer } from "@/domain/parties/mailServer";
import type { MailServer } from "../generated/client";
import type { Tx } from "../inCompany";

export type MailServerRow = MailServer;

const place = (companyId: string) => `mail_server/${companyId}/password`;

export async function readMailServer(tx: Tx, companyId: string): Promise<MailServerRow | null> {
  return tx.mailServer.findUnique({ where: { companyId } });
}

/** What is needed to speak to the server; null when the password that is kept can no longer be read. */
export function openMailServer(row: MailServerRow): OwnServer | null {
  const { companyId, host, port, security, userName, fromEmail } = row;
  try {
    const password = row.password ? unseal(row.password, place(companyId)) : "";
    return { host, port, security, userName, password, fromEmail };
  } catch {
    return null;
  }
}

const WELL = { problem: null, problemDetail: null, problemSince: null, failures: 0, restUntil: null };

export interface MailServerChange {
  server: Omit<OwnServer, "password">;
  /** Null keeps the password there is. */
  password: string | null;
  perMinute: number;
  now: Date;
}

/** Keeps a server that has just passed its test. */
export async function saveMailServer(tx: Tx, companyId: string, change: MailServerChange): Promise<void> {
  const { server, password, perMinute, now } = change;
  const data = {
    ...server,
    perMinute,
    checkedAt: now,
    ...WELL,
    ...(password === null ? {} : { password: password === "" ? null : seal(password, place(companyId)) }),
  };
  await tx.mailServer.upsert({ where: { companyId }, create: { companyId, ...data }, update: data });
}

/** Remembers that the server is in trouble, since when, and until when it is left alone. */
export async function recordServerProblem(
  tx: Tx,
  companyId: string,
  trouble: { problem: ServerProblem; detail: string; restUntil: Date; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE mail_server SET problem = ${trouble.problem}, problem_detail = ${trouble.detail}, failures = failures + 1,
      rest_until = ${trouble.restUntil}, problem_since = coalesce(problem_since, ${trouble.now})
    WHERE company_id = ${companyId}::uuid`;
}

/** The server took a message: nothing is wrong with it any more. */
export async function forgetServerProblem(tx: Tx, companyId: string, testedAt?: Date): Promise<void> {
  const data = { ...WELL, ...(testedAt && { checkedAt: testedAt }) };
  await tx.mailServer.updateMany({ where: { companyId }, data });
}

export interface SendingState {
  lastSentAt: Date | null;
  /** Reminders ready to leave. */
  waiting: number;
  /** Of those, how many a server has put off at least once. */
  delayed: number;
  /** Last words about one of these. */
  lastRefusal: string | null;
  sentToday: number;
}

/** How the sending of a company goes, from its messages. */
export async function readSendingState(tx: Tx, companyId: string, dayStart: Date): Promise<SendingState> {
  const [row] = await tx.$queryRaw<SendingState[]>`
    SELECT max(sent_at) AS "lastSentAt",
           count(*) FILTER (WHERE state = 'READY')::int AS waiting,
           count(*) FILTER (WHERE state = 'READY' AND attempts > 0)::int AS delayed,
           count(*) FILTER (WHERE state = 'SENT' AND sent_at >= ${dayStart})::int AS "sentToday",
           (SELECT outcome FROM message WHERE company_id = ${companyId}::uuid AND state = 'READY' AND attempts > 0
            ORDER BY sending_at DESC LIMIT 1) AS "lastRefusal"
    FROM message WHERE company_id = ${companyId}::uuid`;
  return row ?? { lastSentAt: null, waiting: 0, delayed: 0, lastRefusal: null, sentToday: 0 };
}

/** Messages of the company handed to a server since an instant: what its pace counts. */
export async function countSendingSince(tx: Tx, companyId: string, since: Date): Promise<number> {
  return tx.message.count({ where: { companyId, sendingAt: { gte: since } } });
}
