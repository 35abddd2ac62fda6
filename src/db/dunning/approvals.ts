/** When approved messages may leave. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";

/**
 * Gives approved messages their moment: the first to each client now, or once the gap after its
 * last contact is over, the next ones a gap later each. They were proposed on different days, and a
 * person who approves them together must not make a burst of them. The announcement of an instalment keeps
 * its own moment: it is no contact of a scenario.
 */
export async function spreadApproved(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
  { now, gapHours }: { now: Instant; gapHours: number },
): Promise<void> {
  const ids = [...messageIds];
  const at = new Date(now);
  await tx.$executeRaw`
    WITH approved AS (
      SELECT id, client_id, row_number() OVER (PARTITION BY client_id ORDER BY created_at, id) - 1 AS before
      FROM message WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])
        AND kind IN ('REMINDER', 'ACCOUNT_STATEMENT')),
    latest AS (
      SELECT client_id, max(coalesce(sent_at, sending_at, greatest(created_at, due_at))) AS at
      FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id IN (SELECT client_id FROM approved)
        AND NOT id = ANY(${ids}::uuid[]) AND kind IN ('REMINDER', 'ACCOUNT_STATEMENT') AND bounced_at IS NULL
        AND state IN ('READY', 'SENDING', 'SENT', 'UNCERTAIN')
      GROUP BY client_id)
    UPDATE message m
    SET due_at = greatest(${at}::timestamptz, l.at + make_interval(hours => ${gapHours}::int))
                 + a.before * make_interval(hours => ${gapHours}::int)
    FROM approved a LEFT JOIN latest l ON l.client_id = a.client_id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = a.id`;
}
