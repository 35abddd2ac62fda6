/**
 * A company that is newer than the planner's statistics: what is looked up by keys is found by them,
 * and its thousands of rows are not read for each twenty messages.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dateSteps, wakePlans } from "@/db/dunning/deliveries";
import { loadDunningFacts } from "@/db/dunning/facts";
import { readMessageLines, readPastContacts } from "@/db/dunning/messageFacts";
import { commitToSend, leaseReady, type OutboxMessage, recordOutcomes } from "@/db/dunning/outbox";
import { readLeadingSteps } from "@/db/dunning/stepTexts";
import { readEarlierReminders } from "@/db/dunning/threads";
import { storeWritten } from "@/db/dunning/writtenMessages";
import { inCompany, type Tx } from "@/db/inCompany";
import { newId } from "@/db/values";
import { localDate } from "@/domain/calendar";
import { runDueSteps } from "@/usecases/dunning/runDueSteps";
import { createTestDatabase } from "../support/database";
import { addDueInvoices } from "../support/dueInvoices";
import { Behind, tuesdayMorning } from "../support/fleet";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");

/** Reminders of the company that the statistics know, and of the one that came after. */
const KNOWN = 2_500;
const NEW = 1_500;
const LOOKED_UP = 20;
const now = tuesdayMorning();
const lease = { token: newId(), now, untilMs: now + 60_000, limit: LOOKED_UP };
let behind: Behind;
let companyId = "";

async function companyWithReminders(count: number): Promise<string> {
  const { ctx } = await makeCompany(parisClock("2026-11-24"));
  await addDueInvoices(behind, ctx.companyId, { count, dueOn: "2026-11-20", now });
  while ((await runDueSteps(ctx.companyId, now)).clients > 0);
  return ctx.companyId;
}

beforeAll(async () => {
  behind = await Behind.open(database.url);
  await companyWithReminders(KNOWN);
  await behind.rows("ANALYZE");
  companyId = await companyWithReminders(NEW);
});

afterAll(() => behind.close());

/** Rows of the tables of contacts read by this connection since its statistics were last handed in. */
async function rowsRead(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ name: string; read: number }[]>`
    SELECT relname AS name, (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables
    WHERE relname IN ('message', 'message_invoice', 'dunning_step', 'dunning_plan', 'message_body')`;
  return new Map(rows.map(({ name, read }) => [name, read]));
}

/** What is done with a few messages, in the order of their way to the server. */
const MOVES: Record<string, (tx: Tx, leased: readonly OutboxMessage[]) => Promise<unknown>> = {
  "their lines": (tx, leased) => readMessageLines(tx, companyId, idsOf(leased)),
  "the steps they run": (tx, leased) => readLeadingSteps(tx, companyId, idsOf(leased)),
  "the reminders before them": (tx, leased) => readEarlierReminders(tx, companyId, idsOf(leased)),
  "the contacts of their invoices": (tx, leased) =>
    readPastContacts(tx, companyId, invoicesOf(leased), "Europe/Paris"),
  "their bytes": (tx, leased) => storeWritten(tx, companyId, lease.token, leased.map(written), now),
  "the commitment": (tx, leased) =>
    commitToSend(tx, companyId, { token: lease.token, mimeOf: new Map() }, leased, {
      now,
      leaseUntilMs: now + 60_000,
    }),
  "their outcome": (tx, leased) =>
    recordOutcomes(
      tx,
      companyId,
      lease.token,
      leased.map(({ id }) => ({
        id,
        state: "SENT",
        outcome: "250 Ok",
        dueAt: null,
        isUncounted: false,
        settledEmails: [],
        unservedEmails: [],
      })),
      now,
    ),
  "the day of their steps": (tx, leased) => dateSteps(tx, companyId, idsOf(leased), localDate("2026-11-24")),
  "the next decision of their invoices": (tx, leased) => wakePlans(tx, companyId, idsOf(leased), now),
  "the facts of their invoices": (tx, leased) =>
    loadDunningFacts(tx, companyId, invoicesOf(leased), now, false),
};

const idsOf = (leased: readonly OutboxMessage[]) => leased.map((message) => message.id);
const invoicesOf = (leased: readonly OutboxMessage[]) =>
  leased.flatMap((message) => message.invoices.map((invoice) => invoice.id));

function written({ id, invoices }: OutboxMessage) {
  const figures = { balanceCents: 1n, penaltyCents: 0n, indemnityCents: 0n };
  return {
    id,
    subject: "Votre facture",
    claimedCents: 1n,
    mime: Buffer.from(`Message ${id}`),
    mimeSha256: id,
    messageIdHeader: `<${id}@dument.example>`,
    fromEmail: "relances@dument.example",
    invoices: invoices.map((invoice) => ({ invoiceId: invoice.id, ...figures })),
  };
}

describe("twenty messages of a company newer than the statistics", () => {
  it("are leased, written, committed and recorded without reading the others", async () => {
    const read = await inCompany(companyId, async (tx) => {
      const tables = new Map<string, number>();
      let before = await rowsRead(tx);
      const note = async (move: string) => {
        const after = await rowsRead(tx);
        for (const [table, count] of after) tables.set(`${move}: ${table}`, count - (before.get(table) ?? 0));
        before = after;
      };
      const leased = await leaseReady(tx, companyId, lease);
      expect(leased).toHaveLength(LOOKED_UP);
      await note("their lease");
      for (const [name, move] of Object.entries(MOVES)) {
        await move(tx, leased);
        await note(name);
      }
      return tables;
    });
    expect(Math.max(...read.values())).toBeGreaterThanOrEqual(LOOKED_UP);
    // The keys of new bytes are checked by a statement of PostgreSQL's own, planned as it likes.
    read.delete("their bytes: message");
    expect([...read].filter(([, count]) => count > NEW / 2)).toEqual([]);
  });
});

describe("a statement that looks rows up by a list of keys", () => {
  it("asks for the company in a way that the planner does not see beforehand", () => {
    const folder = join(import.meta.dirname, "../../src/db");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("generated"),
    );
    const byKeys = files.flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/(?:queryRaw|executeRaw)[^`]*`[^`]*`/g)]
        .map(([statement]) => ({ file, statement }))
        .filter(({ statement }) => /= ANY ?\(\$\{[^}]*\}::uuid\[\]\)/.test(statement)),
    );
    expect(byKeys.length).toBeGreaterThan(40);
    expect(byKeys.filter(({ statement }) => /_id = \$\{companyId\}/.test(statement))).toEqual([]);
  });
});
