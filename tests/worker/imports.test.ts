/** Imports in the real worker: killed and taken up again, and never in the way of a reminder. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, killWorkers, startWorker, tuesdayMorning, until } from "../support/fleet";
import { launchImport, manyLines } from "../support/imports";
import { type SmtpSink, startSmtpSink } from "../support/smtpSink";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");

const LINES = 3_000;
const LIMIT_MS = 240_000;
/** Longer than the lease of an import. */
const AFTER_LEASE_MS = 5 * 60_000;

let behind: Behind;
let sink: SmtpSink;
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  behind = await Behind.open(database.url);
  sink = await startSmtpSink({ isDurable: false });
}, LIMIT_MS);

beforeEach(async () => {
  await behind.setClock(tuesdayMorning());
  world = await makeCompany(parisClock("2026-11-24"));
}, LIMIT_MS);

afterEach(() => killWorkers());

afterAll(async () => {
  await sink.close();
  await behind.close();
});

const worker = (failpoint?: string) =>
  startWorker({ databaseUrl: database.url, smtpPort: sink.port, ...(failpoint && { failpoint }) });

interface ImportRow {
  state: string;
  done: number;
  created: number;
  isUndone: boolean;
}

async function stateOf(importId: string): Promise<ImportRow | undefined> {
  const [row] = await behind.rows<ImportRow>(
    `SELECT state::text, done_lines AS done, created_count AS created, undone_at IS NOT NULL AS "isUndone"
     FROM invoice_import WHERE id = $1`,
    [importId],
  );
  return row;
}

async function invoicesBy(status: string): Promise<number> {
  const [row] = await behind.rows<{ count: number }>(
    "SELECT count(*)::int AS count FROM invoice WHERE company_id = $1 AND status = $2::invoice_status",
    [world.ctx.companyId, status],
  );
  return row?.count ?? 0;
}

const isDone = (importId: string) =>
  until("the import is over", async () => (await stateOf(importId))?.state === "DONE", LIMIT_MS);

describe("a worker that dies in the middle", () => {
  it(
    "is followed by another, which ends the import: every line once",
    async () => {
      // Nothing may be sent for these old invoices meanwhile: they could not be taken back.
      const pause = (at: string) =>
        behind.rows(`UPDATE company SET paused_at = ${at} WHERE id = $1`, [world.ctx.companyId]);
      await pause("now()");
      const importId = await launchImport(world.ctx, manyLines(LINES));
      const doomed = await worker("import_before_commit:2");
      expect(await doomed.ended).toBe("SIGKILL");
      expect(await stateOf(importId)).toMatchObject({ state: "RUNNING", done: 1_000, created: 1_000 });
      await behind.moveClock(AFTER_LEASE_MS);
      const healthy = await worker();
      await isDone(importId);
      expect(await stateOf(importId)).toMatchObject({ done: LINES, created: LINES });
      expect(await invoicesBy("OPEN")).toBe(LINES);

      await askImportUndo(world.ctx, importId, false);
      await until("it is undone", async () => (await stateOf(importId))?.isUndone === true, LIMIT_MS);
      expect(await invoicesBy("CANCELLED")).toBe(LINES);
      await pause("NULL");
      healthy.kill("SIGTERM");
      expect(await healthy.ended).toBe(0);
    },
    LIMIT_MS,
  );
});

describe("while an import is under way", () => {
  it(
    "reminders leave, and a worker asked to stop gives it back",
    async () => {
      const { companyId } = world.ctx;
      const importId = await launchImport(world.ctx, manyLines(LINES));
      // Whoever imports takes this lock first: the import waits for as long as it is held.
      const holder = await Behind.open(database.url);
      await holder.rows("BEGIN");
      await holder.rows("SELECT 1 FROM company WHERE id = $1 FOR NO KEY UPDATE", [companyId]);
      const one = await worker();
      await until("the import waits", async () => {
        const rows = await behind.rows("SELECT 1 FROM pg_locks WHERE NOT granted");
        return rows.length > 0;
      });
      await addDueInvoices(behind, companyId, { count: 3, dueOn: "2026-11-20", now: tuesdayMorning() });
      await until("the reminders arrive", async () => sink.messages().length === 3, LIMIT_MS);
      expect(await stateOf(importId)).toMatchObject({ state: "QUEUED", done: 0 });

      await holder.rows("COMMIT");
      await holder.close();
      await until("the import goes on", async () => ((await stateOf(importId))?.done ?? 0) > 0, LIMIT_MS);
      one.kill("SIGTERM");
      expect(await one.ended).toBe(0);
      const left = await stateOf(importId);
      expect(["QUEUED", "DONE"]).toContain(left?.state);
      await worker();
      await isDone(importId);
      expect(await invoicesBy("OPEN")).toBe(LINES + 3);
    },
    LIMIT_MS,
  );
});

it(
  "does not wait until everything that has passed its time is forgotten",
  async () => {
    await behind.rows(
      "INSERT INTO form_key (company_id, key, fields_sha256, used_at) VALUES ($1, gen_random_uuid(), '', now() - interval '31 days')",
      [world.ctx.companyId],
    );
    await behind.rows("DELETE FROM heartbeat WHERE name = 'forget-old-traces'");
    // Whoever forgets it waits for as long as this lock is held.
    const holder = await Behind.open(database.url);
    await holder.rows("BEGIN");
    await holder.rows("SELECT 1 FROM form_key FOR UPDATE");
    const one = await worker();
    await until("what forgets waits", async () => {
      const rows = await behind.rows("SELECT 1 FROM pg_locks WHERE NOT granted");
      return rows.length > 0;
    });
    const importId = await launchImport(world.ctx, manyLines(10));
    await isDone(importId);
    expect(await behind.rows("SELECT 1 FROM pg_locks WHERE NOT granted")).not.toEqual([]);
    await holder.rows("COMMIT");
    await holder.close();
    one.kill("SIGTERM");
    expect(await one.ended).toBe(0);
  },
  LIMIT_MS,
);
