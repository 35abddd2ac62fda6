/** The exact message, and the preview of one that has not left: same words, dead links, no trace. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { wholePdf } from "../../support/pdfFiles";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { attachDocument } = await import("@/usecases/invoicing/attachDocument");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { approveMessages, skipMessage } = await import("@/usecases/dunning/decideMessages");
const { readMessage, readMessageBytes } = await import("@/usecases/dunning/readMessage");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { readMime } = await import("@/mail/readMime");
const { messageReader } = await import("@/context/messageReader");
const { mailPorts } = await import("@/context/sending");

const clock = parisClock("2026-10-20");
const reader = messageReader();
const left: Uint8Array[] = [];
let world: Awaited<ReturnType<typeof makeCompany>>;
let messageId = "";

const linkCount = async () =>
  (await asOwner<{ count: number }>(database, "SELECT count(*)::int AS count FROM answer_link"))[0]?.count;

beforeAll(async () => {
  world = await makeCompany(clock, { safeMode: true });
  const clientId = await makeClient(world.ctx, { contactEmail: "compta@leguen.example" });
  const invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-20" });
  await attachDocument(world.ctx, invoiceId, { name: "F-1.pdf", bytes: wholePdf() });
  clock.setParis("2026-10-22", 17);
  await runDueSteps(world.ctx.companyId, clock.now());
  messageId = (await listApprovals(world.ctx))[0]?.id ?? "";
});

describe("a message that waits for approval", () => {
  it("is shown as it would leave now, and nothing is written", async () => {
    const view = await readMessage(world.ctx, messageId, reader);
    expect(view).toMatchObject({ isExact: false, sha256: null, state: "AWAITING_APPROVAL" });
    expect(view.parts).toMatchObject({
      subject: "Facture F-1, un rappel",
      from: { address: "relances@dument.example" },
      to: [{ address: "compta@leguen.example" }],
      attachments: [{ filename: "F-1.pdf", contentType: "application/pdf" }],
    });
    expect(view.parts?.text).toContain("4\u00a0320,00\u00a0€");
    expect(await linkCount()).toBe(0);
    const [row] = await asOwner<{ bodies: number }>(
      database,
      "SELECT count(*)::int AS bodies FROM message_body",
    );
    expect(row?.bodies).toBe(0);
    await expect(readMessageBytes(world.ctx, messageId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a message that left", () => {
  it("is the one that was previewed, to the word", async () => {
    const preview = await readMessage(world.ctx, messageId, reader);
    await approveMessages(world.ctx, [messageId]);
    const deliver = async (mail: { mime: Uint8Array }) => {
      left.push(mail.mime);
      return { kind: "accepted" as const, response: "250 Ok", rejected: [] };
    };
    await sendMessages(world.ctx.companyId, { ...mailPorts({ deliver }), clock });
    const sent = await readMessage(world.ctx, messageId, reader);
    expect(sent).toMatchObject({ isExact: true, state: "SENT", invoices: [{ number: "F-1" }] });
    expect(sent.parts?.html.trim()).toBe(preview.parts?.html);
    expect(sent.parts?.text.trim()).toBe(preview.parts?.text.trim());
    expect(sent.parts?.subject).toBe(preview.parts?.subject);
    expect(await linkCount()).toBe(1);
  });

  it("is shown without the power to answer, which its bytes keep", async () => {
    const { html = "", text = "" } = (await readMessage(world.ctx, messageId, reader)).parts ?? {};
    expect(html).toContain("Payer ou répondre");
    expect(html).not.toMatch(/href/i);
    const exact = await readMime(left[0] ?? new Uint8Array());
    const token = /\/r\/([\w-]{43})/.exec(exact.text)?.[1] ?? "none";
    expect(token).toHaveLength(43);
    expect(html + text).not.toContain(token);
  });

  it("is handed over byte for byte, with the hash of the journal", async () => {
    const bytes = await readMessageBytes(world.ctx, messageId);
    expect(Buffer.from(bytes).equals(left[0] ?? new Uint8Array())).toBe(true);
    const view = await readMessage(world.ctx, messageId, reader);
    expect(view.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("is invisible to another company", async () => {
    const other = await makeCompany(clock, { name: "Voisine" });
    const missing = { code: "NOT_FOUND" };
    await expect(readMessage(other.ctx, messageId, reader)).rejects.toMatchObject(missing);
    await expect(readMessageBytes(other.ctx, messageId)).rejects.toMatchObject(missing);
    await expect(readMessage(world.ctx, "nonsense", reader)).rejects.toMatchObject(missing);
  });
});

describe("a message set aside before it was written", () => {
  it("has nothing to show", async () => {
    await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-20" });
    await runDueSteps(world.ctx.companyId, clock.now());
    const id = (await listApprovals(world.ctx))[0]?.id ?? "";
    await skipMessage(world.ctx, id);
    expect(await readMessage(world.ctx, id, reader)).toMatchObject({ state: "CANCELLED", parts: null });
  });
});
