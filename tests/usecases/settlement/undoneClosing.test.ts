/** A payment or a closing that was a mistake is undone: what it had ended comes back, and nothing else. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan } = await import("@/usecases/settlement/decidePlan");
const { confirmDeclaration } = await import("@/usecases/settlement/decideAnswer");
const { acceptDispute, maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { followPlans } = await import("@/usecases/settlement/followPlans");
const { acceptNewContact } = await import("@/usecases/settlement/acceptNewContact");
const { openAnswerLink } = await import("@/usecases/settlement/openAnswerLink");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { paperPrinter } = await import("@/context/printing");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
const DISPUTE = { reason: "QUALITY", message: "Rien ne marche" };
const CLOSED = { status: "CANCELLED", closeReason: "Doublon" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let first = "";
let second = "";
let held: Awaited<ReturnType<typeof makeLink>>;

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  first = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  });
  held = await makeLink(world, clientId, [first]);
  clock.setParis("2026-10-26", 9);
});

const rows = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);
const say = (word: Parameters<typeof answerByLink>[1], raw: Record<string, string>) =>
  answerByLink(held.link, word, raw, ports, "203.0.113.0/24");
const answerId = async () =>
  (await rows<{ id: string }>("SELECT id FROM answer WHERE company_id = $1"))[0]?.id ?? "";
const answers = async () =>
  (
    await rows<{ said: string }>(
      "SELECT kind || ' ' || state || CASE WHEN decided_at IS NULL THEN '' ELSE ' decided' END AS said FROM answer WHERE company_id = $1 ORDER BY created_at",
    )
  ).map(({ said }) => said);
const running = async () =>
  (
    await rows<{ held: string }>(
      "SELECT i.number || ' ' || h.kind AS held FROM hold h JOIN invoice i ON i.id = h.invoice_id WHERE h.company_id = $1 AND h.ended_at IS NULL ORDER BY 1",
    )
  ).map((row) => row.held);
const pay = (invoiceId: string, amountCents = "1 000,00") =>
  recordPayment(world.ctx, invoiceId, { receivedOn: "2026-10-26", amountCents, method: "TRANSFER" });
const CREDIT = { number: "A-1", issuedOn: "2026-10-26", amountCents: "1 000,00", effect: "RETROACTIVE" };
const standingCredit = async () =>
  (await rows<{ id: string }>("SELECT id FROM credit_note WHERE company_id = $1 AND cancelled_at IS NULL"))[0]
    ?.id ?? "";
const isOpen = async () => (await openAnswerLink(held.token, clock)) !== null;

const MISTAKES = {
  "a payment": async () => {
    const paymentId = await pay(first);
    return () => reversePayment(world.ctx, paymentId);
  },
  "a closing": async () => {
    await closeInvoice(world.ctx, first, CLOSED);
    return () => reopenInvoice(world.ctx, first);
  },
  "a credit note": async () => {
    await addCreditNote(world.ctx, first, CREDIT);
    return async () => cancelCreditNote(world.ctx, await standingCredit());
  },
  "a wrong total": async () => {
    await pay(first, "100,00");
    const raw = { number: "F-1", issuedOn: "2026-09-24", dueOn: "2026-10-24" };
    const { totalCents, balanceCents } = await readInvoice(world.ctx, first, PUBLISHED_RATES);
    const paidCents = totalCents - balanceCents;
    await updateInvoice(world.ctx, first, { ...raw, totalCents: `${paidCents / 100n},00` });
    return () => updateInvoice(world.ctx, first, { ...raw, totalCents: "1 000,00" });
  },
};

describe.each(Object.entries(MISTAKES))("%s, undone", (_, mistake) => {
  it("gives back the dispute: the link opens, and nobody who contests is reminded", async () => {
    await say("desaccord", DISPUTE);
    const undo = await mistake();
    expect([await running(), await isOpen()]).toEqual([[], false]);
    await undo();
    expect([await answers(), await running(), await isOpen()]).toEqual([
      ["DISPUTE OPEN"],
      ["F-1 DISPUTE"],
      true,
    ]);
    await post.day("2026-10-27");
    await post.day("2026-11-09");
    expect(await rows("SELECT 1 FROM dunning_step WHERE company_id = $1")).toEqual([]);
  });

  it("gives back a promise, and one whose day has passed meanwhile as not kept", async () => {
    await say("date", { onDate: "2026-10-30" });
    await (await mistake())();
    expect([await answers(), await running()]).toEqual([["PROMISE OPEN"], ["F-1 PROMISE"]]);
    const undo = await mistake();
    clock.setParis("2026-11-20");
    await undo();
    expect([await answers(), await running()]).toEqual([["PROMISE BROKEN"], []]);
  });

  it("gives back an agreed schedule, also when it was seen as kept meanwhile", async () => {
    const plan = { count: "3", firstOn: "2026-11-10", signerName: "Anne Le Guen", acknowledged: "1" };
    await say("echeancier", plan);
    await acceptPlan(world.ctx, await answerId());
    const undo = await mistake();
    await followPlans(world.ctx.companyId, { clock, printer: paperPrinter });
    await undo();
    const [{ state } = { state: "" }] = await rows<{ state: string }>(
      "SELECT state FROM instalment_plan WHERE company_id = $1",
    );
    expect([state, await running()]).toEqual(["RUNNING", ["F-1 PLAN"]]);
  });
});

describe("what else had ended", () => {
  beforeEach(async () => {
    clock.setParis("2026-10-20");
    second = await makeInvoice(world.ctx, clientId, {
      number: "F-2",
      dueOn: "2026-10-24",
      totalCents: "500,00",
    });
    held = await makeLink(world, clientId, [first, second]);
    clock.setParis("2026-10-26", 9);
  });

  it("stays ended: a dispute that a person has decided meanwhile", async () => {
    await say("desaccord", DISPUTE);
    const paymentId = await pay(first);
    await maintainInvoice(world.ctx, await answerId(), { note: "La livraison était conforme." });
    await reversePayment(world.ctx, paymentId);
    expect([await answers(), await running()]).toEqual([["DISPUTE REJECTED decided"], []]);
  });

  it("waits again with the invoice that is owed again, and not with the other", async () => {
    await say("desaccord", DISPUTE);
    const paymentId = await pay(first);
    await closeInvoice(world.ctx, second, CLOSED);
    expect(await answers()).toEqual(["DISPUTE WITHDRAWN decided"]);
    await reversePayment(world.ctx, paymentId);
    expect([await answers(), await running()]).toEqual([["DISPUTE OPEN"], ["F-1 DISPUTE"]]);
  });

  it("waits again when the gesture itself had decided it: « J’ai payé » confirmed", async () => {
    await say("paye", { onDate: "2026-10-25", method: "TRANSFER" });
    const payment = { receivedOn: "2026-10-26", amountCents: "1 500,00", method: "TRANSFER" };
    await confirmDeclaration(world.ctx, await answerId(), payment, PUBLISHED_RATES);
    const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM payment WHERE company_id = $1");
    await reversePayment(world.ctx, id);
    expect([await answers(), await running()]).toEqual([
      ["ALREADY_PAID OPEN"],
      ["F-1 DECLARATION", "F-2 DECLARATION"],
    ]);
  });

  it("waits again when the gesture itself had decided it: the client was right", async () => {
    await say("desaccord", DISPUTE);
    const remedy = { remedy: "CANCELLED", invoiceId: first, closeReason: "" };
    await acceptDispute(world.ctx, await answerId(), remedy);
    await reopenInvoice(world.ctx, first);
    expect([await answers(), await running()]).toEqual([["DISPUTE OPEN"], ["F-1 DISPUTE", "F-2 DISPUTE"]]);
  });

  it("waits again when the gesture itself had decided it: the client was right, by a credit note", async () => {
    await say("desaccord", DISPUTE);
    const credit = { ...CREDIT, amountCents: "200,00", remedy: "CREDIT_NOTE", invoiceId: first };
    await acceptDispute(world.ctx, await answerId(), credit);
    expect(await running()).toEqual([]);
    await cancelCreditNote(world.ctx, await standingCredit());
    expect([await answers(), await running()]).toEqual([["DISPUTE OPEN"], ["F-1 DISPUTE", "F-2 DISPUTE"]]);
  });

  it("stays ended when money had settled it: only what the credit note took off is asked for again", async () => {
    await addCreditNote(world.ctx, first, { ...CREDIT, amountCents: "100,00" });
    await closeInvoice(world.ctx, second, CLOSED);
    await say("date", { onDate: "2026-10-30" });
    await pay(first, "900,00");
    await cancelCreditNote(world.ctx, await standingCredit());
    expect([await answers(), await running()]).toEqual([["PROMISE KEPT decided"], []]);
    expect(await readInvoice(world.ctx, first, PUBLISHED_RATES)).toMatchObject({
      status: "OPEN",
      balanceCents: 10_000n,
    });
  });

  it("waits again when it is contested, whatever settled the rest: it may be what was credited", async () => {
    await closeInvoice(world.ctx, second, CLOSED);
    await say("desaccord", { ...DISPUTE, amountCents: "300,00" });
    await addCreditNote(world.ctx, first, { ...CREDIT, amountCents: "300,00" });
    await pay(first, "700,00");
    expect(await answers()).toEqual(["DISPUTE ACCEPTED decided"]);
    await cancelCreditNote(world.ctx, await standingCredit());
    expect([await answers(), await running()]).toEqual([["DISPUTE OPEN"], ["F-1 DISPUTE"]]);
  });

  it("leaves closed the links of someone who was taken off meanwhile", async () => {
    await say("destinataire", { contactEmail: "compta@leguen.example" });
    const wrong = await answerId();
    const paid = held;
    const other = await makeLink(world, clientId, [first]);
    const paymentId = await pay(first);
    held = other;
    expect(await isOpen()).toBe(false);
    await acceptNewContact(world.ctx, wrong, { email: "compta@leguen.example", forgetOld: "1" });
    await reversePayment(world.ctx, paymentId);
    expect(await isOpen()).toBe(false);
    held = paid;
    expect(await isOpen()).toBe(false);
  });
});

it("the call still to make is to be made again", async () => {
  await post.day("2026-10-26");
  await post.day("2026-11-02");
  const states = async () =>
    (await rows<{ state: string }>("SELECT state FROM call_task WHERE company_id = $1")).map(
      ({ state }) => state,
    );
  expect(await states()).toEqual(["OPEN"]);
  const paymentId = await pay(first);
  expect(await states()).toEqual(["CANCELLED"]);
  await reversePayment(world.ctx, paymentId);
  expect(await states()).toEqual(["OPEN"]);
});
