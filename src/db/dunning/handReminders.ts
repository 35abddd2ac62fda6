/** Reminders that a person asked for, outside the days of the scenario. */
import { type Instant, type LocalDate, localDate } from "@/domain/calendar";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export interface NewHandReminder {
  messageId: string;
  stepId: string;
  noticeIsNext: boolean;
  urgency: string | null;
  createdById: string | null;
}

/** Whose words the message speaks and who asked for it, beside the message itself. */
export async function insertHandReminder(
  tx: Tx,
  companyId: string,
  reminder: NewHandReminder,
  now: Date,
): Promise<void> {
  await tx.handReminder.create({ data: { companyId, ...reminder, createdAt: now } });
}

/** Those of these invoices that a person has had reminded since this instant. */
export async function readHandReminded(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const rows = await tx.messageInvoice.findMany({
    where: {
      companyId,
      invoiceId: { in: [...invoiceIds] },
      message: {
        byHand: { is: { createdAt: { gte: since } } },
        state: { notIn: ["CANCELLED", "FAILED"] },
        bouncedAt: null,
      },
    },
    select: { invoiceId: true },
  });
  return new Set(rows.map((row) => row.invoiceId));
}

/**
 * Those of these invoices that a person has ever had reminded, by a message or by a letter that was posted:
 * read with decisions, many at once.
 *
 * @param until only what was asked for before this instant, the first of this day; no end when absent
 */
export async function readEverHandReminded(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  until?: { at: Instant; on: LocalDate },
): Promise<Set<string>> {
  const madeBefore = until ? Prisma.sql`AND created_at < ${new Date(until.at)}` : Prisma.empty;
  const postedBefore = until ? Prisma.sql`AND posted_on < ${until.on}::date` : Prisma.empty;
  const rows = await tx.$queryRaw<{ invoiceId: string }[]>`
    WITH mi AS MATERIALIZED (
      SELECT invoice_id, message_id FROM message_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[])
    ), h AS MATERIALIZED (
      SELECT message_id FROM hand_reminder
      WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY (ARRAY(SELECT message_id FROM mi))
    ), m AS MATERIALIZED (
      SELECT id FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT message_id FROM h))
        AND state NOT IN ('CANCELLED', 'FAILED') AND bounced_at IS NULL ${madeBefore}
    ), li AS MATERIALIZED (
      SELECT invoice_id, letter_id FROM letter_invoice
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[])
    ), l AS MATERIALIZED (
      SELECT id FROM letter
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(SELECT letter_id FROM li))
        AND state IN ('POSTED', 'PRESENTED', 'DELIVERED', 'RETURNED') AND return_reason IS DISTINCT FROM 'WRONG_ADDRESS'
        ${postedBefore}
    )
    SELECT mi.invoice_id AS "invoiceId" FROM mi JOIN m ON m.id = mi.message_id
    UNION SELECT li.invoice_id FROM li JOIN l ON l.id = li.letter_id`;
  return new Set(rows.map((row) => row.invoiceId));
}

export interface WaitingHandReminder {
  id: string;
  state: "AWAITING_APPROVAL" | "READY" | "SENDING" | "UNCERTAIN";
  dueAt: Date;
  contentKey: string;
}

/** The reminder asked for by hand about one of these invoices that has not left yet; null when there is none. */
export async function readWaitingHandReminder(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<WaitingHandReminder | null> {
  const [row] = await tx.$queryRaw<WaitingHandReminder[]>`
    SELECT m.id, m.state::text AS state, m.due_at AS "dueAt", m.content_key AS "contentKey"
    FROM message m JOIN hand_reminder h ON h.company_id = m.company_id AND h.message_id = m.id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.state IN ('AWAITING_APPROVAL', 'READY', 'SENDING', 'UNCERTAIN')
      AND m.id IN (SELECT message_id FROM message_invoice
                   WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[]))
    ORDER BY m.created_at DESC LIMIT 1`;
  return row ?? null;
}

/** The last time the client was really contacted: a message gone, a call that reached someone, a letter posted. */
export async function readLastContact(
  tx: Tx,
  companyId: string,
  clientId: string,
  timeZone: string,
): Promise<{ kind: "EMAIL" | "CALL" | "LETTER"; on: LocalDate } | null> {
  const [row] = await tx.$queryRaw<{ kind: "EMAIL" | "CALL" | "LETTER"; on: string }[]>`
    SELECT kind, "on" FROM (
      SELECT 'EMAIL' AS kind, (max(sent_at) AT TIME ZONE ${timeZone})::date::text AS "on" FROM message
      WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid
        AND kind IN ('REMINDER', 'ACCOUNT_STATEMENT')
        AND state = 'SENT' AND bounced_at IS NULL
      UNION ALL
      SELECT 'CALL', (max(done_at) AT TIME ZONE ${timeZone})::date::text FROM call_task
      WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND state = 'DONE'
        AND outcome IN ('REACHED', 'VOICEMAIL', 'PROMISE', 'ALREADY_PAID', 'DISPUTE')
      UNION ALL
      SELECT 'LETTER', max(posted_on)::text FROM letter
      WHERE company_id = ${companyId}::uuid AND client_id = ${clientId}::uuid AND posted_on IS NOT NULL
    ) contacts WHERE "on" IS NOT NULL ORDER BY "on" DESC LIMIT 1`;
  return row ? { kind: row.kind, on: localDate(row.on) } : null;
}

/**
 * Takes back a reminder asked for by hand that no server has been offered yet.
 *
 * @returns false when it has left, or is leaving
 */
export async function cancelHandReminder(
  tx: Tx,
  companyId: string,
  messageId: string,
  by: { userId: string | null; outcome: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE message SET state = 'CANCELLED', lease_token = NULL, lease_until = NULL,
           outcome = ${by.outcome}, resolved_by_id = ${by.userId}::uuid
    WHERE company_id = ${companyId}::uuid AND id = ${messageId}::uuid AND state IN ('READY', 'AWAITING_APPROVAL')
      AND EXISTS (SELECT 1 FROM hand_reminder h WHERE h.company_id = message.company_id AND h.message_id = message.id)`;
  return count > 0;
}
