/** A collective procedure opens: everything stops at once, and nothing starts again by another door. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { changeInsolvency, openInsolvency, recordDeclaration } = await import(
  "@/usecases/legal/openInsolvency"
);
const { closeInsolvency, withdrawInsolvency } = await import("@/usecases/legal/endInsolvency");
const { draftDeclaration, readInsolvency } = await import("@/usecases/legal/readInsolvency");
const { readDeadlines } = await import("@/usecases/legal/readDeadlines");
const { paperText } = await import("@/domain/legal/legalPaper");
const { resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { verifyCompanyJournal } = await import("@/usecases/reporting/verifyJournals");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { inCompany } = await import("@/db/inCompany");
const { asOwner } = await import("../../support/database");

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let overdueId = "";

const OPENING = { kind: "REDRESSEMENT", openedOn: "2026-11-02", publishedOn: "2026-11-10" };

beforeEach(async () => {
  clock.setParis("2026-11-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  overdueId = await makeInvoice(world.ctx, clientId, {
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
    performedOn: "2026-09-20",
  });
});

const view = (id: string) => readInvoice(world.ctx, id, PUBLISHED_RATES);
const isFrozen = async (id: string) =>
  (await view(id)).holds.some((hold) => hold.kind === "INSOLVENCY" && hold.isRunning);

describe("opening", () => {
  it("suspends every open invoice and takes back what was about to leave, in one go", async () => {
    const otherId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-18", totalCents: "500,00" });
    await runDueSteps(world.ctx.companyId, clock.now());
    const states = () =>
      asOwner<{ state: string }>(database, "SELECT state::text FROM message WHERE company_id = $1", [
        world.ctx.companyId,
      ]);
    expect((await states()).map((row) => row.state)).toEqual(["READY"]);
    expect(await openInsolvency(world.ctx, clientId, OPENING)).toBe(2);
    expect((await states()).map((row) => row.state)).toEqual(["CANCELLED"]);
    for (const id of [overdueId, otherId]) {
      const { next } = await view(id);
      expect(next.reasons[0]).toMatchObject({ code: "HELD" });
      expect(next.reasons[0]?.sentence).toContain("Procédure collective");
    }
    await runDueSteps(world.ctx.companyId, clock.now());
    expect((await states()).map((row) => row.state)).toEqual(["CANCELLED"]);
  });

  it("takes back letters that wait for a stamp, and calls to make", async () => {
    const { companyId } = world.ctx;
    await asOwner(
      database,
      `WITH l AS (INSERT INTO letter (company_id, id, client_id, channel, state, dated_on, total_cents, content, created_at)
         VALUES ($1, gen_random_uuid(), $2, 'FORMAL_NOTICE', 'TO_POST', '2026-11-19', 0, '{}', now()) RETURNING id),
       c AS (INSERT INTO call_task (company_id, id, client_id, state, due_on, created_at)
         VALUES ($1, gen_random_uuid(), $2, 'OPEN', '2026-11-19', now()) RETURNING id),
       i AS (INSERT INTO call_task_invoice (company_id, call_task_id, invoice_id) SELECT $1, c.id, $3 FROM c)
       INSERT INTO letter_invoice (company_id, letter_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
       SELECT $1, l.id, $3, 1, 0, 0, 0 FROM l`,
      [companyId, clientId, overdueId],
    );
    await openInsolvency(world.ctx, clientId, OPENING);
    const rows = await asOwner<{ state: string }>(
      database,
      `SELECT state::text FROM letter WHERE company_id = $1 UNION ALL SELECT state::text FROM call_task WHERE company_id = $1`,
      [companyId],
    );
    expect(rows.map((row) => row.state)).toEqual(["CANCELLED", "CANCELLED"]);
  });

  it("freezes interest on the day before the judgment", async () => {
    await openInsolvency(world.ctx, clientId, OPENING);
    const { statement } = await view(overdueId);
    expect(statement?.segments.at(-1)?.toOn).toBe("2026-11-01");
    // 8 days of 1 000 € at 12.40 % are 2.72 €, and the fee was earned before the judgment.
    expect(statement).toMatchObject({ penaltyCents: 272n, flatFeeCents: 4000n });
  });

  it("is refused twice, before its time, and with a publication before the judgment", async () => {
    await expect(openInsolvency(world.ctx, clientId, { ...OPENING, openedOn: "2026-12-01" })).rejects.toThrow(
      /openedOn/,
    );
    await expect(
      openInsolvency(world.ctx, clientId, { ...OPENING, publishedOn: "2026-11-01" }),
    ).rejects.toThrow(/publishedOn/);
    await openInsolvency(world.ctx, clientId, OPENING);
    await expect(openInsolvency(world.ctx, clientId, OPENING)).rejects.toMatchObject({
      code: "INSOLVENCY_RUNNING",
    });
  });

  it("is not that of another company's client", async () => {
    const other = await makeCompany(clock);
    await expect(openInsolvency(other.ctx, clientId, OPENING)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await isFrozen(overdueId)).toBe(false);
  });
});

describe("while it runs", () => {
  beforeEach(async () => {
    await openInsolvency(world.ctx, clientId, OPENING);
  });

  it("also suspends an invoice that comes in later about an earlier supply", async () => {
    const late = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-19", performedOn: "2026-10-30" });
    const unknown = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-19" });
    const after = await makeInvoice(world.ctx, clientId, {
      issuedOn: "2026-11-04",
      dueOn: "2026-11-19",
      performedOn: "2026-11-03",
    });
    // The judgment takes effect at 0 h of its day.
    const thatDay = await makeInvoice(world.ctx, clientId, {
      issuedOn: "2026-11-04",
      dueOn: "2026-11-19",
      performedOn: OPENING.openedOn,
    });
    const frozen = [];
    for (const id of [late, unknown, after, thatDay]) frozen.push(await isFrozen(id));
    expect(frozen).toEqual([true, true, false, false]);
  });

  it("cannot be lifted from one invoice", async () => {
    await resumeInvoice(world.ctx, overdueId);
    expect(await isFrozen(overdueId)).toBe(true);
  });

  it("follows the facts: a corrected day of performance, an invoice closed and reopened", async () => {
    const { number } = await view(overdueId);
    const edit = (performedOn: string) =>
      updateInvoice(world.ctx, overdueId, {
        number,
        issuedOn: "2026-09-24",
        dueOn: "2026-10-24",
        totalCents: "1 000,00",
        performedOn,
      });
    await edit("2026-11-03");
    expect(await isFrozen(overdueId)).toBe(false);
    await edit("2026-10-01");
    expect(await isFrozen(overdueId)).toBe(true);
    await closeInvoice(world.ctx, overdueId, { status: "WRITTEN_OFF", closeReason: "Irrécouvrable" });
    expect(await isFrozen(overdueId)).toBe(false);
    await reopenInvoice(world.ctx, overdueId);
    expect(await isFrozen(overdueId)).toBe(true);
  });

  it("gives the limit to declare, and warns until it is done", async () => {
    expect(await readInsolvency(world.ctx, clientId, PUBLISHED_RATES)).toMatchObject({
      deadlines: { declareByOn: "2027-01-10", interestStopsAfterOn: "2026-11-01" },
      daysToDeclare: 51,
      totalCents: 104_272n,
    });
    const waiting = async () => (await readDeadlines(world.ctx, PUBLISHED_RATES)).declarations;
    expect(await waiting()).toMatchObject([{ clientId, daysLeft: 51 }]);
    await recordDeclaration(world.ctx, clientId, {
      declaredOn: "2026-11-20",
      declaredBy: "LRAR 1A 047 877 2024 3",
    });
    expect(await waiting()).toEqual([]);
  });

  it("counts four months for a creditor overseas, once the dates are corrected", async () => {
    await changeInsolvency(world.ctx, clientId, { ...OPENING, isCreditorOverseas: "1" });
    const found = await readInsolvency(world.ctx, clientId, PUBLISHED_RATES);
    expect(found?.deadlines.declareByOn).toBe("2027-03-10");
  });

  it("drafts a declaration that adds up, what falls due later apart", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-30", totalCents: "500,00" });
    const { declaration } = await draftDeclaration(world.ctx, clientId, PUBLISHED_RATES);
    const text = paperText(declaration).replace(/\u00a0/g, " ");
    expect(text).toContain("redressement judiciaire");
    expect(text).toContain("Principal échu, toutes taxes comprises | 1 000,00 €");
    expect(text).toContain("Principal à échoir, aux dates indiquées | 500,00 €");
    expect(text).toContain("Pénalités de retard arrêtées au 1er novembre 2026 inclus | 2,72 €");
    expect(text).toContain("Total déclaré | 1 542,72 €");
    expect(text).toContain("certifiée sincère");
    expect(text).toContain("au plus tard le 10 janvier 2027");
  });

  it("starts again when recorded by mistake, one step an invoice, and says so in the journal", async () => {
    await withdrawInsolvency(world.ctx, clientId, { reason: "Homonyme : ce n’était pas ce client" });
    expect(await isFrozen(overdueId)).toBe(false);
    expect((await view(overdueId)).next.kind).not.toBe("STOP");
    expect((await view(overdueId)).statement?.segments.at(-1)?.toOn).toBe("2026-11-20");
    const actions = await inCompany(world.ctx.companyId, (tx) =>
      tx.journalEntry.findMany({
        where: { companyId: world.ctx.companyId, entityId: clientId },
        select: { action: true },
        orderBy: { seq: "asc" },
      }),
    );
    expect(actions.map((entry) => entry.action)).toEqual([
      "client.created",
      "insolvency.opened",
      "insolvency.closed",
    ]);
    expect((await verifyCompanyJournal(world.ctx)).brokenAt).toBeNull();
  });
});

describe("a procedure that is over", () => {
  const CLOSURE = { reason: "Clôture pour insuffisance d’actif" };

  beforeEach(async () => {
    await openInsolvency(world.ctx, clientId, OPENING);
    clock.setParis("2026-12-15");
    await closeInsolvency(world.ctx, clientId, CLOSURE);
  });

  it("leaves what it froze suspended, without a reminder or more interest", async () => {
    const next = await view(overdueId);
    expect(await isFrozen(overdueId)).toBe(true);
    expect(next.next.reasons[0]?.code).toBe("HELD");
    expect(next.statement?.segments.at(-1)?.toOn).toBe("2026-11-01");
    expect(next.statement?.penaltyCents).toBe(272n);
    await runDueSteps(world.ctx.companyId, clock.now());
    const messages = await asOwner(database, "SELECT id FROM message WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(messages).toEqual([]);
  });

  it("still freezes an earlier supply that comes in later, and nothing invoiced since", async () => {
    const earlier = await makeInvoice(world.ctx, clientId, {
      dueOn: "2026-12-01",
      performedOn: "2026-10-30",
    });
    const unknown = await makeInvoice(world.ctx, clientId, { issuedOn: "2026-12-10", dueOn: "2027-01-10" });
    clock.setParis("2026-12-20");
    const since = await makeInvoice(world.ctx, clientId, { issuedOn: "2026-12-20", dueOn: "2027-01-20" });
    const frozen = [];
    for (const id of [earlier, unknown, since]) frozen.push(await isFrozen(id));
    expect(frozen).toEqual([true, true, false]);
  });

  it("says so where it is read, and asks for no declaration", async () => {
    const found = await readInsolvency(world.ctx, clientId, PUBLISHED_RATES);
    expect(found).toMatchObject({ closedOn: "2026-12-15", insolvency: { endReason: CLOSURE.reason } });
    expect((await readDeadlines(world.ctx, PUBLISHED_RATES)).declarations).toEqual([]);
    await expect(closeInsolvency(world.ctx, clientId, CLOSURE)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("may be followed by another, whose mistaken record leaves the first one's effects", async () => {
    const second = { kind: "LIQUIDATION", openedOn: "2026-12-10", publishedOn: "" };
    expect(await openInsolvency(world.ctx, clientId, second)).toBe(1);
    await withdrawInsolvency(world.ctx, clientId, { reason: "Mauvais client" });
    expect(await isFrozen(overdueId)).toBe(true);
    // The first one was a mistake as well.
    await withdrawInsolvency(world.ctx, clientId, { reason: "Homonyme" });
    expect(await isFrozen(overdueId)).toBe(false);
    expect((await view(overdueId)).statement?.segments.at(-1)?.toOn).toBe("2026-12-15");
  });
});
