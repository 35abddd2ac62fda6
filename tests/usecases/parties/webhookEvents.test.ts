/** What programs are told: each fact once, in its transaction, of its company, and nothing that nobody listens to. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { makeWebhook, toldEvents } = await import("../../support/webhooks");
const { makeNotice, TRACKING } = await import("../../support/postedLetters");
const { recordPayment, recordPaymentIn, readPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { addCreditNote, putCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { resolveUncertain } = await import("@/usecases/dunning/decideMessages");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { pauseWebhook } = await import("@/usecases/parties/changeWebhook");
const { mailPorts } = await import("@/context/sending");
const { appendJournal } = await import("@/db/system/journal");
const { inCompany } = await import("@/db/inCompany");
const { localDate } = await import("@/domain/calendar");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;
type Tx = import("@/db/inCompany").Tx;

const { WEBHOOK_EVENTS } = await import("@/domain/reporting/webhookEvent");

const URL = "https://outil.example/dument";
/** Everything but what each test begins with. */
const AFTERWARDS = WEBHOOK_EVENTS.filter((event) => event !== "invoice.created");
const clock = parisClock("2026-10-20");
let world: World;

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
});

const pay = (invoiceId: string, amountCents: string) =>
  recordPayment(world.ctx, invoiceId, { receivedOn: "2026-10-19", amountCents, method: "TRANSFER" });
const invoice = async (raw: Record<string, string> = {}) =>
  makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-20", ...raw });
const types = async () => (await toldEvents(world.ctx)).map(({ type }) => type);
const lastEvent = async () => (await toldEvents(world.ctx)).at(-1);

describe("money", () => {
  it("is told once an invoice, then that it settled it, then that it was a mistake", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    await pay(invoiceId, "320,00");
    const paymentId = await pay(invoiceId, "4 000,00");
    await reversePayment(world.ctx, paymentId);
    const events = await toldEvents(world.ctx);
    expect(
      events.map(({ type, data }) => [type, data.payment?.amountCents, data.invoice.balanceCents]),
    ).toEqual([
      ["payment.recorded", 32_000, 400_000],
      ["payment.recorded", 400_000, 0],
      ["invoice.settled", undefined, 0],
      ["payment.cancelled", 400_000, 400_000],
    ]);
    expect(events.at(-1).data.payment).toMatchObject({ id: paymentId, isReversed: true });
    expect(events.at(-1).data.invoice).toMatchObject({ id: invoiceId, status: "open" });
  });

  it("over two invoices is told for each, with its part", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const clientId = await makeClient(world.ctx);
    const first = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-01", totalCents: "100,00" });
    const second = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-02", totalCents: "100,00" });
    const input = readPayment({ receivedOn: "2026-10-19", amountCents: "150,00", method: "TRANSFER" });
    await inCompany(world.ctx.companyId, (tx) =>
      recordPaymentIn(tx, world.ctx, [first, second], input, null),
    );
    const told = (await toldEvents(world.ctx)).map(({ type, data }) => [type, data.invoice.id]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["payment.recorded", first],
        ["invoice.settled", first],
        ["payment.recorded", second],
      ]),
    );
    expect(told).toHaveLength(3);
  });

  it("is not told when its transaction is rolled back", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    const input = readPayment({ receivedOn: "2026-10-19", amountCents: "10,00", method: "TRANSFER" });
    await inCompany(world.ctx.companyId, async (tx) => {
      await recordPaymentIn(tx, world.ctx, [invoiceId], input, null);
      throw new Error("undone");
    }).catch(() => undefined);
    expect(await toldEvents(world.ctx)).toEqual([]);
  });

  it("is told to the addresses of its own company alone, for what they listen to, while they are at work", async () => {
    const other = await makeCompany(clock);
    await makeWebhook(other.ctx, URL);
    const invoiceId = await invoice();
    await pay(invoiceId, "1,00");
    expect(await types()).toEqual([]);
    await makeWebhook(world.ctx, URL, ["dispute.decided"]);
    const paused = await makeWebhook(world.ctx, URL, AFTERWARDS);
    await pauseWebhook(world.ctx, paused.id);
    await pay(invoiceId, "1,00");
    expect(await types()).toEqual([]);
    await makeWebhook(world.ctx, URL, ["payment.recorded"]);
    await pay(invoiceId, "1,00");
    expect(await types()).toEqual(["payment.recorded"]);
    const deliveries = await inCompany(world.ctx.companyId, (tx) => tx.webhookDelivery.count());
    expect(deliveries).toBe(1);
    expect(await toldEvents(other.ctx)).toEqual([]);
  });
});

describe("what cannot be told", () => {
  it("keeps no payment from being recorded, and the next one is told", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    await asOwner(database, "ALTER TABLE webhook_event ADD CONSTRAINT broken CHECK (false) NOT VALID");
    await pay(invoiceId, "320,00");
    await asOwner(database, "ALTER TABLE webhook_event DROP CONSTRAINT broken");
    expect(await toldEvents(world.ctx)).toEqual([]);
    await pay(invoiceId, "1 000,00");
    const told = (await toldEvents(world.ctx)).map(({ data }) => data.invoice.balanceCents);
    expect(told).toEqual([300_000]);
  });
});

describe("an invoice", () => {
  it("is told to be settled by a credit note or a corrected total, once, and open again", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const credited = await invoice({ totalCents: "100,00" });
    const note = { number: "A-1", issuedOn: "2026-10-19", amountCents: "100,00", effect: "RETROACTIVE" };
    await addCreditNote(world.ctx, credited, note);
    const { data } = (await toldEvents(world.ctx))[0];
    expect(data.creditNote).toMatchObject({ number: "A-1", amountCents: 10_000, isCancelled: false });
    await cancelCreditNote(world.ctx, data.creditNote.id);
    // Its number is free again: each event names its own note.
    await addCreditNote(world.ctx, credited, { ...note, amountCents: "10,00" });
    expect((await lastEvent()).data.creditNote.amountCents).toBe(1_000);
    const corrected = await invoice({ number: "F-COR", issuedOn: "2026-09-24", totalCents: "100,00" });
    await pay(corrected, "60,00");
    const raw = { number: "F-COR", issuedOn: "2026-09-24", dueOn: "2026-10-20", totalCents: "60,00" };
    await updateInvoice(world.ctx, corrected, raw);
    await updateInvoice(world.ctx, corrected, { ...raw, subject: "mot corrigé" });
    await updateInvoice(world.ctx, corrected, { ...raw, totalCents: "70,00" });
    expect((await lastEvent()).data.invoice).toMatchObject({ status: "open", balanceCents: 1_000 });
    expect(await types()).toEqual([
      "credit_note.recorded",
      "invoice.settled",
      "credit_note.cancelled",
      "credit_note.recorded",
      "payment.recorded",
      "invoice.settled",
      "invoice.reopened",
    ]);
  });

  it("settled by two credit notes of one file is told so once", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice({ totalCents: "100,00" });
    const { companyId } = world.ctx;
    const note = { invoiceId, issuedOn: localDate("2026-10-19"), amountCents: 5_000n, answerId: null };
    const added = {
      actor: "system",
      action: "credit_note.added",
      entity: "invoice",
      entityId: invoiceId,
    } as const;
    await inCompany(companyId, async (tx) => {
      for (const number of ["A-1", "A-2"]) {
        const credit = { ...note, number, effect: "RETROACTIVE" as const, importId: null };
        await putCreditNote(tx, companyId, credit, clock.now());
      }
      const events = ["A-1", "A-2"].map((number) => ({ ...added, data: { number } }));
      await appendJournal(tx, companyId, events, clock.now());
    });
    expect((await types()).sort()).toEqual([
      "credit_note.recorded",
      "credit_note.recorded",
      "invoice.settled",
    ]);
  });

  it("is told to be written off, cancelled, open again", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    await closeInvoice(world.ctx, invoiceId, { status: "WRITTEN_OFF", closeReason: "Liquidation" });
    await reopenInvoice(world.ctx, invoiceId);
    await closeInvoice(world.ctx, invoiceId, { status: "CANCELLED", closeReason: "Erreur" });
    const told = (await toldEvents(world.ctx)).map(({ type, data }) => [type, data.invoice.status]);
    expect(told).toEqual([
      ["invoice.written_off", "written_off"],
      ["invoice.reopened", "open"],
      ["invoice.cancelled", "cancelled"],
    ]);
  });
});

describe("what a client says", () => {
  it("is told without its words, and so is what was decided", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    await noteDispute(world.ctx, invoiceId, {
      category: "PRICE",
      amountCents: "50,00",
      message: "Un secret",
    });
    const received = await lastEvent();
    expect(received).toMatchObject({
      type: "answer.received",
      data: {
        answer: { kind: "dispute", source: "creditor", amountCents: 5_000, reason: "price", on: null },
        invoices: [{ id: invoiceId }],
      },
    });
    await maintainInvoice(world.ctx, received.data.answer.id, { note: "Conforme au devis" });
    expect(await lastEvent()).toMatchObject({
      type: "dispute.decided",
      data: { answer: { id: received.data.answer.id }, decision: "maintained", remedy: null },
    });
    expect(JSON.stringify(await toldEvents(world.ctx))).not.toMatch(/secret|devis/);
  });

  it("is told when it was promised and did not come", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const clientId = await makeClient(world.ctx);
    const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20" });
    const said = {
      linkId: null,
      callTaskId: null,
      network: "",
      message: "",
      method: null,
      amountCents: null,
    };
    const promise = { kind: "PROMISE", source: "CALL", onDate: localDate("2026-10-22") } as const;
    await inCompany(world.ctx.companyId, (tx) =>
      recordAnswerIn(tx, world.ctx, { ...said, ...promise, clientId, invoiceIds: [invoiceId] }),
    );
    clock.setParis("2026-11-05");
    await endPastHolds(world.ctx.companyId, clock.now());
    expect((await toldEvents(world.ctx)).map(({ type, data }) => [type, data.answer?.on])).toEqual([
      ["answer.received", "2026-10-22"],
      ["promise.broken", undefined],
      ["invoice.released", undefined],
    ]);
  });
});

describe("a reminder", () => {
  const outcomes: [string, Outcome, string][] = [
    ["sent", { kind: "accepted", response: "250 Ok", rejected: [] }, "2026-10-22"],
    ["failed", { kind: "refused_permanent", stage: "data", code: 554, text: "5.7.1 no" }, ""],
    ["uncertain", { kind: "uncertain", reason: "timeout", detail: "silence" }, ""],
  ];

  async function leave(outcome: Outcome): Promise<string> {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const invoiceId = await invoice();
    clock.setParis("2026-10-22", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    await sendMessages(world.ctx.companyId, { ...mailPorts({ deliver: async () => outcome }), clock });
    return invoiceId;
  }

  it.each(outcomes)("is told to be %s", async (what, outcome, on) => {
    const invoiceId = await leave(outcome);
    expect(await toldEvents(world.ctx)).toMatchObject([
      {
        type: `reminder.${what}`,
        data: {
          reminder: { channel: "email", tone: "friendly", on: on || null, claimedCents: 432_000 },
          invoices: [{ id: invoiceId }],
        },
      },
    ]);
  });

  it("is told to be sent once a person has confirmed it", async () => {
    await leave({ kind: "uncertain", reason: "timeout", detail: "silence" });
    const { data } = await lastEvent();
    await resolveUncertain(world.ctx, data.reminder.id, true);
    expect(await lastEvent()).toMatchObject({
      type: "reminder.sent",
      data: { reminder: { on: "2026-10-22" } },
    });
  });

  it("by letter is told the day it is posted", async () => {
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    const { letterId, sha256, invoiceId } = await makeNotice(world, clock);
    await approveLetter(world.ctx, letterId, sha256);
    await markPosted(world.ctx, letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
    expect(await toldEvents(world.ctx)).toMatchObject([
      {
        type: "reminder.sent",
        data: {
          reminder: { id: letterId, channel: "formal_notice", tone: "final", on: "2026-11-23" },
          invoices: [{ id: invoiceId }],
        },
      },
    ]);
  });
});

describe("a company that tells nobody", () => {
  it("writes its journal with the same statements as before", async () => {
    const { companyId } = world.ctx;
    const deed = { actor: "system", entity: "invoice", data: {} } as const;
    const count = (listened: boolean) =>
      inCompany(companyId, async (tx) => {
        let statements = 0;
        const counted = new Proxy(tx, {
          get(target, name) {
            if (name === "$queryRaw" || name === "$executeRaw") statements += 1;
            else if (!listened) throw new Error(`${String(name)} is asked for`);
            return Reflect.get(target, name);
          },
        }) as Tx;
        const event = { ...deed, action: "promise.broken", entityId: companyId } as const;
        await appendJournal(counted, companyId, [event], clock.now());
        return statements;
      });
    expect(await count(false)).toBe(3);
    await makeWebhook(world.ctx, URL, AFTERWARDS);
    expect(await count(true)).toBeGreaterThan(3);
  });
});
