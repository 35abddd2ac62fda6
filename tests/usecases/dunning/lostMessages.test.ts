/** A message that left and that nobody has received: a note waits for a person, a reminder is no contact. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { inboundPorts } = await import("@/context/inbound");
const { mailPorts } = await import("@/context/sending");
const { readSentReminders, readPastReminders } = await import("@/db/dunning/messageFacts");
const { inCompany } = await import("@/db/inCompany");
const { readDemands } = await import("@/db/legal/accessories");
const { readClaimRecords } = await import("@/db/legal/courtFacts");
const { countWaitingByCompany } = await import("@/db/reporting/firmWork");
const { localDate } = await import("@/domain/calendar");
const { readMime } = await import("@/mail/readMime");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { fileNote, resendNote } = await import("@/usecases/dunning/resendNote");
const { resolveUncertain } = await import("@/usecases/dunning/decideMessages");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { correctContactEmail } = await import("@/usecases/parties/correctContactEmail");
const { readToday } = await import("@/usecases/reporting/readToday");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { replyToAnswer } = await import("@/usecases/settlement/replyToAnswer");
type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const TO = "compta@leguen.example";
const CC = "archives@leguen.example";
const OTHER_CC = "juridique@leguen.example";
const GONE = { recipient: TO, code: 550, enhancedCode: "5.1.1", text: "Unknown user" };
const LATER = { code: 450, enhancedCode: "4.2.0", text: "Greylisted" };
const accepted = (...rejected: (typeof GONE)[]): Outcome => ({
  kind: "accepted",
  response: "250 Ok",
  rejected,
});

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";
let handed: { to: string[]; mime: Uint8Array }[] = [];

beforeEach(async () => {
  clock.setParis("2026-10-27", 10);
  world = await makeCompany(clock);
  handed = [];
  clientId = await makeClient(world.ctx, {
    contactEmail: TO,
    contact2Email: CC,
    contact2Role: "COPY",
    contact3Email: OTHER_CC,
    contact3Role: "COPY",
  });
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
});

/** Sends what is ready to a server that answers so, a quarter of an hour later. */
async function send(outcome: Outcome = accepted()): Promise<void> {
  clock.set(clock.now() + 15 * 60_000);
  const ports = mailPorts({
    deliver: async ({ envelope, mime }) => {
      handed.push({ to: [...envelope.to], mime });
      return outcome;
    },
  });
  await sendMessages(world.ctx.companyId, { ...ports, clock });
}

async function reply(): Promise<void> {
  const { answerId } = await inCompany(world.ctx.companyId, (tx) =>
    recordAnswerIn(tx, world.ctx, {
      kind: "MESSAGE",
      source: "CALL",
      clientId,
      invoiceIds: [invoiceId],
      onDate: null,
      amountCents: null,
      method: null,
      message: "Deux plateaux manquants",
      linkId: null,
      callTaskId: null,
      network: "",
    }),
  );
  await replyToAnswer(world.ctx, answerId, { body: "Nous vérifions avec l’atelier." });
}

/** A report about the last message that left. */
async function comesBack(name: string, email = TO): Promise<void> {
  const file = new URL(`../../mail/inbound/fixtures/${name}.eml`, import.meta.url);
  const { messageId } = await readMime(handed.at(-1)?.mime ?? new Uint8Array());
  const report = readFileSync(file, "utf8")
    .replaceAll("<abcdefghij234567abcdefghij@dument.example>", messageId)
    .replaceAll("compta@client.example", email)
    .replace(/\r?\n/g, "\r\n");
  expect(await receiveInbound(Buffer.from(report), null, { ...inboundPorts(), clock })).toBe("kept");
}

/** What waits, as the company's own page and its firm's list see it: always the same. */
async function waiting() {
  const { failed, inbound, refusedAddresses, today } = await readToday(world.ctx, "Hélène");
  const { companyId } = world.ctx;
  const counts = await inCompany(companyId, (tx) =>
    countWaitingByCompany(tx, [{ companyId, today: localDate(today) }]),
  );
  expect(counts.find(({ kind }) => kind === "FAILED")?.count ?? 0).toBe(failed.length);
  return { failed, reports: inbound.length, addresses: refusedAddresses };
}

const theOne = async () => (await waiting()).failed[0]?.id ?? "";

async function mend(email: string): Promise<void> {
  const [address] = (await waiting()).addresses;
  await correctContactEmail(world.ctx, { clientId, contactId: address?.contactId ?? "" }, { email });
}

describe("a reply that was accepted, and that its server gave up later", () => {
  beforeEach(async () => {
    await reply();
    await send();
  });

  it("is told once, in the words of the server, and leaves again for those who have not had it", async () => {
    await comesBack("postfix-mailbox-full", CC);
    expect(await waiting()).toMatchObject({ failed: [], reports: 1 });
    await comesBack("office365-refused-content");
    expect(await waiting()).toMatchObject({
      failed: [{ kind: "ANSWER_REPLY", state: "SENT", outcome: expect.stringContaining("5.7.1") }],
      reports: 0,
      addresses: [],
    });
    await resendNote(world.ctx, await theOne());
    expect((await waiting()).failed).toEqual([]);
    await send();
    expect(handed.map(({ to }) => to)).toEqual([
      [TO, CC, OTHER_CC],
      [TO, CC],
    ]);
    await comesBack("office365-refused-content");
    expect((await waiting()).failed).toHaveLength(1);
  });

  it("waits behind its address, then leaves for the one that was corrected", async () => {
    await comesBack("postfix-unknown-user");
    expect(await waiting()).toMatchObject({ failed: [], reports: 0, addresses: [{ email: TO }] });
    await mend("nouvelle@leguen.example");
    await resendNote(world.ctx, await theOne());
    await send();
    expect(handed.at(-1)?.to).toEqual(["nouvelle@leguen.example"]);
    expect(await waiting()).toMatchObject({ failed: [], reports: 0, addresses: [] });
  });

  it("is filed", async () => {
    await comesBack("postfix-mailbox-full");
    await fileNote(world.ctx, await theOne());
    expect(await waiting()).toMatchObject({ failed: [], reports: 0 });
  });
});

it("a reply that left for its copies only waits behind its address, and spares those who have it", async () => {
  await reply();
  await send(accepted(GONE, { recipient: CC, ...LATER }));
  expect(await waiting()).toMatchObject({ failed: [], addresses: [{ email: TO }] });
  await mend("nouvelle@leguen.example");
  await resendNote(world.ctx, await theOne());
  await send();
  expect(handed.at(-1)?.to).toEqual(["nouvelle@leguen.example", CC]);
});

it("a copy put off with the person it is addressed to is put off, not served", async () => {
  await reply();
  await send(accepted({ recipient: TO, ...LATER }, { recipient: CC, ...LATER }));
  await send({ kind: "refused_permanent", stage: "data", code: 554, text: "5.7.1 Content refused" });
  await resendNote(world.ctx, await theOne());
  await send();
  expect(handed.map(({ to }) => to)).toEqual([
    [TO, CC, OTHER_CC],
    [TO, CC],
    [TO, CC],
  ]);
});

it("one that a person had said to have left still waits when it comes back", async () => {
  await reply();
  await send({ kind: "uncertain", reason: "connection_lost", detail: "" });
  const [uncertain] = (await readToday(world.ctx, "Hélène")).uncertain;
  await resolveUncertain(world.ctx, uncertain?.id ?? "", true);
  await comesBack("postfix-mailbox-full");
  expect(await theOne()).toBe(uncertain?.id);
});

describe("a reminder that came back for another reason than its address", () => {
  beforeEach(async () => {
    await asOwner(database, "UPDATE contact SET email = NULL WHERE company_id = $1 AND role = 'COPY'", [
      world.ctx.companyId,
    ]);
    clock.setParis("2026-10-27", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    clock.setParis("2026-10-28", 10);
    await send();
    await asOwner(database, "UPDATE message_invoice SET penalty_cents = 100 WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
  });

  /** What later papers may say of the reminders before them. */
  const cited = () =>
    inCompany(world.ctx.companyId, async (tx) => {
      const ids = [invoiceId];
      const { companyId } = world.ctx;
      return {
        contacts: (await readPastReminders(tx, companyId, ids, "Europe/Paris")).length,
        copies: (await readSentReminders(tx, companyId, ids, 5)).length,
        demands: (await readDemands(tx, companyId, ids, "Europe/Paris")).length,
        isForCourt: (await readClaimRecords(tx, companyId, ids)).hasReminder,
      };
    });

  it("is cited nowhere as one that reached its client, and the scenario goes on at its pace", async () => {
    expect(await cited()).toEqual({ contacts: 1, copies: 1, demands: 1, isForCourt: true });
    await comesBack("postfix-mailbox-full");
    expect(await waiting()).toMatchObject({ failed: [], reports: 1 });
    expect(await cited()).toEqual({ contacts: 0, copies: 0, demands: 0, isForCourt: false });
    const steps = await asOwner(database, "SELECT state::text FROM dunning_step WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    expect(steps).toEqual([{ state: "DONE" }]);
  });
});
