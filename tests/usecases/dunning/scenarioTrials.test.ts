/** Trying a scenario before it speaks to anyone: the forecast, the replay over a year, the test message. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { readForecast } = await import("@/usecases/dunning/readForecast");
const { readReplays } = await import("@/usecases/dunning/readReplays");
const { listScenarios } = await import("@/usecases/dunning/readScenario");
const { runReplay, startReplay } = await import("@/usecases/dunning/runReplay");
const { createScenario } = await import("@/usecases/dunning/editScenario");
const { sendTestMessage } = await import("@/usecases/dunning/sendTestMessage");
const { sendAccountMails } = await import("@/usecases/parties/sendAccountMails");
const { accountMailPorts } = await import("@/context/sending");
const { readMime } = await import("@/mail/readMime");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { PUBLISHED_RATES: rates } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let scenarioId = "";

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
});

const late = async (dueOn: string, raw: Record<string, string> = {}) =>
  makeInvoice(world.ctx, await makeClient(world.ctx, raw), { dueOn, issuedOn: "2026-08-01" });
const pay = (id: string, receivedOn: string) =>
  recordPayment(world.ctx, id, { receivedOn, amountCents: "4 320,00", method: "TRANSFER" });
const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describe("the forecast", () => {
  it("is what the worker then does, day by day, when nothing is paid", async () => {
    await late("2026-10-24");
    await late("2026-10-12");
    const held = await late("2026-10-05");
    await holdInvoice(world.ctx, held, { untilOn: "2026-10-20", reason: "" });
    const forecast = await readForecast(world.ctx, 40);
    const announced = forecast.days.flatMap(({ on, contacts }) =>
      contacts.map(({ channel, runs }) => `${on} ${channel} ${runs.map((run) => run.offsetDays)}`),
    );
    const post = new PostOffice(world);
    await post.sweep("2026-10-01", "2026-11-10", "Europe/Paris", 120);
    const done = await asOwner<{ words: string }>(
      database,
      `SELECT executed_on::text || ' ' || channel::text || ' ' || offset_days AS words FROM dunning_step
       WHERE company_id = $1 AND state = 'DONE'`,
      [world.ctx.companyId],
    );
    expect(announced.sort()).toEqual(done.map(({ words }) => words).sort());
    expect(announced.length).toBeGreaterThan(6);
    expect(total(forecast.counts)).toBe(announced.length);
    expect(forecast.clients.reduce((sum, client) => sum + total(client.counts), 0)).toBe(announced.length);
    expect(forecast.clients.every((client) => client.owedCents === 432_000n)).toBe(true);
  });

  it("is empty for a company that has stopped, and says what already waits", async () => {
    const { stopEverything } = await import("@/usecases/parties/stopEverything");
    await late("2026-10-24");
    await stopEverything(world.ctx);
    expect(await readForecast(world.ctx)).toMatchObject({ days: [], isStopped: true, waitingCount: 0 });
  });
});

describe("the replay of the past year", () => {
  const ask = async (raw: Record<string, string> = {}) =>
    startReplay(world.ctx, scenarioId, {
      versionId: await versionOf(scenarioId),
      sharePercent: "50",
      withinDays: "5",
      ...raw,
    });
  const versionOf = async (id: string) =>
    (
      await asOwner<{ id: string }>(database, "SELECT current_version_id AS id FROM scenario WHERE id = $1", [
        id,
      ])
    )[0]?.id ?? "";
  const latest = async () => (await readReplays(world.ctx, scenarioId)).replays[0];

  it("counts what one scenario, and another beside it, would have sent, from the payments on record", async () => {
    const paid = await late("2026-08-20");
    clock.setParis("2026-09-09");
    // J+2 is 24 August (a Saturday the 22nd), J+7 the 27th, J+15 the 4th of September: paid on the 9th.
    await pay(paid, "09/09/2026");
    await late("2026-09-27");
    const gentle = await createScenario(world.ctx, { name: "Doux", addressForm: "FORMAL", model: "doux" });
    clock.setParis("2026-10-01");
    await ask({ otherId: await versionOf(gentle) });
    expect(await latest()).toMatchObject({ state: "QUEUED", result: null });
    expect(await runReplay(world.ctx.companyId, clock)).toBe(true);
    expect(await runReplay(world.ctx.companyId, clock)).toBe(false);
    const replay = await latest();
    expect(replay).toMatchObject({ state: "DONE", done: 2, total: 2, toOn: "2026-10-01" });
    const [standard, other] = replay?.result?.figures ?? [];
    expect(standard).toMatchObject({ name: "Professionnels" });
    expect(standard?.figures).toMatchObject({
      invoices: 2,
      clients: 2,
      messages: 3,
      calls: 1,
      formalNotices: 0,
      clientsContacted: 2,
      paidSameDay: 0,
    });
    expect(other?.figures.messages).toBeLessThan(standard?.figures.messages ?? 0);
  });

  it("changes nothing: no message, no step, no plan", async () => {
    await late("2026-08-20");
    const state = () =>
      asOwner(
        database,
        `SELECT (SELECT count(*) FROM message WHERE company_id = $1) AS m, (SELECT count(*) FROM dunning_step WHERE company_id = $1) AS s,
                (SELECT string_agg(xmin::text, ',' ORDER BY invoice_id) FROM dunning_plan WHERE company_id = $1) AS p`,
        [world.ctx.companyId],
      );
    const before = await state();
    await ask();
    await runReplay(world.ctx.companyId, clock);
    expect(await state()).toEqual(before);
  });

  it("is run again by another when the one that ran it died, and given up after some attempts", async () => {
    await late("2026-08-20");
    await ask();
    const age =
      "UPDATE scenario_replay SET state = 'RUNNING', lease_until = '2026-09-30', attempts = $2 WHERE company_id = $1";
    await asOwner(database, age, [world.ctx.companyId, 1]);
    expect(await runReplay(world.ctx.companyId, clock)).toBe(true);
    expect(await latest()).toMatchObject({ state: "DONE" });
    await ask();
    await asOwner(database, `${age} AND state = 'QUEUED'`, [world.ctx.companyId, 50]);
    await runReplay(world.ctx.companyId, clock);
    expect(await latest()).toMatchObject({ state: "FAILED", result: null });
  });

  it("waits three at a time, and knows its own company only", async () => {
    for (let count = 0; count < 3; count += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "TOO_MANY" });
    const other = await makeCompany(clock, { name: "Voisine" });
    await expect(readReplays(other.ctx, scenarioId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await runReplay(other.ctx.companyId, clock)).toBe(false);
  });
});

describe("a test message", () => {
  const to = { email: "helene@people.example", name: "Hélène Brisset" };
  const query = (offsetDays: number, invoiceId: string) => ({ offsetDays, invoiceId });

  it("goes to the person alone, says that it is a test, and its answers lead nowhere", async () => {
    const invoiceId = await late("2026-09-20", { contactEmail: "client@elsewhere.example" });
    await sendTestMessage(world.ctx, scenarioId, query(2, invoiceId), to, {
      rates,
      appUrl: "https://dument.test",
    });
    const left: { to: readonly string[]; mime: Uint8Array }[] = [];
    const deliver = async (mail: { envelope: { to: readonly string[] }; mime: Uint8Array }) => {
      left.push({ to: mail.envelope.to, mime: mail.mime });
      return { kind: "accepted", response: "250 Ok", rejected: [] } as const;
    };
    await sendAccountMails({ ...accountMailPorts({ deliver }), clock });
    expect(left.map((mail) => mail.to)).toEqual([["helene@people.example"]]);
    const mail = await readMime(left[0]?.mime ?? new Uint8Array());
    expect(mail.subject).toMatch(/^Test\u00a0: /);
    expect(mail.text).toContain("4\u00a0320,00\u00a0€");
    expect(`${mail.text}${mail.html}`).not.toMatch(/\/r\/|client@elsewhere\.example/);
    const written = await asOwner(database, "SELECT 1 FROM message WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(written).toEqual([]);
  });

  it("is an email's only: a call is not sent", async () => {
    const invoiceId = await late("2026-09-20");
    const source = { rates, appUrl: "https://dument.test" };
    await expect(
      sendTestMessage(world.ctx, scenarioId, query(7, invoiceId), to, source),
    ).rejects.toMatchObject({ code: "NOT_AN_EMAIL" });
  });
});
