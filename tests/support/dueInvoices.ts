/** Many clients with one due invoice each, made quickly: the worker's food in fault tests and benches. */
import { randomUUID } from "node:crypto";
import { inCompany } from "@/db/inCompany";
import { refreshStatistics } from "@/db/system/statistics";
import type { Instant } from "@/domain/calendar";
import { planInvoices } from "@/usecases/dunning/planInvoices";
import type { Behind } from "./fleet";

const MANY = 1_000;

/**
 * Adds `count` clients with one invoice due on `dueOn`, and plans them at `now`.
 *
 * @returns ids of the invoices
 */
export async function addDueInvoices(
  behind: Behind,
  companyId: string,
  options: { count: number; dueOn: string; now: Instant; domain?: string; prefix?: string },
): Promise<string[]> {
  const { count, dueOn, now, domain = "clients.example", prefix = randomUUID().slice(0, 8) } = options;
  await behind.rows(
    `INSERT INTO client (company_id, id, kind, name, created_at)
     SELECT $1::uuid, gen_random_uuid(), 'B2B', 'Client ' || $3 || ' ' || n, now() FROM generate_series(1, $2::int) n`,
    [companyId, count, prefix],
  );
  // Foreign keys are looked up as the statistics advise: those of an empty table would read it whole each time.
  if (count >= MANY) await behind.rows("ANALYZE client");
  const rows = await behind.rows<{ id: string }>(
    `WITH numbered AS (
       SELECT id, row_number() OVER (ORDER BY name) AS n FROM client
       WHERE company_id = $1::uuid AND name LIKE 'Client ' || $4 || ' %'),
     new_contact AS (
       INSERT INTO contact (company_id, id, client_id, role, email)
       SELECT $1::uuid, gen_random_uuid(), id, 'BILLING', 'compta-' || $4 || '-' || n || '@' || $3 FROM numbered)
     INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
     SELECT $1::uuid, gen_random_uuid(), id, $4 || '-' || n, $2::date - 30, $2::date, 100000 + n, 100000 + n, 'CSV', now()
     FROM numbered RETURNING id`,
    [companyId, dueOn, domain, prefix],
  );
  const ids = rows.map((row) => row.id);
  // As an import does once it has written as many lines.
  if (count >= MANY) await inCompany(companyId, refreshStatistics);
  await inCompany(companyId, (tx) => planInvoices(tx, companyId, ids, now), { timeoutMs: 120_000 });
  return ids;
}
