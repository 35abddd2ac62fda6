/**
 * What people complain about in other reminder tools, about when reminders leave. Each test bears
 * the complaint, and shows that it cannot happen here.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { importFile, TITLES } from "../../support/imports";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { addDays, localDate } = await import("@/domain/calendar");
const { localDateAt, minuteOfDayAt } = await import("@/domain/zonedTime");
const { slotMinute } = await import("@/domain/dunning/sendingWindow");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { saveStep } = await import("@/usecases/dunning/saveStep");
const { publishVersion } = await import("@/usecases/dunning/publishVersion");
const { listScenarios } = await import("@/usecases/dunning/readScenario");
const { readyText } = await import("@/domain/dunning/readyTexts");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { updateClient } = await import("@/usecases/parties/saveClient");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;

async function companyAt(postcode: string) {
  world = await makeCompany(clock, { raw: { postcode } });
  post = new PostOffice(world);
}

const oneInvoice = async (raw: Record<string, string> = {}) =>
  makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24", ...raw });

const pay = (invoiceId: string, receivedOn: string, amountCents = "4 320,00") =>
  recordPayment(world.ctx, invoiceId, { receivedOn, amountCents, method: "TRANSFER" });

const reasonsOf = async (invoiceId: string) =>
  (await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).next.reasons;

/** Days and minutes at which messages left, on the wall clock of a zone. */
const departures = (timeZone = "Europe/Paris") =>
  post.left.map(({ at }) => ({ on: localDateAt(at, timeZone), minute: minuteOfDayAt(at, timeZone) }));

beforeEach(async () => {
  clock.setParis("2026-10-01");
  await companyAt("44000");
});

describe("« the same reminder was sent twenty-two times the same day »", () => {
  it("whatever the number of rounds a day, one leaves", async () => {
    await oneInvoice();
    await post.sweep("2026-10-26", "2026-10-27");
    // Nor later, when the pressure limit alone would let it.
    await post.sweep("2026-10-29", "2026-10-31", "Europe/Paris", 60);
    expect(post.left).toHaveLength(1);
  });

  it("even when the same step is made due again by hand, or by two workers at the same time", async () => {
    const invoiceId = await oneInvoice();
    await post.day("2026-10-26");
    const wake = () =>
      asOwner(database, "UPDATE dunning_plan SET kind = 'RUN', due_at = $2 WHERE invoice_id = $1", [
        invoiceId,
        new Date(clock.now()),
      ]);
    await wake();
    await Promise.all([post.round(), post.round(), post.round()]);
    await wake();
    await post.round();
    expect(post.left).toHaveLength(1);
    const steps = await asOwner(database, "SELECT 1 FROM dunning_step WHERE invoice_id = $1", [invoiceId]);
    expect(steps).toHaveLength(1);
  });
});

describe("« we cannot catch up for missed days: the reminder is lost for ever »", () => {
  it("after an outage over its day it leaves once, on the first open morning", async () => {
    await oneInvoice();
    await post.sweep("2026-10-28", "2026-10-30");
    expect(departures()).toMatchObject([{ on: "2026-10-28" }]);
  });

  it("after an outage over several steps one message leaves, the most advanced", async () => {
    await oneInvoice();
    await post.sweep("2026-11-12", "2026-11-14");
    expect(departures()).toMatchObject([{ on: "2026-11-12" }]);
    expect((await post.read()).text).toContain("Pénalités de retard");
  });
});

describe("« it left on the wrong day, or at the wrong hour »", () => {
  it.each([
    ["97400", "Indian/Reunion"],
    ["97110", "America/Guadeloupe"],
    ["97300", "America/Cayenne"],
    ["97600", "Indian/Mayotte"],
  ])("overseas, postcode %s keeps the day and the hours of %s", async (postcode, zone) => {
    await companyAt(postcode);
    await oneInvoice();
    await post.sweep("2026-10-25", "2026-10-28", "UTC");
    const [one, ...others] = departures(zone);
    expect(others).toEqual([]);
    expect(one?.on).toBe("2026-10-26");
    expect(one?.minute).toBeGreaterThanOrEqual(9 * 60);
    expect(one?.minute).toBeLessThan(17 * 60 + 30);
  });

  it.each([
    ["winter", "2026-10-23", "2026-10-25", "2026-10-26"],
    ["summer", "2027-03-26", "2027-03-28", "2027-03-30"],
  ])("the night %s time begins changes neither the day nor the minute", async (_, dueOn, from, leavesOn) => {
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { dueOn });
    await post.sweep(from, addDays(localDate(leavesOn), 1));
    const slot = slotMinute(clientId, { windowOpensAt: 9 * 60, windowClosesAt: 17 * 60 + 30 });
    // The first round of every half hour from that minute on.
    expect(departures()).toEqual([{ on: leavesOn, minute: Math.ceil(slot / 30) * 30 }]);
  });

  it("sent during the week end or on a holiday: nothing leaves on those days, nor at night", async () => {
    // J+2 falls on Saturday 31 October, All Saints follows on Sunday.
    await oneInvoice({ dueOn: "2026-10-29" });
    // J+2 falls on 11 November.
    await oneInvoice({ dueOn: "2026-11-09" });
    await post.sweep("2026-10-31", "2026-11-03");
    await post.sweep("2026-11-11", "2026-11-13");
    expect(departures().map(({ on }) => on)).toEqual(["2026-11-02", "2026-11-12"]);
    for (const { minute } of departures()) {
      expect(minute).toBeGreaterThanOrEqual(9 * 60);
      expect(minute).toBeLessThan(17 * 60 + 30);
    }
  });

  it("Good Friday is a holiday in Strasbourg and a working day in Nantes", async () => {
    for (const [postcode, leavesOn] of [
      ["67000", "2027-03-30"],
      ["44000", "2027-03-26"],
    ] as const) {
      clock.setParis("2027-03-20");
      await companyAt(postcode);
      await oneInvoice({ dueOn: "2027-03-24" });
      await post.sweep("2027-03-25", "2027-03-31", "Europe/Paris", 60);
      expect(departures().map(({ on }) => on)).toEqual([leavesOn]);
    }
  });
});

describe("« reminded although paid »", () => {
  it("paid before its day: nothing leaves", async () => {
    const invoiceId = await oneInvoice();
    clock.setParis("2026-10-26", 8);
    await pay(invoiceId, "26/10/2026");
    await post.sweep("2026-10-26", "2026-10-28");
    expect(post.left).toEqual([]);
  });

  it("paid once the message was ready to leave: it is withdrawn", async () => {
    const invoiceId = await oneInvoice();
    clock.setParis("2026-10-26", 17, 15);
    expect(await runDueSteps(world.ctx.companyId, clock.now())).toMatchObject({ messages: 1 });
    await pay(invoiceId, "26/10/2026");
    expect(await post.send()).toBe(0);
    expect(post.left).toEqual([]);
  });

  it("paid while it waited for an approval: approving it afterwards sends nothing", async () => {
    await setSafeMode(world.ctx, true);
    const invoiceId = await oneInvoice();
    await post.day("2026-10-26");
    const [message] = await asOwner<{ id: string }>(
      database,
      "SELECT message_id AS id FROM message_invoice WHERE invoice_id = $1",
      [invoiceId],
    );
    await pay(invoiceId, "26/10/2026");
    expect(await approveMessages(world.ctx, [message?.id ?? ""])).toBe(0);
    await post.round();
    expect(post.left).toEqual([]);
  });
});

describe("« no way to pause until a date, with a reason »", () => {
  it("waits until that day, says why, and goes on by itself the next working day", async () => {
    const invoiceId = await oneInvoice();
    await holdInvoice(world.ctx, invoiceId, { untilOn: "2026-11-06", reason: "Leur comptable est en congé" });
    expect((await reasonsOf(invoiceId)).map(({ sentence }) => sentence).join()).toContain(
      "Leur comptable est en congé",
    );
    await post.sweep("2026-10-26", "2026-11-07", "Europe/Paris", 180);
    expect(post.left).toEqual([]);
    // J+2, J+7 and J+15 are all behind: one message leaves, the last of them.
    expect(await post.day("2026-11-09")).toMatchObject({ calls: 0, messages: 1, sent: 1 });
    expect(await reasonsOf(invoiceId)).not.toContainEqual(expect.objectContaining({ code: "HELD" }));
  });
});

describe("« a client, or an invoice, that must never be reminded is »", () => {
  it("the opt-out of a client stops all of its invoices, also what was ready to leave", async () => {
    const raw = { name: "Partenaire", kind: "B2B", contactEmail: "x@partner.example" };
    const clientId = await makeClient(world.ctx, raw);
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    clock.setParis("2026-10-26", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    await updateClient(world.ctx, clientId, { ...raw, dunningOptOut: "1" });
    await post.send();
    const later = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-25" });
    await post.sweep("2026-10-27", "2026-11-30", "Europe/Paris", 6 * 60);
    expect(post.left).toEqual([]);
    expect(await reasonsOf(later)).toMatchObject([{ code: "CLIENT_OPT_OUT" }]);
  });

  it("the opt-out of an invoice stops that one only", async () => {
    const clientId = await makeClient(world.ctx);
    const excluded = await makeInvoice(world.ctx, clientId, { number: "F-EXCLUE", dueOn: "2026-10-24" });
    await makeInvoice(world.ctx, clientId, { number: "F-RELANCEE", dueOn: "2026-10-24" });
    await excludeInvoices(world.ctx, [excluded], true);
    await post.day("2026-10-26");
    const { text } = await post.read();
    expect(text).toContain("F-RELANCEE");
    expect(text).not.toContain("F-EXCLUE");
  });
});

describe("« a past-due reminder the day after the first sending, or without a due date »", () => {
  it("an invoice without a due date is refused by hand; in a file it takes the term that was chosen", async () => {
    await expect(oneInvoice({ dueOn: "" })).rejects.toMatchObject({
      errors: [{ field: "dueOn", code: "REQUIRED" }],
    });
    const line = "F-SANS;Maison Sans;S1;sans@maison.example;26/09/2026;;100,00;";
    await importFile(world.ctx, [TITLES, line, ""].join("\r\n"), { defaultTermDays: "30" });
    await post.sweep("2026-10-01", "2026-10-28", "Europe/Paris", 120);
    // Due on 26 October by the term of 30 days: J+2 is the 28th.
    expect(post.left).toEqual([]);
    expect(await post.day("2026-10-28")).toMatchObject({ sent: 1 });
  });

  it("a notice before the due date never leaves after it: the invoice came too late for it", async () => {
    const [scenario] = await listScenarios(world.ctx);
    const text = readyText({ channel: "EMAIL", tone: "FRIENDLY", offsetDays: -5 }, "fr", "FORMAL");
    const step = { days: "5", side: "BEFORE", channel: "EMAIL", tone: "FRIENDLY", attachInvoice: "1" };
    const texts = { subject_fr: text.subject, body_fr: text.body };
    await saveStep(world.ctx, scenario?.id ?? "", null, { ...step, ...texts });
    await publishVersion(world.ctx, scenario?.id ?? "", {});
    // Entered the day after its due date, a Friday with the window open, and not yet J+2.
    clock.setParis("2026-10-23");
    await oneInvoice({ dueOn: "2026-10-22" });
    await post.sweep("2026-10-23", "2026-10-27");
    expect(departures()).toMatchObject([{ on: "2026-10-26" }]);
    expect((await post.read()).subject).toMatch(/, un rappel$/);
  });
});
