/** Who a scenario applies to: clients that chose it, and the others for the default one. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";

export interface ScenarioUsage {
  clientCount: number;
  openCount: number;
  openCents: bigint;
}

/** Clients that are not archived, and their open invoices, for each scenario of the company. */
export async function readScenarioUsage(tx: Tx, companyId: string): Promise<Map<string, ScenarioUsage>> {
  const rows = await tx.$queryRaw<(ScenarioUsage & { scenarioId: string })[]>`
    WITH applied AS (
      SELECT c.id AS client_id, coalesce(c.scenario_id, d.id) AS scenario_id, c.archived_at IS NULL AS is_active
      FROM client c LEFT JOIN scenario d ON d.company_id = c.company_id AND d.is_default
      WHERE c.company_id = ${companyId}::uuid),
    owed AS (
      SELECT client_id, count(*) AS count, sum(balance_cents) AS cents FROM invoice
      WHERE company_id = ${companyId}::uuid AND status = 'OPEN' GROUP BY client_id)
    SELECT a.scenario_id AS "scenarioId", count(*) FILTER (WHERE a.is_active)::int AS "clientCount",
           coalesce(sum(o.count), 0)::int AS "openCount", coalesce(sum(o.cents), 0)::bigint AS "openCents"
    FROM applied a LEFT JOIN owed o ON o.client_id = a.client_id
    WHERE a.scenario_id IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ scenarioId, ...usage }) => [scenarioId, usage]));
}

export interface PreviewInvoice {
  id: string;
  number: string;
  clientId: string;
  clientName: string;
  dueOn: LocalDate;
}

/** Open invoices a scenario applies to, oldest due date first, to read its texts on. */
export async function readPreviewInvoices(
  tx: Tx,
  companyId: string,
  scenarioId: string,
  limit: number,
): Promise<PreviewInvoice[]> {
  const rows = await tx.$queryRaw<(Omit<PreviewInvoice, "dueOn"> & { dueOn: string })[]>`
    SELECT i.id, i.number, i.client_id AS "clientId", c.name AS "clientName", i.due_on::text AS "dueOn"
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    LEFT JOIN scenario d ON d.company_id = i.company_id AND d.is_default
    WHERE i.company_id = ${companyId}::uuid AND i.status = 'OPEN'
      AND coalesce(c.scenario_id, d.id) = ${scenarioId}::uuid
    ORDER BY i.due_on, i.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, dueOn: localDate(row.dueOn) }));
}
