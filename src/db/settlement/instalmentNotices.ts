/** Messages that announce an instalment. No person asked for them: they keep the rules of reminders. */
import type { Instant, LocalDate } from "@/domain/calendar";
import type { OutboxMessage } from "../dunning/outbox";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { KEPT_BY_CREDIT } from "./clientCredits";

/**
 * True of a schedule `p` under which nothing is asked for now: the company has stopped everything, its
 * client or one of its invoices is excluded, or an invoice waits for something else than the schedule
 * (a dispute, a payment declared, an insolvency procedure, a credit to decide about).
 */
function silencedOn(today: LocalDate): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM plan_invoice l
    JOIN invoice i ON i.company_id = l.company_id AND i.id = l.invoice_id AND i.status = 'OPEN'
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    JOIN company o ON o.id = i.company_id
    WHERE l.company_id = p.company_id AND l.plan_id = p.id AND (
      o.paused_at IS NOT NULL OR c.dunning_opt_out OR i.dunning_opt_out OR ${KEPT_BY_CREDIT}
      OR EXISTS (SELECT 1 FROM hold h
                 WHERE h.company_id = i.company_id AND h.invoice_id = i.id AND h.kind <> 'PLAN'
                   AND h.ended_at IS NULL AND (h.until_on IS NULL OR h.until_on >= ${today}::date))))`;
}

/** True when the instalments of this schedule may be announced on this day. */
export async function mayAnnounce(
  tx: Tx,
  companyId: string,
  planId: string,
  today: LocalDate,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM instalment_plan p
    WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.id = ${planId}::uuid AND p.state = 'RUNNING'
      AND NOT ${silencedOn(today)}`;
  return rows.length > 0;
}

/**
 * Announcements, among these messages, that may not leave any more: the day they announce has passed,
 * the schedule has ended, or nothing is asked for under it now.
 */
export async function readBarredNotices(
  tx: Tx,
  companyId: string,
  messages: readonly Pick<OutboxMessage, "id" | "kind">[],
  today: LocalDate,
): Promise<string[]> {
  const ids = messages.filter(({ kind }) => kind === "INSTALMENT_NOTICE").map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.notice_id AS id FROM instalment s
    JOIN instalment_plan p ON p.company_id = s.company_id AND p.id = s.plan_id
    WHERE s.company_id = (SELECT ${companyId}::uuid) AND s.notice_id = ANY(${ids}::uuid[])
      AND p.state = 'RUNNING' AND s.due_on >= ${today}::date AND NOT ${silencedOn(today)}`;
  const allowed = new Set(rows.map((row) => row.id));
  return ids.filter((id) => !allowed.has(id));
}

/** Withdraws the announcements of a schedule that still wait once their day has passed. */
export async function withdrawPastNotices(
  tx: Tx,
  companyId: string,
  planId: string,
  today: LocalDate,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE message m SET state = 'CANCELLED', outcome = 'Le jour du versement est passé.',
           lease_token = NULL, lease_until = NULL
    FROM instalment s
    WHERE s.company_id = (SELECT ${companyId}::uuid) AND s.plan_id = ${planId}::uuid AND s.due_on < ${today}::date
      AND m.company_id = (SELECT ${companyId}::uuid) AND m.id = s.notice_id AND m.state IN ('READY', 'AWAITING_APPROVAL')`;
}

/**
 * Announcements withdrawn before they left did not happen: their instalments are looked at again, and
 * announced with the figures of after where they still should be.
 */
export async function forgetNotices(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.$executeRaw`
    WITH forgotten AS (
      UPDATE instalment SET announced_at = NULL, notice_id = NULL
      WHERE company_id = (SELECT ${companyId}::uuid) AND notice_id = ANY(${[...messageIds]}::uuid[])
      RETURNING plan_id)
    UPDATE instalment_plan SET look_at = ${new Date(now)}
    WHERE company_id = (SELECT ${companyId}::uuid) AND id IN (SELECT plan_id FROM forgotten) AND state = 'RUNNING'`;
}
