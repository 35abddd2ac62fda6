/** One company, or one sweeper, that fails again and again keeps nobody else from being served. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";
import { Behind, tuesdayMorning } from "../support/fleet";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { addDueInvoices } = await import("../support/dueInvoices");
const { goRound } = await import("@/worker/sweepers/rounds");
const { OwnServerLanes } = await import("@/worker/ownServerLanes");
const { withinLimit } = await import("@/worker/withinLimit");
const { sweepAll } = await import("@/worker/sweep");
const { reviewNextSlice } = await import("@/usecases/dunning/reviewPlans");
type Mailer = import("@/usecases/ports").Mailer;

const { signal } = new AbortController();

let behind: Behind;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: tuesdayMorning() });
  behind = await Behind.open(database.url);
});

afterEach(async () => {
  vi.useRealTimers();
  await behind.close();
});

/** A company whose first reminder is due. */
async function dueCompany(): Promise<string> {
  const { ctx } = await makeCompany(parisClock("2026-11-24"));
  await addDueInvoices(behind, ctx.companyId, { count: 1, dueOn: "2026-11-20", now: tuesdayMorning() });
  return ctx.companyId;
}

describe("a round of companies", () => {
  it("goes on without the one whose work fails, and asks it once only", async () => {
    const batches = new Map([
      ["first", 2],
      ["failing", 99],
      ["last", 3],
    ]);
    const served: string[] = [];
    const work = async (companyId: string) => {
      served.push(companyId);
      if (companyId === "failing") throw new Error("always");
      const left = (batches.get(companyId) ?? 0) - 1;
      batches.set(companyId, left);
      return left > 0;
    };
    await goRound("a test", async () => [...batches.keys()], work, signal);
    expect(served).toEqual(["first", "failing", "last", "first", "last", "last"]);
  });
});

describe("work that never ends", () => {
  it("is waited for no longer than its limit", async () => {
    await expect(withinLimit(20, new Promise(() => undefined))).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(await withinLimit(60_000, Promise.resolve("done"))).toBe("done");
  });
});

describe("a sweep", () => {
  it("sends reminders while another of its sweepers fails", async () => {
    const companyId = await dueCompany();
    await behind.rows("ALTER TABLE bank_change RENAME TO out_of_reach");
    const sent: string[] = [];
    const mailer: Mailer = {
      async deliver(mail) {
        sent.push(...mail.envelope.to);
        return { kind: "accepted", response: "250", rejected: [] };
      },
    };
    try {
      await sweepAll(mailer, new OwnServerLanes(), signal);
    } finally {
      await behind.rows("ALTER TABLE out_of_reach RENAME TO bank_change");
    }
    const contacts = await behind.rows<{ email: string }>("SELECT email FROM contact WHERE company_id = $1", [
      companyId,
    ]);
    expect(sent).toEqual(contacts.map(({ email }) => email));
  });
});

describe("the review of decisions", () => {
  it("passes over a company whose decisions cannot be written, and its place moves on", async () => {
    const companies = [await dueCompany(), await dueCompany()].sort();
    const [failing = "", other] = companies;
    await behind.rows("DELETE FROM dunning_plan WHERE company_id = ANY($1)", [companies]);
    await behind.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
       CREATE TRIGGER refuse BEFORE INSERT ON dunning_plan FOR EACH ROW WHEN (NEW.company_id = '${failing}')
       EXECUTE FUNCTION refuse()`,
    );
    const failed: string[] = [];
    const found = await reviewNextSlice(Date.now(), (companyId) => failed.push(companyId));
    expect(failed).toEqual([failing]);
    expect(found?.map(({ companyId }) => companyId)).toContain(other);
    const [turn] = await behind.rows<{ detail: unknown }>(
      "SELECT detail FROM heartbeat WHERE name = 'review-plans'",
    );
    expect(turn?.detail).toMatchObject({ place: null });
  });
});
