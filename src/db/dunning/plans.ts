/** The cached decision of each open invoice, written many at a time. */
import type { Instant } from "@/domain/calendar";
import type { NextStep } from "@/domain/dunning/nextStep";
import { groupBy } from "@/domain/groupBy";
import type { Tx } from "../inCompany";
import { JsonList } from "../jsonList";
import { INVOICE_ROW, type InvoiceRow } from "./facts";

export interface PlanToSave {
  invoiceId: string;
  clientId: string;
  decision: NextStep;
}

/**
 * Writes decisions in one statement. A decision that runs now keeps the instant it was due at,
 * so that the age of the oldest due step can be watched.
 */
export async function savePlans(
  tx: Tx,
  companyId: string,
  plans: readonly PlanToSave[],
  now: Instant,
): Promise<void> {
  if (plans.length === 0) return;
  const reasons = new JsonList();
  const rows = plans.map(({ invoiceId, clientId, decision }) => ({
    invoice_id: invoiceId,
    client_id: clientId,
    kind: decision.kind,
    step_id: decision.kind === "STOP" ? null : (decision.step?.id ?? null),
    channel: decision.kind === "STOP" ? null : decision.channel,
    on_date: decision.kind === "WAIT" ? decision.on : null,
    due_at: dueAtOf(decision, now),
    reasons_at: reasons.placeOf(decision.reasons),
  }));
  await tx.$executeRaw`
    INSERT INTO dunning_plan (company_id, invoice_id, client_id, kind, step_id, channel, on_date, due_at, reasons, decided_at)
    SELECT ${companyId}::uuid, p.invoice_id, p.client_id, p.kind::plan_kind, p.step_id, p.channel::channel,
           p.on_date, p.due_at, ${reasons.text}::jsonb -> p.reasons_at, ${new Date(now)}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS p(
      invoice_id uuid, client_id uuid, kind text, step_id uuid, channel text, on_date date, due_at timestamptz, reasons_at int)
    ON CONFLICT (company_id, invoice_id) DO UPDATE SET
      client_id = excluded.client_id, kind = excluded.kind, step_id = excluded.step_id, channel = excluded.channel,
      on_date = excluded.on_date,
      due_at = CASE WHEN excluded.kind = 'RUN' AND dunning_plan.due_at < excluded.due_at
                    THEN dunning_plan.due_at ELSE excluded.due_at END,
      reasons = excluded.reasons, decided_at = excluded.decided_at`;
}

/** When the sweeper looks at this decision again; null when only a new fact can change it. */
export function dueAtOf(decision: NextStep, now: Instant): string | null {
  if (decision.kind === "RUN") return new Date(now).toISOString();
  if (decision.kind === "WAIT" && decision.at !== null) return new Date(decision.at).toISOString();
  return null;
}

/** One part of a company's clients among several equal ones, told apart by the last byte of their id. */
export interface Share {
  index: number;
  of: number;
}

/** Due invoices looked at for each client wanted. Where clients have more, a batch has fewer of them. */
const OLDEST_A_CLIENT = 2;

export interface DueClient {
  clientId: string;
  invoices: InvoiceRow[];
}

/**
 * Clients of this company with something due, oldest first, locked together with their due
 * invoices; another worker passes over them. Whole clients at a time, because contacts are
 * gathered by client.
 *
 * Lock order is client, then invoices by id, then plans: people's actions lock invoices before
 * plans as well, so nobody waits in a circle.
 */
export async function claimDueClients(
  tx: Tx,
  companyId: string,
  now: Instant,
  limit: number,
  share: Share,
): Promise<DueClient[]> {
  // The oldest invoices alone: a company with a hundred thousand due is not sorted again for each batch.
  // What another worker decided an instant ago may be among them: it is decided again, on facts that say so.
  const rows = await tx.$queryRaw<InvoiceRow[]>`
    WITH mine AS MATERIALIZED (
      SELECT id FROM client
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(
        SELECT client_id FROM (
          SELECT client_id, due_at FROM dunning_plan
          WHERE company_id = ${companyId}::uuid AND due_at <= ${new Date(now)}::timestamptz
            AND get_byte(uuid_send(client_id), 15) % ${share.of}::int = ${share.index}::int
          ORDER BY due_at LIMIT ${limit * OLDEST_A_CLIENT}::int) AS oldest
        GROUP BY client_id ORDER BY min(due_at), client_id LIMIT ${limit}::int))
      ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    SELECT ${INVOICE_ROW} FROM invoice i
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.status = 'OPEN' AND i.id = ANY (ARRAY(
      SELECT invoice_id FROM dunning_plan
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY (ARRAY(SELECT id FROM mine))
        AND due_at <= ${new Date(now)}::timestamptz))
    ORDER BY i.id FOR NO KEY UPDATE`;
  return [...groupBy(rows, (row) => row.clientId)].map(([clientId, invoices]) => ({ clientId, invoices }));
}

/** Forgets the decisions of invoices that are closed. */
export async function deletePlans(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM dunning_plan WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id = ANY(${[...invoiceIds]}::uuid[])`;
}
