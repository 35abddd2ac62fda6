/** A transfer that is more than what is owed: one gesture settles the invoices and keeps the rest, one takes both back. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { camtFile } = await import("../../support/bankFiles");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { listBankLines, readBankQuery } = await import("@/usecases/settlement/listBankLines");
const { confirmMatch, confirmSureMatches } = await import("@/usecases/settlement/confirmMatch");
const { linkKnownPayment, matchByHand, undoMatch } = await import("@/usecases/settlement/matchByHand");
const { listLinkablePayments } = await import("@/usecases/settlement/listLinkablePayments");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { applyClientCredit } = await import("@/usecases/settlement/applyClientCredit");
const { cancelClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { listPayers } = await import("@/usecases/settlement/readPaymentForm");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { listPayments, readOnePayment, readPaymentQuery } = await import("@/usecases/settlement/listPayments");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, {
    number: "F-2026-014",
    dueOn: "2026-10-24",
    totalCents: "1 200,00",
  });
});

const PAID = { amount: "1250.00", name: "CONSERVERIE LE GUEN", label: "FACTURE F2026014" };

const take = (...movements: Parameters<typeof camtFile>[0]) =>
  importBankFile(world.ctx, { name: "octobre.xml", bytes: camtFile(movements) }, PUBLISHED_RATES);
const list = (query = {}) => listBankLines(world.ctx, readBankQuery(query), PUBLISHED_RATES);
const onlyLine = async (query = {}) => {
  const [line] = (await list(query)).lines;
  if (!line) throw new Error("no movement is listed");
  return line;
};
const statusOf = async (id = invoiceId) => (await readInvoice(world.ctx, id, PUBLISHED_RATES)).status;
const credits = () =>
  asOwner<{ id: string; cents: string; rest: string; note: string; isCancelled: boolean }>(
    database,
    `SELECT id, amount_cents::text AS cents, rest_cents::text AS rest, note, cancelled_at IS NOT NULL AS "isCancelled"
     FROM client_credit WHERE company_id = $1 ORDER BY created_at, id`,
    [world.ctx.companyId],
  );
const payments = () =>
  asOwner<{ cents: string }>(
    database,
    "SELECT amount_cents::text AS cents FROM payment WHERE company_id = $1 ORDER BY created_at, id",
    [world.ctx.companyId],
  );
const confirm = async () => {
  const { id, proposal } = await onlyLine();
  await confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES);
  return id;
};
/** Another invoice, on which the credit is put. */
const spendCredit = async () => {
  const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-24", totalCents: "80,00" });
  const [credit] = await credits();
  await applyClientCredit(world.ctx, credit?.id ?? "", { [`part-${other}`]: "10,00" });
};

describe("a transfer above everything owed", () => {
  it("says before what settles and what stays, and is never sure", async () => {
    expect(await take(PAID)).toMatchObject({ heldCount: 0 });
    const { proposal } = await onlyLine();
    expect(proposal).toMatchObject({
      grade: "LIKELY",
      surplus: "1\u00a0200,00\u00a0€ soldent F-2026-014, 50,00\u00a0€ restent en avoir du client",
    });
    expect((await list()).sure).toBeNull();
    await expect(confirmSureMatches(world.ctx, proposal?.seen ?? "", PUBLISHED_RATES)).rejects.toMatchObject({
      code: "MATCH_CHANGED",
    });
  });

  it("is confirmed in one gesture: a payment of the balance, and a credit of the rest", async () => {
    await take(PAID);
    await confirm();
    expect(await statusOf()).toBe("PAID");
    expect(await payments()).toEqual([{ cents: "120000" }]);
    expect(await credits()).toMatchObject([
      { cents: "5000", rest: "5000", note: "Trop-perçu sur la facture F-2026-014", isCancelled: false },
    ]);
    expect((await onlyLine({ etat: "rapproches" })).match).toMatchObject({
      kind: "RECORDED",
      surplusCents: 5000n,
    });
  });

  it("is read again when something was paid meanwhile", async () => {
    await take(PAID);
    const { id, proposal } = await onlyLine();
    const paid = { receivedOn: "2026-10-21", amountCents: "20,00", method: "CARD", reference: "" };
    await recordPayment(world.ctx, invoiceId, paid);
    await expect(confirmMatch(world.ctx, id, proposal?.seen ?? "", PUBLISHED_RATES)).rejects.toMatchObject({
      code: "MATCH_CHANGED",
    });
    expect(await credits()).toEqual([]);
  });

  it("is undone with its credit, from its own page as from the payments'", async () => {
    await take(PAID);
    const id = await confirm();
    await undoMatch(world.ctx, id);
    expect(await statusOf()).toBe("OPEN");
    expect(await credits()).toMatchObject([{ isCancelled: true }]);
    await confirm();
    const { match } = await onlyLine({ etat: "rapproches" });
    const shown = await readOnePayment(world.ctx, match?.paymentId ?? "");
    const listed = (await listPayments(world.ctx, readPaymentQuery({}))).lines;
    expect(shown.surplusCents).toBe(5000n);
    expect(listed.map(({ surplusCents }) => surplusCents).sort()).toEqual([0n, 5000n]);
    await reversePayment(world.ctx, match?.paymentId ?? "");
    expect(await credits()).toMatchObject([{ isCancelled: true }, { isCancelled: true }]);
    expect((await list()).pendingCount).toBe(1);
  });

  it("stays as it is when a part of its credit was spent since", async () => {
    await take(PAID);
    const id = await confirm();
    await spendCredit();
    await expect(undoMatch(world.ctx, id)).rejects.toMatchObject({ code: "CREDIT_IN_USE" });
    expect(await statusOf()).toBe("PAID");
    expect((await list()).pendingCount).toBe(0);
  });

  it("is undone all the same when its credit was taken back by hand", async () => {
    await take(PAID);
    const id = await confirm();
    const [credit] = await credits();
    await cancelClientCredit(world.ctx, credit?.id ?? "");
    await undoMatch(world.ctx, id);
    expect(await statusOf()).toBe("OPEN");
  });

  it("put on another invoice is no payment that a later transfer may be: that money came in once", async () => {
    await take({ ...PAID, amount: "2400.00" });
    await confirm();
    const dates = { issuedOn: "2026-10-20", dueOn: "2026-11-24" };
    const other = await makeInvoice(world.ctx, clientId, { ...dates, totalCents: "2 000,00" });
    const [credit] = await credits();
    await applyClientCredit(world.ctx, credit?.id ?? "", { [`part-${other}`]: "1 200,00" });
    await take({ amount: "1200.00", name: PAID.name, label: "VIREMENT" });
    const { id, bookedOn, amountCents, proposal } = await onlyLine();
    expect(proposal?.kind).not.toBe("KNOWN");
    expect(await listLinkablePayments(world.ctx, { bookedOn, amountCents })).toEqual([]);
    const applied = (await readInvoice(world.ctx, other, PUBLISHED_RATES)).payments[0]?.id ?? "";
    await expect(linkKnownPayment(world.ctx, id, applied)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("by hand", () => {
  const pair = async (raw: Record<string, string>) => {
    const { id } = await onlyLine();
    await matchByHand(world.ctx, id, clientId, raw, PUBLISHED_RATES);
  };

  it("what exceeds everything owed stays the client's, when a person says so", async () => {
    await take({ amount: "3000.00", label: "VIR RECU" });
    await expect(pair({})).rejects.toMatchObject({
      message: expect.stringContaining("Ce qui dépasse reste"),
    });
    await pair({ surplus: "CREDIT" });
    expect(await statusOf()).toBe("PAID");
    expect(await credits()).toMatchObject([{ cents: "180000" }]);
  });

  it("what exceeds the parts stays the client's, and never more than came in is put on invoices", async () => {
    const other = await makeInvoice(world.ctx, clientId, {
      number: "F-2026-015",
      dueOn: "2026-10-25",
      totalCents: "500,00",
    });
    await take(PAID);
    const part = (euros: string) => ({ [`part-${invoiceId}`]: euros, surplus: "CREDIT" });
    await expect(pair({ ...part("1 200,00"), [`part-${other}`]: "100,00" })).rejects.toMatchObject({
      code: "PARTS_DIFFER",
    });
    await pair(part("1 200,00"));
    expect([await statusOf(), await statusOf(other)]).toEqual(["PAID", "OPEN"]);
    expect(await credits()).toMatchObject([{ cents: "5000" }]);
  });

  it("all of it is a credit when the client owes nothing any more, and goes back with the match or the credit", async () => {
    const paid = { receivedOn: "2026-10-19", amountCents: "1 200,00", method: "CHEQUE", reference: "" };
    await recordPayment(world.ctx, invoiceId, paid);
    await take({ ...PAID, amount: "1200.01" });
    await expect(pair({})).rejects.toMatchObject({ errors: [{ code: "NOTHING_OPEN" }] });
    expect(await listPayers(world.ctx, "le guen", PUBLISHED_RATES)).toMatchObject({ clients: [] });
    expect(await listPayers(world.ctx, "le guen", PUBLISHED_RATES, "ALL")).toMatchObject({
      clients: [{ id: clientId, openCount: 0, accessoryCents: 0n }],
    });
    await pair({ surplus: "CREDIT" });
    const line = await onlyLine({ etat: "rapproches" });
    const [credit] = await credits();
    expect(line.match).toMatchObject({
      kind: "RECORDED",
      paymentId: null,
      clientName: "Conserverie Le Guen",
      creditId: credit?.id,
      surplusCents: 120_001n,
    });
    await undoMatch(world.ctx, line.id);
    expect(await credits()).toMatchObject([{ cents: "120001", isCancelled: true }]);
    await pair({ surplus: "CREDIT" });
    const again = (await credits()).find(({ isCancelled }) => !isCancelled);
    await cancelClientCredit(world.ctx, again?.id ?? "");
    expect((await list()).pendingCount).toBe(1);
    await pair({ surplus: "CREDIT" });
    const spent = (await credits()).find(({ isCancelled }) => !isCancelled);
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-24", totalCents: "80,00" });
    await applyClientCredit(world.ctx, spent?.id ?? "", { [`part-${other}`]: "10,00" });
    await expect(undoMatch(world.ctx, line.id)).rejects.toMatchObject({ code: "CREDIT_IN_USE" });
  });

  it("a payment recorded before the file with its surplus is known by all that was received", async () => {
    const raw = { receivedOn: "20/10/2026", amountCents: "1 250,00", method: "TRANSFER", surplus: "CREDIT" };
    await recordPaymentReceived(world.ctx, invoiceId, { reference: "", ...raw }, PUBLISHED_RATES);
    await take(PAID);
    const { id, proposal } = await onlyLine();
    expect(proposal).toMatchObject({ kind: "KNOWN", grade: "SURE" });
    await confirm();
    await undoMatch(world.ctx, id);
    expect(await credits()).toMatchObject([{ cents: "5000", isCancelled: false }]);
    const [payment] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM payment WHERE company_id = $1",
      [world.ctx.companyId],
    );
    await reversePayment(world.ctx, payment?.id ?? "");
    expect(await credits()).toMatchObject([{ isCancelled: true }]);
  });
});
