/** « Relancer maintenant »: the page, the message it becomes, and every rule that stops it or makes it wait. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { readHandReminder } = await import("@/usecases/dunning/readHandReminder");
const { sendHandReminder, withdrawHandReminder } = await import("@/usecases/dunning/sendHandReminder");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { messageReader } = await import("@/context/messageReader");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const OWNER = { mayApprove: true, mayInsist: true };
const ACCOUNTANT = { mayApprove: true, mayInsist: false };
const COLLABORATOR = { mayApprove: false, mayInsist: false };

const reader = messageReader();
const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx, {
    contact2Email: "archives@leguen.example",
    contact2Role: "COPY",
  });
  // A Wednesday.
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-21" });
});

const page = (stepId = "") => readHandReminder(world.ctx, { invoiceId }, stepId, reader);

async function ask(rights = OWNER, more: Record<string, string> = {}) {
  const { seen, template } = await page(more.modele);
  const raw = { vu: seen, modele: template?.stepId ?? "", ...more };
  return sendHandReminder(world.ctx, { invoiceId }, raw, rights);
}

const messages = (state: string) =>
  asOwner<{ id: string }>(
    database,
    `SELECT m.id FROM message m JOIN hand_reminder h ON h.message_id = m.id
     WHERE m.company_id = $1 AND m.state = $2::message_state`,
    [world.ctx.companyId, state],
  );

/** After the friendly email of J+2, on a day nothing of the scenario falls on. */
async function quietTuesday() {
  await post.day("2026-10-23");
  clock.setParis("2026-11-03", 11);
}

describe("the page before sending", () => {
  it("says the last contact, what comes next, to whom, and shows the message word for word", async () => {
    await quietTuesday();
    const before = await page();
    expect(before).toMatchObject({
      lastContact: { kind: "EMAIL", on: "2026-10-23" },
      recipients: { cc: ["archives@leguen.example"] },
      template: { tone: "FIRM" },
      pressure: null,
      leaves: { on: "2026-11-03", minute: 11 * 60 + 1, isLater: false },
      invoices: [{ stops: [] }],
    });
    expect(before.templates.map(({ label }) => label)).toEqual([
      "Courriel simple, J+2",
      "Courriel ferme, J+15",
    ]);
    await ask();
    clock.setParis("2026-11-03", 11, 2);
    expect(await post.send()).toBe(1);
    const left = await post.read();
    expect(left.subject).toBe(before.parts?.subject);
    expect(left.subject).toMatch(/^Re: /);
    expect(left.to.map((to) => to.address)).toEqual(before.recipients.to);
    expect(left.cc.map((cc) => cc.address)).toEqual(["archives@leguen.example"]);
    const [sent] = await messages("SENT");
    const shown = await readMessage(world.ctx, sent?.id ?? "", reader);
    expect(shown.parts?.html.trim()).toBe(before.parts?.html.trim());
    expect(shown.parts?.text.trim()).toBe(before.parts?.text.trim());
  });

  it("writes nothing, with whatever words are tried", async () => {
    await quietTuesday();
    const count = async () =>
      asOwner(
        database,
        `SELECT (SELECT count(*) FROM message) AS m, (SELECT count(*) FROM hand_reminder) AS h,
                (SELECT count(*) FROM message_invoice) AS i, (SELECT count(*) FROM journal_entry) AS j`,
      );
    const before = await count();
    const { templates } = await page();
    const friendly = await page(templates[0]?.stepId);
    const firm = await page();
    expect(friendly.parts?.text).not.toBe(firm.parts?.text);
    // A friendly message asks for the balance, a firm one for what the delay adds to it as well.
    const [{ balanceCents = 0n } = {}] = firm.invoices;
    expect(friendly.parts?.claimedCents).toBe(balanceCents);
    expect(firm.parts?.claimedCents).toBeGreaterThan(balanceCents + 40_00n);
    expect(await count()).toEqual(before);
  });
});

describe("sending", () => {
  it("asked for many times at once, makes one message that leaves once", async () => {
    await quietTuesday();
    const { seen } = await page();
    const twice = Array.from({ length: 12 }, () =>
      sendHandReminder(world.ctx, { invoiceId }, { vu: seen }, OWNER),
    );
    const ids = new Set((await Promise.all(twice)).map(({ messageId }) => messageId));
    expect(ids.size).toBe(1);
    clock.setParis("2026-11-03", 11, 5);
    expect(await post.send()).toBe(1);
    expect(await post.send()).toBe(0);
    await expect(ask()).rejects.toMatchObject({
      code: "STOPPED",
      message: expect.stringContaining("une par jour"),
    });
  });

  it("counts as a contact: the step that would come too close is moved, as the page said", async () => {
    await post.day("2026-10-23");
    // J+7 is a call, and J+15 falls on 5 November.
    await post.day("2026-10-28");
    clock.setParis("2026-11-04", 11);
    const before = await page();
    expect(before.next).toMatchObject({ name: "Courriel ferme, J+15", on: "2026-11-05" });
    expect(before.nextAfter?.on).toBe("2026-11-09");
    await ask();
    clock.setParis("2026-11-04", 11, 5);
    await post.send();
    expect((await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).next.on).toBe("2026-11-09");
    await post.day("2026-11-05");
    await post.day("2026-11-06");
    expect(post.left).toHaveLength(2);
    await post.day("2026-11-09");
    expect(post.left).toHaveLength(3);
    // What the firm message recalls: the first reminder and the one sent by hand.
    const { text } = await post.read();
    expect(text).toMatch(/23\u00a0octobre.*4\u00a0novembre/s);
  });

  it("stands in the record of the invoice with its author in the journal", async () => {
    await quietTuesday();
    const { messageId } = await ask();
    const { timeline } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(timeline[0]).toMatchObject({ title: "Relance ferme par courriel, en partance" });
    expect(timeline[0]?.detail).toContain("Demandée à la main");
    const [entry] = await asOwner(
      database,
      "SELECT actor, action FROM journal_entry WHERE entity_id = $1 ORDER BY seq LIMIT 1",
      [messageId],
    );
    expect(entry).toEqual({ actor: `user:${world.userId}`, action: "message.asked" });
  });

  it("gathers what is late with a client, and leaves out what is held, with its reason", async () => {
    const held = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-22" });
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-22" });
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-01" });
    await holdInvoice(world.ctx, held, { untilOn: "2026-12-24", reason: "promesse orale" });
    await quietTuesday();
    const target = { clientId };
    const view = await readHandReminder(world.ctx, target, "", reader);
    expect(view.invoices).toHaveLength(3);
    const out = view.invoices.filter(({ stops }) => stops.length > 0);
    expect(out).toMatchObject([{ id: held, stops: [{ code: "HELD", holdKind: "MANUAL" }] }]);
    expect(out[0]?.stops[0]?.sentence).toContain("promesse orale");
    const { messageId } = await sendHandReminder(world.ctx, target, { vu: view.seen }, OWNER);
    const spoken = await asOwner<{ id: string }>(
      database,
      "SELECT invoice_id AS id FROM message_invoice WHERE message_id = $1 ORDER BY 1",
      [messageId],
    );
    expect(spoken.map((row) => row.id)).toEqual([invoiceId, other].sort());
  });

  it("refuses what the page no longer shows", async () => {
    await quietTuesday();
    const { seen } = await page();
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "03/11/2026",
      amountCents: "100",
      method: "TRANSFER",
    });
    const asked = sendHandReminder(world.ctx, { invoiceId }, { vu: seen }, OWNER);
    await expect(asked).rejects.toMatchObject({ code: "CHANGED" });
    expect(await messages("READY")).toEqual([]);
  });
});

describe("what stops a scenario stops it too", () => {
  const refused = async (code: string, words: string) => {
    await expect(ask()).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect((await page()).parts).toBeNull();
    expect(await messages("READY")).toEqual([]);
  };

  it("paid", async () => {
    await quietTuesday();
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "03/11/2026",
      amountCents: "4320",
      method: "TRANSFER",
    });
    await refused("STOPPED", "soldée");
  });

  it.each([
    ["MANUAL", "Suspendue par vous"],
    ["E_INVOICE_STATUS", "Statut de la facture électronique"],
  ])("held: %s", async (kind, words) => {
    await quietTuesday();
    await holdInvoice(world.ctx, invoiceId, { kind, untilOn: "2026-11-30", reason: "en attente" });
    await refused("STOPPED", words);
  });

  it("excluded", async () => {
    await quietTuesday();
    await excludeInvoices(world.ctx, [invoiceId], true);
    await refused("STOPPED", "jamais relancée");
  });

  it("not late yet", async () => {
    await refused("STOPPED", "Rien n’est en retard");
  });

  it("« Tout arrêter »", async () => {
    await quietTuesday();
    await asOwner(database, "UPDATE company SET paused_at = now() WHERE id = $1", [world.ctx.companyId]);
    await refused("STOPPED", "arrêtées");
  });

  it.each([
    ["UPDATE contact SET email = NULL WHERE client_id = $1", "pas d’adresse"],
    ["UPDATE contact SET email_state = 'REFUSED' WHERE client_id = $1", "a été refusée"],
  ])("nobody to write to: %s", async (sql, words) => {
    await quietTuesday();
    await asOwner(database, sql, [clientId]);
    await refused("NO_EMAIL", words);
  });
});

describe("the pressure limit", () => {
  it("refuses a firm and a person without words, gives way to an owner's reason, which is kept", async () => {
    await post.day("2026-10-23");
    clock.setParis("2026-10-26", 10);
    expect((await page()).pressure).toContain("72");
    await expect(ask(ACCOUNTANT, { urgence: "le client l’a demandé ce matin" })).rejects.toMatchObject({
      code: "PRESSURE",
    });
    await expect(ask(OWNER, { urgence: "vite" })).rejects.toMatchObject({ field: "urgence" });
    const { messageId } = await ask(OWNER, { urgence: "le client l’a demandé ce matin" });
    clock.setParis("2026-10-26", 10, 5);
    expect(await post.send()).toBe(1);
    const [entry] = await asOwner<{ data: { urgency: string } }>(
      database,
      "SELECT data FROM journal_entry WHERE entity_id = $1 AND action = 'message.asked'",
      [messageId],
    );
    expect(entry?.data.urgency).toBe("le client l’a demandé ce matin");
  });
});

describe("outside the sending window", () => {
  it("waits for the next opening, which the page says, and may be taken back until then", async () => {
    await post.day("2026-10-23");
    clock.setParis("2026-10-31", 15);
    expect((await page()).leaves).toMatchObject({ on: "2026-11-02", isLater: true });
    const { messageId } = await ask();
    expect((await page()).waiting).toMatchObject({
      id: messageId,
      state: "READY",
      leaves: { on: "2026-11-02" },
    });
    expect(await post.send()).toBe(0);
    await withdrawHandReminder(world.ctx, messageId);
    await post.day("2026-11-02");
    expect(post.left).toHaveLength(1);
    expect((await page()).waiting).toBeNull();
    // Taken back, it may be asked for again.
    await ask();
    clock.setParis("2026-11-02", 17, 20);
    expect(await post.send()).toBe(1);
    const [sent] = await messages("SENT");
    await expect(withdrawHandReminder(world.ctx, sent?.id ?? "")).rejects.toMatchObject({ code: "TOO_LATE" });
  });
});

describe("rights", () => {
  it("lets it leave for who approves, even in safe mode; another asks for their word", async () => {
    await quietTuesday();
    await asOwner(database, "UPDATE company SET safe_mode = true WHERE id = $1", [world.ctx.companyId]);
    const { messageId, isWaiting } = await ask(COLLABORATOR);
    expect(isWaiting).toBe(true);
    clock.setParis("2026-11-03", 11, 5);
    expect(await post.send()).toBe(0);
    await withdrawHandReminder(world.ctx, messageId);
    const again = await ask(ACCOUNTANT);
    expect(again.isWaiting).toBe(false);
    clock.setParis("2026-11-03", 11, 10);
    expect(await post.send()).toBe(1);
  });

  it("leaves once approved by someone who may", async () => {
    await quietTuesday();
    const { messageId } = await ask(COLLABORATOR);
    expect(await approveMessages(world.ctx, [messageId])).toBe(1);
    clock.setParis("2026-11-03", 11, 5);
    expect(await post.send()).toBe(1);
  });

  it("knows nothing of another company", async () => {
    await quietTuesday();
    const { messageId } = await ask();
    const other = await makeCompany(clock, { name: "Voisine" });
    const missing = { code: "NOT_FOUND" };
    for (const target of [{ invoiceId }, { clientId }, { invoiceId: "x" }]) {
      await expect(readHandReminder(other.ctx, target, "", reader)).rejects.toMatchObject(missing);
      await expect(sendHandReminder(other.ctx, target, {}, OWNER)).rejects.toMatchObject(missing);
    }
    await expect(withdrawHandReminder(other.ctx, messageId)).rejects.toMatchObject(missing);
    expect(await messages("READY")).toHaveLength(1);
    expect(await makeUser()).toBeTruthy();
  });
});
