/** « Relances à approuver »: each item says the very sum its message will ask for. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { dunAnyway } = await import("@/usecases/settlement/applyClientCredit");
const { readToday } = await import("@/usecases/reporting/readToday");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock, { safeMode: true });
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20", totalCents: "1 000,00" });
});

/** The item of the page of approvals, which that of « Aujourd'hui » must be. */
async function waiting() {
  const [item, ...more] = await listApprovals(world.ctx, PUBLISHED_RATES);
  expect(more).toEqual([]);
  const { approvals } = await readToday(world.ctx, "Hélène", PUBLISHED_RATES);
  expect(approvals).toEqual([item]);
  if (!item) throw new Error("a reminder waits");
  return item;
}

/** What the message asked for once it was approved and left, by its own record and in its own words. */
async function asked(messageId: string) {
  await approveMessages(world.ctx, [messageId]);
  expect(await post.send()).toBe(1);
  const [row] = await asOwner<{ cents: string }>(
    database,
    "SELECT claimed_cents::text AS cents FROM message WHERE id = $1",
    [messageId],
  );
  return BigInt(row?.cents ?? 0);
}

describe("what a reminder to approve claims", () => {
  it("is the balance, for a friendly one", async () => {
    await post.day("2026-10-22");
    const item = await waiting();
    expect(item).toMatchObject({ tone: "FRIENDLY", amountCents: 100_000n, claimedCents: 100_000n });
    expect(await asked(item.id)).toBe(item.claimedCents);
  });

  it("holds what the delay adds, for a firm one: what its message says once it leaves", async () => {
    await recordPayment(world.ctx, invoiceId, {
      amountCents: "200,00",
      receivedOn: "2026-10-15",
      method: "TRANSFER",
    });
    await post.day("2026-11-04");
    const item = await waiting();
    expect(item).toMatchObject({ tone: "FIRM", amountCents: 80_000n });
    // 40 € of indemnity, and fifteen days of penalties, on 800 €.
    expect(item.claimedCents).toBeGreaterThan(84_000n);
    expect(item.claimedCents).toBeLessThan(85_000n);
    expect(await asked(item.id)).toBe(item.claimedCents);
  });

  it("leaves out what is contested, to which nothing is added", async () => {
    await noteDispute(world.ctx, invoiceId, { category: "PRICE", amountCents: "300,00", message: "Remise" });
    await post.day("2026-11-04");
    const item = await waiting();
    expect(item).toMatchObject({ tone: "FIRM", amountCents: 100_000n, claimedCents: 70_000n });
    expect(await asked(item.id)).toBe(70_000n);
  });

  it("leaves out a credit that was left aside", async () => {
    const creditId = await recordClientCredit(world.ctx, clientId, {
      amountCents: "120,00",
      kind: "DEPOSIT",
      receivedOn: "2026-10-12",
    });
    await dunAnyway(world.ctx, creditId);
    await post.day("2026-10-22");
    const item = await waiting();
    expect(item).toMatchObject({ tone: "FRIENDLY", amountCents: 100_000n, claimedCents: 88_000n });
    expect(await asked(item.id)).toBe(88_000n);
  });
});
