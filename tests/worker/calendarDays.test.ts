/**
 * The worker on the days that break calendars: the hour that changes, 29 February, the end of the
 * year, public holidays, and ten days during which nobody looked.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { addDays, localDate } from "@/domain/calendar";
import { isWorkingDay } from "@/domain/workingDays";
import { instantOf, localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { asOwner, createTestDatabase } from "../support/database";
import { makeClient, makeCompany, makeInvoice, parisClock, type World } from "../support/world";

const database = await createTestDatabase();
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { mailPorts } = await import("@/context/sending");

const ZONE = "Europe/Paris";
const MOST_LOOKS = 500;

let world: World;
const clock = parisClock("2026-01-05");
const mailer = {
  deliver: async () => ({ kind: "accepted" as const, response: "250 Ok", rejected: [] }),
};

beforeEach(async () => {
  clock.setParis("2025-01-06");
  world = await makeCompany(clock);
});

/** What a worker does at each tick, at the time of the clock. */
async function tick(): Promise<void> {
  const { companyId } = world.ctx;
  while ((await runDueSteps(companyId, clock.now())).clients > 0);
  while (!(await sendMessages(companyId, { ...mailPorts(mailer), clock })).isDrained);
}

/** Lets a worker live until the end of a day: it looks whenever something is due, at any hour. */
async function liveUntil(lastDay: string): Promise<void> {
  const end = instantOf(addDays(localDate(lastDay), 1), 0, ZONE);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const dueAt = await nextDueAt();
    if (dueAt === null || dueAt >= end) {
      clock.set(end - 1);
      return;
    }
    clock.set(Math.max(dueAt, clock.now()));
    await tick();
  }
  throw new Error("something stays due for ever");
}

async function nextDueAt(): Promise<number | null> {
  const [row] = await asOwner<{ at: Date | null }>(
    database,
    `SELECT least((SELECT min(due_at) FROM dunning_plan WHERE company_id = $1),
                  (SELECT min(due_at) FROM message WHERE company_id = $1 AND state = 'READY')) AS at`,
    [world.ctx.companyId],
  );
  return row?.at?.getTime() ?? null;
}

interface Run {
  invoiceId: string;
  offsetDays: number;
  on: string;
  minute: number;
}

async function runs(): Promise<Run[]> {
  const rows = await asOwner<{ invoiceId: string; offsetDays: number; at: Date }>(
    database,
    `SELECT invoice_id AS "invoiceId", offset_days AS "offsetDays", executed_at AS at FROM dunning_step
     WHERE company_id = $1 AND state = 'DONE' ORDER BY executed_at, invoice_id`,
    [world.ctx.companyId],
  );
  return rows.map(({ invoiceId, offsetDays, at }) => ({
    invoiceId,
    offsetDays,
    on: localDateAt(at.getTime(), ZONE),
    minute: minuteOfDayAt(at.getTime(), ZONE),
  }));
}

async function invoiceDue(dueOn: string): Promise<string> {
  const clientId = await makeClient(world.ctx);
  return makeInvoice(world.ctx, clientId, { dueOn, issuedOn: addDays(localDate(dueOn), -30) });
}

describe("a friendly email, two days after the due date", () => {
  it.each([
    // The hour changes on Sunday 29 March 2026: J+2 of Friday is that Sunday.
    ["2026-03-27", "2026-03-30", "the day the clocks go forward"],
    ["2026-10-23", "2026-10-26", "the day the clocks go back"],
    ["2028-02-27", "2028-02-29", "29 February"],
    ["2027-02-26", "2027-03-01", "the end of a February that has 28 days"],
    ["2026-12-30", "2027-01-04", "1 January, then a week end"],
    ["2025-12-23", "2025-12-26", "25 December, and not 26: it is a holiday in Alsace-Moselle only"],
    ["2026-05-12", "2026-05-15", "Ascension Day"],
    ["2026-04-03", "2026-04-07", "Easter Monday"],
  ])("of an invoice due on %s leaves on %s: %s", async (dueOn, expected) => {
    clock.setParis(dueOn);
    const invoiceId = await invoiceDue(dueOn);
    await liveUntil(addDays(localDate(expected), 1));
    const done = await runs();
    expect(done).toEqual([{ invoiceId, offsetDays: 2, on: expected, minute: expect.any(Number) }]);
    const minute = done[0]?.minute ?? 0;
    expect(minute).toBeGreaterThanOrEqual(9 * 60);
    expect(minute).toBeLessThan(17 * 60 + 30);
  });
});

describe("ten days during which no worker ran", () => {
  it("bring at most one step an invoice, then the gaps are kept", async () => {
    clock.setParis("2026-09-01");
    const dueDates = ["2026-09-01", "2026-09-10", "2026-09-21", "2026-09-28", "2026-10-01", "2026-10-03"];
    const invoices: string[] = [];
    for (const dueOn of dueDates) invoices.push(await invoiceDue(dueOn));
    await liveUntil("2026-09-25");
    const before = await runs();
    // Nobody looks from 26 September to 5 October.
    clock.setParis("2026-10-06", 10);
    await tick();
    const awake = (await runs()).slice(before.length);
    for (const invoiceId of invoices) {
      expect(awake.filter((run) => run.invoiceId === invoiceId).length).toBeLessThanOrEqual(1);
    }
    expect(awake.length).toBeGreaterThan(3);
    await liveUntil("2026-10-16");
    for (const invoiceId of invoices) {
      const days = (await runs()).filter((run) => run.invoiceId === invoiceId).map((run) => run.on);
      expect(new Set(days).size, "two steps of an invoice never share a day").toBe(days.length);
      expect(days.every((day) => isWorkingDay(localDate(day), "METROPOLE"))).toBe(true);
    }
  });
});
