/** What came back about our messages. */
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

/** Nobody has received this message: it is no contact any more. */
export async function markBounced(tx: Tx, companyId: string, messageId: string, now: Date): Promise<void> {
  await tx.message.update({
    where: { companyId_id: { companyId, id: messageId } },
    data: { bouncedAt: now },
  });
}

/** Which of these addresses of a client a server has refused, in small letters. */
export async function refusedAmong(
  tx: Tx,
  companyId: string,
  clientId: string,
  emails: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.contact.findMany({
    where: { companyId, clientId, email: { in: [...emails] }, emailState: "REFUSED" },
    select: { email: true },
  });
  return new Set(rows.map((row) => (row.email ?? "").toLowerCase()));
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
