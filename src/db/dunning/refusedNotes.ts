/** Notes that did not leave, or came back, and that their client still waits for: what they asked for, or must know to act on it. */
import type { LocalDate } from "@/domain/calendar";
import { COUNTING_ON_PAYMENT, type MessageKind } from "@/domain/dunning/note";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { newId } from "../values";

/** An invoice of the message `m` is among those of `owner`. */
const aboutOneOf = (table: string, column: string, owner: string) => Prisma.sql`
  EXISTS (SELECT 1 FROM ${Prisma.raw(table)} o
          JOIN message_invoice mi ON mi.company_id = o.company_id AND mi.invoice_id = o.invoice_id
          WHERE o.company_id = m.company_id AND o.${Prisma.raw(column)} = ${Prisma.raw(owner)} AND mi.message_id = m.id)`;

/** The invoices `i` of the message `m`, as it was written on them (`mi`). */
const OWN_INVOICES = Prisma.sql`
  message_invoice mi JOIN invoice i ON i.company_id = mi.company_id AND i.id = mi.invoice_id
  WHERE mi.company_id = m.company_id AND mi.message_id = m.id`;

/** The promise `a` that the message `m` confirms: made in a call before it. A later one has its own message, or none. */
const CONFIRMED_PROMISE = Prisma.sql`
  answer a JOIN call_task t ON t.company_id = a.company_id AND t.id = a.call_task_id
  WHERE a.company_id = m.company_id AND a.client_id = m.client_id AND a.kind = 'PROMISE' AND a.state = 'OPEN'
    AND t.done_at <= m.created_at AND ${aboutOneOf("answer_invoice", "answer_id", "a.id")}`;

/** The schedule `p` that the message `m` proposes. One that the debtor asked for since is another. */
const COUNTERED_PLAN = Prisma.sql`
  instalment_plan p
  WHERE p.company_id = m.company_id AND p.client_id = m.client_id AND p.state = 'COUNTERED' AND p.created_at <= m.created_at
    AND ${aboutOneOf("plan_invoice", "plan_id", "p.id")}`;

/** An invoice of the message `m` is not owed as it was when the note was written, or not any more. */
const HAS_OTHER_FIGURES = Prisma.sql`
  EXISTS (SELECT 1 FROM ${OWN_INVOICES} AND (i.balance_cents <> mi.balance_cents OR i.closed_at > m.created_at))`;

/** The same people were sent the same thing since: they asked again. */
const ASKED_AGAIN = Prisma.sql`
  EXISTS (SELECT 1 FROM message n
    WHERE n.company_id = m.company_id AND n.client_id = m.client_id AND n.kind = m.kind AND n.created_at > m.created_at
      AND n.state IN ('READY', 'SENDING', 'SENT', 'UNCERTAIN') AND n.bounced_at IS NULL AND n.to_emails && m.to_emails
      AND EXISTS (SELECT 1 FROM message_invoice mi
        JOIN message_invoice o ON o.company_id = mi.company_id AND o.invoice_id = mi.invoice_id AND o.message_id = n.id
        WHERE mi.company_id = m.company_id AND mi.message_id = m.id))`;

/** Its words announce files, which were taken off their invoices since: the request waits instead. */
const LOST_ITS_FILES = Prisma.sql`
  (coalesce(m.content ->> 'announcesFiles', '') = 'true' AND NOT EXISTS (
    SELECT 1 FROM message_file f WHERE f.company_id = m.company_id AND f.message_id = m.id))`;

/** It counts on a payment that a collective procedure forbids: it would not leave. */
const FROZEN = Prisma.sql`
  m.kind::text = ANY(${[...COUNTING_ON_PAYMENT]}::text[]) AND EXISTS (
    SELECT 1 FROM message_invoice mi
    JOIN hold h ON h.company_id = mi.company_id AND h.invoice_id = mi.invoice_id AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL
    WHERE mi.company_id = m.company_id AND mi.message_id = m.id)`;

/**
 * The message `m` is such a note, and what it says still stands: what was agreed has not been kept, broken, replaced
 * or undone since. Thanks and receipts are courtesies; what leaves by itself is decided again on its facts.
 */
const STANDS = Prisma.sql`
  (CASE m.kind
    WHEN 'ANSWER_REPLY' THEN true
    WHEN 'INVOICE_COPY' THEN NOT ${ASKED_AGAIN} AND NOT ${LOST_ITS_FILES}
    WHEN 'NEW_LINK' THEN EXISTS (SELECT 1 FROM ${OWN_INVOICES} AND i.status = 'OPEN') AND NOT ${ASKED_AGAIN}
    WHEN 'DISPUTE_DECISION' THEN EXISTS (
      SELECT 1 FROM answer a WHERE a.company_id = m.company_id AND a.decision_message_id = m.id)
    WHEN 'CALL_CONFIRMATION' THEN EXISTS (SELECT 1 FROM ${CONFIRMED_PROMISE})
    WHEN 'PLAN_AGREEMENT' THEN EXISTS (
      SELECT 1 FROM instalment_plan p JOIN message_file f ON f.company_id = p.company_id AND f.document_id = p.document_id
      WHERE p.company_id = m.company_id AND p.state = 'RUNNING' AND f.message_id = m.id)
    WHEN 'PLAN_COUNTER' THEN EXISTS (SELECT 1 FROM ${COUNTERED_PLAN})
    ELSE false
  END AND NOT (${FROZEN}))`;

/** The message `m` left, and nobody it is addressed to has received it. */
const CAME_BACK = Prisma.sql`m.state = 'SENT' AND m.bounced_at IS NOT NULL`;

/**
 * The address that the message `m` was sent to is itself listed as refused, and nobody else of its client can receive
 * it: one trouble, told once. Once the address is corrected, the message waits to be sent there.
 */
const ADDRESS_IS_LISTED = Prisma.sql`
  EXISTS (
    SELECT 1 FROM contact k JOIN client c ON c.company_id = k.company_id AND c.id = k.client_id
    WHERE k.company_id = m.company_id AND k.client_id = m.client_id AND k.email_state = 'REFUSED'
      AND k.email = ANY(m.to_emails) AND c.archived_at IS NULL
      AND EXISTS (SELECT 1 FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN'))
  AND NOT EXISTS (
    SELECT 1 FROM contact k WHERE k.company_id = m.company_id AND k.client_id = m.client_id
      AND k.role <> 'COPY' AND k.email IS NOT NULL AND k.email_state <> 'REFUSED')`;

/**
 * The message `m` is a note that was refused, or that came back, that nobody has treated, and that its client still
 * waits for.
 */
export const REFUSED_NOTE = Prisma.sql`(
  (m.state = 'FAILED' AND m.resolved_by_id IS NULL AND ${STANDS})
  OR (${CAME_BACK} AND m.resolved_by_id IS NULL AND ${STANDS} AND NOT (${ADDRESS_IS_LISTED})))`;

/** The notes of a company that were refused or came back and wait for a person. */
export async function readRefusedNoteIds(tx: Tx, companyId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM message m WHERE m.company_id = (SELECT ${companyId}::uuid) AND ${REFUSED_NOTE}`;
  return rows.map((row) => row.id);
}

export interface UnsentNote {
  id: string;
  clientId: string;
  kind: MessageKind;
  toEmails: string[];
  ccEmails: string[];
  /** Copies that were taken and did not come back. */
  servedEmails: string[];
}

/**
 * A message that did not leave, perhaps not, or came back, if it is a note that its client still waits for; null
 * otherwise.
 */
export async function readAwaitedNote(
  tx: Tx,
  companyId: string,
  messageId: string,
): Promise<UnsentNote | null> {
  const [note] = await tx.$queryRaw<UnsentNote[]>`
    SELECT m.id, m.client_id AS "clientId", m.kind::text AS kind, m.to_emails AS "toEmails",
           m.cc_emails AS "ccEmails",
           ARRAY(SELECT e FROM unnest(m.cc_emails) AS e
                 WHERE (m.state = 'SENT' OR e = ANY(m.settled_emails)) AND e <> ALL(m.unserved_emails)) AS "servedEmails"
    FROM message m
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ${messageId}::uuid
      AND (m.state IN ('FAILED', 'UNCERTAIN') OR ${CAME_BACK}) AND ${STANDS}`;
  return note ?? null;
}

/**
 * The figures or the days of a note are not those of today: money or a credit came in or was undone after a decision
 * or a promise, or the day that it asks to pay by has passed.
 */
export async function isNoteOvertaken(
  tx: Tx,
  companyId: string,
  messageId: string,
  today: LocalDate,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isOvertaken: boolean }[]>`
    SELECT CASE m.kind
        WHEN 'DISPUTE_DECISION' THEN ${HAS_OTHER_FIGURES} OR EXISTS (
          SELECT 1 FROM answer a JOIN hold h ON h.company_id = a.company_id AND h.answer_id = a.id AND h.kind = 'MANUAL'
          WHERE a.company_id = m.company_id AND a.decision_message_id = m.id AND h.until_on < ${today}::date)
        WHEN 'CALL_CONFIRMATION' THEN ${HAS_OTHER_FIGURES} OR NOT EXISTS (
          SELECT 1 FROM ${CONFIRMED_PROMISE} AND a.on_date >= ${today}::date)
        WHEN 'PLAN_COUNTER' THEN EXISTS (
          SELECT 1 FROM ${COUNTERED_PLAN} AND EXISTS (
            SELECT 1 FROM instalment x WHERE x.company_id = p.company_id AND x.plan_id = p.id AND x.round = p.round
              AND x.due_on < ${today}::date))
        ELSE false
      END AS "isOvertaken"
    FROM message m WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ${messageId}::uuid`;
  return row?.isOvertaken ?? false;
}

/** Where another copy of a note goes. */
export interface NoteRecipients {
  toEmails: readonly string[];
  ccEmails: readonly string[];
  /** Of these, those who have it already: it is not handed to them again. */
  settledEmails: readonly string[];
}

/**
 * Puts the words of a note on their way again as a message of its own, with the same files and about the same
 * invoices; a decision on a dispute is told by it from now on.
 *
 * @returns id of the new message
 */
export async function insertAnother(
  tx: Tx,
  companyId: string,
  messageId: string,
  { toEmails, ccEmails, settledEmails }: NoteRecipients,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.$executeRaw`
    INSERT INTO message (company_id, id, client_id, kind, tone, state, content_key, to_emails, cc_emails,
      settled_emails, subject, content, claimed_cents, due_at, created_at, approved_at, approved_by_id)
    SELECT company_id, ${id}::uuid, client_id, kind, tone, 'READY', content_key, ${[...toEmails]}::text[], ${[...ccEmails]}::text[],
      ${[...settledEmails]}::text[], subject, content, claimed_cents, ${now}, ${now}, approved_at, approved_by_id
    FROM message WHERE company_id = (SELECT ${companyId}::uuid) AND id = ${messageId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO message_invoice (company_id, message_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
    SELECT company_id, ${id}::uuid, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents
    FROM message_invoice WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ${messageId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO message_file (company_id, message_id, document_id)
    SELECT company_id, ${id}::uuid, document_id
    FROM message_file WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ${messageId}::uuid`;
  await tx.answer.updateMany({
    where: { companyId, decisionMessageId: messageId },
    data: { decisionMessageId: id },
  });
  return id;
}
