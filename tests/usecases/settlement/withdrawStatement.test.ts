/** A statement dropped in the wrong place is taken away, as long as nothing was made of it. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { camtFile, OWN_IBAN } = await import("../../support/bankFiles");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { setLineAside, undoMatch } = await import("@/usecases/settlement/matchByHand");
const { readLastStatement, withdrawStatement } = await import("@/usecases/settlement/withdrawStatement");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { inCompany } = await import("@/db/inCompany");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");
const OTHER_IBAN = "FR1420041010050500013M02606";
const PAID = { amount: "4320.00", label: "FACTURE F2026014" };
const FEE = { amount: "-12.50", label: "FRAIS" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  await asOwner(database, "UPDATE company SET iban = $2 WHERE id = $1", [world.ctx.companyId, OWN_IBAN]);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-2026-014", dueOn: "2026-10-24" });
});

const take = (movements: Parameters<typeof camtFile>[0], account = OWN_IBAN) =>
  importBankFile(
    world.ctx,
    { name: "octobre.xml", bytes: camtFile(movements, "02", account) },
    PUBLISHED_RATES,
  );
const list = () => listBankLines(world.ctx, readBankQuery({ etat: "tous" }), PUBLISHED_RATES);
const page = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);

describe("a statement", () => {
  it("is withdrawn with all it brought, lets the reminders go, and may be dropped again", async () => {
    await take([FEE]);
    const { importId } = await take([PAID, FEE]);
    expect(await page()).toMatchObject({ holds: [{ kind: "BANK_LINE", isRunning: true }] });
    expect(await readLastStatement(world.ctx)).toMatchObject({
      id: importId,
      newCount: 1,
      mayWithdraw: true,
    });
    await withdrawStatement(world.ctx, importId);
    expect((await list()).lines).toMatchObject([{ amountCents: -1250n }]);
    expect(await page()).toMatchObject({ holds: [{ isRunning: false, reason: "" }] });
    await expect(withdrawStatement(world.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await take([PAID])).toMatchObject({ newCount: 1, heldCount: 1 });
  });

  it("stays once something was made of it, be it undone", async () => {
    const { importId } = await take([PAID]);
    const [line] = (await list()).lines;
    await setLineAside(world.ctx, line?.id ?? "", { reason: "Virement interne" });
    await undoMatch(world.ctx, line?.id ?? "");
    await expect(withdrawStatement(world.ctx, importId)).rejects.toMatchObject({ code: "STATEMENT_USED" });
    expect(await readLastStatement(world.ctx)).toMatchObject({ mayWithdraw: false });
    expect((await list()).allCount).toBe(1);
  });

  it("stays once another came, which may say the same movements: nobody who has paid is forgotten", async () => {
    const { importId } = await take([PAID]);
    const later = await take([PAID, FEE]);
    await expect(withdrawStatement(world.ctx, importId)).rejects.toMatchObject({
      code: "STATEMENT_NOT_LAST",
    });
    expect(await page()).toMatchObject({ holds: [{ kind: "BANK_LINE", isRunning: true }] });
    await withdrawStatement(world.ctx, later.importId);
    await withdrawStatement(world.ctx, importId);
    expect((await list()).allCount).toBe(0);
  });

  it("is not taken away while another is read that says the same movements", async () => {
    const { importId } = await take([PAID]);
    const other = await makeInvoice(world.ctx, clientId, {
      number: "F-2026-015",
      dueOn: "2026-10-24",
      totalCents: "77,00",
    });
    const waiting = async () =>
      (
        await asOwner(
          database,
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).length;
    const work: Promise<unknown>[] = [];
    await inCompany(world.ctx.companyId, async (tx) => {
      // The second file waits here for the invoice that it is about to suspend.
      await tx.$executeRaw`SELECT 1 FROM invoice WHERE id = ${other}::uuid FOR NO KEY UPDATE`;
      work.push(take([PAID, { amount: "77.00", label: "F-2026-015" }]));
      await vi.waitUntil(async () => (await waiting()) === 1, { timeout: 10_000 });
      // Settings and imports of invoices do not wait for it.
      await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${world.ctx.companyId}::uuid FOR NO KEY UPDATE NOWAIT`;
      let isOver = false;
      work.push(withdrawStatement(world.ctx, importId).finally(() => (isOver = true)));
      work[1]?.catch(() => undefined);
      await vi.waitUntil(async () => isOver || (await waiting()) === 2, { timeout: 10_000 });
    });
    const [, withdrawn] = await Promise.allSettled(work);
    expect(withdrawn).toMatchObject({ status: "rejected", reason: { code: "STATEMENT_NOT_LAST" } });
    expect((await list()).lines.map(({ amountCents }) => amountCents)).toContain(432_000n);
  });

  it("of an account that is none of the company's is asked about, once", async () => {
    expect(await readLastStatement(world.ctx)).toBeNull();
    await take([FEE]);
    expect(await readLastStatement(world.ctx)).toMatchObject({ strangeAccount: null });
    await take([PAID], OTHER_IBAN);
    expect(await readLastStatement(world.ctx)).toMatchObject({ strangeAccount: OTHER_IBAN });
    await take([{ ...PAID, amount: "1.00" }], OTHER_IBAN);
    expect(await readLastStatement(world.ctx)).toMatchObject({ strangeAccount: null });
  });

  it("is withdrawn by its own company only", async () => {
    const { importId } = await take([PAID]);
    const other = await makeCompany(clock);
    await expect(withdrawStatement(other.ctx, importId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await list()).allCount).toBe(1);
  });
});
