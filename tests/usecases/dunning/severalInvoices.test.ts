/** Gestures over several invoices of the list: suspend, exclude, export. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { holdInvoice, holdInvoices, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { exportInvoices } = await import("@/usecases/invoicing/exportInvoices");
const { readInvoiceQuery } = await import("@/usecases/invoicing/listInvoices");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { newId } = await import("@/db/values");

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let ids: string[] = [];

beforeEach(async () => {
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx, { name: "=Garage; Pennec" });
  ids = [];
  for (const [number, dueOn] of [
    ["F-1", "2026-10-20"],
    ["F-2", "2026-10-21"],
    ["F-3", "2026-12-01"],
  ] as const) {
    ids.push(await makeInvoice(world.ctx, clientId, { number, dueOn }));
  }
  await closeInvoice(world.ctx, ids[1] ?? "", { status: "CANCELLED", closeReason: "Doublon" });
});

const first = () => readInvoice(world.ctx, ids[0] ?? "", PUBLISHED_RATES);
const codes = async () => (await first()).next.reasons.map((reason) => reason.code);

describe("several invoices at once", () => {
  it("are suspended until a day; the closed one is left alone", async () => {
    expect(await holdInvoices(world.ctx, ids, { untilOn: "2026-11-15", reason: "Accord du 26" })).toBe(2);
    expect((await first()).holds).toMatchObject([
      { kind: "MANUAL", reason: "Accord du 26", untilOn: "2026-11-15", isRunning: true },
    ]);
    expect(await codes()).toContain("HELD");
    await resumeInvoice(world.ctx, ids[0] ?? "");
    expect(await codes()).not.toContain("HELD");
  });

  it.each([
    ["", "REQUIRED"],
    ["2026-10-26", "PAST"],
    ["2027-10-28", "TOO_FAR"],
    ["31/11/2026", "DATE"],
  ])("are not suspended until « %s »", async (untilOn, code) => {
    await expect(holdInvoices(world.ctx, ids, { untilOn })).rejects.toMatchObject({
      errors: [{ field: "untilOn", code }],
    });
    expect((await first()).holds).toEqual([]);
  });

  it("are excluded from dunning, then included again, each once", async () => {
    expect(await excludeInvoices(world.ctx, ids, true)).toBe(2);
    expect(await excludeInvoices(world.ctx, ids, true)).toBe(0);
    expect(await codes()).toEqual(["INVOICE_OPT_OUT"]);
    expect(await excludeInvoices(world.ctx, ids, false)).toBe(2);
    expect(await codes()).not.toContain("INVOICE_OPT_OUT");
  });

  it("are counted for this company only, and at most 500", async () => {
    const other = await makeCompany(clock, { name: "Voisine" });
    const untilOn = "2026-11-15";
    expect(await holdInvoices(other.ctx, ids, { untilOn })).toBe(0);
    expect(await excludeInvoices(other.ctx, [...ids, "nonsense"], true)).toBe(0);
    await expect(holdInvoice(other.ctx, ids[0] ?? "", { untilOn })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const many = Array.from({ length: 501 }, () => newId());
    await expect(holdInvoices(world.ctx, many, { untilOn })).rejects.toMatchObject({ code: "TOO_MANY" });
    expect((await first()).holds).toEqual([]);
  });
});

describe("the export of the list", () => {
  const exported = async (params: Record<string, string>) => {
    let text = "";
    const { parts } = await exportInvoices(world.ctx, readInvoiceQuery(params));
    for await (const part of parts) text += part;
    return text.split("\r\n").filter(Boolean);
  };

  it("holds the rows of the filter, formulas disarmed", async () => {
    const lines = await exported({ etat: "en-retard" });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\ufeffClient;Facture;Date;Échéance;Jours de retard;/);
    expect(lines[1]).toMatch(/^"'=Garage; Pennec";F-1;24\/09\/2026;20\/10\/2026;7;4320,00;4320,00;/);
  });

  it("says that a cancelled invoice owes nothing", async () => {
    const lines = await exported({ etat: "toutes", q: "F-2" });
    expect(lines[1]).toContain(";F-2;24/09/2026;21/10/2026;0;4320,00;0,00;Annulée;");
  });
});
