/** Reminder n answers reminder n − 1; one that cannot be written holds up nobody; roles and languages of contacts. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { mailPorts } = await import("@/context/sending");
const { readMime } = await import("@/mail/readMime");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

let left: Uint8Array[] = [];
let world: Awaited<ReturnType<typeof makeCompany>>;
const clock = parisClock("2026-10-01");
const mailer = {
  async deliver(mail: { mime: Uint8Array }): Promise<Outcome> {
    left.push(mail.mime);
    return { kind: "accepted", response: "250 2.0.0 Ok", rejected: [] };
  },
};

async function tick(date: string) {
  clock.setParis(date, 17, 15);
  await runDueSteps(world.ctx.companyId, clock.now());
  return sendMessages(world.ctx.companyId, { ...mailPorts(mailer), clock });
}

function header(mime: Uint8Array | undefined, name: string): string {
  const text = Buffer.from(mime ?? []).toString("latin1");
  const head = text.slice(0, text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
  return new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
}

beforeEach(async () => {
  left = [];
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

describe("reminders about one invoice", () => {
  it("stand in one conversation, until the formal notice, which closes it", async () => {
    const clientId = await makeClient(world.ctx);
    const invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-9001", dueOn: "2026-10-24" });
    await tick("2026-10-26");
    await tick("2026-11-09");
    const [first, second] = left;
    expect(header(first, "In-Reply-To")).toBe("");
    expect(header(second, "In-Reply-To")).toBe(header(first, "Message-ID"));
    expect(header(second, "References")).toBe(header(first, "Message-ID"));
    expect(header(second, "Message-ID")).not.toBe(header(first, "Message-ID"));
    expect(header(second, "Subject")).toBe(`Re: ${header(first, "Subject")}`);
    // The same step once more, after a formal notice was posted: a new conversation begins.
    await asOwner(
      database,
      `INSERT INTO letter (company_id, id, client_id, channel, state, dated_on, total_cents, content, posted_on, created_at)
       SELECT company_id, id, client_id, 'FORMAL_NOTICE', 'POSTED', '2026-11-23', 1, '{}', '2026-11-23', now()
       FROM invoice WHERE id = $1`,
      [invoiceId],
    );
    await asOwner(
      database,
      `INSERT INTO letter_invoice (company_id, letter_id, invoice_id, invoice_version, balance_cents, penalty_cents, indemnity_cents)
       SELECT company_id, id, id, version, balance_cents, 0, 0 FROM invoice WHERE id = $1`,
      [invoiceId],
    );
    await asOwner(
      database,
      "UPDATE dunning_step SET state = 'CANCELLED' WHERE invoice_id = $1 AND offset_days = 15",
      [invoiceId],
    );
    await asOwner(
      database,
      `UPDATE message SET content_key = content_key || '-old' WHERE id IN (SELECT message_id FROM message_invoice WHERE invoice_id = $1)`,
      [invoiceId],
    );
    await asOwner(
      database,
      "UPDATE dunning_plan SET due_at = now() - interval '1 year', kind = 'WAIT' WHERE invoice_id = $1",
      [invoiceId],
    );
    await tick("2026-12-01");
    expect(left).toHaveLength(3);
    expect(header(left[2], "In-Reply-To")).toBe("");
    expect(header(left[2], "Subject")).not.toMatch(/^Re:/);
  });

  it("are apart from those about other invoices of the same client", async () => {
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    await tick("2026-10-26");
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-07" });
    await tick("2026-11-10");
    const last = left.at(-1);
    // Both invoices in one message: it goes on with the first conversation, under its own subject.
    expect(header(last, "In-Reply-To")).toBe(header(left[0], "Message-ID"));
    expect(header(last, "Subject")).not.toMatch(/^Re:/);
  });
});

describe("a message that cannot be written", () => {
  it("fails alone, with the reason, and the others leave", async () => {
    const poisoned = await makeClient(world.ctx);
    const invoiceId = await makeInvoice(world.ctx, poisoned, { dueOn: "2026-10-24" });
    // Forms refuse such a number today; one may have been recorded before they did.
    await asOwner(database, "UPDATE invoice SET number = 'F=?1' WHERE id = $1", [invoiceId]);
    await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
    expect(await tick("2026-10-26")).toMatchObject({ sent: 1 });
    const rows = await asOwner<{ state: string; outcome: string }>(
      database,
      `SELECT m.state::text, m.outcome FROM message m JOIN message_invoice mi ON mi.message_id = m.id WHERE mi.invoice_id = $1`,
      [invoiceId],
    );
    expect(rows).toMatchObject([{ state: "FAILED" }]);
    expect(rows[0]?.outcome).toContain("=?");
  });
});

describe("several contacts", () => {
  it("share one message, To and Cc, in the language of the person written to", async () => {
    const clientId = await makeClient(world.ctx, {
      contactEmail: "billing@client.example",
      contactName: "Kate Moore",
      contactLanguage: "en",
      contact2Email: "boss@client.example",
      contact2Role: "DECISION_MAKER",
      contact3Email: "expert@cabinet.example",
      contact3Role: "COPY",
    });
    await makeInvoice(world.ctx, clientId, { number: "F-9002", dueOn: "2026-10-24" });
    expect(await tick("2026-10-26")).toMatchObject({ sent: 1 });
    const mail = await readMime(left[0] ?? new Uint8Array());
    expect(mail.to.map((each) => each.address)).toEqual(["billing@client.example"]);
    expect(mail.cc.map((each) => each.address)).toEqual(["expert@cabinet.example"]);
    expect(mail.subject).toBe("Invoice F-9002, a reminder");
    expect(header(left[0], "Content-Language")).toBe("en");
  });
});
