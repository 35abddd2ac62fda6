/** The demonstration: what it shows, that it is the same for the same day, and that its companies see only themselves. */
import { beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase({ DUMENT_DEMO: "1" });
const { seedDemonstration } = await import("../../prisma/seed/seedDemonstration");
const { clearUnfinished } = await import("../../prisma/seed/clearUnfinished");
const { SCENARIOS } = await import("../../prisma/seed/scenarios");
const { demoGround } = await import("@/db/system/demoClock");
const { isDemonstration } = await import("@/context/clock");
const { inCompany } = await import("@/db/inCompany");
const { verifyJournal } = await import("@/db/system/journal");
const { readToday } = await import("@/usecases/reporting/readToday");

/** A Wednesday at the end of the working day: what was to leave today has left. */
const NOW = instantOf(localDate("2026-11-18"), 17 * 60, "Europe/Paris");

type Row = Record<string, unknown>;

/** The whole story, without ids and without the hour each client's messages leave at. */
async function story(): Promise<Row[]> {
  return asOwner<Row>(
    database,
    `SELECT i.number, i.status::text, i.balance_cents::text, i.due_on::text, c.name,
       (SELECT string_agg(s.offset_days || ' ' || s.channel || ' ' || s.state || ' ' || s.executed_on, ', ' ORDER BY s.offset_days)
        FROM dunning_step s WHERE s.company_id = i.company_id AND s.invoice_id = i.id) AS steps,
       (SELECT string_agg(h.kind || ' ' || coalesce(h.until_on::text, 'open'), ', ' ORDER BY h.started_on)
        FROM hold h WHERE h.company_id = i.company_id AND h.invoice_id = i.id) AS holds,
       (SELECT string_agg(a.kind || ' ' || a.state || ' ' || coalesce(a.on_date::text, ''), ', ' ORDER BY a.created_at)
        FROM answer a JOIN answer_invoice ai ON ai.company_id = a.company_id AND ai.answer_id = a.id
        WHERE ai.company_id = i.company_id AND ai.invoice_id = i.id) AS answers,
       p.kind::text AS next, p.on_date::text AS "nextOn"
     FROM invoice i JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
     LEFT JOIN dunning_plan p ON p.company_id = i.company_id AND p.invoice_id = i.id
     ORDER BY i.company_id = (SELECT id FROM company WHERE slug = 'atelier-brisset') DESC, i.number`,
  );
}

async function counts(sql: string): Promise<Record<string, number>> {
  const rows = await asOwner<{ state: string; count: number }>(database, sql);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

let mails: Awaited<ReturnType<typeof seedDemonstration>>["mails"] = [];
let first: Row[] = [];

beforeAll(async () => {
  expect(await demoGround()).toBe("empty");
  ({ mails } = await seedDemonstration(NOW));
  first = await story();
}, 180_000);

describe("the demonstration", () => {
  it("marks its database, and only when it is whole", async () => {
    expect(await demoGround()).toBe("taken");
    expect(await isDemonstration()).toBe(true);
  });

  it("has about 150 invoices in every state", async () => {
    expect(first.length).toBeGreaterThanOrEqual(140);
    const states = await counts(
      "SELECT status::text AS state, count(*)::int AS count FROM invoice GROUP BY 1",
    );
    expect(Object.keys(states).sort()).toEqual(["CANCELLED", "OPEN", "PAID", "WRITTEN_OFF"]);
    const [rest] = await asOwner<Record<string, number>>(
      database,
      `SELECT count(*) FILTER (WHERE status = 'OPEN' AND balance_cents < total_cents)::int AS "partlyPaid",
              count(*) FILTER (WHERE status = 'OPEN' AND due_on > '2026-11-18')::int AS upcoming,
              (SELECT count(*)::int FROM credit_note) AS credits,
              (SELECT count(*)::int FROM document WHERE kind = 'INVOICE') AS documents
       FROM invoice`,
    );
    expect(rest?.partlyPaid).toBeGreaterThanOrEqual(3);
    expect(rest?.upcoming).toBeGreaterThanOrEqual(15);
    expect(rest?.credits).toBe(2);
    expect(rest?.documents).toBeGreaterThan(100);
  });

  it("has a bank statement with a movement in every state, which keeps nothing else from leaving", async () => {
    const matches = await counts(
      "SELECT kind::text AS state, count(*)::int AS count FROM bank_match GROUP BY 1",
    );
    expect(matches).toEqual({ KNOWN: 2, SET_ASIDE: 1 });
    const [rest] = await asOwner<Record<string, number>>(
      database,
      `SELECT (SELECT count(*)::int FROM bank_line) AS lines, (SELECT count(*)::int FROM hold WHERE kind = 'BANK_LINE') AS held,
              (SELECT count(*)::int FROM hold b JOIN hold d ON d.invoice_id = b.invoice_id AND d.kind = 'DECLARATION'
               WHERE b.kind = 'BANK_LINE' AND d.ended_at IS NULL) AS "alsoDeclared"`,
    );
    expect(rest).toEqual({ lines: 10, held: 1, alsoDeclared: 1 });
  });

  it("shows every kind of decision to the freelance", async () => {
    const [company] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM company WHERE slug = 'atelier-brisset'",
    );
    const ctx = {
      companyId: company?.id ?? "",
      actor: { kind: "system" } as const,
      clock: { now: () => NOW },
      bell: { ring: async () => undefined },
    };
    const today = await readToday(ctx, "Hélène Brisset");
    const names = (items: readonly { clientName: string }[]) => items.map((item) => item.clientName).sort();
    expect(names(today.calls)).toEqual(
      expect.arrayContaining([
        "Brasserie du Canal",
        "Fleurs Amaryllis",
        "Studio Nord-Ouest",
        "Transports Maurel",
      ]),
    );
    // Two to approve, one to post, and two whose deadline has passed without an answer.
    expect(names(today.letters)).toEqual([
      "Boulangerie Thomazeau",
      "Café de la Loire",
      "Conserverie Le Guen",
      "Maison Tavernier",
      "Menuiserie Abgrall",
    ]);
    expect(today.letters.every((letter) => letter.problem === null)).toBe(true);
    expect(names(today.declarations)).toEqual(["Imprimerie Dorval", "Pharmacie des Halles"]);
    expect(names(today.disputes)).toEqual(["Groupe Pélican"]);
    expect(names(today.brokenPromises)).toEqual(["Hôtel des Carmes"]);
    expect(names(today.uncertain)).toEqual(["Cabinet Vasseur"]);
    expect(names(today.failed)).toEqual(["Optique Graslin"]);
    expect(names(today.refusedAddresses)).toEqual(["Fleurs Amaryllis"]);
    expect(names(today.leavingToday)).toEqual(
      expect.arrayContaining([
        "Agence Mirabelle",
        "Clinique du Val d’Erdre",
        "Garage Pennec",
        "Librairie Ombeline",
      ]),
    );
    expect(today.nextDays.length).toBeGreaterThanOrEqual(3);
    expect(names(today.held)).toEqual(
      expect.arrayContaining(["Groupe Pélican", "Mairie de Saint-Aubin", "SCI Bellerive"]),
    );
  });

  it("has letters at each stage of the post", async () => {
    const states = await counts("SELECT state::text AS state, count(*)::int AS count FROM letter GROUP BY 1");
    expect(Object.keys(states)).toEqual(
      expect.arrayContaining(["TO_APPROVE", "TO_POST", "POSTED", "PRESENTED", "DELIVERED", "RETURNED"]),
    );
  });

  it("keeps one company in safe mode, with messages waiting", async () => {
    const safe = await asOwner<{ slug: string }>(database, "SELECT slug FROM company WHERE safe_mode");
    expect(safe.map((row) => row.slug)).toEqual(["laboratoire-oceane"]);
    const [waiting] = await asOwner<{ count: number }>(
      database,
      "SELECT count(*)::int AS count FROM message WHERE state = 'AWAITING_APPROVAL'",
    );
    expect(waiting?.count).toBeGreaterThanOrEqual(2);
  });

  it("gives the accountant its three companies, and no other", async () => {
    const rows = await asOwner<{ slug: string }>(
      database,
      "SELECT c.slug FROM mandate m JOIN company c ON c.id = m.company_id ORDER BY 1",
    );
    expect(rows.map((row) => row.slug)).toEqual([
      "charpentes-le-floc-h",
      "laboratoire-oceane",
      "primeurs-gwenn",
    ]);
  });

  it("hands every message that left to the mailbox, oldest first", async () => {
    const [sent] = await asOwner<{ count: number }>(
      database,
      "SELECT count(*)::int AS count FROM message WHERE state = 'SENT'",
    );
    expect(mails).toHaveLength(sent?.count ?? 0);
    expect(mails.map((mail) => mail.at)).toEqual(mails.map((mail) => mail.at).sort((a, b) => a - b));
  });

  it("keeps each company to itself, with a journal that holds", async () => {
    const companies = await asOwner<{ id: string; legal_name: string }>(
      database,
      "SELECT id, legal_name FROM company",
    );
    expect(companies).toHaveLength(SCENARIOS.length);
    for (const { id, legal_name: name } of companies) {
      const script = SCENARIOS.find((one) => one.identity.legalName === name);
      const seen = await inCompany(id, (tx) => tx.client.findMany({ select: { name: true } }));
      expect(seen.map((client) => client.name).sort()).toEqual(script?.clients.map((one) => one.name).sort());
      const journal = await inCompany(id, (tx) => verifyJournal(tx, id));
      expect(journal.brokenAt).toBeNull();
    }
  });

  it("tells the same story again for the same day, after a preparation cut short", async () => {
    await clearUnfinished(database.url);
    await seedDemonstration(NOW);
    expect(await story()).toEqual(first);
  }, 180_000);
});
