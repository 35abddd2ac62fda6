/** Money and credit notes that programs send: every cent goes where they say, once, and a mistake is undone. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { PostOffice } = await import("../support/postOffice");
const { callsBy, keyed, makeKey, pointers, sentPayment: pay } = await import("../support/apiCalls");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");

const clock = parisClock("2026-11-23", 15);
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let calls: ReturnType<typeof callsBy>;
let clientId = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  calls = callsBy(await makeKey(world.ctx, "WRITE", "Facturation"));
  clientId = await makeClient(world.ctx, { name: "Menuiserie Abgrall" });
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

const invoiceOf = (totalCents = "100,00") =>
  makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", issuedOn: "2026-10-01", totalCents });
const note = (number: string, amountCents: number, more: object = {}) => ({
  number,
  issuedOn: "2026-11-02",
  amountCents,
  effect: "retroactive",
  ...more,
});
const creditOf = async (id: string) =>
  (
    await asOwner(
      database,
      "SELECT amount_cents::int AS cents, note, cancelled_at IS NOT NULL AS gone FROM client_credit WHERE id = $1",
      [id],
    )
  )[0];

describe("a credit note", () => {
  it("lowers the invoice once for its key, ten times at once, and is named by the journal", async () => {
    const id = await invoiceOf();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => calls.addCreditNote(id, note("AV-1", 3_000), keyed("av-1"))),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(all.map(({ body }) => body.creditNoteId)).size).toBe(1);
    const { body } = await calls.invoice(id);
    expect(body).toMatchObject({
      balanceCents: 7_000,
      creditNotes: [
        {
          id: all[0]?.body.creditNoteId,
          number: "AV-1",
          issuedOn: "2026-11-02",
          amountCents: 3_000,
          effect: "retroactive",
          isCancelled: false,
        },
      ],
    });
    const actors = await asOwner<{ actor: string }>(
      database,
      "SELECT actor FROM journal_entry WHERE entity_id = $1 AND action = 'credit_note.added'",
      [id],
    );
    expect(actors).toEqual([{ actor: expect.stringMatching(/^key:/) }]);
  });

  it("is refused as its page refuses it", async () => {
    const id = await invoiceOf();
    const refusal = async (body: object, key: string) => {
      const refused = await calls.addCreditNote(id, body, keyed(key));
      expect(refused.status).toBe(422);
      return pointers(refused);
    };
    await calls.addCreditNote(id, note("AV-2", 100), keyed("av-2"));
    expect(await refusal(note("AV-2", 100), "taken")).toEqual(["/number TAKEN"]);
    expect(await refusal(note("AV-3", 10_000), "above")).toEqual(["/amountCents ABOVE_BALANCE"]);
    expect(await refusal(note("AV-3", 1, { issuedOn: "2026-09-30" }), "early")).toEqual([
      "/issuedOn BEFORE_INVOICE",
    ]);
    expect(await refusal(note("AV-3", 1, { issuedOn: "2999-01-01" }), "late")).toEqual(["/issuedOn FUTURE"]);
    expect(await refusal({ ...note("AV-3", 1), effect: undefined }, "how")).toEqual([
      "/effect INVALID_VALUE",
    ]);
    await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "Doublon" });
    const closed = await calls.addCreditNote(id, note("AV-3", 1), keyed("closed"));
    expect(closed).toMatchObject({ status: 422, body: { errors: [{ code: "CLOSED" }] } });
    expect((await calls.addCreditNote(id, note("AV-3", 1))).body.errors[0].header).toBe("Idempotency-Key");
  });

  it("is cancelled, twice as once, and its number is free again", async () => {
    const id = await invoiceOf();
    const { body } = await calls.addCreditNote(id, note("AV-4", 10_000), keyed("av-4"));
    expect(body.invoice.status).toBe("paid");
    const first = await calls.cancelCreditNote(body.creditNoteId);
    expect(first).toMatchObject({
      status: 200,
      body: { invoice: { status: "open", balanceCents: 10_000, creditNotes: [{ isCancelled: true }] } },
    });
    expect((await calls.cancelCreditNote(body.creditNoteId)).body).toEqual(first.body);
    expect((await calls.addCreditNote(id, note("AV-4", 500), keyed("av-4b"))).status).toBe(201);
    expect((await calls.cancelCreditNote("01990000-0000-7000-8000-000000000000")).status).toBe(404);
    expect((await calls.cancelCreditNote("x")).status).toBe(404);
    await closeInvoice(world.ctx, id, { status: "WRITTEN_OFF", closeReason: "Perdue" });
    const second = (await calls.invoice(id)).body.creditNotes[1].id;
    expect((await calls.cancelCreditNote(second)).body.errors[0].code).toBe("CLOSED");
    expect(await calls.cancelCreditNote(body.creditNoteId)).toMatchObject({
      status: 200,
      body: { invoice: { status: "written_off" } },
    });
  });
});

describe("a payment above what is owed", () => {
  it("is refused when nothing says what the rest is, and says what may be said", async () => {
    const id = await invoiceOf();
    const above = await calls.addPayment(id, pay(10_001), keyed("rest-1"));
    expect(pointers(above)).toEqual(["/amountCents ABOVE_BALANCE"]);
    expect(above.body.detail).toContain('"surplus": "credit"');
    expect((await calls.addPayment(id, pay(1, { surplus: "refuse" }), keyed("rest-2"))).status).toBe(422);
    await calls.addPayment(id, pay(10_000), keyed("rest-3"));
    const settled = await calls.addPayment(id, pay(1), keyed("rest-4"));
    expect(pointers(settled)).toEqual(["/amountCents ALREADY_PAID"]);
    expect(settled.body.detail).toContain('"surplus": "credit"');
  });

  it("leaves the rest to the client, and the answer says what each cent did", async () => {
    const id = await invoiceOf();
    const sent = pay(15_000, { surplus: "credit" });
    const { status, body } = await calls.addPayment(id, sent, keyed("keep-1"));
    expect({ status, split: body.split, invoice: body.invoice.status }).toEqual({
      status: 201,
      split: { principalCents: 10_000, accessoryCents: 0, creditCents: 5_000 },
      invoice: "paid",
    });
    expect(await creditOf(body.creditId)).toMatchObject({ cents: 5_000, gone: false });
    expect((await calls.addPayment(id, sent, keyed("keep-1"))).body).toEqual(body);
    expect((await calls.payment(body.paymentId)).body).toMatchObject({
      amountCents: 10_000,
      creditCents: 5_000,
      invoices: [{ id, amountCents: 10_000 }],
    });
  });

  it("of a settled invoice stays the client's as a whole", async () => {
    const id = await invoiceOf();
    await calls.addPayment(id, pay(10_000), keyed("whole-1"));
    const before = (await calls.invoice(id)).body;
    for (const surplus of ["credit", "accessories_then_credit"]) {
      const sent = pay(2_500, { surplus, reference: "VIR 7" });
      const { body } = await calls.addPayment(id, sent, keyed(`whole ${surplus}`.replaceAll(" ", "-")));
      expect(body).toMatchObject({
        paymentId: null,
        split: { principalCents: 0, accessoryCents: 0, creditCents: 2_500 },
        invoice: before,
      });
      const credit = await creditOf(body.creditId);
      expect(credit).toMatchObject({ cents: 2_500 });
      expect(credit?.note).toContain(`${before.number}, déjà soldée (VIR 7)`);
    }
  });

  it("of a cancelled invoice is refused, and of a day to come", async () => {
    const id = await invoiceOf();
    const sent = pay(2_500, { surplus: "credit" });
    const tomorrow = await calls.addPayment(id, { ...sent, receivedOn: "2999-01-01" }, keyed("tomorrow"));
    expect(pointers(tomorrow)).toEqual(["/receivedOn FUTURE"]);
    await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "Doublon" });
    expect((await calls.addPayment(id, sent, keyed("gone"))).body.errors[0].code).toBe("CLOSED");
  });

  it("pays the interest and fee that were asked for, then leaves the rest", async () => {
    clock.setParis("2026-10-20");
    const own = await makeCompany(clock, { name: "Primeurs Gwenn" });
    const theirs = await makeClient(own.ctx, { name: "Conserverie Le Guen" });
    const id = await makeInvoice(own.ctx, theirs, { dueOn: "2026-10-24", totalCents: "400,00" });
    // The firm reminder asks for the penalties and the 40 €.
    await new PostOffice(own).day("2026-11-10");
    clock.setParis("2026-11-23", 15);
    const program = callsBy(await makeKey(own.ctx, "WRITE", "Banque"));
    await recordPayment(own.ctx, id, {
      receivedOn: "2026-11-12",
      amountCents: "400,00",
      method: "TRANSFER",
    });
    const { accessories } = await readInvoice(own.ctx, id, PUBLISHED_RATES);
    const due = Number((accessories?.penaltyCents ?? 0n) + (accessories?.flatFeeCents ?? 0n));
    expect(due).toBeGreaterThan(4_000);
    const above = await program.addPayment(id, pay(due + 1), keyed("p-1"));
    expect(pointers(above)).toEqual(["/amountCents ABOVE_ACCESSORIES"]);
    const sent = pay(due + 500, { surplus: "accessories_then_credit" });
    const { body } = await program.addPayment(id, sent, keyed("p-2"));
    expect(body.split).toEqual({ principalCents: 0, accessoryCents: due, creditCents: 500 });
    expect((await readInvoice(own.ctx, id, PUBLISHED_RATES)).accessories).toBeNull();
  });

  it("recorded by mistake, is taken back where it stands, twice as once", async () => {
    const id = await invoiceOf();
    await calls.addPayment(id, pay(10_000), keyed("back-1"));
    const { body } = await calls.addPayment(id, pay(2_500, { surplus: "credit" }), keyed("back-2"));
    for (const _ of ["once", "again"]) {
      const { status, body: cancelled } = await calls.cancelCredit(body.creditId);
      expect({ status, cancelled }).toEqual({
        status: 200,
        cancelled: { creditId: body.creditId, isCancelled: true },
      });
    }
    expect(await creditOf(body.creditId)).toMatchObject({ gone: true });
    expect((await calls.cancelCredit("01990000-0000-7000-8000-000000000000")).status).toBe(404);
  });
});

describe("a payment recorded by mistake", () => {
  it("is cancelled, twice as once, with the credit it had left", async () => {
    const id = await invoiceOf();
    const { body } = await calls.addPayment(id, pay(12_000, { surplus: "credit" }), keyed("undo-1"));
    const first = await calls.cancelPayment(body.paymentId);
    expect(first).toMatchObject({ status: 200, body: { isReversed: true } });
    expect((await calls.cancelPayment(body.paymentId)).body).toEqual(first.body);
    expect((await calls.invoice(id)).body).toMatchObject({
      status: "open",
      balanceCents: 10_000,
      payments: [{ isReversed: true }],
    });
    expect(await creditOf(body.creditId)).toMatchObject({ gone: true });
    expect((await calls.cancelPayment("01990000-0000-7000-8000-000000000000")).status).toBe(404);
  });

  it("of another company is nobody's", async () => {
    const id = await invoiceOf();
    const { body } = await calls.addPayment(id, pay(100), keyed("mine"));
    const credited = (await calls.addCreditNote(id, note("AV-9", 100), keyed("mine-too"))).body;
    const other = await makeCompany(clock, { name: "Ailleurs" });
    const stranger = callsBy(await makeKey(other.ctx, "WRITE", "Ailleurs"));
    for (const refused of [
      await stranger.payment(body.paymentId),
      await stranger.cancelPayment(body.paymentId),
      await stranger.cancelCreditNote(credited.creditNoteId),
      await stranger.addCreditNote(id, note("AV-9", 100), keyed("theirs")),
    ]) {
      expect(refused.status).toBe(404);
    }
    expect((await calls.invoice(id)).body.balanceCents).toBe(9_800);
  });
});
