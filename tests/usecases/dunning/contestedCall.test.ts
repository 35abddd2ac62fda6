/** A call about an invoice of which a part is contested: it is listed, and asks for the rest only. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { dunAnyway } = await import("@/usecases/settlement/applyClientCredit");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { readToday } = await import("@/usecases/reporting/readToday");

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  });
});

const contest = (amountCents: string, id = invoiceId) =>
  noteDispute(world.ctx, id, { category: "QUALITY", message: "Défaut", amountCents });
/** The calls of the day, once the call of J+7 was decided. */
async function calls() {
  await post.day("2026-10-26");
  await post.day("2026-11-02");
  const today = await readToday(world.ctx, "Hélène Brisset");
  expect(today.workload.calls).toBe(today.calls.length);
  return today.calls.map(({ amountCents, script }) => ({
    amountCents,
    script: script.replaceAll("\u00a0", " "),
  }));
}

describe("the call of J+7", () => {
  it("asks for the rest of an invoice, and says that a part is set aside", async () => {
    await contest("900,00");
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(call?.amountCents).toBe(10_000n);
    expect(call?.script).toContain(
      "la facture F-1, arrivée à échéance le 24 octobre, sur laquelle il reste 100,00 € à régler, hors part contestée. Cette somme est-elle bien dans vos règlements",
    );
    expect(call?.script).not.toContain("1 000,00");
  });

  it("deducts a credit that was left aside", async () => {
    const raw = { kind: "DEPOSIT", amountCents: "150,00", receivedOn: "2026-10-19" };
    await dunAnyway(world.ctx, await recordClientCredit(world.ctx, clientId, raw));
    const [call] = await calls();
    expect(call?.amountCents).toBe(85_000n);
    expect(call?.script).toContain("il reste 850,00 € à régler, votre avoir déduit.");
  });

  it("is not listed while all of it is contested, by one dispute or by parts that reach what is left", async () => {
    await post.day("2026-10-26");
    await post.day("2026-11-02");
    const listed = async () => (await readToday(world.ctx, "Hélène")).calls.length;
    expect(await listed()).toBe(1);
    await contest("400,00");
    expect(await listed()).toBe(1);
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "2026-11-02",
      amountCents: "600,00",
      method: "TRANSFER",
    });
    expect(await listed()).toBe(0);
  });

  it("names only what may be asked for among several invoices", async () => {
    const other = await makeInvoice(world.ctx, clientId, {
      number: "F-2",
      dueOn: "2026-10-24",
      totalCents: "500,00",
    });
    await post.day("2026-10-26");
    await post.day("2026-11-02");
    await contest("", other);
    const [call] = (await readToday(world.ctx, "Hélène")).calls;
    expect(call?.amountCents).toBe(100_000n);
    expect(call?.script).toContain("F-1");
    expect(call?.script).not.toContain("F-2");
  });
});
