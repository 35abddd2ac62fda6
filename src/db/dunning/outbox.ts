/**
 * The intent log of messages. Order of locks: invoices by id, then messages, as every writer does.
 *
 * READY (nobody) → READY (leased, bytes stored) → SENDING (committed just before the server is
 * spoken to) → SENT, READY again, FAILED or UNCERTAIN. A write that no longer owns its lease
 * changes zero rows: the caller stops.
 */
import type { Instant, LocalDate } from "@/domain/calendar";
import { AUTOMATIC_KINDS, isAutomatic, type MessageKind } from "@/domain/dunning/note";
import type { Tx } from "../inCompany";
import { readOvertakenDecisions } from "../settlement/disputeDecisions";
import { readMisaddressed } from "./misaddressed";

export interface OutboxMessage {
  id: string;
  clientId: string;
  kind: MessageKind;
  tone: "FRIENDLY" | "FIRM" | "FINAL";
  contentKey: string;
  content: unknown;
  toEmails: string[];
  ccEmails: string[];
  /** Recipients an earlier attempt has served, or that were refused for good. */
  settledEmails: string[];
  approvedAt: Date | null;
  datedAt: Date | null;
  /** The address the written bytes come from. */
  fromEmail: string | null;
  attempts: number;
  invoices: readonly DecidedInvoice[];
  /** False when a fact of one of its invoices changed since it was decided. */
  isCurrent: boolean;
}

/** An invoice of a message, as it was when the message was decided. */
export interface DecidedInvoice {
  id: string;
  version: number;
}

/** Leases messages that are ready and due, with their invoices locked. */
export async function leaseReady(
  tx: Tx,
  companyId: string,
  lease: { token: string; now: Instant; untilMs: number; limit: number },
): Promise<OutboxMessage[]> {
  const now = new Date(lease.now);
  const candidates = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM message
    WHERE company_id = (SELECT ${companyId}::uuid) AND state = 'READY' AND due_at <= ${now}
      AND (lease_token IS NULL OR lease_until < ${now})
    ORDER BY due_at, id LIMIT ${lease.limit}`;
  if (candidates.length === 0) return [];
  const ids = candidates.map((row) => row.id);
  const invoices = await readInvoicesOf(tx, companyId, ids);
  const versions = await lockVersions(tx, companyId, [...invoices.values()].flat());
  const leased = await tx.$queryRaw<Omit<OutboxMessage, "invoices" | "isCurrent">[]>`
    WITH mine AS (
      SELECT id FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[]) AND state = 'READY' AND due_at <= ${now}
        AND (lease_token IS NULL OR lease_until < ${now})
      ORDER BY id FOR UPDATE SKIP LOCKED
    )
    UPDATE message m SET lease_token = ${lease.token}::uuid, lease_until = ${new Date(lease.untilMs)}
    FROM mine WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${ids}::uuid[]) AND m.id = mine.id
    RETURNING m.id, m.client_id AS "clientId", m.kind::text AS kind, m.tone::text AS tone, m.content_key AS "contentKey",
      m.content, m.to_emails AS "toEmails", m.cc_emails AS "ccEmails", m.settled_emails AS "settledEmails", m.approved_at AS "approvedAt",
      m.dated_at AS "datedAt", m.from_email AS "fromEmail", m.attempts`;
  return leased.map((message) => {
    const mine = invoices.get(message.id) ?? [];
    return { ...message, invoices: mine, isCurrent: areCurrent(mine, versions) };
  });
}

/** Of these messages, notices of before the due date that could only leave after it: « rien n’est en retard ». */
export async function readLateNotices(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  today: LocalDate,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH d AS MATERIALIZED (
      SELECT message_id, invoice_id FROM dunning_step
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${[...messageIds]}::uuid[])
        AND state = 'DONE' AND offset_days <= 0
    )
    SELECT DISTINCT d.message_id AS id FROM d
    JOIN invoice i ON i.company_id = (SELECT ${companyId}::uuid) AND i.id = d.invoice_id
    WHERE i.due_on < ${today}::date`;
  return rows.map((row) => row.id);
}

async function readInvoicesOf(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, DecidedInvoice[]>> {
  const rows = await tx.$queryRaw<(DecidedInvoice & { messageId: string })[]>`
    SELECT message_id AS "messageId", invoice_id AS id, invoice_version AS version FROM message_invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${[...messageIds]}::uuid[])`;
  const byMessage = new Map<string, DecidedInvoice[]>();
  for (const { messageId, ...invoice } of rows)
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), invoice]);
  return byMessage;
}

/** Locks the invoices, in the order of their ids, and reads the version each one is at. */
async function lockVersions(
  tx: Tx,
  companyId: string,
  invoices: readonly DecidedInvoice[],
): Promise<Map<string, number>> {
  const ids = [...new Set(invoices.map((invoice) => invoice.id))];
  const rows = await tx.$queryRaw<DecidedInvoice[]>`
    SELECT id, version FROM invoice WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  return new Map(rows.map((row) => [row.id, row.version]));
}

function areCurrent(decided: readonly DecidedInvoice[], versions: ReadonlyMap<string, number>): boolean {
  return decided.every(({ id, version }) => versions.get(id) === version);
}

export interface CommittedMessage {
  id: string;
  clientId: string;
  toEmails: string[];
  ccEmails: string[];
  settledEmails: string[];
  /** This attempt included. */
  attempts: number;
  mimeSha256: string;
  messageIdHeader: string;
  mime: Uint8Array;
}

/**
 * The last check and the commitment: messages whose invoices, client, recipients and company still allow
 * it become SENDING. The others keep their state; those still leased are returned in `stale`.
 */
export async function commitToSend(
  tx: Tx,
  companyId: string,
  lease: { token: string; mimeOf: ReadonlyMap<string, Uint8Array> },
  messages: readonly Pick<
    OutboxMessage,
    "id" | "clientId" | "kind" | "invoices" | "toEmails" | "ccEmails" | "settledEmails"
  >[],
  times: { now: Instant; leaseUntilMs: number },
): Promise<{ committed: CommittedMessage[]; stale: string[] }> {
  const invoices = messages.flatMap((message) => message.invoices);
  const versions = await lockVersions(tx, companyId, invoices);
  const misaddressed = await readMisaddressed(tx, companyId, messages);
  const overtaken = await readOvertakenDecisions(tx, companyId, messages);
  const current = messages.filter((one) =>
    isAutomatic(one.kind)
      ? areCurrent(one.invoices, versions) && !misaddressed.has(one.id)
      : !overtaken.includes(one.id),
  );
  const rows = await tx.$queryRaw<Omit<CommittedMessage, "mime">[]>`
    UPDATE message m SET state = 'SENDING', sending_at = ${new Date(times.now)}, attempts = m.attempts + 1,
           lease_until = ${new Date(times.leaseUntilMs)}
    FROM client c, company o
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${current.map((message) => message.id)}::uuid[])
      AND m.state = 'READY' AND m.lease_token = ${lease.token}::uuid AND m.mime_sha256 IS NOT NULL
      AND c.company_id = (SELECT ${companyId}::uuid) AND c.id = ANY(${current.map((message) => message.clientId)}::uuid[])
      AND c.id = m.client_id AND o.id = (SELECT ${companyId}::uuid)
      AND (m.kind::text <> ALL(${[...AUTOMATIC_KINDS]}::text[]) OR (
        o.paused_at IS NULL AND NOT c.dunning_opt_out AND (m.approved_at IS NOT NULL OR NOT o.safe_mode)))
    RETURNING m.id, m.client_id AS "clientId", m.to_emails AS "toEmails", m.cc_emails AS "ccEmails", m.settled_emails AS "settledEmails", m.attempts,
      m.mime_sha256 AS "mimeSha256", m.message_id_header AS "messageIdHeader"`;
  const ids = rows.map((row) => row.id);
  // Bytes this lease has just stored need not be read again: nobody else could write them meanwhile.
  const unknown = ids.filter((id) => !lease.mimeOf.has(id));
  const bodies =
    unknown.length === 0
      ? []
      : await tx.messageBody.findMany({ where: { companyId, messageId: { in: unknown } } });
  const stored = new Map(bodies.map((body) => [body.messageId, body.mime]));
  const committed = rows.flatMap((row) => {
    const mime = lease.mimeOf.get(row.id) ?? stored.get(row.id);
    return mime ? [{ ...row, mime }] : [];
  });
  const refused = messages.map((message) => message.id).filter((id) => !ids.includes(id));
  return { committed, stale: await stillLeased(tx, companyId, lease.token, refused) };
}

/** Those this lease still holds: a lease that ran out left the others to another worker, with its own reasons. */
async function stillLeased(
  tx: Tx,
  companyId: string,
  token: string,
  messageIds: readonly string[],
): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM message
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...messageIds]}::uuid[])
      AND state = 'READY' AND lease_token = ${token}::uuid`;
  return rows.map((row) => row.id);
}

export interface OutcomeToRecord {
  id: string;
  state: "SENT" | "READY" | "FAILED" | "UNCERTAIN";
  outcome: string;
  /** When a retry may start; the message's own due time otherwise. */
  dueAt: Date | null;
  /** The server was at fault and not the message: the attempt does not count. */
  isUncounted: boolean;
  /** Recipients it is not handed to again, beside those of earlier attempts. */
  settledEmails: readonly string[];
  /** Recipients a server refused it for, beside those of earlier attempts. */
  unservedEmails: readonly string[];
}

/**
 * Writes what became of messages this lease was sending.
 *
 * @returns ids really written; a missing one was taken over (its lease ran out) and is not ours to change
 */
export async function recordOutcomes(
  tx: Tx,
  companyId: string,
  leaseToken: string,
  outcomes: readonly OutcomeToRecord[],
  now: Instant,
): Promise<string[]> {
  if (outcomes.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE message m SET state = r.state::message_state, outcome = r.outcome, lease_token = NULL, lease_until = NULL,
           due_at = coalesce(r."dueAt", m.due_at), attempts = m.attempts - CASE WHEN r."isUncounted" THEN 1 ELSE 0 END,
           sent_at = CASE WHEN r.state = 'SENT' THEN ${new Date(now)}::timestamptz END,
           settled_emails = m.settled_emails || r."settledEmails", unserved_emails = m.unserved_emails || r."unservedEmails"
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json)
      AS r(id uuid, state text, outcome text, "dueAt" timestamptz, "isUncounted" boolean, "settledEmails" text[],
        "unservedEmails" text[])
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = r.id AND m.lease_token = ${leaseToken}::uuid AND m.state = 'SENDING'
    RETURNING m.id`;
  return rows.map((row) => row.id);
}

/** Gives back messages that were leased and not committed, so that any worker may take them at once. */
export async function releaseLeases(tx: Tx, companyId: string, leaseToken: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE message SET lease_token = NULL, lease_until = NULL
    WHERE company_id = ${companyId}::uuid AND lease_token = ${leaseToken}::uuid AND state = 'READY'`;
}

/**
 * Withdraws messages that no server has been offered yet.
 *
 * @param why shown with them
 * @returns those really withdrawn: one on its way, or gone, stays what it is
 */
export async function cancelReady(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  why = "Les faits ont changé avant l’envoi.",
): Promise<{ id: string; clientId: string }[]> {
  return tx.$queryRaw<{ id: string; clientId: string }[]>`
    UPDATE message SET state = 'CANCELLED', lease_token = NULL, lease_until = NULL, outcome = ${why}
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${[...messageIds]}::uuid[])
      AND state IN ('READY', 'AWAITING_APPROVAL')
    RETURNING id, client_id AS "clientId"`;
}

/** Messages that cannot be written as their facts stand: a person is told why, the others go on. */
export async function failUnwritable(
  tx: Tx,
  companyId: string,
  leaseToken: string,
  messages: readonly { id: string; why: string }[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx.$executeRaw`
    UPDATE message m SET state = 'FAILED', outcome = r.why, lease_token = NULL, lease_until = NULL
    FROM json_to_recordset(${JSON.stringify(messages)}::json) AS r(id uuid, why text)
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = r.id AND m.state = 'READY' AND m.lease_token = ${leaseToken}::uuid`;
}

/** Puts messages back, each until its instant: the window opens, or its turn comes. */
export async function postponeReady(
  tx: Tx,
  companyId: string,
  messages: readonly { id: string; until: Instant }[],
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ id, until }) => ({ id, until: new Date(until) }));
  await tx.$executeRaw`
    UPDATE message m SET due_at = r.until, lease_token = NULL, lease_until = NULL
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id uuid, until timestamptz)
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = r.id AND m.state = 'READY'`;
}

/** A sender that died while SENDING: nobody can say whether the server took the message. */
export async function markAbandonedUncertain(tx: Tx, companyId: string, now: Instant): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE message SET state = 'UNCERTAIN', lease_token = NULL, lease_until = NULL,
           outcome = 'Envoi interrompu avant la réponse du serveur.'
    WHERE company_id = ${companyId}::uuid AND state = 'SENDING' AND lease_until < ${new Date(now)}
    RETURNING id`;
  return rows.map((row) => row.id);
}
