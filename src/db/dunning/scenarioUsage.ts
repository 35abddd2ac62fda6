/** Who a scenario applies to: clients that chose it, and the others for the default one. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { ScenarioRule } from "@/domain/dunning/scenarioRule";
import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";
import { applyingTables, clientScenario, invoiceScenario } from "./appliedScenario";

export interface ScenarioUsage {
  clientCount: number;
  openCount: number;
  openCents: bigint;
}

/** Clients that are not archived, and open invoices, that each scenario of the company applies to. */
export async function readScenarioUsage(
  tx: Tx,
  companyId: string,
  rules: readonly ScenarioRule[],
  today: LocalDate,
): Promise<Map<string, ScenarioUsage>> {
  const tables = applyingTables(companyId, rules, today);
  const clients = await tx.$queryRaw<{ scenarioId: string; count: number }[]>`
    SELECT ${clientScenario(rules)} AS "scenarioId", count(*)::int AS count
    FROM client c ${tables}
    WHERE c.company_id = ${companyId}::uuid AND c.archived_at IS NULL GROUP BY 1`;
  const invoices = await tx.$queryRaw<{ scenarioId: string; count: number; cents: bigint }[]>`
    SELECT ${invoiceScenario(rules)} AS "scenarioId", count(*)::int AS count, sum(i.balance_cents)::bigint AS cents
    FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id ${tables}
    WHERE i.company_id = ${companyId}::uuid AND i.status = 'OPEN' GROUP BY 1`;
  const usage = new Map<string, ScenarioUsage>();
  for (const { scenarioId, count } of clients) {
    usage.set(scenarioId, { clientCount: count, openCount: 0, openCents: 0n });
  }
  for (const { scenarioId, count, cents } of invoices) {
    const clientCount = usage.get(scenarioId)?.clientCount ?? 0;
    usage.set(scenarioId, { clientCount, openCount: count, openCents: cents });
  }
  return usage;
}

export interface PreviewInvoice {
  id: string;
  number: string;
  clientId: string;
  clientName: string;
  dueOn: LocalDate;
}

/** Open invoices a scenario applies to (null: all), oldest due date first, to read its texts on. */
export async function readPreviewInvoices(
  tx: Tx,
  companyId: string,
  scenarioId: string | null,
  scope: { rules: readonly ScenarioRule[]; today: LocalDate; limit: number },
): Promise<PreviewInvoice[]> {
  const { rules, today, limit } = scope;
  const follows =
    scenarioId === null ? Prisma.sql`true` : Prisma.sql`${invoiceScenario(rules)} = ${scenarioId}::uuid`;
  const rows = await tx.$queryRaw<(Omit<PreviewInvoice, "dueOn"> & { dueOn: string })[]>`
    SELECT i.id, i.number, i.client_id AS "clientId", c.name AS "clientName", i.due_on::text AS "dueOn"
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    ${applyingTables(companyId, rules, today)}
    WHERE i.company_id = ${companyId}::uuid AND i.status = 'OPEN'
      AND ${follows}
    ORDER BY i.due_on, i.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, dueOn: localDate(row.dueOn) }));
}

/** Open invoices a scenario applies to, without those that keep a version of their own. */
export async function readFollowingInvoices(
  tx: Tx,
  companyId: string,
  scenarioId: string,
  scope: { rules: readonly ScenarioRule[]; today: LocalDate; limit: number },
): Promise<string[]> {
  const { rules, today, limit } = scope;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    ${applyingTables(companyId, rules, today)}
    WHERE i.company_id = ${companyId}::uuid AND i.status = 'OPEN'
      AND ${invoiceScenario(rules)} = ${scenarioId}::uuid
      AND NOT EXISTS (SELECT 1 FROM scenario_choice k WHERE k.company_id = i.company_id AND k.invoice_id = i.id)
    ORDER BY i.due_on, i.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
