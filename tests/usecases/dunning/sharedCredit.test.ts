/** A free credit left aside is deducted once, whatever the number of messages: the oldest invoice first. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { dunAnyway } = await import("@/usecases/settlement/applyClientCredit");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let older = "";
let newer = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  // One message an invoice.
  await asOwner(database, "UPDATE company SET group_by_client = false WHERE id = $1", [world.ctx.companyId]);
  clientId = await makeClient(world.ctx);
  newer = await makeInvoice(world.ctx, clientId, {
    number: "F-2",
    dueOn: "2026-10-24",
    totalCents: "400,00",
  });
  older = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-23",
    totalCents: "500,00",
  });
});

async function credit(amountCents: string) {
  const raw = { kind: "DEPOSIT", amountCents, receivedOn: "2026-10-19" };
  await dunAnyway(world.ctx, await recordClientCredit(world.ctx, clientId, raw));
}
const claims = () =>
  asOwner<{ number: string; cents: string }>(
    database,
    `SELECT i.number, m.claimed_cents::text AS cents FROM message m
     JOIN message_invoice l ON l.message_id = m.id JOIN invoice i ON i.id = l.invoice_id
     WHERE m.company_id = $1 AND m.kind = 'REMINDER' AND m.state = 'SENT' ORDER BY i.number`,
    [world.ctx.companyId],
  );
const isKept = async (id: string) =>
  (await readInvoice(world.ctx, id, PUBLISHED_RATES)).next.reasons.some(({ sentence }) =>
    sentence.includes("dispose d’un avoir"),
  );

describe("a credit of a client whose invoices are asked for apart", () => {
  it("is deducted from the oldest, in the message, on « Aujourd’hui » and behind each link", async () => {
    await credit("100,00");
    clock.setParis("2026-10-26", 8);
    const { leavingToday } = await readToday(world.ctx, "Hélène", PUBLISHED_RATES);
    expect(leavingToday.map(({ amountCents }) => amountCents)).toEqual([80_000n]);
    await post.day("2026-10-26");
    expect(await claims()).toEqual([
      { number: "F-1", cents: "40000" },
      { number: "F-2", cents: "40000" },
    ]);
    for (const [id, freeCreditCents] of [
      [older, 10_000n],
      [newer, 0n],
    ] as const) {
      const { link } = await makeLink(world, clientId, [id]);
      expect(await readAnswerPage(link, clock, PUBLISHED_RATES)).toMatchObject({ freeCreditCents });
    }
  });

  it("that covers the oldest keeps only it; the rest is deducted from the next one", async () => {
    await credit("550,00");
    expect([await isKept(older), await isKept(newer)]).toEqual([true, false]);
    await post.day("2026-10-26");
    expect(await claims()).toEqual([{ number: "F-2", cents: "35000" }]);
  });

  it("moves to the next invoice once the oldest is paid, which is decided again", async () => {
    await credit("450,00");
    expect([await isKept(older), await isKept(newer)]).toEqual([false, false]);
    await recordPayment(world.ctx, older, {
      receivedOn: "2026-10-20",
      amountCents: "500,00",
      method: "TRANSFER",
    });
    await post.day("2026-10-26");
    expect(await isKept(newer)).toBe(true);
    expect(await claims()).toEqual([]);
  });

  it("is not spent on what is contested", async () => {
    await credit("100,00");
    await noteDispute(world.ctx, older, { category: "QUALITY", message: "Défaut", amountCents: "" });
    await post.day("2026-10-26");
    expect(await claims()).toEqual([{ number: "F-2", cents: "30000" }]);
  });
});
