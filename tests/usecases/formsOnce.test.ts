/** The same form twice (a double click, a page loaded again, the way back) does its work once. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { replyToAnswer } = await import("@/usecases/settlement/replyToAnswer");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordClientPayment } = await import("@/usecases/settlement/recordClientPayment");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { applyClientCredit, refundClientCredit } = await import("@/usecases/settlement/applyClientCredit");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { createClient } = await import("@/usecases/parties/saveClient");
const { createScenario } = await import("@/usecases/dunning/editScenario");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
});

/** The context of a gesture whose form carries this key and these fields. */
const sent = (fields: Record<string, string>, key: string) => ({
  ...world.ctx,
  form: { key, fields: { ...fields, cle: key } },
});

const twice = async <T>(fields: Record<string, string>, act: (ctx: typeof world.ctx) => Promise<T>) => {
  const ctx = sent(fields, randomUUID());
  return Promise.all([act(ctx), act(ctx)]);
};

const count = async (table: string) =>
  (
    await asOwner<{ n: number }>(
      database,
      `SELECT count(*)::int AS n FROM ${table} WHERE company_id = '${world.ctx.companyId}'`,
    )
  )[0]?.n;

const PAYMENT = { receivedOn: "2026-11-20", amountCents: "500,00", method: "TRANSFER", reference: "VIR 123" };
const CREDIT = { kind: "OVERPAYMENT", amountCents: "100,00", receivedOn: "2026-11-20", note: "" };

describe("a form that arrives twice", () => {
  it("is one payment: half of the invoice is still owed, and both end alike", async () => {
    const [first, second] = await twice(PAYMENT, (ctx) => recordPayment(ctx, invoiceId, PAYMENT));
    expect(second).toBe(first);
    const [invoice] = await asOwner(
      database,
      "SELECT status::text, balance_cents FROM invoice WHERE id = $1",
      [invoiceId],
    );
    expect(invoice).toEqual({ status: "OPEN", balance_cents: "50000" });
  });

  it("is one payment of a client", async () => {
    const [first, second] = await twice(PAYMENT, (ctx) =>
      recordClientPayment(ctx, clientId, PAYMENT, PUBLISHED_RATES),
    );
    expect(second).toBe(first);
    expect(await count("payment")).toBe(1);
  });

  it("is one credit, put on an invoice once, paid back once", async () => {
    const [creditId = "", same] = await twice(CREDIT, (ctx) => recordClientCredit(ctx, clientId, CREDIT));
    expect(same).toBe(creditId);
    expect(await count("client_credit")).toBe(1);
    const part = { [`part-${invoiceId}`]: "30,00" };
    await twice(part, (ctx) => applyClientCredit(ctx, creditId, part));
    const back = { amountCents: "20,00", refundedOn: "2026-11-21" };
    await twice(back, (ctx) => refundClientCredit(ctx, creditId, back));
    const [credit] = await asOwner(database, "SELECT rest_cents FROM client_credit WHERE id = $1", [
      creditId,
    ]);
    expect(credit).toEqual({ rest_cents: "5000" });
  });

  it("is one reply, and one message to the debtor", async () => {
    const held = await makeLink(world, clientId, [invoiceId]);
    const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
    await answerByLink(held.link, "message", { message: "Où en est l’avoir ?" }, ports, "203.0.113.0/24");
    const [answer] = await asOwner<{ id: string }>(database, "SELECT id FROM answer WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    const words = { body: "Il part demain." };
    await twice(words, (ctx) => replyToAnswer(ctx, answer?.id ?? "", words));
    expect(await count("answer_reply")).toBe(1);
    const messages = await asOwner(
      database,
      "SELECT 1 FROM message WHERE company_id = $1 AND kind = 'ANSWER_REPLY'",
      [world.ctx.companyId],
    );
    expect(messages).toHaveLength(1);
  });

  it("is one credit note without a refusal, one client, one scenario, one suspension", async () => {
    const note = { number: "AV-1", issuedOn: "2026-11-20", amountCents: "200,00", effect: "RETROACTIVE" };
    await twice(note, (ctx) => addCreditNote(ctx, invoiceId, note));
    expect(await count("credit_note")).toBe(1);
    const client = { kind: "B2B", name: "Garage Pennec" };
    const [first, second] = await twice(client, (ctx) => createClient(ctx, client));
    expect(second).toBe(first);
    const scenario = { name: "Doux", addressForm: "FORMAL", model: "standard" };
    const [one, same] = await twice(scenario, (ctx) => createScenario(ctx, scenario));
    expect(same).toBe(one);
    const hold = { untilOn: "2026-12-01" };
    await twice(hold, (ctx) => holdInvoice(ctx, invoiceId, hold));
    expect(await count("hold")).toBe(1);
  });
});

describe("the key of a form", () => {
  it("is free again when the gesture was refused", async () => {
    const key = randomUUID();
    const tooMuch = { ...PAYMENT, amountCents: "5 000,00" };
    await expect(recordPayment(sent(tooMuch, key), invoiceId, tooMuch)).rejects.toThrow();
    await recordPayment(sent(PAYMENT, key), invoiceId, PAYMENT);
    expect(await count("payment")).toBe(1);
  });

  it("asks before it is used for other fields, and gives a new one to go on with", async () => {
    const key = randomUUID();
    await recordPayment(sent(PAYMENT, key), invoiceId, PAYMENT);
    const other = { ...PAYMENT, amountCents: "300,00" };
    const refused = await recordPayment(sent(other, key), invoiceId, other).catch((error) => error);
    expect(refused).toMatchObject({ code: "FORM_USED" });
    expect(await count("payment")).toBe(1);
    await recordPayment(sent(other, refused.renewed.cle), invoiceId, other);
    expect(await count("payment")).toBe(2);
  });

  it("belongs to one company: that of another is no obstacle", async () => {
    const key = randomUUID();
    await recordPayment(sent(PAYMENT, key), invoiceId, PAYMENT);
    const other = await makeCompany(clock);
    const theirs = await makeInvoice(other.ctx, await makeClient(other.ctx), { dueOn: "2026-10-24" });
    await recordPayment({ ...other.ctx, form: { key, fields: PAYMENT } }, theirs, PAYMENT);
    const [row] = await asOwner(database, "SELECT count(*)::int AS n FROM form_key WHERE key = $1", [key]);
    expect(row).toEqual({ n: 2 });
  });
});
