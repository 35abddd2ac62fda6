/** What comes back: a dead address moves to the next contact or to a call, a person holds the next step. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase({ BOUNCE_DOMAIN: "rebonds.dument.example" });
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { handleInbound, readInbound } = await import("@/usecases/dunning/handleInbound");
const { correctContactEmail } = await import("@/usecases/parties/correctContactEmail");
const { inboundPorts } = await import("@/context/inbound");
const { mailPorts } = await import("@/context/sending");
const { readMime } = await import("@/mail/readMime");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;
type Left = { from: string; to: readonly string[]; mime: Uint8Array };

const left: Left[] = [];
const mailer = {
  async deliver(mail: {
    envelope: { from: string; to: readonly string[] };
    mime: Uint8Array;
  }): Promise<Outcome> {
    left.push({ ...mail.envelope, mime: mail.mime });
    return { kind: "accepted", response: "250 2.0.0 Ok", rejected: [] };
  },
};

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;

async function tick(date: string, hour = 17) {
  clock.setParis(date, hour, 15);
  const decided = await runDueSteps(world.ctx.companyId, clock.now());
  const sent = await sendMessages(world.ctx.companyId, { ...mailPorts(mailer), clock });
  return { messages: decided.messages, calls: decided.calls, sent: sent.sent };
}

/** A fixture about the last message that left, its addresses put in the place of the fixture's. */
function aboutLast(name: string, address = "compta@client.example"): Buffer {
  const file = new URL(`../../mail/inbound/fixtures/${name}.eml`, import.meta.url);
  const id = /^Message-ID: (<[^>]+>)/im.exec(Buffer.from(left.at(-1)?.mime ?? []).toString())?.[1] ?? "";
  const text = readFileSync(file, "utf8")
    .replaceAll("<abcdefghij234567abcdefghij@dument.example>", id)
    .replaceAll("compta@client.example", address);
  return Buffer.from(text.replace(/\r?\n/g, "\r\n"));
}

const receive = (mime: Uint8Array, companyId: string | null = null) =>
  receiveInbound(mime, companyId, { ...inboundPorts(), clock });

async function start(contacts: Record<string, string>): Promise<{ clientId: string; invoiceId: string }> {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx, contacts);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
  await tick("2026-10-26");
  return { clientId, invoiceId };
}

const textOf = async (mime: Uint8Array | undefined) => (await readMime(mime ?? new Uint8Array())).text;

const plan = async (invoiceId: string) =>
  (
    await asOwner<{
      kind: string;
      channel: string | null;
      on: string;
      reasons: { code: string; kind?: string }[];
    }>(
      database,
      `SELECT kind::text, channel::text, on_date::text AS "on", reasons FROM dunning_plan WHERE invoice_id = $1`,
      [invoiceId],
    )
  )[0];

beforeEach(() => {
  left.length = 0;
});

describe("a dead address", () => {
  it("gives the same step to the next contact, the same day, without waiting out the pressure limit", async () => {
    await start({
      contactEmail: "a@client.example",
      contact2Email: "b@client.example",
      contact2Role: "DECISION_MAKER",
    });
    expect(left.at(-1)?.to).toEqual(["a@client.example"]);
    expect(await receive(aboutLast("postfix-unknown-user", "a@client.example"))).toBe("kept");
    expect(await tick("2026-10-27")).toMatchObject({ messages: 1, sent: 1 });
    expect(left.at(-1)?.to).toEqual(["b@client.example"]);
    // Nobody received the first one: the second does not answer it, and does not speak of it.
    expect(Buffer.from(left.at(-1)?.mime ?? []).toString()).not.toMatch(/^In-Reply-To:/m);
  });

  it("becomes a call when there is nobody else to write to", async () => {
    await start({ contactEmail: "c@client.example" });
    await receive(aboutLast("gmail-not-found", "c@client.example"));
    expect(await tick("2026-10-27")).toMatchObject({ messages: 0, calls: 1 });
  });

  it("may be tried once more when a person says it is right", async () => {
    const { clientId } = await start({ contactEmail: "d@client.example" });
    await receive(aboutLast("ovh-qmail", "d@client.example"));
    const [contact] = await asOwner<{ id: string; refusal: string }>(
      database,
      "SELECT id, refusal FROM contact WHERE client_id = $1",
      [clientId],
    );
    expect(contact?.refusal).toContain("no mailbox here");
    await correctContactEmail(
      world.ctx,
      { clientId, contactId: contact?.id ?? "" },
      { email: "d@client.example" },
    );
    expect(await tick("2026-10-27")).toMatchObject({ messages: 1, sent: 1 });
    expect(left).toHaveLength(2);
  });

  it("of one recipient of two leaves the contact as it was", async () => {
    const { invoiceId } = await start({
      contactEmail: "e@client.example",
      contact2Email: "ancien@client.example",
      contact2Role: "BILLING",
    });
    expect(left.at(-1)?.to).toEqual(["e@client.example", "ancien@client.example"]);
    await receive(aboutLast("one-of-two", "e@client.example"));
    expect(await tick("2026-10-27")).toMatchObject({ messages: 0, calls: 0 });
    expect((await plan(invoiceId))?.channel).toBe("CALL");
  });

  it("is not declared by a full mailbox, nor by a refused content", async () => {
    const { clientId } = await start({ contactEmail: "f@client.example" });
    await receive(aboutLast("postfix-mailbox-full", "f@client.example"));
    await receive(aboutLast("office365-refused-content", "f@client.example"));
    const states = await asOwner(
      database,
      "SELECT email_state::text AS state FROM contact WHERE client_id = $1",
      [clientId],
    );
    expect(states).toEqual([{ state: "WORKING" }]);
    const waiting = await asOwner(
      database,
      "SELECT kind::text FROM inbound_mail WHERE client_id = $1 AND handled_at IS NULL",
      [clientId],
    );
    expect(waiting).toEqual([{ kind: "BOUNCE" }, { kind: "BOUNCE" }]);
  });
});

describe("the return address", () => {
  it("names the message of a refusal that quotes nothing", async () => {
    await start({ contactEmail: "g@client.example" });
    expect(left.at(-1)?.from).toMatch(/^b\+[a-z2-7]+\.[0-9a-f]{12}@rebonds\.dument\.example$/);
    const report = aboutLast("postfix-unknown-user", "g@client.example").toString();
    const anonymous = report
      .replace(/^Message-ID: <(?!report).*$/im, "")
      .replace(/^To: .*$/m, `To: ${left.at(-1)?.from.toUpperCase()}`);
    expect(await receive(Buffer.from(anonymous))).toBe("kept");
    // Another proof, and it is nobody's.
    const forged = anonymous.replace(/\.[0-9A-F]{12}@/, ".0123456789AB@");
    expect(await receive(Buffer.from(forged))).toBe("unrelated");
  });
});

describe("a person who answers", () => {
  it("holds the next step for 48 hours and waits to be read; the same mail twice is once", async () => {
    const { invoiceId } = await start({ contactEmail: "h@client.example" });
    clock.setParis("2026-10-30", 11);
    const reply = aboutLast("reply-plain", "h@client.example");
    expect([await receive(reply), await receive(reply)]).toEqual(["kept", "known"]);
    expect(await plan(invoiceId)).toMatchObject({ kind: "WAIT", reasons: [{ code: "HELD", kind: "REPLY" }] });
    // J+7 falls on 2 November, after the hold of 48 hours has ended.
    expect(await tick("2026-11-01")).toMatchObject({ calls: 0 });
    const [mail] = await asOwner<{ id: string; text: string }>(
      database,
      `SELECT id, text FROM inbound_mail WHERE company_id = $1 AND kind = 'REPLY' AND handled_at IS NULL`,
      [world.ctx.companyId],
    );
    expect(mail?.text).toContain("bon de livraison");
    await handleInbound(world.ctx, mail?.id ?? "");
    expect((await plan(invoiceId))?.reasons.map((reason) => reason.code)).not.toContain("HELD");
    await expect(handleInbound(world.ctx, mail?.id ?? "")).rejects.toMatchObject({ code: "ALREADY" });
  });

  it("is read without the personal link that they quote, by whoever may only look", async () => {
    await start({ contactEmail: "q@client.example" });
    const token = /\/r\/([A-Za-z0-9_-]{43})/.exec(await textOf(left.at(-1)?.mime))?.[1] ?? "";
    expect(token).not.toBe("");
    const link = `https://dument.example/r/${token}`;
    const words = `J’ai cliqué sur ${link} sans succès, par ${encodeURIComponent(link)} non plus.`;
    const reply = aboutLast("reply-plain", "q@client.example").toString();
    expect(await receive(Buffer.from(reply.replace("Bonjour,", words)))).toBe("kept");
    const [kept] = await asOwner<{ id: string; text: string }>(
      database,
      "SELECT id, text FROM inbound_mail WHERE company_id = $1",
      [world.ctx.companyId],
    );
    expect(kept?.text).toContain("J’ai cliqué sur https://dument.example/r/… sans succès");
    expect(kept?.text).not.toContain(token);
    // As it was kept before.
    await asOwner(database, "UPDATE inbound_mail SET text = $1 WHERE id = $2", [words, kept?.id]);
    expect((await readInbound(world.ctx, kept?.id ?? "")).text).not.toContain(token);
  });

  it("does not put off the next step again and again while nobody has read the first answer", async () => {
    const { invoiceId } = await start({ contactEmail: "i@client.example" });
    await receive(aboutLast("reply-plain", "i@client.example"));
    clock.setParis("2026-10-28");
    await receive(aboutLast("reply-mobile", "i@client.example"));
    const holds = await asOwner<{ until: string }>(
      database,
      `SELECT until_on::text AS until FROM hold WHERE invoice_id = $1`,
      [invoiceId],
    );
    expect(holds).toEqual([{ until: "2026-10-28" }]);
  });

  it("is told from an answering machine, which holds nothing and asks for nobody", async () => {
    const { invoiceId } = await start({ contactEmail: "j@client.example" });
    const before = await plan(invoiceId);
    expect(await receive(aboutLast("auto-outlook-fr", "j@client.example"))).toBe("kept");
    expect(await plan(invoiceId)).toEqual(before);
    const open = await asOwner(
      database,
      "SELECT id FROM inbound_mail WHERE company_id = $1 AND handled_at IS NULL",
      [world.ctx.companyId],
    );
    expect(open).toEqual([]);
  });

  it("is heard in the mailbox of its own company only", async () => {
    await start({ contactEmail: "k@client.example" });
    const reply = aboutLast("reply-plain", "k@client.example");
    const other = await makeCompany(clock);
    expect(await receive(reply, other.ctx.companyId)).toBe("unrelated");
    expect(await receive(reply, world.ctx.companyId)).toBe("kept");
  });
});

it("keeps nothing of mail that is about none of our messages, nor of a copy of our own", async () => {
  await start({ contactEmail: "l@client.example" });
  expect(await receive(aboutLast("unrelated"))).toBe("unrelated");
  expect(await receive(left.at(-1)?.mime ?? new Uint8Array())).toBe("unrelated");
  expect(
    await asOwner(database, "SELECT id FROM inbound_mail WHERE company_id = $1", [world.ctx.companyId]),
  ).toEqual([]);
});

it("is not brought back for ever when the database refuses it: it is noted, and the next one is taken", async () => {
  await start({ contactEmail: "m@client.example" });
  await asOwner(
    database,
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN RAISE EXCEPTION ''refused'' USING ERRCODE = ''22P02''; END';
     CREATE TRIGGER refuse BEFORE INSERT ON inbound_mail FOR EACH ROW EXECUTE FUNCTION refuse()`,
  );
  const reply = aboutLast("reply-plain", "m@client.example");
  expect(await receive(reply)).toBe("unreadable");
  const noted = await asOwner(
    database,
    "SELECT entity FROM journal_entry WHERE company_id = $1 AND action = 'inbound.unkept'",
    [world.ctx.companyId],
  );
  expect(noted).toEqual([{ entity: "message" }]);
  await asOwner(database, "DROP TRIGGER refuse ON inbound_mail; DROP FUNCTION refuse()");
  expect(await receive(reply)).toBe("kept");
});
