/** The client is told what was decided of a dispute: once, after the time to undo, with what is left to pay. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { acceptDispute, maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { expectDebit } = await import("@/usecases/settlement/expectDebit");
const { reopenAnswer } = await import("@/usecases/settlement/reopenAnswer");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { readRejection } = await import("@/usecases/settlement/readRejection");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { localDate } = await import("@/domain/calendar");
const { reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { prepareMessages } = await import("@/usecases/dunning/prepareMessages");
const { commitToSend } = await import("@/db/dunning/outbox");
const { mailPorts } = await import("@/context/sending");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";
let answerId = "";

async function dispute(client: Record<string, string> = {}) {
  clientId = await makeClient(world.ctx, client);
  invoiceId = await makeInvoice(world.ctx, clientId, {
    number: `F-${clientId.slice(-4)}`,
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  });
  answerId = await answer();
}

async function answer(changes: Partial<Parameters<typeof recordAnswerIn>[2]> = {}) {
  const said = await inCompany(world.ctx.companyId, (tx) =>
    recordAnswerIn(tx, world.ctx, {
      kind: "DISPUTE",
      source: "CALL",
      clientId,
      invoiceIds: [invoiceId],
      onDate: null,
      amountCents: null,
      method: null,
      message: "Deux plateaux manquants",
      linkId: null,
      callTaskId: null,
      network: "",
      ...changes,
    }),
  );
  return said.answerId;
}

beforeEach(async () => {
  clock.setParis("2026-10-27", 10);
  world = await makeCompany(clock);
  post = new PostOffice(world);
  await dispute();
});

const WORDS = "Le bon de livraison est signé des deux mains.";
const maintain = (raw: object = { tell: "1", tellWords: WORDS }) =>
  maintainInvoice(world.ctx, answerId, { note: "Bon de livraison signé", ...raw });
const messages = () =>
  asOwner<{ state: string; subject: string; text: string; rows: string; button: string }>(
    database,
    `SELECT state::text, content->>'subject' AS subject, content->>'paragraphs' AS text, content->>'rows' AS rows,
            content->'button'->>'label' AS button FROM message
     WHERE company_id = $1 AND kind = 'DISPUTE_DECISION' ORDER BY created_at, id`,
    [world.ctx.companyId],
  );
const next = async () => (await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).next;

describe("an invoice maintained", () => {
  it("is told with the person's words, what is left and by when; reminders wait until then", async () => {
    expect((await readAnswer(world.ctx, answerId)).mayTell).toBe(true);
    await maintain();
    const [message] = await messages();
    expect(message?.subject).toMatch(/^Facture F-\w+\u00a0: votre désaccord$/);
    expect(message?.text).toContain("Après vérification, nous maintenons cette facture.");
    expect(message?.text).toContain(WORDS);
    expect(message?.text).toContain("Il reste 1\u00a0000,00\u00a0€ à régler");
    expect(message?.text).toContain("d’ici au 4\u00a0novembre\u00a02026");
    expect(message?.text).not.toContain("Bon de livraison signé");
    expect((await next()).reasons[0]).toMatchObject({
      code: "HELD",
      sentence: "Délai donné après votre décision, jusqu’au 4\u00a0novembre\u00a02026.",
    });
    const { holds } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(holds.filter((one) => one.isRunning)).toMatchObject([{ kind: "MANUAL", untilOn: "2026-11-04" }]);
    expect(await post.send()).toBe(0);
    clock.setParis("2026-10-27", 10, 11);
    expect(await post.send()).toBe(1);
    expect((await messages())[0]?.state).toBe("SENT");
  });

  it("keeps the days it gave when a payment that settled it is undone", async () => {
    await maintain();
    const paymentId = await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-10-27",
      amountCents: "1 000,00",
      method: "TRANSFER",
    });
    await reversePayment(world.ctx, paymentId);
    expect((await next()).reasons[0]?.code).toBe("HELD");
  });

  it("is not told with figures that a payment has overtaken", async () => {
    await maintain();
    clock.setParis("2026-10-27", 10, 5);
    const payment = { receivedOn: "2026-10-27", amountCents: "600,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceId, payment);
    clock.setParis("2026-10-27", 11);
    expect(await post.send()).toBe(0);
    expect((await messages())[0]?.state).toBe("CANCELLED");
  });

  it("is not told with figures that a payment has overtaken while it was being written", async () => {
    await maintain();
    clock.setParis("2026-10-27", 11);
    const { companyId } = world.ctx;
    const ports = { ...mailPorts({ deliver: () => Promise.reject(new Error("nothing leaves")) }), clock };
    const { leaseToken: token, mimeOf, messages: written } = await prepareMessages(companyId, ports, 10);
    expect(written).toHaveLength(1);
    const payment = { receivedOn: "2026-10-27", amountCents: "600,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceId, payment);
    const times = { now: clock.now(), leaseUntilMs: clock.now() + 60_000 };
    const { committed, stale } = await inCompany(companyId, (tx) =>
      commitToSend(tx, companyId, { token, mimeOf }, written, times),
    );
    expect(committed).toEqual([]);
    expect(stale).toEqual(written.map(({ id }) => id));
  });

  it("asks for nothing that the bank is to take", async () => {
    await expectDebit(world.ctx, invoiceId, { reference: "RUM-1", debitOn: "10/11/2026" });
    await maintain();
    const [message] = await messages();
    expect(message?.text).toContain("qui seront prélevés comme convenu\u00a0: vous n’avez rien à faire.");
    expect(message?.rows).not.toContain("IBAN");
    expect(message?.button).toBe("Répondre");
  });

  it("is not told with less than is owed once a payment recorded by mistake is undone", async () => {
    const paymentId = await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-10-27",
      amountCents: "600,00",
      method: "TRANSFER",
    });
    await maintain();
    await reversePayment(world.ctx, paymentId);
    clock.setParis("2026-10-27", 11);
    expect(await post.send()).toBe(0);
    expect((await messages())[0]?.state).toBe("CANCELLED");
  });

  it("is told to nobody unless it is asked", async () => {
    await maintain({});
    expect(await messages()).toEqual([]);
    expect((await next()).reasons[0]?.code).not.toBe("HELD");
  });

  it("is undone in time: the message does not leave, and the dispute waits again", async () => {
    await maintain();
    clock.setParis("2026-10-27", 10, 5);
    expect(await readRejection(world.ctx, answerId)).toMatchObject({
      toldAtMinute: 10 * 60 + 10,
      tooLate: null,
    });
    await reopenAnswer(world.ctx, answerId);
    clock.setParis("2026-10-27", 11);
    expect(await post.send()).toBe(0);
    expect((await messages())[0]?.state).toBe("CANCELLED");
    const { holds } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(holds.filter((one) => one.isRunning).map(({ kind }) => kind)).toEqual(["DISPUTE"]);
    await maintain();
    expect((await messages()).map(({ state }) => state)).toEqual(["CANCELLED", "READY"]);
  });

  it("is undone no more once the client has been told", async () => {
    await maintain();
    clock.setParis("2026-10-27", 11);
    await post.send();
    await expect(reopenAnswer(world.ctx, answerId)).rejects.toMatchObject({ code: "TOLD_SINCE" });
  });

  it("is told in English to a client who reads it, and without an address to nobody", async () => {
    await dispute({ language: "en" });
    await maintain();
    expect((await messages())[0]?.text).toContain("Having checked, we maintain this invoice.");
    expect((await messages())[0]?.text).toContain("by 4\u00a0November\u00a02026");
    await dispute({ contactEmail: "" });
    expect((await readAnswer(world.ctx, answerId)).mayTell).toBe(false);
    await expect(maintain()).rejects.toMatchObject({ errors: [{ field: "tell", code: "NOBODY" }] });
  });
});

describe("a client given right", () => {
  it("reads the credit note and what is left of the invoice", async () => {
    await acceptDispute(world.ctx, answerId, {
      remedy: "CREDIT_NOTE",
      number: "A-1",
      issuedOn: "2026-10-27",
      amountCents: "200,00",
      effect: "RETROACTIVE",
      tell: "1",
    });
    const [message] = await messages();
    expect(message?.text).toContain("l’avoir A-1, de 200,00\u00a0€");
    expect(message?.text).toContain("Il reste 800,00\u00a0€ à régler");
  });

  it("is not told of a credit note that was cancelled, even after another answer", async () => {
    await acceptDispute(world.ctx, answerId, {
      remedy: "CREDIT_NOTE",
      number: "A-1",
      issuedOn: "2026-10-27",
      amountCents: "200,00",
      effect: "RETROACTIVE",
      tell: "1",
    });
    clock.setParis("2026-10-27", 10, 2);
    await answer({ kind: "PROMISE", onDate: localDate("2026-11-20"), message: "" });
    const { creditNotes } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    await cancelCreditNote(world.ctx, creditNotes[0]?.id ?? "");
    expect((await messages())[0]?.state).toBe("CANCELLED");
  });

  it("reads that the invoice is cancelled; opened again in time, the message does not leave", async () => {
    await acceptDispute(world.ctx, answerId, { remedy: "CANCELLED", tell: "1" });
    expect((await messages())[0]?.text).toContain("vous n’avez plus rien à payer pour elle");
    await reopenInvoice(world.ctx, invoiceId);
    expect((await messages())[0]?.state).toBe("CANCELLED");
  });
});

describe("a collective procedure", () => {
  const OPENING = { kind: "LIQUIDATION", openedOn: "2026-10-26", publishedOn: "2026-10-27" };

  it("withdraws the message that has not left", async () => {
    await maintain();
    await openInsolvency(world.ctx, clientId, OPENING);
    clock.setParis("2026-10-27", 11);
    expect(await post.send()).toBe(0);
    expect((await messages())[0]?.state).toBe("CANCELLED");
  });

  it("has nothing told any more", async () => {
    await openInsolvency(world.ctx, clientId, OPENING);
    expect((await readAnswer(world.ctx, answerId)).mayTell).toBe(false);
    await expect(maintain()).rejects.toMatchObject({ errors: [{ field: "tell", code: "FROZEN" }] });
  });
});
