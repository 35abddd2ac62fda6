/** A debtor who contests a part pays what was asked for: the rest, its penalties and its flat fee. */
import { beforeEach, describe, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { formatAmount } from "@/domain/money";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { readClaim } = await import("@/usecases/legal/readClaim");
const { maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { proposeAllocation, recordClientPayment } = await import("@/usecases/settlement/recordClientPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
const RECEIVED = { receivedOn: "2026-11-20", method: "TRANSFER", reference: "VIR 12" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let late = "";
let held: Awaited<ReturnType<typeof makeLink>>;

const read = (id = late) => readInvoice(world.ctx, id, PUBLISHED_RATES);
const claimed = async () => {
  const claim = await readClaim(
    world.ctx,
    { of: { invoiceId: late }, on: null, withPaid: true },
    PUBLISHED_RATES,
  );
  return claim.statement?.totalDueCents ?? 0n;
};
const disputeId = async () => {
  const [row] = await asOwner<{ id: string }>(
    database,
    "SELECT answer_id AS id FROM answer_invoice WHERE invoice_id = $1",
    [late],
  );
  return row?.id ?? "";
};
const pay = (cents: bigint, raw: Record<string, string> = {}) =>
  recordPaymentReceived(
    world.ctx,
    late,
    { ...RECEIVED, amountCents: formatAmount(cents), ...raw },
    PUBLISHED_RATES,
  );

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  late = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  });
  held = await makeLink(world, clientId, [late]);
  // The firm reminder asks for the penalties and the 40 €; the debtor then contests a part.
  await new PostOffice(world).day("2026-11-10");
  clock.setParis("2026-11-12", 15);
  await answerByLink(
    held.link,
    "desaccord",
    { message: "Il manque une table.", reason: "QUANTITY", amountCents: "300,00" },
    ports,
    "203.0.113.0/24",
  );
  clock.setParis("2026-11-20", 15);
});

describe("a payment while a part is contested", () => {
  it("of the sum that is claimed settles the rest, its penalties and its fee; the contested part waits", async () => {
    const asked = await claimed();
    expect(asked).toBeGreaterThan(74_000n);
    await pay(asked);
    const after = await read();
    expect([after.status, after.balanceCents, await claimed()]).toEqual(["OPEN", 30_000n, 0n]);
    expect(after.payments.at(-1)).toMatchObject({ amountCents: asked, accessoryCents: asked - 70_000n });
    expect(after.holds).toMatchObject([{ kind: "DISPUTE" }]);
    const [shown] = (await readAnswerPage(held.link, clock, PUBLISHED_RATES)).invoices;
    expect(shown?.payments).toEqual([
      { receivedOn: "2026-11-20", amountCents: 70_000n, accessoryCents: asked - 70_000n },
    ]);
  });

  it("pays the fee once: what is paid of the contested part afterwards does not bring it back", async () => {
    await pay(await claimed());
    await maintainInvoice(world.ctx, await disputeId(), { note: "Le prix est celui du devis." });
    const owed = await claimed();
    // The 300 € that were contested, and the interest they bore meanwhile.
    expect(owed).toBeGreaterThan(30_000n);
    expect(owed).toBeLessThan(30_400n);
    await pay(10_000n, { reference: "VIR 13" });
    expect(await claimed()).toBe(owed - 10_000n);
  });

  it("of the whole balance gives the contestation up, and any other sum pays principal first", async () => {
    await pay(60_000n);
    expect((await read()).balanceCents).toBe(40_000n);
    await pay(40_000n);
    const after = await read();
    expect([after.status, after.holds.map(({ isRunning }) => isRunning)]).toEqual(["PAID", [false]]);
  });

  it("is proposed as it is recorded, also with the parts that a person confirms", async () => {
    const asked = await claimed();
    const raw = { ...RECEIVED, amountCents: formatAmount(asked) };
    const expected = [{ invoiceId: late, amountCents: 70_000n, accessoryCents: asked - 70_000n }];
    expect(await proposeAllocation(world.ctx, clientId, raw, PUBLISHED_RATES)).toEqual(expected);
    const part = { [`part-${late}`]: formatAmount(asked) };
    await recordClientPayment(world.ctx, clientId, { ...raw, ...part }, PUBLISHED_RATES);
    expect((await read()).balanceCents).toBe(30_000n);
  });

  it("over several invoices goes on what is not contested, whatever is older", async () => {
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-18", totalCents: "500,00" });
    const raw = { ...RECEIVED, amountCents: "1 200,00" };
    await recordClientPayment(world.ctx, clientId, raw, PUBLISHED_RATES);
    expect([(await read()).balanceCents, (await read(other)).status]).toEqual([30_000n, "PAID"]);
    expect((await read()).holds).toMatchObject([{ kind: "DISPUTE" }]);
  });
});

it("the debtor’s page says what the law adds to the rest, to the cent of the décompte", async () => {
  const { added, askedCents } = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
  expect([askedCents, added?.isAsked, added?.totalCents]).toEqual([70_000n, false, await claimed()]);
});
