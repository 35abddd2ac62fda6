/** A client's free credit: recorded, used, undone, and what it keeps from being asked. */
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { cancelClientCredit, recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { applyClientCredit, dunAnyway, refundClientCredit, undoRefund } = await import(
  "@/usecases/settlement/applyClientCredit"
);
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { readCredit } = await import("@/usecases/settlement/readCredit");
const { sendAccountStatement } = await import("@/usecases/settlement/sendAccountStatement");
const { readAccountStatement } = await import("@/usecases/parties/accountStatement");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readForecast } = await import("@/usecases/dunning/readForecast");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { sendHandReminder } = await import("@/usecases/dunning/sendHandReminder");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { partField } = await import("@/domain/settlement/allocation");
const { localDate } = await import("@/domain/calendar");
const { inCompany } = await import("@/db/inCompany");
const { loadAccounts } = await import("@/db/invoicing/claims");
const { statementLines } = await import("@/domain/legal/statementLines");
const { statementOfInvoice } = await import("@/domain/legal/invoiceStatement");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  // Its first reminder leaves on Wednesday the 21st.
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-18", totalCents: "1 000,00" });
});

const CREDIT = {
  kind: "OVERPAYMENT",
  amountCents: "120,00",
  receivedOn: "2026-10-15",
  note: "Payée deux fois",
};
const record = (raw: Record<string, string> = {}) =>
  recordClientCredit(world.ctx, clientId, { ...CREDIT, ...raw });
const apply = (id: string, amount: string, invoice = invoiceId) =>
  applyClientCredit(world.ctx, id, { [partField(invoice)]: amount });
const balance = async (id = invoiceId) => (await readInvoice(world.ctx, id, PUBLISHED_RATES)).balanceCents;
const why = async (id = invoiceId) =>
  (await readInvoice(world.ctx, id, PUBLISHED_RATES)).next.reasons.map(({ sentence }) => sentence);
const SENTENCE =
  "Ce client dispose d’un avoir de 120,00\u00a0€ non affecté\u00a0: affectez-le avant de relancer.";

interface Sums {
  amount: string;
  rest: string;
  used: string;
}
const sums = () =>
  asOwner<Sums>(
    database,
    `SELECT c.amount_cents::text AS amount, c.rest_cents::text AS rest,
            coalesce((SELECT sum(u.amount_cents) FROM credit_use u WHERE u.credit_id = c.id AND u.undone_at IS NULL), 0)::text AS used
     FROM client_credit c WHERE c.company_id = $1 ORDER BY c.id`,
    [world.ctx.companyId],
  );
async function expectWhole() {
  for (const { amount, rest, used } of await sums()) expect(BigInt(rest) + BigInt(used)).toBe(BigInt(amount));
}

describe("a free credit", () => {
  it("is applied to several invoices, whole or in part, and each application is undone alone", async () => {
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-01", totalCents: "50,00" });
    const id = await record();
    await applyClientCredit(world.ctx, id, { [partField(invoiceId)]: "60,00", [partField(other)]: "50,00" });
    expect([await balance(), await balance(other)]).toEqual([94_000n, 0n]);
    expect(await sums()).toEqual([{ amount: "12000", rest: "1000", used: "11000" }]);
    const view = await readCredit(world.ctx, clientId, id);
    const use = view.credit.uses.find(({ invoice }) => invoice?.id === other);
    await reversePayment(world.ctx, use?.paymentId ?? "");
    expect([await balance(), await balance(other)]).toEqual([94_000n, 5_000n]);
    expect(await sums()).toEqual([{ amount: "12000", rest: "6000", used: "6000" }]);
    await expect(reversePayment(world.ctx, use?.paymentId ?? "")).rejects.toMatchObject({ code: "REVERSED" });
    expect(await sums()).toEqual([{ amount: "12000", rest: "6000", used: "6000" }]);
  });

  it("is refunded, which closes it, and the refund is undone", async () => {
    const id = await record();
    await refundClientCredit(world.ctx, id, { amountCents: "120,00", refundedOn: "2026-10-20" });
    expect(await sums()).toMatchObject([{ rest: "0" }]);
    await expect(apply(id, "1,00")).rejects.toMatchObject({ code: "ABOVE_CREDIT" });
    const { credit } = await readCredit(world.ctx, clientId, id);
    await undoRefund(world.ctx, credit.uses[0]?.id ?? "");
    expect(await sums()).toMatchObject([{ rest: "12000" }]);
    await cancelClientCredit(world.ctx, id);
    await expect(apply(id, "1,00")).rejects.toMatchObject({ code: "CREDIT_CANCELLED" });
  });

  it("is never spent twice by twenty people at once", async () => {
    const id = await record();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => apply(id, "50,00")));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await balance()).toBe(90_000n);
    expect(await sums()).toEqual([{ amount: "12000", rest: "2000", used: "10000" }]);
  });

  it("of a client without an open invoice is not refunded twice by twenty people at once", async () => {
    const quiet = await makeClient(world.ctx);
    const id = await recordClientCredit(world.ctx, quiet, CREDIT);
    const refund = () =>
      refundClientCredit(world.ctx, id, { amountCents: "50,00", refundedOn: "2026-10-20" });
    const results = await Promise.allSettled(Array.from({ length: 20 }, refund));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await sums()).toEqual([{ amount: "12000", rest: "2000", used: "10000" }]);
  });

  it("applied, refunded and given back at the same time, is never more nor less than it was", async () => {
    const id = await record();
    await apply(id, "40,00");
    const { credit } = await readCredit(world.ctx, clientId, id);
    const paymentId = credit.uses[0]?.paymentId ?? "";
    await Promise.allSettled([
      apply(id, "80,00"),
      reversePayment(world.ctx, paymentId),
      refundClientCredit(world.ctx, id, { amountCents: "80,00", refundedOn: "2026-10-20" }),
      reversePayment(world.ctx, paymentId),
      apply(id, "40,00"),
    ]);
    await expectWhole();
    const [row] = await sums();
    expect(BigInt(row?.rest ?? -1) >= 0n).toBe(true);
    const applied = credit.amountCents - BigInt(row?.rest ?? 0);
    expect(applied <= 12_000n).toBe(true);
  });

  it("keeps its sum through any sequence of gestures on a real database", async () => {
    const id = await record();
    const gesture = fc.record({
      what: fc.constantFrom("apply", "refund", "undo"),
      cents: fc.integer({ min: 1, max: 9_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(gesture, { minLength: 1, maxLength: 4 }), async (gestures) => {
        for (const { what, cents } of gestures) {
          const amount = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
          const { credit } = await readCredit(world.ctx, clientId, id);
          const last = credit.uses.filter((use) => !use.isUndone).at(-1);
          const work =
            what === "apply"
              ? apply(id, amount)
              : what === "refund"
                ? refundClientCredit(world.ctx, id, { amountCents: amount, refundedOn: "2026-10-20" })
                : last?.paymentId
                  ? reversePayment(world.ctx, last.paymentId)
                  : undoRefund(world.ctx, last?.id ?? "");
          await work.catch(() => undefined);
          await expectWhole();
        }
      }),
      { numRuns: 12 },
    );
  });

  it("of another company is not found, and nothing changes", async () => {
    const id = await record();
    const other = await makeCompany(clock);
    const refused = { code: "NOT_FOUND" };
    await expect(recordClientCredit(other.ctx, clientId, CREDIT)).rejects.toMatchObject(refused);
    await expect(applyClientCredit(other.ctx, id, { [partField(invoiceId)]: "1,00" })).rejects.toMatchObject(
      refused,
    );
    await expect(
      refundClientCredit(other.ctx, id, { amountCents: "1,00", refundedOn: "2026-10-20" }),
    ).rejects.toMatchObject(refused);
    await expect(dunAnyway(other.ctx, id)).rejects.toMatchObject(refused);
    await expect(cancelClientCredit(other.ctx, id)).rejects.toMatchObject(refused);
    await expect(readCredit(other.ctx, clientId, id)).rejects.toMatchObject(refused);
    expect(await sums()).toEqual([{ amount: "12000", rest: "12000", used: "0" }]);
  });

  it("is not applied to an invoice of another client, nor above what that invoice owes", async () => {
    const id = await record({ amountCents: "2 000,00" });
    const stranger = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-12-01" });
    await expect(apply(id, "10,00", stranger)).rejects.toMatchObject({ code: "NOT_OWED" });
    await expect(apply(id, "1 000,01")).rejects.toMatchObject({ code: "ABOVE_BALANCE" });
    await expectWhole();
  });
});

describe("reminders of a client who has a free credit", () => {
  it("are held with the reason as a sentence, and a task leads to the credit", async () => {
    await record();
    expect(await why()).toEqual([SENTENCE]);
    expect((await post.day("2026-10-21")).sent).toBe(0);
    const today = await readToday(world.ctx, "Hélène");
    expect(today.credits).toMatchObject([{ clientId, restCents: 12_000n, openCents: 100_000n }]);
    expect(today.workload.credits).toBe(1);
    expect(today.held.map((one) => one.why)).toContain(SENTENCE);
    const { lines } = await explainDay(world.ctx, invoiceId, localDate("2026-10-26"));
    expect(lines.map(({ sentence }) => sentence)).toContain(SENTENCE);
    expect((await readForecast(world.ctx)).days).toEqual([]);
  });

  it("go on once it is applied, for what is left", async () => {
    const id = await record();
    await apply(id, "120,00");
    expect((await readToday(world.ctx, "Hélène")).credits).toEqual([]);
    expect((await post.day("2026-10-21")).sent).toBe(1);
    expect((await post.read()).text).toContain("880,00");
  });

  it("already on their way are taken back when it is recorded", async () => {
    clock.setParis("2026-10-21", 8);
    await post.round();
    clock.setParis("2026-10-21", 17, 15);
    const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
    await runDueSteps(world.ctx.companyId, clock.now());
    await record();
    expect(await post.send()).toBe(0);
  });

  it("sent anyway ask for the rest only, and the decision is remembered for that credit", async () => {
    const id = await record();
    await dunAnyway(world.ctx, id);
    await expect(dunAnyway(world.ctx, id)).rejects.toMatchObject({ code: "DECIDED" });
    expect((await post.day("2026-10-21")).sent).toBe(1);
    const { text } = await post.read();
    expect(text).toContain("880,00");
    expect(text).toContain("Avoir à votre nom");
    const second = await record({ amountCents: "30,00" });
    expect(second).not.toBe(id);
    expect(await why()).toEqual([SENTENCE.replace("120,00", "150,00")]);
  });

  it("are held for good where it covers the oldest invoice, whatever was decided", async () => {
    const small = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-17", totalCents: "100,00" });
    await dunAnyway(world.ctx, await record());
    expect(await why(small)).toEqual([SENTENCE]);
    expect((await post.day("2026-10-21")).sent).toBe(1);
    const { text } = await post.read();
    expect(text).not.toContain("100,00");
    // What it covers of the oldest is not deducted once more from the other.
    expect(text).toContain("980,00");
  });

  it("asked for by hand are refused as well", async () => {
    await record();
    const rights = { mayApprove: true, mayInsist: true };
    await expect(sendHandReminder(world.ctx, { invoiceId }, {}, rights)).rejects.toMatchObject({
      code: "STOPPED",
      message: SENTENCE,
    });
  });

  it("written by hand are refused as well", async () => {
    await dunAnyway(world.ctx, await record());
    await expect(prepareLetter(world.ctx, invoiceId, { channel: "LETTER" })).rejects.toMatchObject({
      code: "CLIENT_CREDITED",
    });
  });

  it("are no letter as long as it is not on the invoice", async () => {
    await dunAnyway(world.ctx, await record());
    for (let week = 0; week < 14; week += 1) {
      const date = new Date(Date.UTC(2026, 9, 21 + 7 * week)).toISOString().slice(0, 10);
      await post.day(date);
    }
    const letters = await asOwner(database, "SELECT 1 FROM letter WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(letters).toEqual([]);
    expect(await why()).toEqual([SENTENCE]);
  });
});

describe("the debtor is never asked for money that a credit covers", () => {
  it("on the statement of account, sent or read", async () => {
    await record();
    const page = await readAccountStatement(world.ctx, clientId);
    expect([page.balanceCents, page.netCents, page.dueCents]).toEqual([100_000n, 88_000n, 88_000n]);
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("Trop-perçu du 15\u00a0octobre\u00a02026");
    expect(text).toContain("À régler à ce jour\u00a0: 880,00\u00a0€");
  });

  it("on the statement when it covers everything", async () => {
    await record({ amountCents: "1 500,00" });
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("En votre faveur\u00a0: 500,00\u00a0€");
    expect(text).not.toContain("À régler à ce jour");
  });

  it("behind the link of a message", async () => {
    const { link } = await makeLink(world, clientId, [invoiceId]);
    await record();
    const page = await readAnswerPage(link, clock, PUBLISHED_RATES);
    expect([page.balanceCents, page.freeCreditCents]).toEqual([100_000n, 12_000n]);
  });

  it("and a commercial credit put on an invoice is a credit, not money anybody is thanked for", async () => {
    const id = await record({ kind: "CREDIT_NOTE", receivedOn: "2026-10-15" });
    await apply(id, "120,00");
    await post.day("2026-10-21");
    const { text } = await post.read();
    expect(text).toContain("Avoir commercial");
    expect(text).toContain("880,00\u00a0€");
    expect(text).not.toMatch(/règlement reçu/i);
    const { link } = await makeLink(world, clientId, [invoiceId]);
    const page = await readAnswerPage(link, clock, PUBLISHED_RATES);
    expect(page.invoices).toMatchObject([{ payments: [], creditCents: 12_000n, balanceCents: 88_000n }]);
    const accounts = await inCompany(world.ctx.companyId, (tx) =>
      loadAccounts(tx, world.ctx.companyId, [invoiceId]),
    );
    const claim = accounts.get(invoiceId)?.claim;
    if (!claim) throw new Error("the invoice has no account");
    const statement = statementOfInvoice(claim, localDate("2026-10-21"), PUBLISHED_RATES);
    const lines = statementLines(statement).map(({ label, amountCents }) => [label, amountCents]);
    expect(lines).toContainEqual(["Avoir", -12_000n]);
    expect(lines.map(([label]) => label)).not.toContain("Règlement reçu");
  });

  it("and what is applied counts as received on the day it was there", async () => {
    const id = await record({ receivedOn: "2026-10-10" });
    await apply(id, "120,00");
    const [row] = await asOwner<{ on: string; method: string }>(
      database,
      "SELECT received_on::text AS on, method::text AS method FROM payment WHERE company_id = $1",
      [world.ctx.companyId],
    );
    expect(row).toEqual({ on: "2026-10-10", method: "OTHER" });
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-10-20",
      amountCents: "880,00",
      method: "TRANSFER",
    });
    expect(await balance()).toBe(0n);
  });
});
