/** What programs are told of invoices that come, wait and go on, one by one or by a file, and of reminders that come back. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";
import type { World } from "../../support/world";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { makeWebhook, toldEvents } = await import("../../support/webhooks");
const { calmPorts, importFile, launchImport, manyLines, TITLES } = await import("../../support/imports");
const { inboundPorts } = await import("@/context/inbound");
const { mailPorts } = await import("@/context/sending");
const { readMime } = await import("@/mail/readMime");
const { resolveUncertain } = await import("@/usecases/dunning/decideMessages");
const { endPastHolds, holdInvoice, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { askImportUndo } = await import("@/usecases/invoicing/askImportUndo");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { takeInvoice } = await import("@/usecases/invoicing/takeInvoice");
const { undoImport } = await import("@/usecases/invoicing/undoImport");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const URL = "https://outil.example/dument";
const clock = parisClock("2026-10-20");
let world: World;

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  await makeWebhook(world.ctx, URL);
});

describe("an invoice", () => {
  it("is told when it is recorded, once, and that it waits when a program sends it late", async () => {
    const client = { id: await makeClient(world.ctx) };
    await makeInvoice(world.ctx, client.id, { number: "F-1", dueOn: "2026-12-20" });
    const program = { ...world.ctx, actor: { kind: "key", keyId: world.ctx.companyId } } as const;
    const fields = { number: "F-2", issuedOn: "2026-09-01", dueOn: "2026-10-01", totalCents: "100,00" };
    const { id } = await takeInvoice(program, { fields, client });
    await takeInvoice(program, { fields, client });
    const events = await toldEvents(world.ctx);
    expect(events.map(({ type, data }) => [type, data.invoice.number])).toEqual([
      ["invoice.created", "F-1"],
      ["invoice.created", "F-2"],
      ["invoice.held", "F-2"],
    ]);
    const today = { kind: "manual", startedOn: "2026-10-20", untilOn: "2026-10-20" };
    expect(events.at(-1)?.data).toMatchObject({ invoice: { id }, holds: [today] });
  });

  it("is told to be suspended, without its reason, and to go on, with what still suspends it", async () => {
    const invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-12-20" });
    for (const untilOn of ["22/10/2026", "22/10/2026", "30/10/2026"])
      await holdInvoice(world.ctx, invoiceId, { untilOn, reason: "Un secret" });
    clock.setParis("2026-10-24");
    await endPastHolds(world.ctx.companyId, clock.now());
    await resumeInvoice(world.ctx, invoiceId);
    const events = (await toldEvents(world.ctx)).slice(1);
    const told = events.map(({ type, data }) => [
      type,
      data.holds.map((hold: { untilOn: string }) => hold.untilOn),
    ]);
    const [early, late] = ["2026-10-22", "2026-10-30"];
    expect(told).toEqual([
      ["invoice.held", [early]],
      ["invoice.held", [early, early]],
      ["invoice.held", [early, early, late]],
      ["invoice.released", [late]],
      ["invoice.released", []],
    ]);
    expect(JSON.stringify(events)).not.toContain("secret");
  });
});

describe("an import", () => {
  it("is told when it ends and when it is undone, with its counts, and none of its invoices", async () => {
    const { importId } = await importFile(world.ctx, manyLines(12));
    await askImportUndo(world.ctx, importId, false);
    await undoImport(world.ctx.companyId, importId, calmPorts(world.ctx));
    const done = {
      id: importId,
      state: "done",
      created: 12,
      credited: 0,
      unchanged: 0,
      refused: 0,
      undone: 0,
    };
    expect(await toldEvents(world.ctx)).toMatchObject([
      { type: "import.ended", data: { import: done } },
      { type: "import.undone", data: { import: { ...done, state: "undone", undone: 12 } } },
    ]);
  });

  it("is told to have failed when all or nothing is nothing", async () => {
    const importId = await launchImport(world.ctx, manyLines(2), { isAllOrNothing: "on" });
    // Meanwhile, another file makes one of its lines differ.
    await importFile(world.ctx, `${TITLES}\nF-000001;Autre;;;04/03/2026;03/04/2026;7,00;\n`);
    expect(await runImport(world.ctx.companyId, importId, calmPorts(world.ctx))).toBe("FAILED");
    expect((await toldEvents(world.ctx)).at(-1)).toMatchObject({
      type: "import.ended",
      data: { import: { id: importId, state: "failed", created: 0, refused: 1 } },
    });
  });
});

describe("a reminder", () => {
  const TO = ["a@client.example", "b@client.example"];
  const refused = (recipient: string) => ({
    recipient,
    code: 550,
    enhancedCode: "5.1.1",
    text: "Unknown user",
  });
  let mime = new Uint8Array();

  async function leaves(
    contacts: Record<string, string>,
    outcome: Outcome,
    meanwhile: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    await makeInvoice(world.ctx, await makeClient(world.ctx, contacts), { dueOn: "2026-10-20" });
    clock.setParis("2026-10-22", 17, 15);
    await runDueSteps(world.ctx.companyId, clock.now());
    const deliver = async (mail: { mime: Uint8Array }) => {
      mime = new Uint8Array(mail.mime);
      await meanwhile();
      return outcome;
    };
    await sendMessages(world.ctx.companyId, { ...mailPorts({ deliver }), clock });
  }

  async function comesBack(email: string, report: string): Promise<void> {
    const file = new globalThis.URL(`../../mail/inbound/fixtures/${report}.eml`, import.meta.url);
    const { messageId } = await readMime(mime);
    const text = readFileSync(file, "utf8")
      .replaceAll("<abcdefghij234567abcdefghij@dument.example>", messageId)
      .replaceAll("compta@client.example", email)
      .replace(/\r?\n/g, "\r\n");
    expect(await receiveInbound(Buffer.from(text), null, { ...inboundPorts(), clock })).toBe("kept");
  }

  it("is told to have come back once nobody has it, and once only", async () => {
    const [first = "", second = ""] = TO;
    const contacts = { contactEmail: first, contact2Email: second, contact2Role: "BILLING" };
    await leaves(contacts, { kind: "accepted", response: "250 Ok", rejected: [] });
    const told = async () => (await toldEvents(world.ctx)).slice(1).map(({ type }) => type);
    await comesBack(first, "postfix-mailbox-full");
    expect(await told()).toEqual(["reminder.sent"]);
    await comesBack(second, "postfix-mailbox-full");
    await comesBack(second, "office365-refused-content");
    expect(await told()).toEqual(["reminder.sent", "reminder.bounced"]);
    const [, sent, bounced] = await toldEvents(world.ctx);
    expect(bounced.data.reminder).toEqual(sent.data.reminder);
  });

  it("is told to have come back, and not to have been sent, when it left for its copies only", async () => {
    const [first = "", second = ""] = TO;
    const contacts = { contactEmail: first, contact2Email: second, contact2Role: "COPY" };
    await leaves(contacts, { kind: "accepted", response: "250 Ok", rejected: [refused(first)] });
    expect((await toldEvents(world.ctx)).slice(1)).toMatchObject([
      { type: "reminder.bounced", data: { reminder: { on: "2026-10-22" } } },
    ]);
  });

  it("is told once to have come back, and when it left, though nobody knew yet that it had", async () => {
    const [first = ""] = TO;
    const back = () => comesBack(first, "postfix-mailbox-full");
    const contacts = { contactEmail: first };
    await leaves(contacts, { kind: "accepted", response: "250 Ok", rejected: [] }, back);
    await leaves(contacts, { kind: "uncertain", reason: "timeout", detail: "silence" });
    await back();
    const reminders = async () =>
      (await toldEvents(world.ctx)).filter(({ type }) => type.startsWith("reminder."));
    const last = (await reminders()).at(-1);
    await resolveUncertain(world.ctx, last.data.reminder.id, true);
    expect((await reminders()).map(({ type, data }) => [type, data.reminder.on])).toEqual([
      ["reminder.bounced", "2026-10-22"],
      ["reminder.uncertain", null],
      ["reminder.bounced", "2026-10-22"],
    ]);
  });
});
