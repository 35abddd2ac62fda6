/** Warnings about the end of the limitation that nobody has read yet, in one company or in many. */
import type { LocalDate } from "@/domain/calendar";
import { type LimitationAlert, limitationAlert } from "@/domain/legal/limitationAlert";
import { limitationPeriod } from "@/domain/legal/limitationPeriod";
import type { Tx } from "../inCompany";
import { noticeKey, readLimitationFiles, readSeenNotices } from "./limitation";

export interface UnreadAlert extends LimitationAlert {
  companyId: string;
  invoiceId: string;
  clientId: string;
}

/** Invoices of a company whose end may be near; beyond, the oldest are shown first. */
const MAX_NEAR = 300;

interface NearRow {
  companyId: string;
  id: string;
  clientId: string;
}

/**
 * Open invoices that may be within a year of their limitation, oldest first. Wider than the law: what
 * interrupted the period is looked at afterwards. Every page counts them: only the oldest invoices
 * are read, and transports, whose year runs from their first day, by their rule.
 */
async function readInvoicesNearLimitation(
  tx: Tx,
  days: readonly { companyId: string; today: LocalDate }[],
): Promise<NearRow[]> {
  return tx.$queryRaw<NearRow[]>`
    SELECT s.company_id AS "companyId", near.id, near.client_id AS "clientId"
    FROM unnest(${days.map((day) => day.companyId)}::uuid[], ${days.map((day) => day.today)}::date[]) AS s(company_id, today)
    CROSS JOIN LATERAL (
      SELECT i.id, i.client_id, coalesce(i.performed_on, i.issued_on) AS started_on
      FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
      WHERE i.company_id = s.company_id AND i.status = 'OPEN'
        AND coalesce(i.performed_on, i.issued_on) <= s.today - interval '1 year'
        AND coalesce(i.performed_on, i.issued_on) <= s.today - CASE c.kind
              WHEN 'B2C' THEN interval '1 year' WHEN 'PUBLIC' THEN interval '3 years' ELSE interval '4 years' END
      UNION
      SELECT i.id, i.client_id, coalesce(i.performed_on, i.issued_on)
      FROM limitation_rule r JOIN invoice i ON i.company_id = r.company_id AND i.id = r.invoice_id
      WHERE r.company_id = s.company_id AND r.is_transport_of_goods AND i.status = 'OPEN'
        AND coalesce(i.performed_on, i.issued_on) <= s.today
      ORDER BY started_on, id LIMIT ${MAX_NEAR}) near`;
}

/**
 * The warnings of these companies, each on its own day. What a person has read comes back at the
 * next threshold.
 */
export async function readUnreadAlerts(
  tx: Tx,
  days: readonly { companyId: string; today: LocalDate }[],
): Promise<UnreadAlert[]> {
  if (days.length === 0) return [];
  const near = await readInvoicesNearLimitation(tx, days);
  const alerts: UnreadAlert[] = [];
  for (const { companyId, today } of days) {
    const rows = near.filter((row) => row.companyId === companyId);
    if (rows.length === 0) continue;
    const ids = rows.map(({ id }) => id);
    const files = await readLimitationFiles(tx, companyId, ids);
    const seen = await readSeenNotices(tx, companyId, ids);
    for (const { id, clientId } of rows) {
      const file = files.get(id);
      const alert = file && limitationAlert(limitationPeriod(file.facts), today);
      if (!alert || seen.has(noticeKey(id, alert.lastDayOn, alert.months))) continue;
      alerts.push({ companyId, invoiceId: id, clientId, ...alert });
    }
  }
  return alerts;
}
