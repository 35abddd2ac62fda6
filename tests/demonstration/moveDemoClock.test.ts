/** Moving the clock of the demonstration: each day on the way is lived, and a worker that is away is not waited for. */
import { beforeEach, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";
import { refusal } from "../support/refusal";

const database: TestDatabase = await createTestDatabase({ DUMENT_DEMO: "1" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { moveDemoClock, stopsBetween } = await import("@/usecases/demonstration/moveDemoClock");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { mailPorts } = await import("@/context/sending");
const { readDemoOffset } = await import("@/db/system/demoClock");

type CompanyCtx = import("@/usecases/ports").CompanyCtx;

const PARIS = "Europe/Paris";
const at = (day: string, hour: number, minute = 0) => instantOf(localDate(day), hour * 60 + minute, PARIS);
/** A Monday, before the sending window opens. */
const START = at("2026-11-16", 8);

let offsetMs = 0;
const clock = { now: () => START + offsetMs };
const refreshClock = async () => {
  offsetMs = (await readDemoOffset()) ?? 0;
};

async function work(companyId: string): Promise<void> {
  const mailer = {
    deliver: async () => ({ kind: "accepted" as const, response: "250 Ok", rejected: [] }),
  };
  while ((await runDueSteps(companyId, clock.now())).clients > 0);
  await sendMessages(companyId, { ...mailPorts(mailer), clock });
}

/** A company with one invoice due on Saturday 14: J+2 falls on the Monday, J+7 on the Monday after. */
async function company(hasWorker: boolean): Promise<CompanyCtx> {
  await asOwner(database, "DELETE FROM demo_clock");
  await asOwner(database, "INSERT INTO demo_clock (id, offset_ms, is_ready) VALUES (1, 0, true)");
  offsetMs = 0;
  const { ctx } = await makeCompany(parisClock("2026-11-01"));
  const clientId = await makeClient(ctx);
  await makeInvoice(ctx, clientId, { dueOn: "2026-11-14", issuedOn: "2026-10-14" });
  const ring = async () => (hasWorker ? work(ctx.companyId) : undefined);
  return { ...ctx, clock, bell: { ring } };
}

const stepsOf = (ctx: CompanyCtx) =>
  asOwner<{ step: string; on: string }>(
    database,
    `SELECT 'J+' || offset_days || ' ' || state AS step, executed_on::text AS "on" FROM dunning_step
     WHERE company_id = $1 ORDER BY offset_days`,
    [ctx.companyId],
  );

beforeEach(() => {
  offsetMs = 0;
});

describe("a leap of the clock", () => {
  it("lives each day of a week: the email on its Monday, then the call", async () => {
    const ctx = await company(true);
    expect(await moveDemoClock(ctx, "semaine", { refreshClock })).toEqual({ result: "moved" });
    expect(clock.now()).toBe(at("2026-11-23", 8));
    expect(await stepsOf(ctx)).toEqual([
      { step: "J+2 DONE", on: "2026-11-16" },
      { step: "J+7 DONE", on: "2026-11-23" },
    ]);
  });

  it("stops at the next event of the company, when it is due", async () => {
    const ctx = await company(true);
    expect(await moveDemoClock(ctx, "evenement", { refreshClock })).toEqual({ result: "moved" });
    expect(await stepsOf(ctx)).toEqual([{ step: "J+2 DONE", on: "2026-11-16" }]);
    expect(clock.now()).toBeLessThan(at("2026-11-16", 18));
  });

  it("says so when nothing is to come", async () => {
    const ctx = await company(true);
    await asOwner(database, "DELETE FROM dunning_plan WHERE company_id = $1", [ctx.companyId]);
    expect(await moveDemoClock(ctx, "evenement", { refreshClock })).toEqual({ result: "nothing-ahead" });
    expect(clock.now()).toBe(START);
  });

  it("arrives without a worker, and says that work is left", async () => {
    const ctx = await company(false);
    const move = await moveDemoClock(ctx, "semaine", { refreshClock, patienceMs: 100 });
    expect(move).toEqual({ result: "still-working" });
    expect(clock.now()).toBe(at("2026-11-23", 8));
    expect(await stepsOf(ctx)).toEqual([]);
  });

  it("is refused where there is no demonstration", async () => {
    const ctx = await company(true);
    await asOwner(database, "DELETE FROM demo_clock");
    const error = await moveDemoClock(ctx, "jour", { refreshClock }).catch((thrown: unknown) => thrown);
    expect(
      refusal(() => {
        throw error;
      }).code,
    ).toBe("NOT_FOUND");
    expect(clock.now()).toBe(START);
  });
});

describe("the stops on the way", () => {
  const window = { zone: "METROPOLE" as const, windowClosesAt: 1050 };

  it("are the end of each day's window, then the target", () => {
    const stops = stopsBetween(at("2026-11-18", 18), at("2026-11-20", 18), window);
    expect(stops).toEqual([at("2026-11-19", 17, 10), at("2026-11-20", 17, 10), at("2026-11-20", 18)]);
  });

  it("are the target alone when the day is not over", () => {
    const target = at("2026-11-18", 11);
    expect(stopsBetween(at("2026-11-18", 10), target, window)).toEqual([target]);
  });
});
