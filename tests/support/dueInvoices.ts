/** Many clients with one due invoice each, made quickly: the worker's food in fault tests and benches. */
import { randomUUID } from "node:crypto";
import { inCompany } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";
import { planInvoices } from "@/usecases/dunning/planInvoices";
import type { Behind } from "./fleet";

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
  const rows = await behind.rows<{ id: string }>(
    `WITH new_client AS (
       INSERT INTO client (company_id, id, kind, name, created_at)
       SELECT $1::uuid, gen_random_uuid(), 'B2B', 'Client ' || $5 || ' ' || n, now() FROM generate_series(1, $2::int) n
       RETURNING id, name),
     numbered AS (SELECT id, row_number() OVER (ORDER BY name) AS n FROM new_client),
     new_contact AS (
       INSERT INTO contact (company_id, id, client_id, role, email)
       SELECT $1::uuid, gen_random_uuid(), id, 'BILLING', 'compta-' || $5 || '-' || n || '@' || $4 FROM numbered)
     INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
     SELECT $1::uuid, gen_random_uuid(), id, $5 || '-' || n, $3::date - 30, $3::date, 100000 + n, 100000 + n, 'CSV', now()
     FROM numbered RETURNING id`,
    [companyId, count, dueOn, domain, prefix],
  );
  const ids = rows.map((row) => row.id);
  await inCompany(companyId, (tx) => planInvoices(tx, companyId, ids, now), { timeoutMs: 120_000 });
  return ids;
}
