/** What a debtor answers behind the link: once, in order, undoable, confirmed to both sides. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { openAnswerLink, recordVisit } = await import("@/usecases/settlement/openAnswerLink");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { IMPORTED_PAYMENT_REFERENCE } = await import("@/domain/invoicing/importedPayment");
const { confirmDeclaration, rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { readToday } = await import("@/usecases/reporting/readToday");
const { acceptNewContact } = await import("@/usecases/settlement/acceptNewContact");
const { replyToAnswer } = await import("@/usecases/settlement/replyToAnswer");
const { requestNewLink } = await import("@/usecases/settlement/requestNewLink");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { attachDocument, removeDocument } = await import("@/usecases/invoicing/attachDocument");
const { readLinkFile } = await import("@/usecases/settlement/readLinkFile");
const { saveDebtorPage } = await import("@/usecases/parties/saveDebtorPage");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { wholePdf } = await import("../../support/pdfFiles");

const clock = parisClock("2026-11-23");
const NETWORK = "203.0.113.0/24";
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceIds: string[] = [];
let held: Awaited<ReturnType<typeof makeLink>>;

beforeEach(async () => {
  clock.setParis("2026-11-23");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceIds = [
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" }),
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-26", totalCents: "500,00" }),
  ];
  held = await makeLink(world, clientId, invoiceIds);
});

const answers = () =>
  asOwner<{ id: string; kind: string; state: string; network: string }>(
    database,
    "SELECT id, kind, state, network FROM answer WHERE company_id = $1 ORDER BY created_at, id",
    [world.ctx.companyId],
  );
const count = async (table: string, where = "") =>
  (
    await asOwner<{ n: number }>(
      database,
      `SELECT count(*)::int AS n FROM ${table} WHERE company_id = $1 ${where}`,
      [world.ctx.companyId],
    )
  )[0]?.n;
const say = (word: Parameters<typeof answerByLink>[1], raw: Record<string, string> = {}, link = held.link) =>
  answerByLink(link, word, raw, ports, NETWORK);

const PAID = { onDate: "2026-11-20", method: "TRANSFER" };

describe("an answer", () => {
  it("sent fifty times at once is one, with one confirmation to each side", async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => say("paye", PAID)));
    expect(results.filter((result) => result.isNew)).toHaveLength(1);
    expect(await answers()).toMatchObject([{ kind: "ALREADY_PAID", state: "OPEN", network: NETWORK }]);
    expect(await count("hold")).toBe(2);
    expect(await count("message", "AND kind = 'ANSWER_RECEIPT'")).toBe(1);
    expect(await count("journal_entry", "AND action = 'answer.recorded'")).toBe(1);
    const mails = await asOwner<{ to_email: string }>(database, "SELECT to_email FROM account_mail");
    expect(mails.filter((mail) => mail.to_email === "helene@atelier-brisset.example").length).toBeGreaterThan(
      0,
    );
  });

  it("about one of several invoices leaves what was said of the others", async () => {
    const [first = "", second = ""] = invoiceIds;
    await say("paye", PAID);
    const { number } = await readInvoice(world.ctx, first, PUBLISHED_RATES);
    await say("date", { onDate: "2026-12-01", facture: number });
    expect(await answers()).toMatchObject([
      { kind: "ALREADY_PAID", state: "OPEN" },
      { kind: "PROMISE", state: "OPEN" },
    ]);
    const running = async (id: string) =>
      (await readInvoice(world.ctx, id, PUBLISHED_RATES)).holds
        .filter(({ isRunning }) => isRunning)
        .map(({ kind }) => kind);
    expect([await running(first), await running(second)]).toEqual([["PROMISE"], ["DECLARATION"]]);
  });

  it("about one of several invoices ends a schedule asked for all of them, and reminds of the others again", async () => {
    const [first = "", second = ""] = invoiceIds;
    await say("echeancier", {
      count: "2",
      firstOn: "2026-12-01",
      signerName: "Anne Lebreton",
      acknowledged: "1",
    });
    const { number } = await readInvoice(world.ctx, first, PUBLISHED_RATES);
    await say("paye", { ...PAID, facture: number });
    expect(await count("instalment_plan", "AND state = 'ENDED'")).toBe(1);
    const { next } = await readInvoice(world.ctx, second, PUBLISHED_RATES);
    expect(next.reasons.map(({ code }) => code)).not.toContain("HELD");
  });

  it("that contradicts another replaces it, and both are shown in the order they came", async () => {
    await Promise.all([
      say("paye", PAID),
      say("date", { onDate: "2026-12-05" }),
      say("desaccord", { message: "Deux plateaux manquants", reason: "QUANTITY" }),
    ]);
    const rows = await answers();
    expect(rows).toHaveLength(3);
    const last = rows.at(-1);
    // A dispute stays; of the others only the last word counts.
    for (const row of rows.slice(0, -1)) {
      expect(row.state).toBe(row.kind === "DISPUTE" ? "OPEN" : "WITHDRAWN");
    }
    expect(last?.state).toBe("OPEN");
    const view = await readAnswer(world.ctx, rows[1]?.id ?? "");
    expect(view.others.map((other) => [other.id, other.isLater])).toEqual([
      [rows[0]?.id, false],
      [rows[2]?.id, true],
    ]);
  });

  it("suspends the reminders as it says, and the creditor can undo it", async () => {
    await say("message", { message: "À qui écrire ?" });
    const [row] = await answers();
    const id = row?.id ?? "";
    const before = await readInvoice(world.ctx, invoiceIds[0] ?? "", PUBLISHED_RATES);
    expect(before.next.reasons[0]).toMatchObject({ code: "HELD" });
    expect((await readToday(world.ctx, "Hélène")).requests.map((one) => one.id)).toEqual([id]);
    await rejectAnswer(world.ctx, id);
    const after = await readInvoice(world.ctx, invoiceIds[0] ?? "", PUBLISHED_RATES);
    expect(after.next.reasons.map((reason) => reason.code)).not.toContain("HELD");
    expect(after.holds).toMatchObject([{ isRunning: false, endedOn: "2026-11-23" }]);
    expect((await readToday(world.ctx, "Hélène")).requests).toEqual([]);
  });

  it("« J’ai payé » that is confirmed records the payment, thanks, and says what is left", async () => {
    await say("paye", PAID);
    const [row] = await answers();
    const payment = { amountCents: "1 200,00", receivedOn: "2026-11-20", method: "TRANSFER" };
    await confirmDeclaration(world.ctx, row?.id ?? "", payment, PUBLISHED_RATES);
    expect(await answers()).toMatchObject([{ state: "ACCEPTED" }]);
    const [thanks] = await asOwner<{ content: { paragraphs: string[] } }>(
      database,
      "SELECT content FROM message WHERE company_id = $1 AND kind = 'PAYMENT_THANKS'",
      [world.ctx.companyId],
    );
    expect(thanks?.content.paragraphs).toEqual([
      expect.stringContaining("votre règlement de 1\u00a0200,00\u00a0€ pour les factures"),
      "Il reste 300,00\u00a0€ à régler.",
    ]);
  });

  it("« J’ai payé » that is not believed is on the time line, after the answer", async () => {
    await say("paye", PAID);
    const [row] = await answers();
    clock.setParis("2026-11-24", 9);
    await rejectAnswer(world.ctx, row?.id ?? "");
    const { timeline } = await readInvoice(world.ctx, invoiceIds[0] ?? "", PUBLISHED_RATES);
    const titles = timeline.map(({ title }) => title);
    const refused = titles.indexOf("Règlement non reçu");
    expect(refused).toBeGreaterThanOrEqual(0);
    expect(refused).toBeLessThan(titles.findIndex((title) => title.startsWith("Le client dit avoir payé")));
    expect(timeline[refused]).toMatchObject({ on: "2026-11-24", minute: 9 * 60 });
  });

  it("« J’ai payé » that nobody answers says on its page when reminders have begun again", async () => {
    const waiting = async () => (await readAnswerPage(held.link, clock, PUBLISHED_RATES)).waiting;
    await say("paye", PAID);
    expect(await waiting()).toMatchObject({ kind: "ALREADY_PAID", isSuspending: true });
    clock.setParis("2026-12-20", 9);
    await endPastHolds(world.ctx.companyId, clock.now());
    expect(await waiting()).toMatchObject({ kind: "ALREADY_PAID", isSuspending: false, untilOn: null });
  });

  it("thanks for money that an import gave no day to, and names none", async () => {
    const payment = { receivedOn: "2026-11-20", amountCents: "200,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceIds[0] ?? "", {
      ...payment,
      reference: IMPORTED_PAYMENT_REFERENCE,
    });
    const page = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    expect(page.invoices[0]?.payments).toEqual([{ receivedOn: null, amountCents: 20_000n }]);
  });

  it("may contest a part of one invoice: only that part waits", async () => {
    const page = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    const number = page.invoices[0]?.number ?? "";
    await say("desaccord", {
      message: "Remise oubliée",
      amountCents: "200,00",
      facture: number,
      reason: "PRICE",
    });
    expect(
      await asOwner(
        database,
        "SELECT kind, part_cents::text AS part, category FROM hold WHERE company_id = $1",
        [world.ctx.companyId],
      ),
    ).toEqual([{ kind: "DISPUTE", part: "20000", category: "PRICE" }]);
    const [receipt] = await asOwner<{ content: { paragraphs: string[] } }>(
      database,
      "SELECT content FROM message WHERE company_id = $1 AND kind = 'ANSWER_RECEIPT'",
      [world.ctx.companyId],
    );
    // The rest of the invoice goes on being asked for: the receipt promises no more.
    expect(receipt?.content.paragraphs.at(-1)).toBe(
      "Les relances de ce que vous contestez sont suspendues jusqu’à notre réponse.",
    );
    await expect(
      say("desaccord", { message: "Trop", amountCents: "1 000,01", facture: number }),
    ).rejects.toMatchObject({
      errors: [{ field: "amountCents" }],
    });
    await expect(say("paye", { ...PAID, facture: "F-NOPE" })).rejects.toMatchObject({
      errors: [{ field: "facture" }],
    });
  });

  it("keeps to the creditor's limits", async () => {
    await expect(say("date", { onDate: "2027-02-01" })).rejects.toMatchObject({ code: "TOO_FAR" });
    await expect(say("paye", { ...PAID, onDate: "2026-11-24" })).rejects.toMatchObject({
      errors: [{ field: "onDate", code: "FUTURE" }],
    });
    // Nothing is chosen beforehand: a program that only presses the button answers nothing.
    await expect(say("paye", { onDate: "2026-11-20" })).rejects.toMatchObject({
      errors: [{ field: "method" }],
    });
    expect(await answers()).toEqual([]);
  });

  it("with a file that is not what it says is refused whole", async () => {
    const file = { name: "preuve.pdf", bytes: new TextEncoder().encode("<svg><script>1</script></svg>") };
    await expect(answerByLink(held.link, "paye", PAID, ports, NETWORK, [file])).rejects.toMatchObject({
      errors: [{ field: "fichiers", code: "FILE_KIND" }],
    });
    expect(await answers()).toEqual([]);
    const good = { name: "preuve.pdf", bytes: wholePdf() };
    await answerByLink(held.link, "paye", PAID, ports, NETWORK, [good]);
    const [row] = await answers();
    expect((await readAnswer(world.ctx, row?.id ?? "")).files).toMatchObject([{ name: "preuve.pdf" }]);
  });

  it("asks for the invoice again: it leaves with its PDF to those who had the message, once", async () => {
    await attachDocument(world.ctx, invoiceIds[0] ?? "", { name: "F.pdf", bytes: wholePdf() });
    await Promise.all([say("copie"), say("copie"), say("copie")]);
    expect(await count("message", "AND kind = 'INVOICE_COPY'")).toBe(1);
    expect(await count("message_file")).toBe(1);
    expect(await count("hold")).toBe(0);
    expect((await answers())[0]).toMatchObject({ kind: "INVOICE_COPY", state: "ACCEPTED" });
  });

  it("asks for the invoice again, and its PDF is taken off before it leaves: the request waits for the creditor", async () => {
    const documentId = await attachDocument(world.ctx, invoiceIds[0] ?? "", {
      name: "F.pdf",
      bytes: wholePdf(),
    });
    await say("copie");
    await removeDocument(world.ctx, documentId);
    const why = "Le PDF qu’il portait a été retiré de la facture avant l’envoi.";
    expect(await count("message", `AND state = 'CANCELLED' AND outcome = '${why}'`)).toBe(1);
    expect(await answers()).toMatchObject([{ kind: "INVOICE_COPY", state: "OPEN" }]);
  });

  it("by the wrong person: the creditor checks the right one, and the old link closes", async () => {
    await say("destinataire", { contactName: "Luc", contactEmail: "luc@leguen.example" });
    const [row] = await answers();
    // What was typed is only a proposal: nobody is written to before the creditor agrees.
    expect(await count("contact")).toBe(1);
    await acceptNewContact(world.ctx, row?.id ?? "", {
      email: "luc@leguen.example",
      name: "Luc",
      forgetOld: "1",
    });
    expect(
      await asOwner(database, "SELECT email FROM contact WHERE company_id = $1", [world.ctx.companyId]),
    ).toEqual([{ email: "luc@leguen.example" }]);
    expect(await openAnswerLink(held.token, clock)).toBeNull();
    await requestNewLink(held.token, ports);
    expect(await count("message", "AND kind = 'NEW_LINK'")).toBe(0);
  });

  it("is answered by email and behind the link, with files", async () => {
    await say("message", { message: "Où envoyer le bon ?" });
    const [row] = await answers();
    const id = row?.id ?? "";
    await replyToAnswer(world.ctx, id, { body: "Ici, merci." }, [{ name: "bon.pdf", bytes: wholePdf() }]);
    const page = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    expect(page.exchanges).toMatchObject([
      { by: "DEBTOR", text: "Où envoyer le bon ?" },
      { by: "CREDITOR", text: "Ici, merci.", files: [{ name: "bon.pdf" }] },
    ]);
    const file = page.exchanges[1]?.files[0]?.id ?? "";
    expect((await readLinkFile(held.link, file))?.contentType).toBe("application/pdf");
    const timeline = (await readInvoice(world.ctx, invoiceIds[0] ?? "", PUBLISHED_RATES)).timeline;
    expect(timeline.map((entry) => entry.quote)).toEqual(expect.arrayContaining(["Ici, merci."]));
    expect((await readToday(world.ctx, "Hélène")).requests).toEqual([]);
  });
});

describe("what a link lets its reader see", () => {
  it("is the message's invoices only, unless the creditor opens the client's space", async () => {
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-24", totalCents: "70,00" });
    const document = await attachDocument(world.ctx, other, { name: "F.pdf", bytes: wholePdf() });
    const closed = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    expect(closed.invoices).toHaveLength(2);
    expect(await readLinkFile(held.link, document)).toBeNull();
    await saveDebtorPage(world.ctx, {
      isSpaceOpen: "1",
      longestPromiseDays: "60",
      maxInstalments: "4",
      longestPlanDays: "120",
      leastInstalmentCents: "100",
    });
    const open = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    expect(open.invoices.map((invoice) => invoice.isOwn)).toEqual([true, true, false]);
    expect(await readLinkFile(held.link, document)).not.toBeNull();
  });

  it("is never what another contact said", async () => {
    const stranger = await makeLink(world, clientId, invoiceIds, ["direction@leguen.example"]);
    await say("message", { message: "Entre nous" });
    expect((await readAnswerPage(stranger.link, clock, PUBLISHED_RATES)).exchanges).toEqual([]);
    expect((await readAnswerPage(held.link, clock, PUBLISHED_RATES)).exchanges).toHaveLength(1);
  });

  it("is never another company's, nor another client's", async () => {
    const neighbour = await makeCompany(clock, { name: "Voisine" });
    const theirs = await makeClient(neighbour.ctx);
    const invoice = await makeInvoice(neighbour.ctx, theirs, { dueOn: "2026-10-24" });
    const document = await attachDocument(neighbour.ctx, invoice, { name: "F.pdf", bytes: wholePdf() });
    expect(await readLinkFile(held.link, document)).toBeNull();
    const second = await makeClient(world.ctx);
    const own = await makeInvoice(world.ctx, second, { dueOn: "2026-10-24" });
    const file = await attachDocument(world.ctx, own, { name: "F.pdf", bytes: wholePdf() });
    expect(await readLinkFile(held.link, file)).toBeNull();
  });

  it("closes when everything is paid, and a new link is sent only while something is owed", async () => {
    for (const id of invoiceIds.slice(0, 1)) await pay(id, "1 000,00");
    expect(await openAnswerLink(held.token, clock)).not.toBeNull();
    await pay(invoiceIds[1] ?? "", "500,00");
    expect(await openAnswerLink(held.token, clock)).toBeNull();
    await requestNewLink(held.token, ports);
    expect(await count("message", "AND kind = 'NEW_LINK'")).toBe(0);
  });

  it("expires, and a new one goes once a day to the address that had it", async () => {
    clock.setParis("2027-03-01");
    expect(await openAnswerLink(held.token, clock)).toBeNull();
    await Promise.all(Array.from({ length: 10 }, () => requestNewLink(held.token, ports)));
    await requestNewLink("A".repeat(43), ports);
    const sent = await asOwner<{ to_emails: string[] }>(
      database,
      "SELECT to_emails FROM message WHERE company_id = $1 AND kind = 'NEW_LINK'",
      [world.ctx.companyId],
    );
    const [contact] = await asOwner<{ email: string }>(
      database,
      "SELECT email FROM contact WHERE client_id = $1",
      [clientId],
    );
    expect(sent).toEqual([{ to_emails: [contact?.email] }]);
  });

  it("leaves a trace of each access, with a network that is forgotten and never in the journal", async () => {
    await recordVisit(held.link, { network: NETWORK, agent: "Mozilla" }, clock);
    await answerByLink(held.link, "message", { message: "Bonjour" }, ports, NETWORK);
    await asOwner(database, "UPDATE answer_link SET expires_at = created_at WHERE id = $1", [held.link.id]);
    await requestNewLink(held.token, ports);
    const visits = "SELECT network FROM link_visit WHERE company_id = $1";
    expect(await asOwner(database, visits, [world.ctx.companyId])).toEqual([{ network: NETWORK }]);
    const entries = await asOwner<{ action: string; data: string }>(
      database,
      "SELECT action, data::text FROM journal_entry WHERE company_id = $1 AND actor LIKE 'debtor:%' ORDER BY seq",
      [world.ctx.companyId],
    );
    expect(entries.map(({ action }) => action)).toEqual(["link.opened", "answer.recorded", "link.renewed"]);
    expect(entries.filter(({ data }) => data.includes(NETWORK))).toEqual([]);
  });
});

async function pay(invoiceId: string, amountCents: string): Promise<void> {
  await recordPayment(world.ctx, invoiceId, { receivedOn: "2026-11-22", amountCents, method: "TRANSFER" });
}
