/** What a person makes of a movement without its proposal: other invoices, a payment that is known, or none. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tx } from "@/db/inCompany";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { camtFile } = await import("../../support/bankFiles");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { linkKnownPayment, matchByHand, setLineAside, undoMatch } = await import(
  "@/usecases/settlement/matchByHand"
);
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { confirmMatch } = await import("@/usecases/settlement/confirmMatch");
const { reversePaymentIn } = await import("@/usecases/settlement/reversePayment");
const { inCompany } = await import("@/db/inCompany");
const { lockInvoices } = await import("@/db/dunning/facts");
const { insertBankMatch } = await import("@/db/settlement/bankMatches");
const { listLinkablePayments } = await import("@/usecases/settlement/listLinkablePayments");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-26");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-2026-014", dueOn: "2026-10-24" });
});

const take = (...movements: Parameters<typeof camtFile>[0]) =>
  importBankFile(world.ctx, { name: "octobre.xml", bytes: camtFile(movements) }, PUBLISHED_RATES);
const list = (query = {}) => listBankLines(world.ctx, readBankQuery(query), PUBLISHED_RATES);
const page = (id = invoiceId) => readInvoice(world.ctx, id, PUBLISHED_RATES);
const onlyLine = async (query = {}) => {
  const [line] = (await list(query)).lines;
  if (!line) throw new Error("no movement is listed");
  return line;
};

const PAID = {
  amount: "4320.00",
  name: "CONSERVERIE LE GUEN",
  label: "FACTURE F2026014",
  iban: "FR1420041010050500013M02606",
};

describe("by hand", () => {
  it("a movement pays the invoices a person chooses, and what it held elsewhere goes on", async () => {
    const other = await makeClient(world.ctx, { name: "Voilerie Kerhuon" });
    const its = await makeInvoice(world.ctx, other, {
      number: "F-2026-030",
      dueOn: "2026-10-24",
      totalCents: "5 000,00",
    });
    await take(PAID);
    const { id } = await onlyLine();
    await expect(
      matchByHand(world.ctx, id, other, { [`part-${its}`]: "4 000,00" }, PUBLISHED_RATES),
    ).rejects.toMatchObject({ code: "PARTS_DIFFER" });
    await matchByHand(world.ctx, id, other, { [`part-${its}`]: "4 320,00" }, PUBLISHED_RATES);
    expect(await page(its)).toMatchObject({ balanceCents: 68_000n });
    expect(await page()).toMatchObject({ status: "OPEN", holds: [{ isRunning: false }] });
  });

  it("more than is owed is refused with the way out, which is a payment recorded with its surplus", async () => {
    await take({ ...PAID, amount: "4400.00" });
    const { id } = await onlyLine();
    const tried = matchByHand(world.ctx, id, clientId, {}, PUBLISHED_RATES);
    await expect(tried).rejects.toMatchObject({
      code: "ABOVE_BALANCE",
      message: expect.stringMatching(/trop-perçu/),
    });
    const raw = { receivedOn: "20/10/2026", amountCents: "4 400,00", method: "TRANSFER", surplus: "CREDIT" };
    await recordPaymentReceived(world.ctx, invoiceId, { reference: "", ...raw }, PUBLISHED_RATES);
    const [payment] = await listLinkablePayments(world.ctx, await onlyLine());
    await linkKnownPayment(world.ctx, id, payment?.id ?? "");
    expect((await list()).pendingCount).toBe(0);
  });

  it("a movement is set aside with its reason, lets the reminder go, and comes back", async () => {
    await take(PAID);
    const { id } = await onlyLine();
    await expect(setLineAside(world.ctx, id, { reason: "" })).rejects.toMatchObject({
      errors: [{ field: "reason" }],
    });
    await setLineAside(world.ctx, id, { reason: "Virement interne" });
    expect(await page()).toMatchObject({ holds: [{ isRunning: false }] });
    expect(await onlyLine({ etat: "ecartes" })).toMatchObject({ match: { reason: "Virement interne" } });
    await undoMatch(world.ctx, id);
    expect((await list()).pendingCount).toBe(1);
  });

  it("a movement is linked to a payment that is known, one movement each", async () => {
    const paymentId = await recordPayment(world.ctx, invoiceId, {
      receivedOn: "22/10/2026",
      amountCents: "4 000,00",
      method: "CHEQUE",
      reference: "",
    });
    await take(PAID, { amount: "4000.00", label: "REMISE CHEQUE" });
    const [first, second] = (await list()).lines;
    await linkKnownPayment(world.ctx, first?.id ?? "", paymentId);
    await expect(linkKnownPayment(world.ctx, second?.id ?? "", paymentId)).rejects.toMatchObject({
      code: "PAYMENT_LINKED",
    });
  });
});

describe("a payment that is known, decided about by two people at once", () => {
  let paymentId = "";
  let lineId = "";
  beforeEach(async () => {
    paymentId = await recordPayment(world.ctx, invoiceId, {
      receivedOn: "22/10/2026",
      amountCents: "4 000,00",
      method: "CHEQUE",
      reference: "",
    });
    await take({ ...PAID, amount: "4000.00" });
    lineId = (await onlyLine()).id;
  });

  const someoneWaits = () =>
    vi.waitUntil(
      async () =>
        (
          await asOwner(
            database,
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          )
        ).length > 0,
      { timeout: 10_000 },
    );

  /** Does the first gesture, and the second one before the first has ended. @returns how the second ends */
  const during = async (first: (tx: Tx) => Promise<unknown>, second: () => Promise<unknown>) => {
    let ended: Promise<unknown> = Promise.resolve();
    await inCompany(world.ctx.companyId, async (tx) => {
      await first(tx);
      ended = second().then(
        () => "done",
        (error: unknown) => error,
      );
      await Promise.race([ended, someoneWaits()]);
    });
    return ended;
  };

  const linkAnother = async (tx: Tx) => {
    const [other] = (await list({ etat: "tous" })).lines.filter(({ id }) => id !== lineId);
    await lockInvoices(tx, world.ctx.companyId, [invoiceId]);
    const match = { lineId: other?.id ?? "", kind: "KNOWN" as const, paymentId, reason: "" };
    await insertBankMatch(tx, world.ctx.companyId, { ...match, createdById: null, createdAt: new Date() });
  };
  const link = () => linkKnownPayment(world.ctx, lineId, paymentId);

  it("belongs to one movement, and the second person is told so", async () => {
    await take({ amount: "4000.00", label: "REMISE CHEQUE" });
    expect(await during(linkAnother, link)).toMatchObject({ code: "PAYMENT_LINKED" });
    expect((await list()).pendingCount).toBe(1);
  });

  it("is proposed to one movement: the confirmation of the other is refused", async () => {
    const { proposal } = await onlyLine();
    expect(proposal).toMatchObject({ kind: "KNOWN" });
    await take({ amount: "3.00", label: "AUTRE" });
    const confirm = () => confirmMatch(world.ctx, lineId, proposal?.seen ?? "", PUBLISHED_RATES);
    expect(await during(linkAnother, confirm)).toMatchObject({ code: "MATCH_CHANGED" });
  });

  it("undone meanwhile, is no payment of the movement any more", async () => {
    const undo = (tx: Tx) => reversePaymentIn(tx, world.ctx, paymentId);
    expect(await during(undo, link)).toMatchObject({ code: "NOT_FOUND" });
    expect((await list()).pendingCount).toBe(1);
  });
});
