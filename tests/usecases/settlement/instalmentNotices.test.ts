/** The announcement of an agreed instalment leaves by itself: under the rules of what leaves by itself. */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan } = await import("@/usecases/settlement/decidePlan");
const { followPlans } = await import("@/usecases/settlement/followPlans");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { readMessage } = await import("@/usecases/dunning/readMessage");
const { messageReader } = await import("@/context/messageReader");
const { inboundPorts } = await import("@/context/inbound");
const { receiveInbound } = await import("@/usecases/dunning/receiveInbound");
const { readToday } = await import("@/usecases/reporting/readToday");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { startAgain, stopEverything } = await import("@/usecases/parties/stopEverything");
const { paperPrinter } = await import("@/context/printing");

const clock = parisClock("2026-11-02");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let invoiceId = "";
/** What had left before the instalment was near. */
let before = 0;

const rows = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);
const follow = () => followPlans(world.ctx.companyId, { clock, printer: paperPrinter });
const left = () => post.left.length - before;
const notices = () =>
  rows("SELECT state::text FROM message WHERE company_id = $1 AND kind = 'INSTALMENT_NOTICE' ORDER BY id");

/** Three instalments of 300 €, agreed; the first on Wednesday 25 November. */
beforeEach(async () => {
  clock.setParis("2026-11-02");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "900,00" });
  const { link } = await makeLink(world, clientId, [invoiceId]);
  const asked = { count: "3", firstOn: "2026-11-25", signerName: "Anne", acknowledged: "1" };
  await answerByLink(link, "echeancier", asked, { clock, bell: silentBell, appUrl: "" }, "");
  const [answer] = await rows<{ id: string }>("SELECT id FROM answer WHERE company_id = $1");
  await acceptPlan(world.ctx, answer?.id ?? "");
  await follow();
  await post.day("2026-11-03");
  before = post.left.length;
});

/** The sweep of seven in the morning, then the sending of five in the afternoon. */
async function wholeDay(date: string): Promise<void> {
  clock.setParis(date, 7, 1);
  await follow();
  await post.day(date);
}

describe("the announcement of an instalment", () => {
  it("decided on a Sunday leaves on the Monday, once the window is open", async () => {
    clock.setParis("2026-11-22", 7, 1);
    await follow();
    await post.send();
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await post.send();
    expect(left()).toBe(0);
    await post.day("2026-11-23");
    expect(left()).toBe(1);
    expect((await post.read()).text.replace(/[\u00a0\u202f]/g, " ")).toContain(
      "300,00 € sont attendus le 25 novembre 2026",
    );
  });

  it("that came back says what it was, where, and of which schedule, beside the address it was sent to", async () => {
    await wholeDay("2026-11-23");
    const { messageId } = await post.read();
    const name = new URL("../../mail/inbound/fixtures/postfix-unknown-user.eml", import.meta.url);
    const report = readFileSync(name, "utf8")
      .replaceAll("<abcdefghij234567abcdefghij@dument.example>", messageId)
      .replaceAll("compta@client.example", post.left.at(-1)?.to[0] ?? "")
      .replace(/\r?\n/g, "\r\n");
    expect(await receiveInbound(Buffer.from(report), null, { ...inboundPorts(), clock })).toBe("kept");
    const [answer] = await rows<{ id: string }>("SELECT id FROM answer WHERE company_id = $1");
    const [address] = (await readToday(world.ctx, "Hélène")).refusedAddresses;
    expect(address).toMatchObject({
      email: post.left.at(-1)?.to[0],
      lost: { kind: "INSTALMENT_NOTICE", on: "2026-11-23", answerId: answer?.id },
    });
  });

  it("does not leave while everything is stopped, and leaves once it is not", async () => {
    await stopEverything(world.ctx);
    await wholeDay("2026-11-23");
    expect(left()).toBe(0);
    await startAgain(world.ctx);
    await wholeDay("2026-11-24");
    expect(left()).toBe(1);
  });

  it("that was on its way when everything stopped does not leave", async () => {
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await stopEverything(world.ctx);
    await post.day("2026-11-23");
    expect(await follow()).toBe(1);
    expect(await follow()).toBe(0);
    expect(left()).toBe(0);
  });

  it("does not leave for an excluded invoice", async () => {
    await excludeInvoices(world.ctx, [invoiceId], true);
    await wholeDay("2026-11-23");
    expect(left()).toBe(0);
  });

  it("does not leave for a disputed invoice, even when it was on its way", async () => {
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await noteDispute(world.ctx, invoiceId, { category: "QUALITY", message: "Défaut", amountCents: "" });
    await wholeDay("2026-11-23");
    await wholeDay("2026-11-24");
    expect(left()).toBe(0);
    expect(await notices()).toEqual([{ state: "CANCELLED" }]);
  });

  it("is withdrawn by the payment of the instalment", async () => {
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-11-23",
      amountCents: "300,00",
      method: "TRANSFER",
    });
    await follow();
    await post.day("2026-11-23");
    expect(left()).toBe(0);
  });

  it("says what is left of an instalment that was paid in part meanwhile", async () => {
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-11-23",
      amountCents: "100,00",
      method: "TRANSFER",
    });
    await follow();
    await post.day("2026-11-23");
    expect(left()).toBe(1);
    expect((await post.read()).text.replace(/[\u00a0\u202f]/g, " ")).toContain("200,00 € sont attendus");
  });

  it("waits for an approval in safe mode, and says what it asks for", async () => {
    await setSafeMode(world.ctx, true);
    await wholeDay("2026-11-23");
    expect(left()).toBe(0);
    const [waiting, ...others] = await listApprovals(world.ctx);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ kind: "INSTALMENT_NOTICE", claimedCents: 30_000n });
    const read = await readMessage(world.ctx, waiting?.id ?? "", messageReader());
    expect(read.parts?.text).toContain("sont attendus");
    expect(read.parts?.text).not.toContain("own-link");
    await approveMessages(world.ctx, [waiting?.id ?? ""]);
    await post.day("2026-11-24");
    expect(left()).toBe(1);
  });

  it("approved after its day does not leave, and waits no longer", async () => {
    await setSafeMode(world.ctx, true);
    await wholeDay("2026-11-23");
    const [waiting] = await listApprovals(world.ctx);
    clock.setParis("2026-11-26", 6);
    await approveMessages(world.ctx, [waiting?.id ?? ""]);
    await post.day("2026-11-26");
    expect(left()).toBe(0);
  });

  it("that nobody approved in time is withdrawn", async () => {
    await setSafeMode(world.ctx, true);
    await wholeDay("2026-11-23");
    await wholeDay("2026-11-26");
    expect(await listApprovals(world.ctx)).toEqual([]);
  });
});
