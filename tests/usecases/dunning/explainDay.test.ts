/** Why, or why not, on a day: the trace agrees with what was decided, in the past and to come. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { localDate } = await import("@/domain/calendar");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { stopEverything } = await import("@/usecases/parties/stopEverything");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
});

const on = async (day: string | null) =>
  explainDay(world.ctx, invoiceId, day === null ? null : localDate(day));
/** Rules that decide, in order. */
const marks = (lines: Awaited<ReturnType<typeof on>>["lines"], mark: string) =>
  lines.filter((line) => line.mark === mark).map((line) => line.rule);

describe("the trace of a day to come", () => {
  it("says what each day brings, as the worker will do it", async () => {
    expect((await on("2026-10-25")).decision).toMatchObject({ kind: "WAIT", on: "2026-10-26" });
    expect(await on("2026-10-26")).toMatchObject({
      conclusion: "Courriel simple\u00a0: ce jour-là.".replace("\u00a0:", " :"),
    });
    expect((await on("2026-11-02")).conclusion).toMatch(/^Appel à passer/);
    const week = await on("2026-11-08");
    expect(marks(week.lines, "wait")).toContain("Calendrier");
    expect((await on("2026-11-23")).conclusion).toMatch(/proposé à votre accord/);
  });

  it("keeps to the days it can know", async () => {
    expect((await on("2030-01-01")).on).toBe("2027-03-30");
    expect((await on("2020-01-01")).on).toBe("2026-09-24");
    expect((await on(null)).on).toBe("2026-10-01");
  });
});

describe("the trace of a past day", () => {
  it("is told with the facts of then, and with what was done", async () => {
    for (const day of ["2026-10-26", "2026-11-02"]) await post.day(day);
    clock.setParis("2026-11-05");
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "05/11/2026",
      amountCents: "4 320,00",
      method: "TRANSFER",
    });
    const past = await on("2026-10-26");
    expect(past.done).toMatchObject([{ title: "J+2, courriel simple" }]);
    expect(past.decision).toMatchObject({ kind: "RUN", step: { offsetDays: 2 } });
    const quiet = await on("2026-10-28");
    expect(quiet.done).toEqual([]);
    expect(quiet.decision).toMatchObject({ kind: "WAIT", on: "2026-11-02" });
    expect(marks((await on(null)).lines, "stop")).toEqual(["Facture"]);
  });
});

describe("the rule that stops", () => {
  it.each([
    ["Exclusion", () => excludeInvoices(world.ctx, [invoiceId], true)],
    ["Arrêt général", () => stopEverything(world.ctx)],
  ])("is « %s », and those after it are not asked", async (rule, stop) => {
    await stop();
    const { lines, decision, conclusion } = await on("2026-10-26");
    expect(lines.at(-1)).toMatchObject({ rule, mark: "stop" });
    expect(decision.kind).toBe("STOP");
    expect(conclusion).toBe("Rien ne part.");
  });

  it("is a suspension until its last day, and none the day after", async () => {
    await holdInvoice(world.ctx, invoiceId, { untilOn: "2026-10-28", reason: "Congés" });
    expect(marks((await on("2026-10-28")).lines, "wait")).toHaveLength(1);
    expect((await on("2026-10-29")).decision.kind).toBe("RUN");
  });

  it("is a person's accord in safe mode", async () => {
    await setSafeMode(world.ctx, true);
    expect(marks((await on("2026-10-26")).lines, "person")).toContain("Accord");
  });
});

it("is nobody else's", async () => {
  const other = await makeCompany(clock, { name: "Voisine" });
  await expect(explainDay(other.ctx, invoiceId, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
