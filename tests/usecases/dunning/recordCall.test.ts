/** What follows each outcome of a call. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { freshSiren, makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import(
  "../../support/world"
);
const { PostOffice } = await import("../../support/postOffice");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { createFirm } = await import("@/usecases/parties/createFirm");
const { grantMandate } = await import("@/usecases/parties/grantMandate");
const { readCall } = await import("@/usecases/dunning/readCall");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let first = "";
let second = "";
let callId = "";

const calls = async () => (await readToday(world.ctx, "Hélène Brisset", PUBLISHED_RATES)).calls;
const next = async (id: string) => (await readInvoice(world.ctx, id, PUBLISHED_RATES)).next;
/** What keeps an invoice from being reminded. */
const holds = (id: string) =>
  asOwner<{ kind: string; part: string | null; until: string | null }>(
    database,
    `SELECT kind::text AS kind, part_cents::text AS part, until_on::text AS until FROM hold
     WHERE company_id = $1 AND invoice_id = $2 AND ended_at IS NULL`,
    [world.ctx.companyId, id],
  );
const record = (raw: Record<string, string>) => recordCall(world.ctx, callId, raw);

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  first = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-20",
    totalCents: "1 000,00",
  });
  second = await makeInvoice(world.ctx, clientId, {
    number: "F-2",
    dueOn: "2026-10-20",
    totalCents: "500,00",
  });
  await post.day("2026-10-22");
  await post.day("2026-10-27");
  callId = (await calls())[0]?.id ?? "";
});

describe("a call about two invoices", () => {
  it("that ends with a promise suspends both, and confirms their sum", async () => {
    await record({ outcome: "PROMISE", onDate: "2026-10-30", confirmByEmail: "1" });
    expect(await holds(first)).toMatchObject([{ kind: "PROMISE" }]);
    expect(await holds(second)).toMatchObject([{ kind: "PROMISE" }]);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("1\u00a0500,00\u00a0€");
    expect(text).toContain("30\u00a0octobre\u00a02026");
  });

  it("suspends until the last day of the promise, which is the one its page gives afterwards", async () => {
    await record({ outcome: "PROMISE", onDate: "2026-10-30" });
    clock.setParis("2026-11-09");
    await endPastHolds(world.ctx.companyId, clock.now());
    const [hold] = (await readInvoice(world.ctx, first, PUBLISHED_RATES)).holds;
    expect(hold?.isRunning).toBe(false);
    expect(hold?.endedOn).toBe(hold?.untilOn);
  });

  it("suspends only the one the promise is about, and confirms that one", async () => {
    await record({ outcome: "PROMISE", onDate: "2026-10-30", facture: second, confirmByEmail: "1" });
    expect(await holds(first)).toEqual([]);
    expect(await holds(second)).toMatchObject([{ kind: "PROMISE" }]);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("500,00\u00a0€");
    expect(text).toContain("F-2");
    expect(text).not.toContain("F-1");
    await post.day("2026-11-04");
    expect((await post.read()).text).toContain("F-1");
  });

  it("suspends both when the client contests without saying more", async () => {
    await record({ outcome: "DISPUTE", note: "Rien ne va" });
    expect(await holds(first)).toMatchObject([{ kind: "DISPUTE", part: null }]);
    expect(await holds(second)).toMatchObject([{ kind: "DISPUTE", part: null }]);
  });

  it("sets aside the contested part of one, and the rest goes on", async () => {
    await record({ outcome: "DISPUTE", note: "Rayé", facture: first, contestedCents: "200,00" });
    expect(await holds(first)).toMatchObject([{ kind: "DISPUTE", part: "20000" }]);
    expect(await holds(second)).toEqual([]);
    expect((await next(second)).kind).toBe("WAIT");
  });

  it("asks which invoice a part belongs to, and refuses more than is owed", async () => {
    await expect(
      record({ outcome: "DISPUTE", note: "Rayé", contestedCents: "200,00" }),
    ).rejects.toMatchObject({
      errors: [{ field: "facture", code: "WHICH" }],
    });
    await expect(
      record({ outcome: "DISPUTE", note: "Rayé", facture: second, contestedCents: "500,01" }),
    ).rejects.toMatchObject({ errors: [{ field: "contestedCents", code: "ABOVE_BALANCE" }] });
    expect([...(await holds(first)), ...(await holds(second))]).toEqual([]);
    // All of both is no part: nothing to choose.
    await record({ outcome: "DISPUTE", note: "Rayé", contestedCents: "1 500,00" });
    expect(await holds(second)).toMatchObject([{ kind: "DISPUTE", part: null }]);
  });

  it("is about its own invoices only", async () => {
    const other = await makeInvoice(world.ctx, clientId, { number: "F-3", dueOn: "2026-12-01" });
    for (const facture of [other, "F-1", "00000000-0000-0000-0000-000000000000"]) {
      await expect(record({ outcome: "ALREADY_PAID", facture })).rejects.toMatchObject({
        errors: [{ field: "facture", code: "CHOICE" }],
      });
    }
    expect(await calls()).toHaveLength(1);
  });

  it("that says « payé » of one leaves the other as it was", async () => {
    await record({ outcome: "ALREADY_PAID", facture: first });
    expect(await holds(first)).toMatchObject([{ kind: "DECLARATION" }]);
    expect(await holds(second)).toEqual([]);
  });
});

describe("a call", () => {
  const told = async () => {
    const { lines, decision } = await explainDay(world.ctx, first, null);
    const done = decision.reasons.flatMap((reason) =>
      reason.code === "EARLIER_DONE" ? [...reason.offsets] : [],
    );
    return { call: lines.find(({ rule }) => rule === "J+7")?.sentence, done };
  };

  it("is made in the name of the firm, by someone of it", async () => {
    const partner = await makeUser("Julien Morvan");
    const raw = { kind: "ACCOUNTANT", name: "Morvan et associés", siren: freshSiren() };
    const place = { street: "3 quai", postcode: "44000", city: "Nantes" };
    const { firmId, slug } = await createFirm({ userId: partner, clock }, { ...raw, ...place });
    await grantMandate(world.ctx, { firm: slug, grantedOn: "27/10/2026" });
    const ctx = { ...world.ctx, actor: { kind: "user", userId: partner, firmId } as const };
    const { script } = await readCall(ctx, callId, "Julien Morvan");
    expect(script).toContain("Julien Morvan, du cabinet Morvan et associés, pour ");
    expect((await readCall(world.ctx, callId, "Hélène Brisset")).script).not.toContain("cabinet");
  });

  it("is quoted once in the history, not again by the promise made in it", async () => {
    await record({ outcome: "PROMISE", onDate: "2026-10-30", note: "Virement après la paie." });
    const { timeline } = await readInvoice(world.ctx, first, PUBLISHED_RATES);
    expect(
      timeline.filter(({ quote }) => quote === "Virement après la paie.").map(({ mark }) => mark),
    ).toEqual(["phone"]);
    expect(timeline.some(({ mark }) => mark === "promise")).toBe(true);
  });

  it("is told as made once somebody made it, not before", async () => {
    expect((await told()).call).toMatch(/non passé, attendu depuis le/);
    expect((await told()).done).toEqual([2]);
    await record({ outcome: "VOICEMAIL" });
    expect((await told()).call).toMatch(/fait le/);
    expect((await told()).done).toEqual([2, 7]);
    expect(JSON.stringify((await next(first)).reasons)).toContain("J+2 et J+7");
  });

  it("needs the date of a promise and the words of a dispute", async () => {
    await expect(record({ outcome: "PROMISE" })).rejects.toMatchObject({
      errors: [{ field: "onDate", code: "REQUIRED" }],
    });
    await expect(record({ outcome: "DISPUTE" })).rejects.toMatchObject({
      errors: [{ field: "note", code: "REQUIRED" }],
    });
    await expect(record({ outcome: "NONSENSE" })).rejects.toMatchObject({ errors: [{ field: "outcome" }] });
    expect(await calls()).toHaveLength(1);
  });

  it("without an answer comes back the next day, three times at most", async () => {
    for (const day of ["2026-10-28", "2026-10-29"]) {
      await record({ outcome: "NO_ANSWER" });
      expect(await calls()).toEqual([]);
      clock.setParis(day);
      callId = (await calls())[0]?.id ?? "";
      expect(callId).not.toBe("");
    }
    await record({ outcome: "NO_ANSWER" });
    clock.setParis("2026-10-30");
    expect(await calls()).toEqual([]);
    expect((await next(first)).kind).toBe("WAIT");
  });

  it.each([
    ["over a week-end", "2026-10-30", "METROPOLE", "2026-11-02"],
    ["over a holiday", "2026-11-10", "METROPOLE", "2026-11-12"],
    ["over the holidays of the company's zone", "2027-03-25", "ALSACE_MOSELLE", "2027-03-30"],
  ])("without an answer comes back on a working day, %s", async (_, today, zone, dueOn) => {
    await asOwner(database, "UPDATE company SET calendar_zone = $2 WHERE id = $1", [
      world.ctx.companyId,
      zone,
    ]);
    clock.setParis(today);
    await record({ outcome: "NO_ANSWER" });
    const open = await asOwner<{ on: string }>(
      database,
      `SELECT due_on::text AS "on" FROM call_task WHERE company_id = $1 AND state = 'OPEN'`,
      [world.ctx.companyId],
    );
    expect(open).toEqual([{ on: dueOn }]);
  });

  it("to a wrong number takes it off the client's record", async () => {
    const phones = () =>
      asOwner<{ phone: string | null }>(database, "SELECT phone FROM contact WHERE client_id = $1", [
        clientId,
      ]);
    expect((await phones()).some(({ phone }) => phone !== null)).toBe(true);
    await record({ outcome: "WRONG_NUMBER" });
    expect((await phones()).every(({ phone }) => phone === null)).toBe(true);
  });

  it("is noted once, by ten people at once", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => record({ outcome: "PROMISE", onDate: "2026-10-30" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await holds(first)).toHaveLength(1);
  });

  it("of another company is not found", async () => {
    const other = await makeCompany(clock);
    await expect(recordCall(other.ctx, callId, { outcome: "VOICEMAIL" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await calls()).toHaveLength(1);
  });
});
