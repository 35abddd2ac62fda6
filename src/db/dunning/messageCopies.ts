/**
 * Copies of messages that left, for the company's own mailbox. Each message has one at most: the
 * key of its copy is its own. What left is found in the journal, in order: a crash forgets nothing.
 */
import type { Tx } from "../inCompany";

/** Entries of the journal looked at in one go. */
const MAX_ENTRIES = 500;

/** Makes a copy to send of each message that left since the last look. */
export async function queueCopies(tx: Tx, companyId: string, now: Date): Promise<void> {
  const [mailbox] = await tx.$queryRaw<{ email: string; journalSeq: bigint }[]>`
    SELECT email, journal_seq AS "journalSeq" FROM copy_mailbox
    WHERE company_id = ${companyId}::uuid AND confirmed_at IS NOT NULL FOR UPDATE`;
  if (!mailbox) return;
  const entries = await tx.$queryRaw<{ seq: bigint; action: string; messageId: string }[]>`
    SELECT seq, action, entity_id AS "messageId" FROM journal_entry
    WHERE company_id = ${companyId}::uuid AND seq > ${mailbox.journalSeq} ORDER BY seq LIMIT ${MAX_ENTRIES}`;
  const last = entries.at(-1);
  if (!last) return;
  const left = entries.filter(
    ({ action }) => action === "message.sent" || action === "message.confirmed_sent",
  );
  await tx.messageCopy.createMany({
    data: left.map(({ messageId }) => ({
      companyId,
      messageId,
      toEmail: mailbox.email,
      state: "READY" as const,
      dueAt: now,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  await tx.copyMailbox.update({ where: { companyId }, data: { journalSeq: last.seq } });
}

/** Copies whose sender died while it spoke to the server: perhaps there, never sent again. */
export async function giveUpCutCopies(tx: Tx, companyId: string, now: Date): Promise<void> {
  await tx.messageCopy.updateMany({
    where: { companyId, state: "SENDING", leaseUntil: { lt: now } },
    data: {
      state: "UNCERTAIN",
      leaseUntil: null,
      outcome: "Envoi interrompu avant la réponse du serveur.",
    },
  });
}

export interface CopyToSend {
  messageId: string;
  toEmail: string;
  /** This one included. */
  attempts: number;
  clientName: string;
  numbers: string[];
  subject: string;
  readers: string[];
  sentAtMs: number;
  mimeSha256: string;
  mime: Uint8Array;
}

/** Commits to send copies that are due: from here on, only the server says what became of them. */
export async function takeCopies(
  tx: Tx,
  companyId: string,
  times: { now: Date; leaseUntil: Date },
  limit: number,
): Promise<CopyToSend[]> {
  const taken = await tx.$queryRaw<{ messageId: string }[]>`
    UPDATE message_copy SET state = 'SENDING', attempts = attempts + 1, lease_until = ${times.leaseUntil}
    WHERE company_id = ${companyId}::uuid AND message_id IN (
      SELECT message_id FROM message_copy
      WHERE company_id = ${companyId}::uuid AND state = 'READY' AND due_at <= ${times.now}
      ORDER BY due_at, message_id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING message_id AS "messageId"`;
  if (taken.length === 0) return [];
  return tx.$queryRaw<CopyToSend[]>`
    SELECT k.message_id AS "messageId", k.to_email AS "toEmail", k.attempts, c.name AS "clientName",
           ARRAY(SELECT i.number FROM message_invoice mi
                 JOIN invoice i ON i.company_id = mi.company_id AND i.id = mi.invoice_id
                 WHERE mi.company_id = m.company_id AND mi.message_id = m.id ORDER BY i.number) AS numbers,
           m.subject, m.to_emails || m.cc_emails AS readers,
           (extract(epoch FROM coalesce(m.sent_at, m.created_at)) * 1000)::float8 AS "sentAtMs",
           m.mime_sha256 AS "mimeSha256", b.mime
    FROM message_copy k
    JOIN message m ON m.company_id = k.company_id AND m.id = k.message_id
    JOIN message_body b ON b.company_id = k.company_id AND b.message_id = k.message_id
    JOIN client c ON c.company_id = m.company_id AND c.id = m.client_id
    WHERE k.company_id = (SELECT ${companyId}::uuid) AND k.message_id = ANY(${taken.map((row) => row.messageId)}::uuid[])
    ORDER BY m.sent_at, m.id`;
}

/** Records what became of a copy. One given up meanwhile stays so. */
export async function settleCopy(
  tx: Tx,
  companyId: string,
  messageId: string,
  after: { state: "READY" | "SENT" | "FAILED" | "UNCERTAIN"; outcome: string; dueAt: Date; now: Date },
): Promise<void> {
  const { state, outcome, dueAt, now } = after;
  await tx.messageCopy.updateMany({
    where: { companyId, messageId, state: "SENDING" },
    data: { state, outcome, dueAt, leaseUntil: null, ...(state === "SENT" && { sentAt: now }) },
  });
}

/** Copies that wait will not leave: their address is not wanted any more. */
export async function dropWaitingCopies(tx: Tx, companyId: string): Promise<void> {
  await tx.messageCopy.updateMany({
    where: { companyId, state: "READY" },
    data: { state: "FAILED", outcome: "L’adresse a été retirée avant l’envoi." },
  });
}

/** What left, and what did not, for the page of settings. */
export async function readCopyCounts(
  tx: Tx,
  companyId: string,
): Promise<{ sent: number; lastSentAt: Date | null; notSent: number }> {
  const where = { companyId };
  const sent = await tx.messageCopy.aggregate({
    where: { ...where, state: "SENT" },
    _count: true,
    _max: { sentAt: true },
  });
  const notSent = await tx.messageCopy.count({ where: { ...where, state: { in: ["FAILED", "UNCERTAIN"] } } });
  return { sent: sent._count, lastSentAt: sent._max.sentAt, notSent };
}
