/** A payment over several invoices, the list of payments, and undoing one. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { partField } from "@/domain/settlement/allocation";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { proposeAllocation, recordClientPayment } = await import("@/usecases/settlement/recordClientPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { listPayments, readOnePayment, readPaymentQuery } = await import("@/usecases/settlement/listPayments");
const { listPayers, readPaymentForm } = await import("@/usecases/settlement/readPaymentForm");
const { readAccountStatement, accountStatementCsv } = await import("@/usecases/parties/accountStatement");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let other: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let older = "";
let newer = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  other = await makeCompany(clock, { name: "Autre maison" });
});

beforeEach(async () => {
  clientId = await makeClient(world.ctx);
  newer = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-10", totalCents: "500,00" });
  older = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-10", totalCents: "300,00" });
});

const GIVEN = { receivedOn: "22/11/2026", method: "TRANSFER", reference: "VIR 4411" };

async function balances(): Promise<Record<string, bigint>> {
  const { invoices } = await readPaymentForm(world.ctx, clientId, PUBLISHED_RATES);
  return Object.fromEntries(invoices.map((invoice) => [invoice.id, invoice.balanceCents]));
}

async function refusal(act: Promise<unknown>): Promise<Record<string, string>> {
  const error = await act.then(
    () => new Error("it was accepted"),
    (reason: unknown) => reason,
  );
  if (error instanceof InputError)
    return Object.fromEntries(error.errors.map((one) => [one.field, one.code]));
  if (error instanceof DomainError) return { [error.field ?? ""]: error.code };
  throw error;
}

describe("a payment of a client", () => {
  it("goes to the oldest invoice first when nothing else is said", async () => {
    await recordClientPayment(world.ctx, clientId, { ...GIVEN, amountCents: "350" }, PUBLISHED_RATES);
    expect(await balances()).toEqual({ [newer]: 45_000n });
  });

  it("is proposed as it would be recorded", async () => {
    const parts = await proposeAllocation(
      world.ctx,
      clientId,
      { ...GIVEN, amountCents: "350" },
      PUBLISHED_RATES,
    );
    expect(parts).toEqual([
      { invoiceId: older, amountCents: 30_000n },
      { invoiceId: newer, amountCents: 5_000n },
    ]);
  });

  it("goes where a person says", async () => {
    const parts = { [partField(older)]: "", [partField(newer)]: "350,00" };
    await recordClientPayment(
      world.ctx,
      clientId,
      { ...GIVEN, ...parts, amountCents: "350,00" },
      PUBLISHED_RATES,
    );
    expect(await balances()).toEqual({ [older]: 30_000n, [newer]: 15_000n });
  });

  it.each([
    ["more than is owed", { amountCents: "800,01" }, { amountCents: "ABOVE_BALANCE" }],
    ["nothing", { amountCents: "0" }, { amountCents: "AMOUNT" }],
    ["a day to come", { amountCents: "1", receivedOn: "24/11/2026" }, { receivedOn: "FUTURE" }],
    ["a method nobody knows", { amountCents: "1", method: "SHELLS" }, { method: "CHOICE" }],
  ])("refuses %s", async (_, raw, codes) => {
    expect(
      await refusal(recordClientPayment(world.ctx, clientId, { ...GIVEN, ...raw }, PUBLISHED_RATES)),
    ).toEqual(codes);
    expect(await balances()).toEqual({ [older]: 30_000n, [newer]: 50_000n });
  });

  it("refuses parts that do not add up, exceed a balance or are no amount", async () => {
    const raw = { ...GIVEN, amountCents: "350", [partField(newer)]: "340" };
    expect(await refusal(recordClientPayment(world.ctx, clientId, raw, PUBLISHED_RATES))).toEqual({
      amountCents: "PARTS_DIFFER",
    });
    const above = { ...GIVEN, amountCents: "300,01", [partField(older)]: "300,01" };
    expect(await refusal(recordClientPayment(world.ctx, clientId, above, PUBLISHED_RATES))).toEqual({
      [partField(older)]: "ABOVE_BALANCE",
    });
    const words = { ...GIVEN, amountCents: "", [partField(older)]: "tout" };
    expect(await refusal(recordClientPayment(world.ctx, clientId, words, PUBLISHED_RATES))).toEqual({
      amountCents: "REQUIRED",
      [partField(older)]: "AMOUNT",
    });
    expect(await balances()).toEqual({ [older]: 30_000n, [newer]: 50_000n });
  });

  it("refuses a part on the invoice of another client, or of another company", async () => {
    const stranger = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-10" });
    const raw = { ...GIVEN, amountCents: "10", [partField(stranger)]: "10" };
    expect(await refusal(recordClientPayment(world.ctx, clientId, raw, PUBLISHED_RATES))).toEqual({
      [partField(stranger)]: "NOT_OWED",
    });
    expect(
      await refusal(
        recordClientPayment(other.ctx, clientId, { ...GIVEN, amountCents: "10" }, PUBLISHED_RATES),
      ),
    ).toEqual({
      amountCents: "NOTHING_OPEN",
    });
    expect(await refusal(readPaymentForm(other.ctx, clientId, PUBLISHED_RATES))).toEqual({ "": "NOT_FOUND" });
  });

  it("is recorded once when two people press at the same moment on the last amount", async () => {
    const press = () =>
      recordClientPayment(world.ctx, clientId, { ...GIVEN, amountCents: "800" }, PUBLISHED_RATES);
    const results = await Promise.allSettled([press(), press()]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await balances()).toEqual({});
  });
});

describe("undoing", () => {
  it("makes the invoices owed again, keeps both rows, and happens once", async () => {
    const paymentId = await recordClientPayment(
      world.ctx,
      clientId,
      { ...GIVEN, amountCents: "800" },
      PUBLISHED_RATES,
    );
    expect(await balances()).toEqual({});
    await reversePayment(world.ctx, paymentId);
    expect(await balances()).toEqual({ [older]: 30_000n, [newer]: 50_000n });
    expect(await refusal(reversePayment(world.ctx, paymentId))).toEqual({ "": "REVERSED" });
    expect((await readOnePayment(world.ctx, paymentId)).isReversed).toBe(true);
    const rows = await asOwner<{ sum: string }>(
      database,
      "SELECT sum(amount_cents)::text AS sum FROM payment WHERE client_id = $1",
      [clientId],
    );
    expect(rows).toEqual([{ sum: "0" }]);
  });
});

describe("the list", () => {
  it("adds up the month without what was undone, and pages by key in both directions", async () => {
    const shop = await makeCompany(clock, { name: "Petite boutique" });
    const buyer = await makeClient(shop.ctx, { name: "Transports Maurel" });
    await makeInvoice(shop.ctx, buyer, { number: "B-1", dueOn: "2026-10-10", totalCents: "10 000" });
    const pay = (receivedOn: string, amountCents: string) =>
      recordClientPayment(shop.ctx, buyer, { ...GIVEN, receivedOn, amountCents }, PUBLISHED_RATES);
    for (let i = 0; i < 55; i += 1) await pay(`${String((i % 20) + 1).padStart(2, "0")}/11/2026`, "10");
    await pay("31/10/2026", "99");
    const undone = await pay("15/11/2026", "77");
    await reversePayment(shop.ctx, undone);

    const first = await listPayments(shop.ctx, readPaymentQuery({}));
    expect(first.month).toMatchObject({ on: "2026-11-01", count: 55, totalCents: 55_000n });
    expect(first.lines).toHaveLength(50);
    expect(first.previous).toBeNull();
    const second = await listPayments(shop.ctx, readPaymentQuery({ apres: first.next ?? "" }));
    expect(second.next).toBeNull();
    const ids = [...first.lines, ...second.lines].map((line) => line.id);
    expect(new Set(ids).size).toBe(57);
    const days = [...first.lines, ...second.lines].map((line) => line.receivedOn);
    expect(days).toEqual([...days].sort().reverse());
    expect(second.lines.at(-1)).toMatchObject({ receivedOn: "2026-10-31", isReversed: false });
    expect(first.lines.concat(second.lines).find((line) => line.id === undone)?.isReversed).toBe(true);
    const back = await listPayments(shop.ctx, readPaymentQuery({ avant: second.previous ?? "" }));
    expect(back.lines).toEqual(first.lines);

    const october = await listPayments(shop.ctx, readPaymentQuery({ mois: "2026-10" }));
    expect(october).toMatchObject({ month: { count: 1, totalCents: 9_900n } });
    expect(october.lines.map((line) => line.invoices.map((invoice) => invoice.number))).toEqual([["B-1"]]);
    expect((await listPayments(shop.ctx, readPaymentQuery({ q: "maurel" }))).lines).toHaveLength(50);
    expect((await listPayments(shop.ctx, readPaymentQuery({ q: "100%" }))).lines).toEqual([]);
    expect((await listPayments(other.ctx, readPaymentQuery({}))).lines).toEqual([]);
  });

  it("offers the clients who owe something, by what is late", async () => {
    const shop = await makeCompany(clock, { name: "Troisième" });
    const calm = await makeClient(shop.ctx, { name: "À jour" });
    const late = await makeClient(shop.ctx, { name: "En retard" });
    await makeClient(shop.ctx, { name: "Ne doit rien" });
    await makeInvoice(shop.ctx, calm, { dueOn: "2026-12-20" });
    await makeInvoice(shop.ctx, late, { dueOn: "2026-11-01" });
    const { clients, isCut } = await listPayers(shop.ctx, "", PUBLISHED_RATES);
    expect(clients.map((client) => client.id)).toEqual([late, calm]);
    expect(isCut).toBe(false);
    expect((await listPayers(shop.ctx, "jour", PUBLISHED_RATES)).clients.map((client) => client.id)).toEqual([
      calm,
    ]);
  });
});

describe("the statement of account", () => {
  it("lists what is still owed, and adds up", async () => {
    await recordClientPayment(world.ctx, clientId, { ...GIVEN, amountCents: "100" }, PUBLISHED_RATES);
    const statement = await readAccountStatement(world.ctx, clientId);
    expect(statement.invoices.map(({ id, balanceCents, daysLate }) => [id, balanceCents, daysLate])).toEqual([
      [older, 20_000n, 44],
      [newer, 50_000n, 13],
    ]);
    expect(statement).toMatchObject({
      totalCents: 80_000n,
      settledCents: 10_000n,
      balanceCents: 70_000n,
      dueCents: 70_000n,
    });
    const lines = accountStatementCsv(statement).split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/;24\/09\/2026;10\/10\/2026;44;300,00;100,00;200,00$/);
    expect(await refusal(readAccountStatement(other.ctx, clientId))).toEqual({ "": "NOT_FOUND" });
  });
});
