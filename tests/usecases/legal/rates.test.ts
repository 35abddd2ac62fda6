/** Official rates entered after this version: the same for every company, corrected by a new entry. */
import { describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../../support/world");
const { recordRate } = await import("@/usecases/legal/recordRate");
const { readRates } = await import("@/usecases/legal/readRates");
const { readDeadlines } = await import("@/usecases/legal/readDeadlines");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { rates, refreshRates } = await import("@/context/rates");
const { localDate } = await import("@/domain/calendar");

const clock = parisClock("2027-01-04");
const world = await makeCompany(clock);
const author = { userId: await makeUser("Nadia Kervella"), name: "Nadia Kervella" };

const enter = async (raw: Record<string, string>) => {
  clock.setParis("2027-01-04");
  const today = localDate("2027-01-04");
  const typed = { kind: "ECB_REFINANCING", halfYear: "2027-S1", confidence: "sure", ...raw };
  await recordRate(author, typed, { today, clock }, rates);
  await refreshRates(true);
};

describe("from 1 January on", () => {
  it("a missing rate stops the amounts and is announced, until it is entered for every company", async () => {
    const clientId = await makeClient(world.ctx);
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-25", totalCents: "1 000,00" });
    const other = await makeCompany(clock);
    const missing = async (ctx = world.ctx) => (await readDeadlines(ctx, rates)).missingRates;
    expect(await missing()).toEqual(["ECB", "LEGAL"]);
    expect(await readInvoice(world.ctx, id, rates)).toMatchObject({ statement: null });
    await enter({ rate: "2,15", source: "BCE, décision du 17 décembre 2026" });
    expect([await missing(), await missing(other.ctx)]).toEqual([["LEGAL"], ["LEGAL"]]);
    const { statement } = await readInvoice(world.ctx, id, rates);
    expect(statement?.segments.map((segment) => segment.rateBps)).toEqual([1240, 1215]);
  });

  it("a correction is a new entry: the former one stays readable, the new one counts", async () => {
    await enter({ rate: "2,40", source: "BCE, rectificatif" });
    const view = await readRates(world.ctx);
    expect(view.rows[0]).toMatchObject({ halfYear: "2027-S1", ecb: { rateBps: 240 }, legal: undefined });
    expect(view.entries.map(({ rateBps, isInForce }) => [rateBps, isInForce])).toEqual([
      [240, true],
      [215, false],
    ]);
    expect(view.entries[0]?.recordedBy).toBe("Nadia Kervella");
  });

  it("takes both columns of the legal interest, and marks what is only likely", async () => {
    const legal = { kind: "LEGAL_INTEREST", rate: "2,62", source: "table publique", confidence: "likely" };
    await expect(enter(legal)).rejects.toThrow(/individualRate/);
    await enter({ ...legal, individualRate: "6,67" });
    const view = await readRates(world.ctx);
    expect(view).toMatchObject({ missing: [], likely: ["LEGAL_INTEREST"] });
    expect(view.rows[0]?.legal).toMatchObject({ otherCasesBps: 262, individualBps: 667 });
  });

  it("refuses what no one can know yet, and what changes nothing", async () => {
    await expect(enter({ halfYear: "2028-S1", rate: "2,00", source: "x" })).rejects.toThrow(/halfYear/);
    await expect(enter({ rate: "2,40", source: "BCE, rectificatif" })).rejects.toThrow(/rate/);
    await expect(enter({ rate: "deux", source: "" })).rejects.toThrow(/rate.*source|source.*rate/s);
  });
});

describe("an entry", () => {
  it("is never rewritten nor erased by the programs", async () => {
    const grants = await asOwner<{ privilege: string }>(
      database,
      `SELECT privilege_type AS privilege FROM information_schema.role_table_grants
       WHERE grantee = 'dument_app' AND table_name = 'rate_version' ORDER BY 1`,
    );
    expect(grants.map((grant) => grant.privilege)).toEqual(["INSERT", "SELECT"]);
  });
});
