/** What the planner knows of tables that grew at once, and what it chooses behind row-level security. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inCompany } from "@/db/inCompany";
import { refreshGrownStatistics } from "@/db/system/statistics";
import { runDueSteps } from "@/usecases/dunning/runDueSteps";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, tuesdayMorning } from "../support/fleet";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");

const STEPS = 1_500;
let behind: Behind;
let companyId = "";

beforeAll(async () => {
  behind = await Behind.open(database.url);
  // PostgreSQL looks at tables by itself now and then: here it looks when it is asked.
  for (const table of ["dunning_plan", "dunning_step"])
    await behind.rows(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  companyId = (await makeCompany(parisClock("2026-11-24"))).ctx.companyId;
  const now = tuesdayMorning();
  await addDueInvoices(behind, companyId, { count: STEPS, dueOn: "2026-11-20", now });
  while ((await runDueSteps(companyId, now)).clients > 0);
});

afterAll(() => behind.close());

const knownRows = async (table: string) => {
  const [row] = await behind.rows<{ rows: number }>(
    "SELECT reltuples::int AS rows FROM pg_class WHERE relname = $1",
    [table],
  );
  return row?.rows ?? -1;
};

interface PlanNode {
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

const removedRows = (node: PlanNode): number =>
  (node["Rows Removed by Filter"] ?? 0) +
  (node.Plans ?? []).reduce((sum, each) => sum + removedRows(each), 0);

describe("tables that grew at once", () => {
  it("are looked at when asked, and not again before they have grown as much once more", async () => {
    await inCompany(companyId, refreshGrownStatistics);
    expect(await knownRows("dunning_step")).toBe(STEPS);
    expect(await knownRows("dunning_plan")).toBe(STEPS);
    await behind.rows("UPDATE pg_class SET reltuples = 7 WHERE relname = 'dunning_step'");
    await inCompany(companyId, refreshGrownStatistics);
    expect(await knownRows("dunning_step")).toBe(7);
  });
});

describe("the steps of a few messages", () => {
  it("are found by their key, though every step is in one state and the whole company is known", async () => {
    await behind.rows("ANALYZE dunning_step");
    const messages = await behind.rows<{ id: string }>(
      "SELECT id FROM message WHERE company_id = $1 LIMIT 20",
      [companyId],
    );
    const ids = messages.map((row) => row.id);
    const removed = await inCompany(companyId, async (tx) => {
      const [row] = await tx.$queryRaw<{ "QUERY PLAN": [{ Plan: PlanNode }] }[]>`
        EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM dunning_step
        WHERE company_id = ${companyId}::uuid AND message_id = ANY(${ids}::uuid[]) AND state = 'DONE'`;
      return removedRows(row?.["QUERY PLAN"][0].Plan ?? {});
    });
    expect(removed).toBeLessThan(20);
  });
});
