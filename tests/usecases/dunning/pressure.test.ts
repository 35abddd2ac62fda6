/** The pressure limit of a client counts emails and letters together, also those decided at one moment. */
import { beforeEach, describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "@/domain/dunning/deliveryOutcome";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { mailPorts } = await import("@/context/sending");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { localDateAt } = await import("@/domain/zonedTime");
const { approveMessages, resolveUncertain, skipMessage } = await import("@/usecases/dunning/decideMessages");
const { withdrawLetter } = await import("@/usecases/dunning/decideLetter");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { readForecast } = await import("@/usecases/dunning/readForecast");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let old = "";
let young = "";

/** A client whose old invoice reaches its formal notice the day the young one reaches its first email. */
beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  old = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
  young = await makeInvoice(world.ctx, clientId, { number: "F-JEUNE", dueOn: "2026-11-21" });
  for (const day of ["2026-10-26", "2026-11-02", "2026-11-09"]) await post.day(day);
});

const departures = () => post.left.map(({ at }) => localDateAt(at, "Europe/Paris"));

const decided = () =>
  asOwner<{ on: string; channel: string }>(
    database,
    `SELECT executed_on::text AS on, channel::text FROM dunning_step
     WHERE company_id = $1 AND state = 'DONE' AND executed_on > '2026-11-10' ORDER BY executed_at`,
    [world.ctx.companyId],
  );

describe("an email and a letter due at the same moment for one client", () => {
  it("do not both go: the letter is proposed, the email waits out the gap and then leaves", async () => {
    await post.sweep("2026-11-23", "2026-11-24", "Europe/Paris", 60);
    expect(await decided()).toEqual([{ on: "2026-11-23", channel: "FORMAL_NOTICE" }]);
    const { next } = await readInvoice(world.ctx, young, PUBLISHED_RATES);
    expect(next).toMatchObject({ kind: "WAIT", on: "2026-11-26" });
    expect(next.reasons.map(({ code }) => code)).toContain("PRESSURE_GAP");
    await post.sweep("2026-11-24", "2026-11-28", "Europe/Paris", 60);
    expect(await decided()).toMatchObject([
      { channel: "FORMAL_NOTICE" },
      { on: "2026-11-26", channel: "EMAIL" },
    ]);
    expect((await post.read()).text).toContain("F-JEUNE");
  });

  it("do not both go when one round, late, finds them together", async () => {
    await post.day("2026-11-23");
    await post.round();
    expect(await decided()).toEqual([{ on: "2026-11-23", channel: "FORMAL_NOTICE" }]);
    expect(post.left).toHaveLength(2);
    await post.day("2026-11-26");
    expect(await decided()).toMatchObject([
      { channel: "FORMAL_NOTICE" },
      { on: "2026-11-26", channel: "EMAIL" },
    ]);
  });

  it("leave the email its day when the letter is withdrawn before it was posted", async () => {
    await post.sweep("2026-11-23", "2026-11-24", "Europe/Paris", 60);
    clock.setParis("2026-11-24", 8);
    await recordPayment(world.ctx, old, {
      receivedOn: "24/11/2026",
      amountCents: "4 320,00",
      method: "TRANSFER",
    });
    await post.sweep("2026-11-24", "2026-11-28", "Europe/Paris", 60);
    expect(await decided()).toEqual([{ on: "2026-11-24", channel: "EMAIL" }]);
  });

  it("leave the email its day when a person takes the letter back", async () => {
    await post.sweep("2026-11-23", "2026-11-24", "Europe/Paris", 60);
    clock.setParis("2026-11-24", 8);
    const [letter] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM letter WHERE company_id = $1 AND state IN ('DRAFT', 'TO_APPROVE')",
      [world.ctx.companyId],
    );
    await withdrawLetter(world.ctx, letter?.id ?? "");
    await post.sweep("2026-11-24", "2026-11-28", "Europe/Paris", 60);
    expect(await decided()).toEqual([{ on: "2026-11-24", channel: "EMAIL" }]);
  });

  it("are forecast as they will happen", async () => {
    clock.setParis("2026-11-20");
    const { days } = await readForecast(world.ctx, 12);
    expect(days.map(({ on, contacts }) => [on, contacts.map(({ channel }) => channel)])).toEqual([
      ["2026-11-23", ["FORMAL_NOTICE"]],
      ["2026-11-26", ["EMAIL"]],
      ["2026-11-30", ["CALL"]],
    ]);
  });
});

describe("messages proposed on different days to one client, in safe mode", () => {
  let clientId = "";

  beforeEach(async () => {
    clock.setParis("2026-10-01");
    world = await makeCompany(clock, { safeMode: true });
    post = new PostOffice(world);
    clientId = await makeClient(world.ctx);
    for (const dueOn of ["2026-10-24", "2026-10-26"]) await makeInvoice(world.ctx, clientId, { dueOn });
  });

  const waiting = async () =>
    (
      await asOwner<{ id: string }>(
        database,
        "SELECT id FROM message WHERE client_id = $1 AND state = 'AWAITING_APPROVAL'",
        [clientId],
      )
    ).map(({ id }) => id);

  it("are not proposed within the gap: the first still counts while nobody has approved it", async () => {
    await post.day("2026-10-26");
    expect(await waiting()).toHaveLength(1);
    await post.day("2026-10-28");
    expect(await waiting()).toHaveLength(1);
    await post.day("2026-10-30");
    expect(await waiting()).toHaveLength(2);
  });

  it("are proposed at once when a person says that the first has not left", async () => {
    await post.day("2026-10-26");
    const [first = ""] = await waiting();
    await approveMessages(world.ctx, [first]);
    const deliver = async () =>
      ({ kind: "uncertain", reason: "connection_lost", detail: "" }) satisfies DeliveryOutcome;
    clock.setParis("2026-10-27", 11);
    await new PostOffice(world, { mailer: mailPorts({ deliver }).mailer }).round();
    await post.day("2026-10-28");
    expect(await waiting()).toEqual([]);
    await resolveUncertain(world.ctx, first, false);
    await post.round();
    const about = await asOwner(
      database,
      `SELECT 1 FROM message_invoice l JOIN message m ON m.id = l.message_id
       WHERE m.client_id = $1 AND m.state = 'AWAITING_APPROVAL'`,
      [clientId],
    );
    expect(about).toHaveLength(2);
  });

  it("are proposed at once when the first is set aside", async () => {
    await post.day("2026-10-26");
    await post.day("2026-10-28");
    const [first = ""] = await waiting();
    await skipMessage(world.ctx, first);
    await post.round();
    const after = await waiting();
    expect(after).toHaveLength(1);
    expect(after).not.toContain(first);
  });

  it("leave one after the other when they are approved together, or one by one the same day", async () => {
    await post.day("2026-10-26");
    await post.day("2026-10-30");
    clock.setParis("2026-11-02", 10);
    expect(await approveMessages(world.ctx, await waiting())).toBe(2);
    await post.sweep("2026-11-02", "2026-11-08", "Europe/Paris", 120);
    expect(departures()).toEqual(["2026-11-02", "2026-11-05"]);
  });

  it("keep their turn when safe mode ends meanwhile: what leaves alone waits for them", async () => {
    await post.day("2026-10-26");
    await post.day("2026-10-30");
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-03" });
    // Everyone's minute is the first of the window.
    await asOwner(database, "UPDATE company SET window_closes_at = window_opens_at + 6 WHERE id = $1", [
      world.ctx.companyId,
    ]);
    clock.setParis("2026-11-02", 8);
    await approveMessages(world.ctx, await waiting());
    await setSafeMode(world.ctx, false);
    await post.sweep("2026-11-02", "2026-11-10", "Europe/Paris", 60);
    expect(departures().slice(0, 3)).toEqual(["2026-11-02", "2026-11-05", "2026-11-09"]);
  });

  it("count from the day they leave, however long they waited", async () => {
    await post.day("2026-10-26");
    const [first = ""] = await waiting();
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-05" });
    clock.setParis("2026-12-07", 8);
    await approveMessages(world.ctx, [first]);
    await setSafeMode(world.ctx, false);
    await post.sweep("2026-12-07", "2026-12-11", "Europe/Paris", 60);
    expect(departures()).toEqual(["2026-12-07", "2026-12-10"]);
  });
});

describe("a call that nobody made", () => {
  it("gives way to the next one about the same invoice: one call to make, not two", async () => {
    clock.setParis("2026-10-01");
    world = await makeCompany(clock);
    post = new PostOffice(world);
    const clientId = await makeClient(world.ctx, { contactEmail: "" });
    const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    for (const day of ["2026-10-26", "2026-11-02"]) await post.day(day);
    const calls = await asOwner<{ state: string }>(
      database,
      `SELECT c.state::text FROM call_task c JOIN call_task_invoice ci ON ci.call_task_id = c.id
       WHERE ci.invoice_id = $1 ORDER BY c.due_on`,
      [invoiceId],
    );
    expect(calls).toEqual([{ state: "CANCELLED" }, { state: "OPEN" }]);
    const steps = await asOwner<{ state: string }>(
      database,
      "SELECT state::text FROM dunning_step WHERE invoice_id = $1 ORDER BY offset_days",
      [invoiceId],
    );
    expect(steps).toEqual([{ state: "SUPERSEDED" }, { state: "DONE" }]);
  });
});
