/** The reconciler: what a forgotten decision costs is found and mended; what is right is left alone. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { asOwner, createTestDatabase } from "../support/database";
import { makeClient, makeCompany, makeInvoice, parisClock, type World } from "../support/world";

const database = await createTestDatabase();
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { reviewNextSlice, reviewPlans } = await import("@/usecases/dunning/reviewPlans");

let world: World;
let companyId = "";
const clock = parisClock("2026-10-20");

interface PlanRow {
  kind: string;
  due_at: Date | null;
  reasons: unknown;
}

const planOf = async (invoiceId: string) =>
  (
    await asOwner<PlanRow & { [column: string]: unknown }>(
      database,
      "SELECT kind::text, due_at, reasons FROM dunning_plan WHERE invoice_id = $1",
      [invoiceId],
    )
  )[0];

const noFailure = (_: string, error: unknown): never => {
  throw error;
};

/** Makes it anybody's turn again. */
const nextTurn = () => asOwner(database, "UPDATE heartbeat SET beat_at = now() - interval '1 day'");

let invoices: string[] = [];

beforeAll(async () => {
  world = await makeCompany(clock);
  companyId = world.ctx.companyId;
});

beforeEach(async () => {
  clock.setParis("2026-10-20");
  await asOwner(database, "UPDATE invoice SET status = 'CANCELLED'");
  await asOwner(database, "DELETE FROM dunning_plan");
  await asOwner(database, "DELETE FROM heartbeat");
  const clientId = await makeClient(world.ctx);
  invoices = [];
  for (const dueOn of ["2026-10-23", "2026-10-30", "2026-11-13"]) {
    invoices.push(await makeInvoice(world.ctx, clientId, { dueOn }));
  }
});

describe("reviewing stored decisions", () => {
  it("leaves right ones alone, to the letter, whenever it looks", async () => {
    for (const day of ["2026-10-20", "2026-10-21", "2026-10-25"]) {
      clock.setParis(day, 23, 10);
      const before = await asOwner(database, "SELECT * FROM dunning_plan ORDER BY invoice_id");
      expect(await reviewPlans(companyId, invoices, clock.now())).toEqual([]);
      expect(await asOwner(database, "SELECT * FROM dunning_plan ORDER BY invoice_id")).toEqual(before);
    }
  });

  it("leaves reasons alone, whatever order the database gives the suspensions in", async () => {
    const [first = "", second = ""] = invoices;
    for (const reason of ["Avoir en cours", "Livraison à reprendre"])
      await holdInvoice(world.ctx, first, { untilOn: "2026-11-20", reason });
    // Its row is written again, behind the other one.
    for (const invoiceId of [second, first]) {
      await asOwner(database, "UPDATE hold SET invoice_id = $1 WHERE reason = 'Avoir en cours'", [invoiceId]);
    }
    expect(await reviewPlans(companyId, invoices, clock.now())).toEqual([]);
  });

  it("finds an open invoice that nothing looks at", async () => {
    const [first = ""] = invoices;
    const before = await planOf(first);
    await asOwner(database, "DELETE FROM dunning_plan WHERE invoice_id = $1", [first]);
    const found = await reviewPlans(companyId, invoices, clock.now());
    expect(found).toEqual([{ companyId, invoiceId: first, drift: "MISSING" }]);
    expect(await planOf(first)).toEqual(before);
  });

  it.each([
    ["never", null],
    ["a week late", "2026-11-03"],
  ])("finds an invoice that would be looked at %s", async (_, wrongDay) => {
    const [first = ""] = invoices;
    const before = await planOf(first);
    const wrong = wrongDay ? new Date(instantOf(localDate(wrongDay), 600, "Europe/Paris")) : null;
    await asOwner(database, "UPDATE dunning_plan SET due_at = $2 WHERE invoice_id = $1", [first, wrong]);
    const found = await reviewPlans(companyId, invoices, clock.now());
    expect(found).toEqual([{ companyId, invoiceId: first, drift: "LATE" }]);
    expect(await planOf(first)).toEqual(before);
  });

  it("finds a fact that was changed without deciding again", async () => {
    const [first = ""] = invoices;
    await asOwner(
      database,
      "UPDATE invoice SET due_on = due_on - 15, issued_on = issued_on - 15 WHERE id = $1",
      [first],
    );
    clock.setParis("2026-10-21");
    const found = await reviewPlans(companyId, invoices, clock.now());
    expect(found.map(({ invoiceId, drift }) => [invoiceId, drift])).toEqual([[first, "LATE"]]);
    const plan = await planOf(first);
    // Due at once: the sweep takes it from here.
    expect(plan?.due_at?.getTime()).toBeLessThanOrEqual(clock.now());
  });

  it("finds what is shown for a step that will not come, and a decision about a closed invoice", async () => {
    const [first = "", second = ""] = invoices;
    await asOwner(database, "UPDATE invoice SET dunning_opt_out = true WHERE id = $1", [first]);
    await asOwner(database, "UPDATE invoice SET status = 'PAID', balance_cents = 0 WHERE id = $1", [second]);
    const found = await reviewPlans(companyId, invoices, clock.now());
    expect(new Map(found.map(({ invoiceId, drift }) => [invoiceId, drift]))).toEqual(
      new Map([
        [first, "EARLY"],
        [second, "STALE"],
      ]),
    );
    expect((await planOf(first))?.kind).toBe("STOP");
    expect(await planOf(second)).toBeUndefined();
  });

  it("brings the reasons shown up to date", async () => {
    const [first = ""] = invoices;
    const before = await planOf(first);
    await asOwner(database, "UPDATE dunning_plan SET reasons = '[]' WHERE invoice_id = $1", [first]);
    const found = await reviewPlans(companyId, invoices, clock.now());
    expect(found).toEqual([{ companyId, invoiceId: first, drift: "WORDING" }]);
    expect((await planOf(first))?.reasons).toEqual(before?.reasons);
  });

  it("leaves what is due to the sweep", async () => {
    const [first = ""] = invoices;
    await asOwner(database, "UPDATE dunning_plan SET due_at = $2 WHERE invoice_id = $1", [
      first,
      new Date(clock.now() - 60_000),
    ]);
    expect(await reviewPlans(companyId, invoices, clock.now())).toEqual([]);
  });
});

describe("slice after slice", () => {
  it("goes through every open invoice of every company, then begins again", async () => {
    const other = await makeCompany(clock);
    const otherClient = await makeClient(other.ctx);
    const theirs = await makeInvoice(other.ctx, otherClient, { dueOn: "2026-12-01" });
    for (let round = 0; round < 2; round += 1) {
      await asOwner(database, "DELETE FROM dunning_plan");
      await nextTurn();
      const found = await reviewNextSlice(clock.now(), noFailure);
      expect(new Set(found?.map(({ invoiceId }) => invoiceId))).toEqual(new Set([...invoices, theirs]));
    }
  });

  it("continues where the last slice ended, and begins again when the place makes no sense", async () => {
    const ordered = await asOwner<{ companyId: string; dueOn: string; invoiceId: string }>(
      database,
      `SELECT company_id AS "companyId", due_on::text AS "dueOn", id AS "invoiceId" FROM invoice
       WHERE status = 'OPEN' AND company_id = $1 ORDER BY due_on, id`,
      [companyId],
    );
    await asOwner(database, "DELETE FROM dunning_plan WHERE company_id = $1", [companyId]);
    await reviewNextSlice(clock.now(), noFailure);
    await asOwner(database, "DELETE FROM dunning_plan WHERE company_id = $1", [companyId]);
    await asOwner(database, "UPDATE heartbeat SET detail = $1", [JSON.stringify({ place: ordered[1] })]);
    await nextTurn();
    const rest = await reviewNextSlice(clock.now(), noFailure);
    expect(rest?.filter((one) => one.companyId === companyId).map(({ invoiceId }) => invoiceId)).toEqual([
      ordered[2]?.invoiceId,
    ]);
    await asOwner(database, `UPDATE heartbeat SET detail = '{"place": {"companyId": 7}}'`);
    await nextTurn();
    const again = await reviewNextSlice(clock.now(), noFailure);
    expect(again?.length).toBe(2);
  });

  it("is taken by one process at a time", async () => {
    const turns = await Promise.all(Array.from({ length: 5 }, () => reviewNextSlice(clock.now(), noFailure)));
    expect(turns.filter((turn) => turn !== null)).toHaveLength(1);
  });
});
