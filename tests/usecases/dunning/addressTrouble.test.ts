/** Addresses given up: several messages in a row that did not arrive, a reader who reports ours as unwanted. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { inboundPorts } = await import("@/context/inbound");
const { refusalSentence } = await import("@/domain/dunning/inbound");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { correctContactEmail } = await import("@/usecases/parties/correctContactEmail");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { rates } = await import("@/context/rates");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  post = new PostOffice(world);
});

const ADDRESS = "compta@client.example";
const OTHER = { contact2Email: "patron@client.example", contact2Role: "DECISION_MAKER" };
let reports = 0;

/** A fixture about a message that left, received by the platform. */
async function comesBack(name: string, index = -1, email = ADDRESS) {
  reports += 1;
  const file = new URL(`../../mail/inbound/fixtures/${name}.eml`, import.meta.url);
  const { messageId } = await post.read(index);
  const report = readFileSync(file, "utf8")
    .replaceAll("<abcdefghij234567abcdefghij@dument.example>", messageId)
    .replaceAll("compta@client.example", email)
    .replaceAll(`<report.${name}`, `<report.${reports}.${name}`)
    .replace(/\r?\n/g, "\r\n");
  return receiveInbound(Buffer.from(report), null, { ...inboundPorts(), clock });
}

const today = async () => readToday(world.ctx, "Hélène Brisset");
const invoice = (clientId: string, dueOn: string) => makeInvoice(world.ctx, clientId, { dueOn });

describe("messages in a row that do not arrive, whatever the reason", () => {
  /** Two invoices of one client, which make three reminders in three weeks. */
  async function threeReminders(contacts: Record<string, string> = {}) {
    const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS, ...contacts });
    for (const dueOn of ["2026-10-03", "2026-10-25"]) {
      await makeInvoice(world.ctx, clientId, { dueOn, issuedOn: "2026-09-03" });
    }
    return clientId;
  }
  const DAYS = ["2026-10-05", "2026-10-19", "2026-10-27"];

  it("are a task each, until the third gives the address up: the next contact has the same step", async () => {
    await threeReminders(OTHER);
    for (const [index, day] of DAYS.entries()) {
      await post.day(day);
      expect(post.left).toHaveLength(index + 1);
      await comesBack(index === 1 ? "postfix-expired" : "postfix-mailbox-full");
      // The same trouble told twice of one message is one.
      await comesBack("postfix-mailbox-full");
      expect((await today()).refusedAddresses).toHaveLength(index < 2 ? 0 : 1);
    }
    expect((await today()).refusedAddresses[0]?.refusal).toMatch(/^3 messages de suite .* 552 5\.2\.2/);
    await post.day("2026-10-28");
    expect(post.left.at(-1)?.to).toEqual(["patron@client.example"]);
  });

  it("begin again at one when a message between them arrived", async () => {
    await threeReminders();
    for (const [index, day] of DAYS.entries()) {
      await post.day(day);
      if (index !== 1) await comesBack("postfix-mailbox-full");
    }
    expect(post.left).toHaveLength(3);
    expect((await today()).refusedAddresses).toEqual([]);
  });
});

describe("a reader who reports a reminder as unwanted", () => {
  it("is not written to any more, about any invoice; the creditor is told, and the next step goes to another", async () => {
    const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS, ...OTHER });
    const told = await invoice(clientId, "2026-10-24");
    await invoice(clientId, "2026-11-01");
    await post.day("2026-10-26");
    expect(await comesBack("feedback-abuse")).toBe("kept");
    const [address, ...others] = (await today()).refusedAddresses;
    expect(others).toEqual([]);
    expect(address).toMatchObject({ clientId, email: ADDRESS });
    expect(refusalSentence(address?.refusal ?? "")).toContain("indésirable");
    // The message arrived: its step was made, and is not made again to another person.
    const steps = await asOwner<{ offset: number }>(
      database,
      "SELECT offset_days AS offset FROM dunning_step WHERE invoice_id = $1 AND state = 'DONE'",
      [told],
    );
    expect(steps).toEqual([{ offset: 2 }]);
    for (const day of ["2026-10-27", "2026-11-03", "2026-11-09"]) await post.day(day);
    expect(post.left.slice(1).map(({ to }) => to)).toEqual(
      post.left.slice(1).map(() => ["patron@client.example"]),
    );
    expect(post.left.length).toBeGreaterThan(1);
  });

  it("takes back what was ready to leave for another invoice; with nobody else, a call takes its place", async () => {
    const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS });
    await invoice(clientId, "2026-10-24");
    await invoice(clientId, "2026-10-27");
    await post.day("2026-10-26");
    clock.setParis("2026-10-29", 17, 20);
    const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
    expect(await runDueSteps(world.ctx.companyId, clock.now())).toMatchObject({ messages: 1 });
    await comesBack("feedback-abuse");
    expect(await post.round()).toMatchObject({ sent: 0, calls: 1 });
    expect(post.left).toHaveLength(1);
  });

  it("whose provider hides the name is a task to read when several people had the message", async () => {
    const clientId = await makeClient(world.ctx, {
      contactEmail: ADDRESS,
      contact2Email: "b@client.example",
    });
    await invoice(clientId, "2026-10-24");
    await post.day("2026-10-26");
    await comesBack("feedback-hidden");
    const { refusedAddresses, inbound } = await today();
    expect(refusedAddresses).toEqual([]);
    expect(inbound).toMatchObject([{ kind: "COMPLAINT", clientId }]);
  });

  it("is the only reader when nobody is named; a person may take the address up again with their consent", async () => {
    const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS });
    await invoice(clientId, "2026-10-24");
    await post.day("2026-10-26");
    await comesBack("feedback-hidden");
    const [address] = (await today()).refusedAddresses;
    expect(address?.email).toBe(ADDRESS);
    await correctContactEmail(
      world.ctx,
      { clientId, contactId: address?.contactId ?? "" },
      { email: ADDRESS },
    );
    expect((await today()).refusedAddresses).toEqual([]);
  });
});

it("« ce n’est pas un indésirable » changes nothing", async () => {
  await invoice(await makeClient(world.ctx, { contactEmail: ADDRESS }), "2026-10-24");
  await post.day("2026-10-26");
  await comesBack("feedback-not-spam");
  const { refusedAddresses, inbound } = await today();
  expect([refusedAddresses, inbound]).toEqual([[], []]);
});

describe("what came back", () => {
  it("stands in the record of the invoice: the words of the person, the refusal, the complaint", async () => {
    const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS, ...OTHER });
    const invoiceId = await invoice(clientId, "2026-10-24");
    const apart = await invoice(await makeClient(world.ctx), "2026-12-24");
    await post.day("2026-10-26");
    for (const name of ["reply-plain", "auto-outlook-fr", "postfix-mailbox-full", "feedback-abuse"])
      await comesBack(name, 0);
    const { timeline } = await readInvoice(world.ctx, invoiceId, rates);
    const back = timeline.filter(({ link }) => link?.kind === "inbound");
    expect(back.map(({ title }) => title).sort()).toEqual([
      "Message non distribué",
      "Message signalé comme indésirable",
      "Réponse automatique",
      "Réponse par courriel d’Anne Lebreton",
    ]);
    expect(back.find(({ title }) => title.startsWith("Réponse par"))?.quote).toContain("bon de livraison");
    expect((await readInvoice(world.ctx, apart, rates)).timeline.map(({ link }) => link?.kind)).not.toContain(
      "inbound",
    );
  });
});

it("an address that a server refuses is refused for every invoice: the next email about another is a call at once", async () => {
  const refusing = new PostOffice(world, {
    mailer: {
      deliver: async ({ envelope }) => ({
        kind: "refused_permanent",
        stage: "rcpt",
        code: 550,
        enhancedCode: "5.1.1",
        text: "No such user",
        recipient: envelope.to[0] ?? "",
      }),
    },
  });
  const clientId = await makeClient(world.ctx, { contactEmail: ADDRESS });
  await invoice(clientId, "2026-10-24");
  const otherId = await invoice(clientId, "2026-11-01");
  await refusing.day("2026-10-26");
  const [plan] = await asOwner(database, "SELECT channel::text FROM dunning_plan WHERE invoice_id = $1", [
    otherId,
  ]);
  expect(plan).toEqual({ channel: "CALL" });
});
