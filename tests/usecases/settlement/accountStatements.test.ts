/** Statements of account by email: from the page, by the schedule, and every rule that stops them. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { readPdf, textOfPdf } = await import("../../support/readPdf");
const { inCompany } = await import("@/db/inCompany");
const { sendAccountStatement } = await import("@/usecases/settlement/sendAccountStatement");
const { readStatementDraft } = await import("@/usecases/settlement/readStatementDraft");
const { chooseStatements, saveStatementSchedule } = await import(
  "@/usecases/settlement/saveStatementSchedule"
);
const { runStatements } = await import("@/usecases/settlement/runStatements");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { startAgain, stopEverything } = await import("@/usecases/parties/stopEverything");
const { saveClientTags } = await import("@/usecases/parties/saveClientTags");
const { approveMessages, resolveUncertain } = await import("@/usecases/dunning/decideMessages");
const { readHandReminder } = await import("@/usecases/dunning/readHandReminder");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readForecast } = await import("@/usecases/dunning/readForecast");
const { mailPorts } = await import("@/context/sending");
const { messageReader } = await import("@/context/messageReader");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

type DeliveryOutcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const clock = parisClock("2026-10-20");
const reader = messageReader();
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let lateId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  // Its reminder is days away: a Monday.
  lateId = await makeInvoice(world.ctx, clientId, {
    dueOn: "2026-10-19",
    totalCents: "1 000,00",
    dunningOptOut: "1",
  });
  await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-31", totalCents: "500,00", dunningOptOut: "1" });
});

const SCHEDULE = { isOn: "1", dayOfMonth: "1", audience: "tous", onlyOpen: "1", onlyQuiet: "1" };

const statements = (where = "") =>
  asOwner<{ id: string; state: string; client_id: string; mime_sha256: string | null }>(
    database,
    `SELECT id, state, client_id, mime_sha256 FROM message
     WHERE company_id = $1 AND kind = 'ACCOUNT_STATEMENT' ${where} ORDER BY created_at, id`,
    [world.ctx.companyId],
  );
const outcomes = () =>
  asOwner<{ outcome: string; month: string }>(
    database,
    "SELECT outcome::text, month_on::text AS month FROM statement_run WHERE company_id = $1 ORDER BY month_on",
    [world.ctx.companyId],
  );
const lookAt = async () =>
  (
    await asOwner<{ at: Date | null }>(
      database,
      "SELECT look_at AS at FROM statement_schedule WHERE company_id = $1",
      [world.ctx.companyId],
    )
  )[0]?.at;

/** The worker, at the end of the afternoon of that day: it looks only when the schedule says so. */
async function day(date: string): Promise<number> {
  clock.setParis(date, 17, 15);
  const at = await lookAt();
  if (at && at.getTime() <= clock.now()) await runStatements(world.ctx.companyId, clock);
  return (await post.round()).sent;
}

async function schedule(raw: Record<string, string> = {}) {
  await saveStatementSchedule(world.ctx, { ...SCHEDULE, ...raw });
}

describe("a statement sent from the page of the client", () => {
  it("leaves with its PDF to the billing contact, hashed and journaled with its author", async () => {
    const draft = await readStatementDraft(world.ctx, clientId, reader);
    expect(draft.refused).toBeNull();
    await sendAccountStatement(world.ctx, clientId, true);
    expect(await post.send()).toBe(1);
    const mail = await post.read();
    expect(mail.to[0]?.address).toContain("@leguen.example");
    expect(mail.subject).toBe(draft.parts.subject);
    const link = /https?:\/\/\S+\/r\/\S+/g;
    expect(mail.text.replace(link, "").trim()).toBe(draft.parts.text.replace(link, "").trim());
    expect(mail.text).toContain("1\u00a0500,00");
    const pdf = mail.attachments.find((file) => file.contentType === "application/pdf");
    expect(pdf?.filename).toBe(draft.parts.attachments.at(-1)?.filename);
    expect(textOfPdf(readPdf(pdf?.content ?? new Uint8Array()).pages)).toContain("Relevé de compte");
    const [row] = await statements();
    expect(row).toMatchObject({ state: "SENT" });
    expect(row?.mime_sha256).toMatch(/^[0-9a-f]{64}$/);
    const events = await asOwner<{ action: string; actor: string }>(
      database,
      "SELECT action, actor FROM journal_entry WHERE company_id = $1 AND entity_id = $2 ORDER BY seq",
      [world.ctx.companyId, row?.id],
    );
    expect(events).toMatchObject([
      { action: "message.statement_queued", actor: `user:${world.userId}` },
      { action: "message.sent", actor: "system" },
    ]);
  });

  it("pressed twenty times at once, leaves once", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => sendAccountStatement(world.ctx, clientId, true)),
    );
    expect(new Set(results.map(({ messageId }) => messageId)).size).toBe(1);
    await Promise.all([post.send(), post.send(), post.send()]);
    expect(post.left).toHaveLength(1);
  });

  it("marks what is late, asks nothing of what is not, and claims no penalty", async () => {
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("Échue depuis 1\u00a0jour");
    expect(text.match(/Échue depuis/g)).toHaveLength(1);
    expect(text).toContain("À régler à ce jour\u00a0: 1\u00a0000,00\u00a0€");
    expect(text).not.toMatch(/pénalit|indemnité|mise en demeure/i);
    expect(text).toContain("cette ligne pour réglée. Le reste viendra à son échéance.");
    const [row] = await asOwner<{ claimed: string }>(
      database,
      "SELECT claimed_cents::text AS claimed FROM message WHERE company_id = $1",
      [world.ctx.companyId],
    );
    expect(row?.claimed).toBe("100000");
  });

  it("speaks of a rest only when something falls due later", async () => {
    const only = await makeClient(world.ctx);
    await makeInvoice(world.ctx, only, { dueOn: "2026-10-19", dunningOptOut: "1" });
    await sendAccountStatement(world.ctx, only, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("cette ligne pour réglée.");
    expect(text).not.toContain("Le reste viendra");
  });

  it("shows a disputed invoice as such and does not ask for it", async () => {
    await noteDispute(world.ctx, lateId, { category: "QUALITY", message: "Deux plateaux rayés" });
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("Contestée");
    expect(text).not.toContain("À régler à ce jour");
  });

  it("lists payments and credit notes since the previous statement, and not those before", async () => {
    await recordPayment(world.ctx, lateId, {
      receivedOn: "2026-10-19",
      amountCents: "100,00",
      method: "TRANSFER",
    });
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    expect((await post.read()).text).toContain("Règlement reçu");
    clock.setParis("2026-10-28");
    await addCreditNote(world.ctx, lateId, {
      number: "AV-1",
      issuedOn: "2026-10-27",
      amountCents: "50,00",
      effect: "RETROACTIVE",
    });
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const { text } = await post.read();
    expect(text).toContain("depuis le relevé du 20\u00a0octobre\u00a02026");
    expect(text).toContain("Avoir AV-1");
    expect(text).not.toContain("Règlement reçu");
    expect(text).toContain("1\u00a0350,00");
    // Both lowered the invoice, and only one of them was paid.
    expect(text).toMatch(/Reste de [\d\s]+,00\u00a0€, 100,00\u00a0€ reçus et 50,00\u00a0€ d’avoir/);
  });

  it("speaks English to a contact who reads it", async () => {
    await inCompany(world.ctx.companyId, (tx) =>
      tx.contact.updateMany({
        where: { companyId: world.ctx.companyId, clientId },
        data: { language: "en" },
      }),
    );
    await sendAccountStatement(world.ctx, clientId, true);
    await post.send();
    const mail = await post.read();
    expect(mail.subject).toContain("Statement of account");
    expect(mail.text).toContain("Past due for 1 day");
    expect(mail.text).not.toMatch(/Échéance|Relevé|€ /);
    const pdf = mail.attachments.find((file) => file.contentType === "application/pdf");
    expect(textOfPdf(readPdf(pdf?.content ?? new Uint8Array()).pages)).toContain("Open invoices");
  });

  it("written before a payment and leaving after it, says the payment", async () => {
    await sendAccountStatement(world.ctx, clientId, true);
    const { prepareMessages } = await import("@/usecases/dunning/prepareMessages");
    const { mailPorts } = await import("@/context/sending");
    const deliver = async () => ({ kind: "accepted", response: "250 Ok", rejected: [] }) as const;
    await prepareMessages(world.ctx.companyId, { ...mailPorts({ deliver }), clock }, 10);
    await recordPayment(world.ctx, lateId, {
      receivedOn: "2026-10-20",
      amountCents: "1 000,00",
      method: "TRANSFER",
    });
    // The lease of the worker that died is over.
    clock.setParis("2026-10-20", 10, 5);
    expect(await post.send()).toBe(1);
    const { text } = await post.read();
    expect(text).toContain("Rien n’est échu");
    expect(text).not.toContain("1\u00a0500,00");
  });

  it("waits for an approval when the person may not let messages leave in safe mode", async () => {
    await inCompany(world.ctx.companyId, (tx) =>
      tx.company.update({ where: { id: world.ctx.companyId }, data: { safeMode: true } }),
    );
    const { messageId, isWaiting } = await sendAccountStatement(world.ctx, clientId, false);
    expect(isWaiting).toBe(true);
    expect(await post.send()).toBe(0);
    const view = await readMessage(world.ctx, messageId, reader);
    expect(view.parts?.subject).toContain("Relevé de compte");
    expect(await approveMessages(world.ctx, [messageId])).toBe(1);
    expect(await post.send()).toBe(1);
  });

  it("counts as a contact: a reminder of the same day waits for the end of the interval", async () => {
    const reminded = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-18" });
    await sendAccountStatement(world.ctx, clientId, true);
    expect((await post.day("2026-10-20")).sent).toBe(1);
    const { next } = await readInvoice(world.ctx, reminded, PUBLISHED_RATES);
    expect(next.reasons.map(({ code }) => code)).toContain("PRESSURE_GAP");
    const { lastContact } = await readHandReminder(world.ctx, { invoiceId: reminded }, "", reader);
    expect(lastContact).toEqual({ kind: "EMAIL", on: "2026-10-20" });
    expect((await post.day("2026-10-22")).sent).toBe(0);
    expect((await post.day("2026-10-23")).sent).toBe(1);
  });

  it("is refused the day a reminder leaves", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-18" });
    expect((await post.day("2026-10-20")).sent).toBe(1);
    await expect(sendAccountStatement(world.ctx, clientId, true)).rejects.toMatchObject({
      code: "NO_STATEMENT",
    });
  });

  it("is not sent to a client of another company", async () => {
    const other = await makeCompany(clock);
    await expect(sendAccountStatement(other.ctx, clientId, true)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(chooseStatements(other.ctx, clientId, { releves: "out" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await statements()).toEqual([]);
  });
});

describe("no statement goes", () => {
  it("to a client excluded from reminders", async () => {
    await sendAccountStatement(world.ctx, clientId, true);
    await inCompany(world.ctx.companyId, (tx) =>
      tx.client.updateMany({ where: { companyId: world.ctx.companyId }, data: { dunningOptOut: true } }),
    );
    expect(await post.send()).toBe(0);
    await expect(sendAccountStatement(world.ctx, clientId, true)).rejects.toMatchObject({
      code: "NO_STATEMENT",
    });
  });

  it("to a client in insolvency, even when the procedure opens after it was asked for", async () => {
    await sendAccountStatement(world.ctx, clientId, true);
    await openInsolvency(world.ctx, clientId, { kind: "LIQUIDATION", openedOn: "2026-10-19" });
    expect(await post.send()).toBe(0);
    clock.setParis("2026-10-26");
    await expect(sendAccountStatement(world.ctx, clientId, true)).rejects.toMatchObject({
      code: "NO_STATEMENT",
    });
  });

  it("while everything is stopped", async () => {
    await sendAccountStatement(world.ctx, clientId, true);
    await stopEverything(world.ctx);
    expect(await post.send()).toBe(0);
    expect((await statements())[0]?.state).toBe("CANCELLED");
  });
});

describe("the monthly schedule", () => {
  it("leaves on the chosen day, rolled to the next working day", async () => {
    await schedule();
    // The 1st of November 2026 is a Sunday and a public holiday.
    expect(await day("2026-10-30")).toBe(0);
    expect(await day("2026-11-02")).toBe(1);
    expect(await outcomes()).toEqual([{ outcome: "QUEUED", month: "2026-11-01" }]);
    expect(await day("2026-11-30")).toBe(0);
    expect(await day("2026-12-01")).toBe(1);
  });

  it("turned on in the middle of a month, starts next time", async () => {
    await schedule({ dayOfMonth: "10" });
    expect(await day("2026-10-21")).toBe(0);
    expect(await day("2026-11-10")).toBe(1);
  });

  it("after an outage of several days, leaves once, on the first open day", async () => {
    await schedule();
    clock.setParis("2026-11-07", 10);
    // A Saturday.
    await runStatements(world.ctx.companyId, clock);
    expect(await post.send()).toBe(0);
    expect(await day("2026-11-09")).toBe(1);
    for (const date of ["2026-11-10", "2026-11-12", "2026-11-20"]) expect(await day(date)).toBe(0);
  });

  it("never leaves twice for a month, with two workers and a day that changes", async () => {
    await schedule();
    clock.setParis("2026-11-02", 12);
    await Promise.all(Array.from({ length: 5 }, () => runStatements(world.ctx.companyId, clock)));
    expect(await statements()).toHaveLength(1);
    expect(await day("2026-11-02")).toBe(1);
    await schedule({ dayOfMonth: "20" });
    expect(await day("2026-11-20")).toBe(0);
    expect(await day("2026-12-21")).toBe(1);
  });

  it("that a person says did not leave is written again, once", async () => {
    await schedule();
    clock.setParis("2026-11-02", 17, 15);
    await runStatements(world.ctx.companyId, clock);
    const deliver = async () =>
      ({ kind: "uncertain", reason: "connection_lost", detail: "" }) satisfies DeliveryOutcome;
    await new PostOffice(world, { mailer: mailPorts({ deliver }).mailer }).round();
    const [uncertain] = await statements("AND state = 'UNCERTAIN'");
    await resolveUncertain(world.ctx, uncertain?.id ?? "", false);
    expect(await day("2026-11-03")).toBe(1);
    expect(await day("2026-11-04")).toBe(0);
  });

  it("leaves only if something is open, when it says so", async () => {
    await schedule();
    const paid = { receivedOn: "2026-10-20", method: "TRANSFER" };
    await recordPayment(world.ctx, lateId, { ...paid, amountCents: "1 000,00" });
    const [other] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM invoice WHERE company_id = $1 AND status = 'OPEN'",
      [world.ctx.companyId],
    );
    await recordPayment(world.ctx, other?.id ?? "", { ...paid, amountCents: "500,00" });
    expect(await day("2026-11-02")).toBe(0);
    expect(await outcomes()).toMatchObject([{ outcome: "NOTHING_OPEN" }]);
    await saveStatementSchedule(world.ctx, { ...SCHEDULE, onlyOpen: "" });
    expect(await day("2026-12-01")).toBe(1);
    expect((await post.read()).text).toContain("votre compte est à jour");
  });

  it("does not leave to a client who received something within the interval, when it says so", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-28" });
    await schedule();
    expect((await post.day("2026-10-30")).sent).toBe(1);
    clock.setParis("2026-11-02", 9);
    await runStatements(world.ctx.companyId, clock);
    expect(await outcomes()).toMatchObject([{ outcome: "RECENT_CONTACT" }]);
    expect(await day("2026-11-04")).toBe(0);
  });

  it("without that condition, waits for the end of the interval and leaves once", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-30" });
    await schedule({ onlyQuiet: "" });
    clock.setParis("2026-11-02", 9);
    await runStatements(world.ctx.companyId, clock);
    expect(await statements()).toEqual([]);
    // The reminder of that day goes first.
    expect(await day("2026-11-02")).toBe(1);
    expect(await statements()).toEqual([]);
    for (const date of ["2026-11-03", "2026-11-04"]) expect(await day(date)).toBe(0);
    expect((await day("2026-11-05")) + (await day("2026-11-06"))).toBe(1);
    expect(await statements("AND state = 'SENT'")).toHaveLength(1);
  });

  it("goes to the clients chosen by tag, and to those chosen one by one, in or out", async () => {
    const [tagged, chosen, left] = [
      await makeClient(world.ctx, { name: "Étiqueté" }),
      await makeClient(world.ctx, { name: "Choisi" }),
      await makeClient(world.ctx, { name: "Sorti" }),
    ];
    for (const id of [tagged, chosen, left])
      await makeInvoice(world.ctx, id, { dueOn: "2026-12-31", dunningOptOut: "1" });
    await saveClientTags(world.ctx, tagged, { tags: "grands comptes" });
    await saveClientTags(world.ctx, left, { tags: "grands comptes" });
    await schedule({ audience: "choisis", tags: "grands comptes" });
    await chooseStatements(world.ctx, chosen, { releves: "in" });
    await chooseStatements(world.ctx, left, { releves: "out" });
    expect(await day("2026-11-02")).toBe(2);
    expect(new Set((await statements()).map((row) => row.client_id))).toEqual(new Set([tagged, chosen]));
  });

  it("stopped by « Tout arrêter » on its day, leaves after the start, once", async () => {
    await schedule();
    clock.setParis("2026-11-02", 8);
    await stopEverything(world.ctx);
    expect(await day("2026-11-02")).toBe(0);
    clock.setParis("2026-11-04", 18);
    await startAgain(world.ctx);
    expect(await day("2026-11-05")).toBe(1);
    expect(await day("2026-11-06")).toBe(0);
  });

  it("in safe mode, waits for an approval", async () => {
    await inCompany(world.ctx.companyId, (tx) =>
      tx.company.update({ where: { id: world.ctx.companyId }, data: { safeMode: true } }),
    );
    await schedule();
    expect(await day("2026-11-02")).toBe(0);
    expect(await statements()).toMatchObject([{ state: "AWAITING_APPROVAL" }]);
  });

  it("is shown by the forecast, and the reminders of the forecast keep their distance from it", async () => {
    const reminded = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-01" });
    const before = await readForecast(world.ctx);
    const firstOf = (view: typeof before) =>
      view.days.find(({ contacts }) =>
        contacts.some(({ runs }) => runs.some((run) => run.invoiceId === reminded)),
      )?.on;
    expect(before.statements).toEqual([]);
    await schedule({ dayOfMonth: "2" });
    const after = await readForecast(world.ctx);
    // In December a reminder of the day before keeps the statement back.
    expect(after.statements).toEqual([{ on: "2026-11-02", clientIds: [clientId] }]);
    expect((firstOf(after) ?? "") > (firstOf(before) ?? "")).toBe(true);
  });
});
