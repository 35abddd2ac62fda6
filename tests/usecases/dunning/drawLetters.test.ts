/** A letter whose drawing fails is shown and tried again later; the others are drawn meanwhile. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../../support/database";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { drawLetters } = await import("@/usecases/dunning/drawLetters");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { readToday } = await import("@/usecases/reporting/readToday");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { letterPorts } = await import("@/context/printing");
const { rates } = await import("@/context/rates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
const ids: string[] = [];

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  ids.length = 0;
  for (const number of ["F-1", "F-2"]) {
    const clientId = await makeClient(world.ctx);
    const invoiceId = await makeInvoice(world.ctx, clientId, { number, dueOn: "2026-10-24" });
    clock.setParis("2026-11-23", 10);
    ids.push(await prepareLetter(world.ctx, invoiceId, { channel: "LETTER" }));
  }
});

/** A printer that breaks on the letter about this invoice, by an error that is no rule's. */
const breakingOn = (number: string) => {
  const ports = { ...letterPorts(), clock };
  const print: typeof ports.printer.print = async (notice) => {
    if (notice.reference === number) throw new TypeError("a font is broken");
    return ports.printer.print(notice);
  };
  return { ...ports, printer: { ...ports.printer, print } };
};
const states = async () => {
  const letters = await Promise.all(ids.map((id) => readLetter(world.ctx, id, rates)));
  return letters.map(({ state }) => state);
};

describe("a letter whose drawing fails", () => {
  it("keeps none of the others waiting, and is shown to people", async () => {
    const { count, failed } = await drawLetters(world.ctx.companyId, breakingOn("F-1"));
    expect(count).toBe(2);
    expect(failed).toMatchObject([{ letterId: ids[0] }]);
    expect(await states()).toEqual(["DRAFT", "TO_APPROVE"]);
    const { letters } = await readToday(world.ctx, "Hélène");
    expect(letters.find(({ id }) => id === ids[0])?.problem).toContain("par une erreur de notre côté");
  });

  it("is tried again an hour later, and not before", async () => {
    await drawLetters(world.ctx.companyId, breakingOn("F-1"));
    expect(await drawLetters(world.ctx.companyId, breakingOn(""))).toEqual({ count: 0, failed: [] });
    clock.set(clock.now() + 61 * 60_000);
    expect(await drawLetters(world.ctx.companyId, breakingOn(""))).toEqual({ count: 1, failed: [] });
    expect(await states()).toEqual(["TO_APPROVE", "TO_APPROVE"]);
    expect((await readLetter(world.ctx, ids[0] ?? "", rates)).outcome).toBeNull();
  });
});

describe("a letter of a half-year whose rate is not entered yet", () => {
  it("says so, and is drawn by itself once the rate is there", async () => {
    clock.setParis("2027-01-05", 10);
    const ports = { ...letterPorts(), clock };
    await drawLetters(world.ctx.companyId, { ...ports, rates: PUBLISHED_RATES });
    expect(await states()).toEqual(["DRAFT", "DRAFT"]);
    expect((await readLetter(world.ctx, ids[0] ?? "", PUBLISHED_RATES)).outcome).toContain("2027");
    clock.set(clock.now() + 61 * 60_000);
    const halfYear = "2027-S1" as const;
    const entered = { halfYear, rateBps: 215, confidence: "sure" as const, source: "BCE" };
    const since = {
      ecbRefinancing: [...PUBLISHED_RATES.ecbRefinancing, entered],
      legalInterest: PUBLISHED_RATES.legalInterest,
    };
    await drawLetters(world.ctx.companyId, { ...ports, rates: since });
    expect(await states()).toEqual(["TO_APPROVE", "TO_APPROVE"]);
  });
});
