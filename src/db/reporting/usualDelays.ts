/** How late clients usually pay: see domain/reporting/paymentHabits. */
import { addDays, type LocalDate } from "@/domain/calendar";
import { HABIT_DAYS } from "@/domain/reporting/paymentHabits";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

/**
 * One row a settled invoice, with the days from its due date to the last payment of its principal. Only
 * payments that stand count; an invoice settled by a credit note alone tells nothing.
 */
export function settledDelays(
  companyId: string,
  today: LocalDate,
  clientIds: readonly string[] | null,
): Prisma.Sql {
  const only = clientIds ? Prisma.sql`AND p.client_id = ANY(${[...clientIds]}::uuid[])` : Prisma.empty;
  return Prisma.sql`
    SELECT i.client_id, max(p.received_on) - i.due_on AS delay
    FROM payment p
    JOIN allocation a ON a.company_id = p.company_id AND a.payment_id = p.id AND a.amount_cents > 0
    JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
    WHERE p.company_id = ${companyId}::uuid AND i.status = 'PAID' ${only}
      AND p.received_on > ${addDays(today, -HABIT_DAYS)}::date AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id)
    GROUP BY i.company_id, i.id`;
}

/** Median delay of each of these clients, in days; those without a settled invoice are absent. */
export async function readUsualDelays(
  tx: Tx,
  companyId: string,
  today: LocalDate,
  clientIds: readonly string[],
): Promise<Map<string, number>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ clientId: string; days: number }[]>`
    SELECT client_id AS "clientId", percentile_disc(0.5) WITHIN GROUP (ORDER BY delay)::int AS days
    FROM (${settledDelays(companyId, today, clientIds)}) settled GROUP BY client_id`;
  return new Map(rows.map((row) => [row.clientId, row.days]));
}
