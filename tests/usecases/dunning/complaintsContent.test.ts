/**
 * What people complain about in other reminder tools, about whom reminders go to and what they
 * claim. Each test bears the complaint, and shows that it cannot happen here.
 */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { inboundPorts } = await import("@/context/inbound");
const { rates } = await import("@/context/rates");
const { addDays, localDate } = await import("@/domain/calendar");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readClaim } = await import("@/usecases/legal/readClaim");
const { updateClient } = await import("@/usecases/parties/saveClient");
const { readToday } = await import("@/usecases/reporting/readToday");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { openAnswerLink } = await import("@/usecases/settlement/openAnswerLink");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  post = new PostOffice(world);
});

const invoiceOf = (clientId: string, raw: Record<string, string> = {}) =>
  makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", ...raw });
const pay = (invoiceId: string, receivedOn: string, amountCents: string) =>
  recordPayment(world.ctx, invoiceId, { receivedOn, amountCents, method: "TRANSFER" });
const credit = (invoiceId: string, number: string, amountCents: string) =>
  addCreditNote(world.ctx, invoiceId, { number, issuedOn: "2026-10-20", amountCents, effect: "RETROACTIVE" });
const euros = (text: string) => `${text.replace(" ", "\u00a0")}\u00a0€`;

/** The secret of the answer link of the last message, as its reader would follow it. */
async function linkOfLast(index = -1) {
  const { text } = await post.read(index);
  const token = /\/r\/([\w-]{43})/.exec(text)?.[1] ?? "";
  return { token, link: await openAnswerLink(token, clock) };
}

describe("« credit notes are ignored »", () => {
  it("a credit note of the whole silences the invoice", async () => {
    const invoiceId = await invoiceOf(await makeClient(world.ctx));
    clock.setParis("2026-10-20");
    await credit(invoiceId, "A-1", "4 320,00");
    expect(await post.day("2026-10-26")).toMatchObject({ messages: 0, sent: 0 });
  });

  it("a part of it is taken off what is asked for", async () => {
    const invoiceId = await invoiceOf(await makeClient(world.ctx));
    clock.setParis("2026-10-20");
    await credit(invoiceId, "A-2", "1 000,00");
    await post.day("2026-10-26");
    const { text } = await post.read();
    for (const asked of ["À régler", "Total", "Montant"]) {
      expect(text).toContain(`${asked}\u00a0: ${euros("3 320,00")}`);
    }
    expect(text).toContain(euros("−1 000,00"));
  });
});

describe("« one mail an invoice, instead of one a client »", () => {
  it("three invoices due the same day are one message with their sum", async () => {
    const clientId = await makeClient(world.ctx);
    for (const number of ["F-A", "F-B", "F-C"]) await invoiceOf(clientId, { number, totalCents: "1 000,00" });
    expect(await post.day("2026-10-26")).toMatchObject({ invoices: 3, messages: 1, sent: 1 });
    const { text } = await post.read();
    for (const number of ["F-A", "F-B", "F-C"]) expect(text).toContain(number);
    expect(text).toContain(euros("3 000,00"));
  });
});

describe("« part-paid invoices are no longer reminded, and their history vanishes »", () => {
  it("what is left goes on being asked for, step after step", async () => {
    const invoiceId = await invoiceOf(await makeClient(world.ctx));
    await post.day("2026-10-26");
    clock.setParis("2026-10-28");
    await pay(invoiceId, "28/10/2026", "4 000,00");
    await post.day("2026-11-02");
    expect(await post.day("2026-11-09")).toMatchObject({ sent: 1 });
    const { text } = await post.read();
    expect(text).toContain(euros("320,00"));
    expect(text).toContain("Malgré notre message du 26\u00a0octobre");
    const { timeline } = await readInvoice(world.ctx, invoiceId, rates);
    expect(timeline.filter(({ link }) => link?.kind === "message")).toHaveLength(2);
  });
});

describe("« reminding one invoice silences all the others of the client »", () => {
  it("the other ones get their own reminder, once the client has had its quiet days", async () => {
    const clientId = await makeClient(world.ctx);
    const first = await invoiceOf(clientId, { number: "F-PREMIERE" });
    await invoiceOf(clientId, { number: "F-SECONDE", dueOn: "2026-10-25" });
    await post.day("2026-10-26");
    expect((await post.read()).text).not.toContain("F-SECONDE");
    clock.setParis("2026-10-26", 18);
    await pay(first, "26/10/2026", "4 320,00");
    // J+2 of the second was the 27th: 72 hours after the first message is the 29th.
    await post.sweep("2026-10-27", "2026-10-31", "Europe/Paris", 60);
    expect(post.left).toHaveLength(2);
    expect((await post.read()).text).toContain("F-SECONDE");
  });
});

describe("« a level is skipped when an older invoice is paid »", () => {
  it("the younger invoice begins with its own first level, whatever the older one had reached", async () => {
    const clientId = await makeClient(world.ctx);
    const old = await invoiceOf(clientId, { dueOn: "2026-10-10", issuedOn: "2026-09-10" });
    for (const day of ["2026-10-12", "2026-10-19", "2026-10-26"]) await post.day(day);
    const young = await invoiceOf(clientId, { dueOn: "2026-10-31" });
    clock.setParis("2026-10-27");
    await pay(old, "27/10/2026", "4 320,00");
    await post.day("2026-11-02");
    const steps = await asOwner<{ offset: number }>(
      database,
      `SELECT offset_days AS offset FROM dunning_step WHERE invoice_id = $1 AND state = 'DONE'`,
      [young],
    );
    expect(steps).toEqual([{ offset: 2 }]);
    expect((await post.read()).text).not.toContain("Pénalités");
  });
});

describe("« the wrong language: the user's instead of the reader's »", () => {
  it.each([
    ["the client's, when nothing is said of the person", { language: "en" }, "en"],
    ["the person's, when it differs from the client's", { language: "en", contactLanguage: "fr" }, "fr"],
    ["the person's, for a French client", { contactLanguage: "en" }, "en"],
  ])("it is %s", async (_, raw, language) => {
    await invoiceOf(await makeClient(world.ctx, raw), { number: "F-LANGUE" });
    await post.day("2026-10-26");
    const subject = { fr: "Facture F-LANGUE, un rappel", en: "Invoice F-LANGUE, a reminder" };
    expect((await post.read()).subject).toBe(subject[language as "fr" | "en"]);
  });
});

describe("« the billing contact is ignored », « several people get separate mails »", () => {
  const PEOPLE = {
    contactEmail: "patron@client.example",
    contactRole: "DECISION_MAKER",
    contact2Email: "factures@client.example",
    contact2Role: "BILLING",
    contact3Email: "compta@client.example",
    contact3Role: "BILLING",
    contact4Email: "expert@cabinet.example",
    contact4Role: "COPY",
  };

  it("the billing contacts are written to, wherever they stand in the list; one message, To and Cc", async () => {
    await invoiceOf(await makeClient(world.ctx, PEOPLE));
    await post.day("2026-10-26");
    expect(post.left.map(({ to }) => to)).toEqual([
      ["factures@client.example", "compta@client.example", "expert@cabinet.example"],
    ]);
    const mail = await post.read();
    expect(mail.to.map(({ address }) => address)).toEqual([
      "factures@client.example",
      "compta@client.example",
    ]);
    expect(mail.cc.map(({ address }) => address)).toEqual(["expert@cabinet.example"]);
  });
});

describe("« bounces are invisible: we wrote to a dead address for weeks »", () => {
  it("a refusal by mail is a task of the day, and the next message goes to somebody else", async () => {
    const clientId = await makeClient(world.ctx, {
      contactEmail: "compta@client.example",
      contact2Email: "patron@client.example",
      contact2Role: "DECISION_MAKER",
    });
    await invoiceOf(clientId);
    await post.day("2026-10-26");
    const fixture = new URL("../../mail/inbound/fixtures/postfix-unknown-user.eml", import.meta.url);
    const { messageId } = await post.read();
    const report = readFileSync(fixture, "utf8")
      .replaceAll("<abcdefghij234567abcdefghij@dument.example>", messageId)
      .replace(/\r?\n/g, "\r\n");
    expect(await receiveInbound(Buffer.from(report), null, { ...inboundPorts(), clock })).toBe("kept");
    const today = await readToday(world.ctx, "Hélène Brisset");
    expect(today.refusedAddresses).toMatchObject([{ clientId, email: "compta@client.example" }]);
    await post.day("2026-10-27");
    expect(post.left.at(-1)?.to).toEqual(["patron@client.example"]);
  });
});

describe("« the link of an old mail dies when the contacts change »", () => {
  it("it opens after the person was replaced and after later messages", async () => {
    const raw = { name: "Conserverie", kind: "B2B", contactEmail: "ancien@client.example" };
    const clientId = await makeClient(world.ctx, raw);
    const invoiceId = await invoiceOf(clientId, { number: "F-LIEN" });
    await post.day("2026-10-26");
    const { link } = await linkOfLast();
    await updateClient(world.ctx, clientId, { ...raw, contactEmail: "nouveau@client.example" });
    await pay(invoiceId, "26/10/2026", "20,00");
    await post.day("2026-11-02");
    await post.day("2026-11-09");
    expect(post.left).toHaveLength(2);
    expect(await linkOfLast(0)).toMatchObject({ link: { id: link?.id } });
    if (!link) throw new Error("the link of a message opens");
    const page = await readAnswerPage(link, clock, rates);
    expect(page.invoices).toMatchObject([{ number: "F-LIEN", balanceCents: 430_000n }]);
  });
});

describe("« the debtor says “paid” and the invoice shows as paid »", () => {
  it("it is declared, to be confirmed: the balance stays, the reminders wait, and then go on", async () => {
    const invoiceId = await invoiceOf(await makeClient(world.ctx));
    await post.day("2026-10-26");
    const { link } = await linkOfLast();
    if (!link) throw new Error("the link of a message opens");
    const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
    await answerByLink(link, "paye", { onDate: "2026-10-26", method: "TRANSFER" }, ports, "203.0.113.0/24");
    const invoice = await readInvoice(world.ctx, invoiceId, rates);
    expect(invoice).toMatchObject({ status: "OPEN", balanceCents: 432_000n, payments: [] });
    expect(invoice.holds).toMatchObject([{ kind: "DECLARATION", isRunning: true }]);
    expect(invoice.next.reasons[0]?.sentence).toMatch(/^Le client déclare avoir payé/);
    clock.setParis(addDays(invoice.holds[0]?.untilOn ?? localDate("2027-01-01"), 1), 17, 15);
    expect(await post.round()).toMatchObject({ calls: 1 });
    expect((await readInvoice(world.ctx, invoiceId, rates)).next.reasons).toContainEqual(
      expect.objectContaining({ code: "HOLD_OVER" }),
    );
  });
});

describe("« interest is charged again each time it is recomputed »", () => {
  it("what two messages and any number of readings claim is one accrual up to the day, never their sum", async () => {
    const invoiceId = await invoiceOf(await makeClient(world.ctx));
    for (const day of ["2026-10-26", "2026-11-02", "2026-11-09"]) await post.day(day);
    const asked = async () =>
      (await readClaim(world.ctx, { of: { invoiceId }, on: null, withPaid: false }, rates)).statement;
    const first = await asked();
    expect(await asked()).toEqual(first);
    expect(first).toMatchObject({ penaltyCents: 2_348n, flatFeeCents: 4_000n, totalDueCents: 438_348n });
    clock.setParis("2026-11-23");
    // 4 320,00 × 12,40 % × 30 / 365, from the due date: the 16 days already claimed are within.
    expect(await asked()).toMatchObject({ penaltyCents: 4_403n, flatFeeCents: 4_000n });
    const [sum] = await asOwner<{ penalty: string; balance: string }>(
      database,
      `SELECT (SELECT sum(penalty_cents) FROM message_invoice WHERE invoice_id = i.id)::text AS penalty,
              i.balance_cents::text AS balance FROM invoice i WHERE i.id = $1`,
      [invoiceId],
    );
    // The invoice itself is untouched: what was asked is on record beside it.
    expect(sum).toEqual({ penalty: "2348", balance: "432000" });
  });
});
