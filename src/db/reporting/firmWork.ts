/**
 * What waits for a person in many companies at once: the same rows as each company's own
 * « Aujourd'hui », gathered in one query for whoever works for all of them.
 */
import type { LocalDate } from "@/domain/calendar";
import type { WaitingKind } from "@/domain/reporting/waiting";
import { DEBIT_ASK_DAYS } from "@/domain/settlement/directDebit";
import { STALE_AT_CARRIER } from "../dunning/dispatches";
import { REFUSED_NOTE } from "../dunning/refusedNotes";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { isHeldWhole } from "../settlement/askedCents";
import { KEPT_BY_CREDIT } from "../settlement/clientCredits";
import { type LegalDeadline, readLegalDeadlines } from "./legalDeadlines";

/** A company and its own calendar day: overseas it may be another day. */
export interface CompanyDay {
  companyId: string;
  today: LocalDate;
}

/** The companies of the reading, each with its day, as rows. */
function scopeOf(days: readonly CompanyDay[]): Prisma.Sql {
  return Prisma.sql`
    SELECT company_id, today
    FROM unnest(${days.map((day) => day.companyId)}::uuid[], ${days.map((day) => day.today)}::date[]) AS s(company_id, today)`;
}

/** Legal deadlines, which the law counts and not the database, as rows beside the others. */
function deadlineRows(deadlines: readonly LegalDeadline[]): Prisma.Sql {
  const of = <Value>(value: (deadline: LegalDeadline) => Value) => deadlines.map(value);
  return Prisma.sql`
    SELECT company_id, id, client_id, kind, at
    FROM unnest(${of((one) => one.companyId)}::uuid[], ${of((one) => one.id)}::uuid[], ${of((one) => one.clientId)}::uuid[],
                ${of((one) => one.kind)}::text[], ${of((one) => one.at)}::timestamptz[]) AS d(company_id, id, client_id, kind, at)`;
}

/** Every other decision that waits, one row each. Kept equal to the lists of a company by a test. */
const WAITING = Prisma.sql`
  SELECT c.company_id, c.id, c.client_id, 'CALL' AS kind, c.due_on::timestamptz AS at
  FROM scope s JOIN call_task c ON c.company_id = s.company_id
  WHERE c.state = 'OPEN' AND c.due_on <= s.today AND EXISTS (
    SELECT 1 FROM call_task_invoice m JOIN invoice i ON i.company_id = m.company_id AND i.id = m.invoice_id
    WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND i.status = 'OPEN'
      AND NOT ${isHeldWhole(Prisma.sql`s.today`)} AND NOT ${KEPT_BY_CREDIT})
  UNION ALL
  SELECT l.company_id, l.id, l.client_id,
         CASE WHEN l.state = 'TO_POST' THEN 'LETTER_TO_POST' WHEN l.state IN ('DRAFT', 'TO_APPROVE') THEN 'LETTER_TO_APPROVE'
              WHEN l.return_reason = 'WRONG_ADDRESS' THEN 'LETTER_TO_RESEND' ELSE 'LETTER_DEADLINE' END, l.created_at
  FROM scope s JOIN letter l ON l.company_id = s.company_id
  WHERE l.state IN ('DRAFT', 'TO_APPROVE')
     OR (l.state = 'TO_POST' AND NOT EXISTS (
           SELECT 1 FROM letter_dispatch p
           WHERE p.company_id = l.company_id AND p.letter_id = l.id AND p.refused_at IS NULL))
     OR ${STALE_AT_CARRIER}
     OR (l.followed_up_at IS NULL
         AND (l.deadline_on < s.today
              OR (l.return_reason = 'WRONG_ADDRESS' AND NOT EXISTS (
                    SELECT 1 FROM letter r
                    WHERE r.company_id = l.company_id AND r.replaces_id = l.id AND r.state <> 'CANCELLED')))
         AND EXISTS (SELECT 1 FROM letter_invoice li JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
                     WHERE li.company_id = l.company_id AND li.letter_id = l.id AND i.status = 'OPEN'))
  UNION ALL
  SELECT m.company_id, m.id, m.client_id,
         CASE m.state WHEN 'AWAITING_APPROVAL' THEN 'APPROVAL' WHEN 'UNCERTAIN' THEN 'UNCERTAIN' ELSE 'FAILED' END,
         m.created_at
  FROM scope s JOIN message m ON m.company_id = s.company_id
  WHERE m.state IN ('AWAITING_APPROVAL', 'UNCERTAIN')
     OR (m.state = 'FAILED' AND m.resolved_by_id IS NULL AND EXISTS (
           SELECT 1 FROM dunning_step d JOIN invoice i ON i.company_id = d.company_id AND i.id = d.invoice_id
           WHERE d.company_id = m.company_id AND d.message_id = m.id AND d.state = 'DONE' AND i.status = 'OPEN'))
     OR (m.state = 'FAILED' AND m.resolved_by_id IS NULL
         AND (m.kind = 'ACCOUNT_STATEMENT' OR EXISTS (
           SELECT 1 FROM hand_reminder h WHERE h.company_id = m.company_id AND h.message_id = m.id))
         AND NOT EXISTS (SELECT 1 FROM contact k
                         WHERE k.company_id = m.company_id AND k.client_id = m.client_id AND k.email_state = 'REFUSED')
         AND EXISTS (SELECT 1 FROM invoice i
                     WHERE i.company_id = m.company_id AND i.client_id = m.client_id AND i.status = 'OPEN'))
     OR ${REFUSED_NOTE}
  UNION ALL
  SELECT a.company_id, a.id, a.client_id,
         CASE WHEN a.state = 'BROKEN' THEN 'BROKEN_PROMISE' WHEN a.kind = 'ALREADY_PAID' THEN 'DECLARATION'
              WHEN a.kind = 'DISPUTE' THEN 'DISPUTE' ELSE 'REQUEST' END,
         a.created_at
  FROM scope s JOIN answer a ON a.company_id = s.company_id
  WHERE a.decided_at IS NULL
    AND (a.state = 'BROKEN' OR (a.state = 'OPEN' AND a.kind NOT IN ('PROMISE', 'INSTALMENTS'))
         OR (a.state = 'OPEN' AND a.kind = 'INSTALMENTS' AND EXISTS (
               SELECT 1 FROM instalment_plan p
               WHERE p.company_id = a.company_id AND p.answer_id = a.id AND p.state = 'PROPOSED')))
  UNION ALL
  SELECT r.company_id, r.id, r.client_id, CASE r.kind WHEN 'REPLY' THEN 'REPLY' ELSE 'UNDELIVERED' END, r.created_at
  FROM scope s JOIN inbound_mail r ON r.company_id = s.company_id
  WHERE r.kind IN ('REPLY', 'BOUNCE', 'COMPLAINT') AND r.handled_at IS NULL
  UNION ALL
  SELECT k.company_id, k.client_id, k.client_id, 'CREDIT', min(k.created_at)
  FROM scope s JOIN client_credit k ON k.company_id = s.company_id
  WHERE k.rest_cents > 0 AND k.cancelled_at IS NULL AND k.dun_anyway_at IS NULL
    AND EXISTS (SELECT 1 FROM invoice i
                WHERE i.company_id = k.company_id AND i.client_id = k.client_id AND i.status = 'OPEN')
  GROUP BY k.company_id, k.client_id
  UNION ALL
  SELECT i.company_id, i.id, i.client_id, 'DEBIT', coalesce(h.debit_on, i.due_on)::timestamptz
  FROM scope s
  JOIN hold h ON h.company_id = s.company_id
  JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
  WHERE h.kind = 'DIRECT_DEBIT' AND h.ended_at IS NULL AND i.status = 'OPEN'
    AND coalesce(h.debit_on, i.due_on) <= s.today - ${DEBIT_ASK_DAYS}::int
  UNION ALL
  SELECT k.company_id, k.id, k.client_id, 'ADDRESS', c.created_at
  FROM scope s
  JOIN contact k ON k.company_id = s.company_id
  JOIN client c ON c.company_id = k.company_id AND c.id = k.client_id
  WHERE k.email_state = 'REFUSED' AND c.archived_at IS NULL AND EXISTS (
    SELECT 1 FROM invoice i WHERE i.company_id = c.company_id AND i.client_id = c.id AND i.status = 'OPEN')`;

export interface WaitingCount {
  companyId: string;
  kind: WaitingKind;
  count: number;
}

/** How many decisions of each kind wait in each company; kinds and companies without any are left out. */
export async function countWaitingByCompany(tx: Tx, days: readonly CompanyDay[]): Promise<WaitingCount[]> {
  const deadlines = await readLegalDeadlines(tx, days);
  return tx.$queryRaw<WaitingCount[]>`
    WITH scope AS (${scopeOf(days)}), waiting AS (${WAITING} UNION ALL ${deadlineRows(deadlines)})
    SELECT company_id AS "companyId", kind, count(*)::int AS count FROM waiting GROUP BY company_id, kind`;
}

export interface WaitingRow {
  companyId: string;
  id: string;
  kind: WaitingKind;
  clientId: string;
  clientName: string;
  atMs: number;
  /** How many match from the first row read to the end, however many are read. */
  leftCount: number;
}

/** Where a page of the worklist begins: after this row. */
export interface WaitingCursor {
  atMs: number;
  id: string;
}

/** Decisions that wait, the oldest first, of some kinds or of all, or the one of an id. */
export async function readWaiting(
  tx: Tx,
  days: readonly CompanyDay[],
  filter: { kinds: readonly string[]; after: WaitingCursor | null; id?: string },
  limit: number,
): Promise<WaitingRow[]> {
  const { kinds, after } = filter;
  const ofKinds = kinds.length === 0 ? Prisma.empty : Prisma.sql`AND w.kind = ANY(${[...kinds]}::text[])`;
  const beyond = after
    ? Prisma.sql`AND (w.at, w.id) > (${new Date(after.atMs)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const ofId = filter.id === undefined ? Prisma.empty : Prisma.sql`AND w.id = ${filter.id}::uuid`;
  const deadlines = await readLegalDeadlines(tx, days);
  return tx.$queryRaw<WaitingRow[]>`
    WITH scope AS (${scopeOf(days)}), waiting AS (${WAITING} UNION ALL ${deadlineRows(deadlines)})
    SELECT w.company_id AS "companyId", w.id, w.kind, w.client_id AS "clientId", c.name AS "clientName",
           (extract(epoch FROM w.at) * 1000)::float8 AS "atMs",
           (count(*) OVER ())::int AS "leftCount"
    FROM waiting w JOIN client c ON c.company_id = w.company_id AND c.id = w.client_id
    WHERE true ${ofKinds} ${ofId} ${beyond}
    ORDER BY w.at, w.id LIMIT ${limit}`;
}

export interface WaitingStake {
  id: string;
  invoiceCount: number;
  balanceCents: bigint;
  /** The invoice with the earliest due date: a decision about one invoice leads to it. */
  invoiceId: string;
  number: string;
}

/** What is at stake in these decisions: their invoices and what is left to pay. */
export async function readWaitingStakes(
  tx: Tx,
  companyIds: readonly string[],
  ids: readonly string[],
): Promise<Map<string, WaitingStake>> {
  const companies = [...companyIds];
  const wanted = [...ids];
  const rows = await tx.$queryRaw<WaitingStake[]>`
    WITH spoken AS (
      SELECT company_id, call_task_id AS id, invoice_id FROM call_task_invoice
      WHERE company_id = ANY(${companies}::uuid[]) AND call_task_id = ANY(${wanted}::uuid[])
      UNION ALL SELECT company_id, letter_id, invoice_id FROM letter_invoice
      WHERE company_id = ANY(${companies}::uuid[]) AND letter_id = ANY(${wanted}::uuid[])
      UNION ALL SELECT company_id, message_id, invoice_id FROM message_invoice
      WHERE company_id = ANY(${companies}::uuid[]) AND message_id = ANY(${wanted}::uuid[])
      UNION ALL SELECT company_id, answer_id, invoice_id FROM answer_invoice
      WHERE company_id = ANY(${companies}::uuid[]) AND answer_id = ANY(${wanted}::uuid[])
      UNION ALL SELECT company_id, id, id FROM invoice
      WHERE company_id = ANY(${companies}::uuid[]) AND id = ANY(${wanted}::uuid[])
      UNION ALL SELECT n.company_id, n.id, h.invoice_id FROM insolvency n
      JOIN invoice i ON i.company_id = n.company_id AND i.client_id = n.client_id
      JOIN hold h ON h.company_id = i.company_id AND h.invoice_id = i.id AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL
      WHERE n.company_id = ANY(${companies}::uuid[]) AND n.id = ANY(${wanted}::uuid[])
      UNION ALL SELECT mi.company_id, r.id, mi.invoice_id FROM inbound_mail r
      JOIN message_invoice mi ON mi.company_id = r.company_id AND mi.message_id = r.message_id
      WHERE r.company_id = ANY(${companies}::uuid[]) AND r.id = ANY(${wanted}::uuid[]))
    SELECT s.id, count(*)::int AS "invoiceCount", sum(i.balance_cents)::bigint AS "balanceCents",
           (array_agg(i.id ORDER BY i.due_on, i.id))[1] AS "invoiceId",
           (array_agg(i.number ORDER BY i.due_on, i.id))[1] AS number
    FROM spoken s JOIN invoice i ON i.company_id = s.company_id AND i.id = s.invoice_id
    GROUP BY s.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

export interface CompanyDebt {
  companyId: string;
  overdueCents: bigint;
  /** Part of it that is more than 90 days late. */
  oldCents: bigint;
}

/** What is late in each company; companies where nothing is are left out. */
export async function readOverdueByCompany(tx: Tx, days: readonly CompanyDay[]): Promise<CompanyDebt[]> {
  return tx.$queryRaw<CompanyDebt[]>`
    WITH scope AS (${scopeOf(days)})
    SELECT s.company_id AS "companyId", sum(i.balance_cents)::bigint AS "overdueCents",
           coalesce(sum(i.balance_cents) FILTER (WHERE i.due_on < s.today - 90), 0)::bigint AS "oldCents"
    FROM scope s JOIN invoice i ON i.company_id = s.company_id
    WHERE i.status = 'OPEN' AND i.due_on < s.today
    GROUP BY s.company_id`;
}

/** Reminders that leave alone in each company today: on their way, or planned where nothing holds them. */
export async function countLeavingByCompany(
  tx: Tx,
  days: readonly CompanyDay[],
): Promise<{ companyId: string; count: number }[]> {
  return tx.$queryRaw<{ companyId: string; count: number }[]>`
    WITH scope AS (${scopeOf(days)}), leaving AS (
      SELECT m.company_id FROM scope s JOIN message m ON m.company_id = s.company_id
      WHERE m.kind IN ('REMINDER', 'ACCOUNT_STATEMENT') AND m.state IN ('READY', 'SENDING')
      UNION ALL
      (SELECT p.company_id FROM scope s
       JOIN company o ON o.id = s.company_id
       JOIN dunning_plan p ON p.company_id = s.company_id
       WHERE NOT o.safe_mode AND o.paused_at IS NULL AND p.kind = 'WAIT' AND p.channel = 'EMAIL' AND p.on_date = s.today
       GROUP BY p.company_id, p.client_id))
    SELECT company_id AS "companyId", count(*)::int AS count FROM leaving GROUP BY company_id`;
}
