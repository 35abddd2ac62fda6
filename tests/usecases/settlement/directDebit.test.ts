/** Direct debits: nothing is asked for while the bank takes the money; a rejection starts the scenario. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { importFile } = await import("../../support/imports");
const { PostOffice } = await import("../../support/postOffice");
const { expectDebit, saveDebitMandate } = await import("@/usecases/settlement/expectDebit");
const { settleDebit } = await import("@/usecases/settlement/settleDebit");
const { readDebit, readDebitMandate } = await import("@/usecases/settlement/readDebit");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { readHandReminder } = await import("@/usecases/dunning/readHandReminder");
const { sendHandReminder } = await import("@/usecases/dunning/sendHandReminder");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { readForecast } = await import("@/usecases/dunning/readForecast");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readFirmWorklist } = await import("@/usecases/reporting/readFirmWorklist");
const { messageReader } = await import("@/context/messageReader");
const { localDate } = await import("@/domain/calendar");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

const WAITS =
  "Prélèvement prévu le 24\u00a0octobre\u00a02026\u00a0; rien ne part tant qu’il n’est pas rejeté.";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
});

const page = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
const reject = (raw: Record<string, string> = {}) =>
  settleDebit(world.ctx, invoiceId, {
    issue: "REJECTED",
    rejectedOn: "27/10/2026",
    reasonCode: "AM04",
    note: "",
    ...raw,
  });

describe("an invoice paid by direct debit", () => {
  it("waits, says why everywhere, and is not reminded, neither alone nor by hand", async () => {
    await expectDebit(world.ctx, invoiceId, { reference: "RUM-001", debitOn: "" });
    const { next, holds } = await page();
    expect(next.reasons.map(({ sentence }) => sentence)).toEqual([WAITS]);
    expect(holds).toMatchObject([{ kind: "DIRECT_DEBIT", reason: "RUM-001", isRunning: true }]);
    const why = await explainDay(world.ctx, invoiceId, localDate("2026-10-28"));
    expect(why.lines.map(({ sentence }) => sentence)).toContain(WAITS);
    await post.sweep("2026-10-24", "2026-11-12", "Europe/Paris", 240);
    expect(post.left).toEqual([]);
    const forecast = await readForecast(world.ctx, 60);
    expect(forecast.days).toEqual([]);
    const view = await readHandReminder(world.ctx, { invoiceId }, "", messageReader());
    expect(view.invoices[0]?.stops).toMatchObject([{ holdKind: "DIRECT_DEBIT", sentence: WAITS }]);
    const asked = sendHandReminder(
      world.ctx,
      { invoiceId },
      { vu: view.seen },
      { mayApprove: true, mayInsist: true },
    );
    await expect(asked).rejects.toMatchObject({ code: "STOPPED", message: WAITS });
  });

  it("is not let go by « Reprendre », which is not about the bank", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    await resumeInvoice(world.ctx, invoiceId);
    expect((await page()).holds).toMatchObject([{ kind: "DIRECT_DEBIT", isRunning: true }]);
  });

  it("says its own day when it is not the due date, and the new one when it changes", async () => {
    await expectDebit(world.ctx, invoiceId, { debitOn: "30/10/2026" });
    await expectDebit(world.ctx, invoiceId, { debitOn: "05/11/2026" });
    expect(await readDebit(world.ctx, invoiceId)).toMatchObject({ awaited: { on: "2026-11-05" } });
    expect((await page()).next.reasons[0]?.sentence).toContain("5\u00a0novembre");
  });
});

describe("a debit that the bank sends back", () => {
  it("starts the scenario as after any missed due date, one step at a time", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-10-27");
    await reject({ note: "avis du 27" });
    const { timeline, next } = await page();
    expect(timeline.find(({ title }) => title.includes("rejeté"))).toMatchObject({
      title: "Prélèvement rejeté\u00a0: provision insuffisante (AM04)",
      on: "2026-10-27",
      quote: "avis du 27",
    });
    expect(next.title).toContain("J+2");
    await post.day("2026-10-27");
    expect(post.left).toHaveLength(1);
    await post.day("2026-10-28");
    expect(post.left).toHaveLength(1);
    expect(await readDebit(world.ctx, invoiceId)).toMatchObject({
      awaited: null,
      rejections: [{ on: "2026-10-27", reasonCode: "AM04" }],
    });
  });

  it("noted late, gives one message and not those of each day gone by", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-11-20");
    await reject({ rejectedOn: "19/11/2026", reasonCode: "MD06" });
    await post.day("2026-11-20");
    await post.day("2026-11-21");
    await post.day("2026-11-23");
    expect(post.left).toHaveLength(1);
  });

  it("asks for a reason of the list and a day that has come; another time says that nothing waits", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-10-27");
    await expect(reject({ reasonCode: "ZZ99" })).rejects.toMatchObject({ errors: [{ field: "reasonCode" }] });
    await expect(reject({ rejectedOn: "28/10/2026" })).rejects.toMatchObject({
      errors: [{ field: "rejectedOn", code: "FUTURE" }],
    });
    await reject();
    await expect(reject()).rejects.toMatchObject({ code: "NO_DEBIT" });
    const [{ count }] = (await asOwner(
      database,
      "SELECT count(*)::int AS count FROM debit_rejection WHERE invoice_id = $1",
      [invoiceId],
    )) as [{ count: number }];
    expect(count).toBe(1);
  });
});

describe("a debit that succeeds", () => {
  it("records the payment of what was left; undone, the invoice is owed and reminded again", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-10-27");
    await settleDebit(world.ctx, invoiceId, { issue: "COLLECTED", collectedOn: "26/10/2026" });
    const paid = await page();
    expect(paid).toMatchObject({
      status: "PAID",
      balanceCents: 0n,
      payments: [{ method: "DIRECT_DEBIT", receivedOn: "2026-10-26", amountCents: 432_000n }],
    });
    await reversePayment(world.ctx, paid.payments[0]?.id ?? "");
    await post.day("2026-10-27");
    expect(post.left).toHaveLength(1);
  });

  it("or was none after all: the scenario resumes", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-10-27");
    await settleDebit(world.ctx, invoiceId, { issue: "STOPPED" });
    await post.day("2026-10-27");
    expect(post.left).toHaveLength(1);
  });
});

describe("a debit nothing is said of", () => {
  it("is asked about from the tenth day after it, on the day's page and the firm's", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    const asked = async (date: string) => {
      clock.setParis(date);
      const { debits, workload } = await readToday(world.ctx, "Hélène");
      const firm = await readFirmWorklist([world.ctx.companyId], { tab: "tout", after: null }, clock.now());
      return [debits.map((one) => one.invoiceId), workload.debits, firm.lines.map(({ kind }) => kind)];
    };
    expect(await asked("2026-11-02")).toEqual([[], 0, []]);
    expect(await asked("2026-11-03")).toEqual([[invoiceId], 1, ["DEBIT"]]);
    await reject();
    expect(await asked("2026-11-03")).toEqual([[], 0, []]);
  });
});

describe("a client that pays by direct debit", () => {
  it("has each invoice wait, those there are and those to come, until it does not any more", async () => {
    await saveDebitMandate(world.ctx, clientId, { isDebited: "1", reference: "RUM-42" });
    const later = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    for (const id of [invoiceId, later])
      expect(await readDebit(world.ctx, id)).toMatchObject({
        awaited: { reference: "RUM-42" },
        mandate: "RUM-42",
      });
    await post.day("2026-10-26");
    expect(post.left).toEqual([]);
    await saveDebitMandate(world.ctx, clientId, { reference: "" });
    expect(await readDebitMandate(world.ctx, clientId)).toMatchObject({ isDebited: false });
    await post.day("2026-10-27");
    expect(post.left).toHaveLength(1);
  });

  it("keeps reminding of one that was rejected already", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    clock.setParis("2026-10-27");
    await reject();
    await saveDebitMandate(world.ctx, clientId, { isDebited: "1", reference: "" });
    expect(await readDebit(world.ctx, invoiceId)).toMatchObject({ awaited: null });
  });
});

describe("a file of invoices", () => {
  it.each(["Moyen de paiement", "Mode de règlement", "Payment method"])(
    "that says « Prélèvement » under « %s » has its invoices wait",
    async (title) => {
      const lines = [
        `Numéro;Client;E-mail;Date de facture;Échéance;Montant TTC;${title}`,
        "F-801;Maison A;a@maison.example;24/09/2026;24/10/2026;100,00;Prélèvement SEPA",
        "F-802;Maison B;b@maison.example;24/09/2026;24/10/2026;100,00;Virement",
      ];
      await importFile(world.ctx, lines.join("\r\n"));
      const held = await asOwner<{ number: string }>(
        database,
        `SELECT i.number FROM hold h JOIN invoice i ON i.company_id = h.company_id AND i.id = h.invoice_id
         WHERE h.company_id = $1 AND h.kind = 'DIRECT_DEBIT' AND h.ended_at IS NULL`,
        [world.ctx.companyId],
      );
      expect(held).toEqual([{ number: "F-801" }]);
      await post.day("2026-10-26");
      // The invoice of the world, and the one paid by transfer.
      expect(post.left.map(({ to }) => to[0])).toContain("b@maison.example");
      expect(post.left.map(({ to }) => to[0])).not.toContain("a@maison.example");
    },
  );
});

describe("another company", () => {
  it("finds nothing and changes nothing", async () => {
    await expectDebit(world.ctx, invoiceId, {});
    const other = await makeCompany(clock, { name: "Voisine" });
    const missing = { code: "NOT_FOUND" };
    await expect(readDebit(other.ctx, invoiceId)).rejects.toMatchObject(missing);
    await expect(readDebitMandate(other.ctx, clientId)).rejects.toMatchObject(missing);
    await expect(expectDebit(other.ctx, invoiceId, {})).rejects.toMatchObject(missing);
    await expect(settleDebit(other.ctx, invoiceId, { issue: "STOPPED" })).rejects.toMatchObject(missing);
    await expect(saveDebitMandate(other.ctx, clientId, { isDebited: "1" })).rejects.toMatchObject(missing);
    expect((await page()).holds).toMatchObject([{ kind: "DIRECT_DEBIT", isRunning: true }]);
  });
});
