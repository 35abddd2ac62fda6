/** The limitation of an invoice: the acts that restart it, those that do not, and the warnings of the day. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { recordLimitationAct, saveLimitationRule, withdrawLimitationAct } = await import(
  "@/usecases/legal/recordLimitationAct"
);
const { readLimitation } = await import("@/usecases/legal/readLimitation");
const { noteLimitationAlert, readDeadlines } = await import("@/usecases/legal/readDeadlines");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-11-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let consumerInvoiceId = "";

/** A consumer's invoice of 20 December 2024: two years end on 20 December 2026. */
beforeEach(async () => {
  clock.setParis("2026-11-20");
  world = await makeCompany(clock);
  const consumer = await makeClient(world.ctx, { kind: "B2C", name: "Marie Le Goff", siren: "" });
  consumerInvoiceId = await makeInvoice(world.ctx, consumer, {
    issuedOn: "2024-12-20",
    dueOn: "2025-01-20",
    totalCents: "900,00",
  });
});

const limitation = (id = consumerInvoiceId) => readLimitation(world.ctx, id);
const warnings = async () => (await readDeadlines(world.ctx, PUBLISHED_RATES)).limitations;
const act = (raw: Record<string, string>) =>
  recordLimitationAct(
    world.ctx,
    consumerInvoiceId,
    { kind: "ACKNOWLEDGEMENT", onDate: "2026-11-10", proof: "Courriel", ...raw },
    null,
  );

describe("the warnings", () => {
  it("begin a year before the end and name the threshold that was passed", async () => {
    expect((await limitation()).period.lastDayOn).toBe("2026-12-20");
    expect(await warnings()).toMatchObject([
      { invoiceId: consumerInvoiceId, months: 1, lastDayOn: "2026-12-20" },
    ]);
    for (const [day, months] of [
      ["2025-12-19", undefined],
      ["2025-12-20", 12],
      ["2026-06-20", 6],
      ["2026-09-20", 3],
      ["2026-12-20", 1],
      ["2026-12-21", 0],
    ] as const) {
      clock.setParis(day);
      expect((await warnings())[0]?.months, day).toBe(months);
    }
  });

  it("come back at the next threshold once read, not before", async () => {
    clock.setParis("2026-09-25");
    const [first] = await warnings();
    await noteLimitationAlert(world.ctx, consumerInvoiceId, {
      lastDayOn: first?.lastDayOn ?? "",
      months: String(first?.months),
    });
    expect(await warnings()).toEqual([]);
    clock.setParis("2026-11-20");
    expect(await warnings()).toMatchObject([{ months: 1 }]);
  });

  it("spare a business invoice of the same day, which has five years", async () => {
    const business = await makeClient(world.ctx);
    const id = await makeInvoice(world.ctx, business, { issuedOn: "2024-12-20", dueOn: "2025-01-20" });
    expect((await limitation(id)).period.lastDayOn).toBe("2029-12-20");
    expect((await warnings()).map((one) => one.invoiceId)).toEqual([consumerInvoiceId]);
    await saveLimitationRule(world.ctx, id, { isTransportOfGoods: "1" });
    expect((await limitation(id)).period).toMatchObject({ years: 1, lastDayOn: "2025-12-20" });
    expect((await warnings()).map((one) => [one.invoiceId, one.months])).toEqual([
      [id, 0],
      [consumerInvoiceId, 1],
    ]);
  });
});

describe("an act", () => {
  it("restarts the period, with its proof, and is withdrawn when it was a mistake", async () => {
    const id = await act({});
    expect((await limitation()).period.lastDayOn).toBe("2028-11-10");
    expect(await warnings()).toEqual([]);
    await withdrawLimitationAct(world.ctx, id);
    expect((await limitation()).period.lastDayOn).toBe("2026-12-20");
    await expect(withdrawLimitationAct(world.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("needs a proof, a day that has come, and to be one of those the law names", async () => {
    await expect(act({ proof: "" })).rejects.toThrow(/proof/);
    await expect(act({ onDate: "2026-11-21" })).rejects.toThrow(/onDate/);
    await expect(act({ kind: "FORMAL_NOTICE" })).rejects.toThrow(/kind/);
    await expect(act({ kind: "WRITTEN_CLAIM" })).rejects.toThrow(/kind/);
  });

  it("that comes too late changes nothing, and says so", async () => {
    clock.setParis("2027-01-15");
    await act({ onDate: "2027-01-10" });
    const view = await limitation();
    expect(view.period.lastDayOn).toBe("2026-12-20");
    expect(view.acts).toMatchObject([{ counts: false }]);
  });

  it("keeps the clock still while a case is pending, and restarts it at its end", async () => {
    await act({ kind: "JUDICIAL", onDate: "2026-10-01" });
    expect((await limitation()).period.lastDayOn).toBeUndefined();
    expect(await warnings()).toEqual([]);
  });

  it("is suggested by a payment in part, which counts only once a person says so", async () => {
    await recordPayment(world.ctx, consumerInvoiceId, {
      amountCents: "100,00",
      receivedOn: "2026-11-05",
      method: "TRANSFER",
      reference: "VIR LE GOFF",
    });
    const view = await limitation();
    expect(view.period.lastDayOn).toBe("2026-12-20");
    const [proposal] = view.proposals;
    expect(proposal).toMatchObject({ kind: "PARTIAL_PAYMENT", onDate: "2026-11-05", untilOn: "2028-11-05" });
    await act({ kind: "PARTIAL_PAYMENT", onDate: "2026-11-05", proof: proposal?.proof ?? "" });
    expect(await limitation()).toMatchObject({ proposals: [], period: { lastDayOn: "2028-11-05" } });
  });

  it("of another company's invoice does not exist", async () => {
    const other = await makeCompany(clock);
    await expect(readLimitation(other.ctx, consumerInvoiceId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      recordLimitationAct(
        other.ctx,
        consumerInvoiceId,
        { kind: "ACKNOWLEDGEMENT", onDate: "2026-11-10", proof: "Courriel" },
        null,
      ),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
