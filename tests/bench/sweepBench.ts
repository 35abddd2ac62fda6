/** (a) Finding what is due among 500 000 open invoices, 1 % due, against the same raw SQL. */
import pg from "pg";
import { type BenchLine, median, sideBySide, spread } from "./measure";
import { asOwner, type BenchWorld } from "./world";

const INVOICES = 500_000;
const COMPANIES = 50;

export async function sweepBench(world: BenchWorld): Promise<BenchLine> {
  const { dueCompanies } = await import("@/usecases/dunning/dueCompanies");
  const { inCompany } = await import("@/db/inCompany");
  const { claimDueClients } = await import("@/db/dunning/plans");
  const now = Date.now();
  await fill(world, now);
  const clock = { now: () => now };
  const raw = new pg.Client({ connectionString: world.url });
  await raw.connect();
  const found = { ours: 0, raw: 0 };
  const result = await sideBySide(
    7,
    async () => {
      found.ours = 0;
      for (const companyId of await dueCompanies(clock).steps()) {
        // Claims as the worker does, locks included, and lets go.
        const clients = await inCompany(companyId, (tx) =>
          claimDueClients(tx, companyId, now, 1_000, { index: 0, of: 1 }),
        );
        found.ours += clients.reduce((sum, client) => sum + client.invoices.length, 0);
      }
    },
    async () => {
      const rows = await raw.query(
        `SELECT company_id, client_id, invoice_id FROM dunning_plan WHERE due_at <= $1 ORDER BY company_id, due_at`,
        [new Date(now)],
      );
      await raw.query("BEGIN");
      await raw.query(
        `SELECT 1 FROM client c JOIN (SELECT DISTINCT company_id, client_id FROM dunning_plan WHERE due_at <= $1) d
           ON d.company_id = c.company_id AND d.client_id = c.id FOR NO KEY UPDATE OF c SKIP LOCKED`,
        [new Date(now)],
      );
      await raw.query(
        `SELECT 1 FROM invoice i JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id
         WHERE p.due_at <= $1 FOR NO KEY UPDATE OF i`,
        [new Date(now)],
      );
      await raw.query("COMMIT");
      found.raw = rows.rows.length;
    },
  );
  await raw.end();
  if (found.ours !== found.raw) throw new Error(`the sweep found ${found.ours}, raw SQL ${found.raw}`);
  const ratio = median(result.ratios);
  return {
    name: `(a) sweep: ${found.ours} due of ${INVOICES} open invoices, ${COMPANIES} companies, claimed and locked`,
    ours: spread(result.ours),
    limit: `${spread(result.limit)} raw SQL`,
    ratio: `${ratio.toFixed(2)} (aim ≤ 2)`,
    isReached: ratio <= 2,
  };
}

async function fill(world: BenchWorld, now: number): Promise<void> {
  await asOwner(
    world.url,
    `INSERT INTO company (id, slug, legal_name, legal_form, siren, street, postcode, city, email, signatory_name, reply_to_email, created_at)
     SELECT gen_random_uuid(), 'bench-a-' || n, 'Bench ' || n, 'SARL', '501826473', 'rue', '44000', 'Nantes', 'a@a.example', 'A', 'a@a.example', now()
     FROM generate_series(1, ${COMPANIES}) n`,
    `INSERT INTO client (company_id, id, kind, name, created_at)
     SELECT c.id, gen_random_uuid(), 'B2B', 'Client ' || n, now() FROM company c, generate_series(1, 1000) n WHERE c.slug LIKE 'bench-a-%'`,
    `INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
     SELECT k.company_id, gen_random_uuid(), k.id, k.id || '-' || n, current_date - 60, current_date - 30 + (n % 60), 120000, 120000, 'CSV', now()
     FROM client k JOIN company c ON c.id = k.company_id AND c.slug LIKE 'bench-a-%', generate_series(1, ${INVOICES / COMPANIES / 1000}) n`,
    `INSERT INTO dunning_plan (company_id, invoice_id, client_id, kind, on_date, due_at, reasons, decided_at)
     SELECT company_id, id, client_id, 'WAIT', current_date,
            to_timestamp(${now / 1000}) + CASE WHEN row_number() OVER (ORDER BY id) % 100 = 0 THEN interval '-1 hour' ELSE interval '5 days' END,
            '[]', now()
     FROM invoice WHERE company_id IN (SELECT id FROM company WHERE slug LIKE 'bench-a-%')`,
    "ANALYZE",
  );
}
