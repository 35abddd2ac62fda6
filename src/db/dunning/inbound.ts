/** What came back about our messages. */
import type { Instant } from "@/domain/calendar";
import type { InboundKind, InboundMail } from "../generated/client";
import { asSystem, type Tx } from "../inCompany";

export interface KnownMessage {
  companyId: string;
  messageId: string;
  header: string;
}

/** Messages of any company with these Message-IDs: ids only, for whoever receives for the platform. */
export async function findMessages(headers: readonly string[]): Promise<KnownMessage[]> {
  if (headers.length === 0) return [];
  return asSystem(
    (tx) => tx.$queryRaw<KnownMessage[]>`
      SELECT company_id AS "companyId", id AS "messageId", message_id_header AS header FROM message
      WHERE message_id_header = ANY(${[...headers]})`,
  );
}

/** The same among the messages of one company. */
export async function findOwnMessages(
  tx: Tx,
  companyId: string,
  headers: readonly string[],
): Promise<KnownMessage[]> {
  if (headers.length === 0) return [];
  return tx.$queryRaw<KnownMessage[]>`
    SELECT company_id AS "companyId", id AS "messageId", message_id_header AS header FROM message
    WHERE company_id = ${companyId}::uuid AND message_id_header = ANY(${[...headers]})`;
}

export interface AnsweredMessage {
  id: string;
  clientId: string;
  toEmails: string[];
  ccEmails: string[];
  messageIdHeader: string;
  /** Open invoices it speaks of, by id. */
  openInvoiceIds: string[];
}

export async function readAnsweredMessage(
  tx: Tx,
  companyId: string,
  messageId: string,
): Promise<AnsweredMessage | null> {
  const [row] = await tx.$queryRaw<AnsweredMessage[]>`
    SELECT m.id, m.client_id AS "clientId", m.to_emails AS "toEmails", m.cc_emails AS "ccEmails",
           m.message_id_header AS "messageIdHeader",
           ARRAY(SELECT i.id FROM message_invoice mi JOIN invoice i ON i.company_id = mi.company_id AND i.id = mi.invoice_id
                 WHERE mi.company_id = m.company_id AND mi.message_id = m.id AND i.status = 'OPEN'
                 ORDER BY i.id)::text[] AS "openInvoiceIds"
    FROM message m WHERE m.company_id = ${companyId}::uuid AND m.id = ${messageId}::uuid`;
  return row ?? null;
}

/** Keeps what came back. @returns false when these very bytes were kept before */
export async function insertInboundMail(tx: Tx, mail: Omit<InboundMail, "handledById">): Promise<boolean> {
  const { count } = await tx.inboundMail.createMany({ data: [mail], skipDuplicates: true });
  return count === 1;
}

/** A reply of the client waits to be read: another one changes nothing to the wait. */
export async function hasUnreadReply(tx: Tx, companyId: string, clientId: string): Promise<boolean> {
  const where = { companyId, clientId, kind: "REPLY" as const, handledAt: null };
  return (await tx.inboundMail.findFirst({ where, select: { id: true } })) !== null;
}

/**
 * Nobody has received this message: it is no contact any more. Whoever said before that it had left has decided
 * nothing of its coming back.
 *
 * @param words the last ones of the server
 */
export async function markBounced(
  tx: Tx,
  companyId: string,
  messageId: string,
  words: string,
  now: Instant,
): Promise<void> {
  await tx.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: { bouncedAt: new Date(now), outcome: words, resolvedById: null },
  });
}

/** A server gave up delivering a message to these recipients. */
export async function noteUnserved(
  tx: Tx,
  companyId: string,
  messageId: string,
  emails: readonly string[],
): Promise<void> {
  await tx.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: { unservedEmails: { push: [...emails] } },
  });
}

/** What is known of those a message is addressed to: copies do not tell whether it arrived. */
export interface Arrival {
  /** Nobody has it: each of them was refused, or a server gave up delivering it to them. */
  isLost: boolean;
  /** None of their addresses works any more. */
  isDead: boolean;
  /** It came back before. */
  hasBounced: boolean;
}

export async function readArrival(tx: Tx, companyId: string, messageId: string): Promise<Arrival> {
  const [row] = await tx.$queryRaw<Arrival[]>`
    SELECT bool_and(isdead OR e.email = ANY(m.unserved_emails)) AS "isLost", bool_and(isdead) AS "isDead",
           m.bounced_at IS NOT NULL AS "hasBounced"
    FROM message m CROSS JOIN LATERAL unnest(m.to_emails) AS e(email)
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT 1 FROM contact k WHERE k.company_id = m.company_id AND k.client_id = m.client_id
        AND lower(k.email) = lower(e.email) AND k.email_state = 'REFUSED') AS isdead) d
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ${messageId}::uuid
    GROUP BY m.company_id, m.id`;
  return row ?? { isLost: false, isDead: false, hasBounced: false };
}

/** What came back about this message need not be read: the message itself waits for a person from now on. */
export async function closeReports(
  tx: Tx,
  companyId: string,
  messageId: string,
  now: Instant,
): Promise<void> {
  await tx.inboundMail.updateMany({
    where: { companyId, messageId, kind: "BOUNCE", handledAt: null },
    data: { handledAt: new Date(now) },
  });
}

/**
 * Did none of the latest other messages to this address arrive? Reports about one message count once.
 *
 * @param count how many messages before this one
 */
export async function haveBouncedBefore(
  tx: Tx,
  companyId: string,
  message: Pick<AnsweredMessage, "id" | "clientId">,
  email: string,
  count: number,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ hasBounced: boolean }[]>`
    SELECT EXISTS (
             SELECT 1 FROM inbound_mail b
             WHERE b.company_id = m.company_id AND b.message_id = m.id AND ${email} = ANY(b.failed_emails)) AS "hasBounced"
    FROM message m
    WHERE m.company_id = ${companyId}::uuid AND m.client_id = ${message.clientId}::uuid AND m.state = 'SENT'
      AND m.id <> ${message.id}::uuid AND ${email} = ANY(m.to_emails || m.cc_emails)
      AND m.sent_at <= (SELECT sent_at FROM message WHERE company_id = m.company_id AND id = ${message.id}::uuid)
    ORDER BY m.sent_at DESC, m.id DESC LIMIT ${count}`;
  return rows.length === count && rows.every((row) => row.hasBounced);
}

/** Open invoices of a client, by id. */
export async function readOpenInvoiceIds(tx: Tx, companyId: string, clientId: string): Promise<string[]> {
  const rows = await tx.invoice.findMany({
    where: { companyId, clientId, status: "OPEN" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => row.id);
}

export type InboundRow = InboundMail & {
  client: { id: string; name: string };
  message: { id: string; subject: string; toEmails: string[]; invoices: { invoiceId: string }[] };
  holds: { id: string; invoiceId: string; untilOn: Date | null }[];
};

const WITH_CONTEXT = {
  client: { select: { id: true, name: true } },
  message: { select: { id: true, subject: true, toEmails: true, invoices: { select: { invoiceId: true } } } },
  holds: { where: { endedAt: null }, select: { id: true, invoiceId: true, untilOn: true } },
} as const;

/** Kinds that ask a person to read them. */
const TO_READ: InboundKind[] = ["REPLY", "BOUNCE", "COMPLAINT"];
const MAX_ROWS = 100;

/** What waits to be read, oldest first. */
export async function readInboundToHandle(tx: Tx, companyId: string): Promise<InboundRow[]> {
  return tx.inboundMail.findMany({
    where: { companyId, kind: { in: TO_READ }, handledAt: null },
    include: WITH_CONTEXT,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_ROWS,
  });
}

export async function countInboundToHandle(tx: Tx, companyId: string): Promise<number> {
  return tx.inboundMail.count({ where: { companyId, kind: { in: TO_READ }, handledAt: null } });
}

export async function readInboundRow(tx: Tx, companyId: string, id: string): Promise<InboundRow | null> {
  return tx.inboundMail.findUnique({ where: { companyId_id: { companyId, id } }, include: WITH_CONTEXT });
}
