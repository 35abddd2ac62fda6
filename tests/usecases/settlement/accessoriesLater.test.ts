/** Late interest and the flat fee that are paid once the principal is settled. */
import { beforeEach, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { formatAmount } from "@/domain/money";
import { partField } from "@/domain/settlement/allocation";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { inCompany } = await import("@/db/inCompany");
const { readUsualDelays } = await import("@/db/reporting/usualDelays");
const { readMovements } = await import("@/db/settlement/accounts");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readClaim } = await import("@/usecases/legal/readClaim");
const { readDashboard } = await import("@/usecases/reporting/readDashboard");
const { confirmDeclaration } = await import("@/usecases/settlement/decideAnswer");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { listPayments, readPaymentQuery } = await import("@/usecases/settlement/listPayments");
const { proposeAllocation, recordClientPayment } = await import("@/usecases/settlement/recordClientPayment");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { listPayers, readPaymentForm } = await import("@/usecases/settlement/readPaymentForm");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");

const clock = parisClock("2026-10-20");
const RECEIVED = { receivedOn: "2026-11-20", method: "TRANSFER", reference: "VIR 12" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let late = "";
/** What the law adds to the invoice, settled on 12 November. */
let accessories = 0n;

const read = (id = late) => readInvoice(world.ctx, id, PUBLISHED_RATES);
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
  late = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-24", totalCents: "400,00" });
  // The firm reminder asks for the penalties and the 40 €.
  await new PostOffice(world).day("2026-11-10");
  clock.setParis("2026-11-12", 15);
  await pay(40_000n, { receivedOn: "2026-11-12" });
  clock.setParis("2026-11-20", 15);
  accessories = (await read()).statement?.totalDueCents ?? 0n;
  expect(accessories).toBeGreaterThan(4_000n);
});

describe("the penalties of a settled invoice that were asked for", () => {
  it("are proposed, paid on their own, and nothing is left to claim", async () => {
    const before = await read();
    expect(before.accessories).toEqual({ penaltyCents: accessories - 4_000n, flatFeeCents: 4_000n });
    await pay(accessories);
    const after = await read();
    expect([after.status, after.statement?.totalDueCents, after.accessories]).toEqual(["PAID", 0n, null]);
    expect(after.payments.at(-1)).toMatchObject({ amountCents: accessories, accessoryCents: accessories });
    const [allocation] = await asOwner(
      database,
      "SELECT amount_cents::int AS principal, accessory_cents::text AS accessory FROM allocation WHERE company_id = $1 AND amount_cents = 0",
      [world.ctx.companyId],
    );
    expect(allocation).toEqual({ principal: 0, accessory: String(accessories) });
  });

  it("may be paid in part, and are refused above what is due", async () => {
    await pay(1_000n);
    const rest = (await read()).accessories;
    expect((rest?.penaltyCents ?? 0n) + (rest?.flatFeeCents ?? 0n)).toBe(accessories - 1_000n);
    await expect(pay(accessories)).rejects.toMatchObject({
      code: "ABOVE_ACCESSORIES",
      field: "amountCents",
      message: expect.stringMatching(
        /Il ne reste que .* de pénalités et d’indemnité à payer\. .*avoir du client/,
      ),
    });
  });

  it("entered late, find what was recorded since: they are never paid twice", async () => {
    await pay(accessories);
    await expect(pay(accessories, { receivedOn: "2026-11-13" })).rejects.toMatchObject({
      code: "ALREADY_PAID",
    });
  });

  it("are owed again once that payment is undone, and the invoice stays settled", async () => {
    await pay(accessories);
    const paymentId = (await read()).payments.at(-1)?.id ?? "";
    await reversePayment(world.ctx, paymentId);
    const after = await read();
    expect([after.status, after.balanceCents, after.statement?.totalDueCents]).toEqual([
      "PAID",
      0n,
      accessories,
    ]);
  });

  it("show on the décompte, in the list of payments and on the statement of account", async () => {
    await pay(accessories);
    const claim = await readClaim(
      world.ctx,
      { of: { invoiceId: late }, on: null, withPaid: true },
      PUBLISHED_RATES,
    );
    expect(claim.invoices[0]?.ledger.penalty.demandedCents).toBe(0n);
    expect(claim.statement?.totalDueCents).toBe(0n);
    const { lines, month } = await listPayments(world.ctx, readPaymentQuery({}));
    expect(lines[0]).toMatchObject({ amountCents: accessories, accessoryCents: accessories });
    expect(month.totalCents).toBe(40_000n + accessories);
    const movements = await inCompany(world.ctx.companyId, (tx) =>
      readMovements(tx, world.ctx.companyId, clientId, { at: null, on: localDate("2026-11-01") }),
    );
    expect(movements.map(({ amountCents, accessoryCents }) => [amountCents, accessoryCents])).toEqual([
      [40_000n, 0n],
      [accessories, accessories],
    ]);
  });

  it("count as money received after the reminder that asked for them", async () => {
    await pay(accessories, { receivedOn: "2026-11-14" });
    const { steps } = await readDashboard(world.ctx, 3);
    expect([steps.receivedCents, steps.invoiceCount]).toEqual([40_000n + accessories, 1]);
  });

  it("leave the habit of the client as its principal was paid", async () => {
    await pay(accessories);
    const delays = await inCompany(world.ctx.companyId, (tx) =>
      readUsualDelays(tx, world.ctx.companyId, localDate("2026-11-20"), [clientId]),
    );
    expect(delays.get(clientId)).toBe(19);
  });
});

describe("a payment of the client", () => {
  it("pays an open invoice, then the penalties of one settled before", async () => {
    const open = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-18", totalCents: "100,00" });
    const form = await readPaymentForm(world.ctx, clientId, PUBLISHED_RATES);
    expect([form.openCents, form.accessoryCents]).toEqual([10_000n, accessories]);
    const raw = { ...RECEIVED, amountCents: formatAmount(10_000n + accessories) };
    expect(await proposeAllocation(world.ctx, clientId, raw, PUBLISHED_RATES)).toEqual([
      { invoiceId: late, amountCents: 0n, accessoryCents: accessories },
      { invoiceId: open, amountCents: 10_000n },
    ]);
    await recordClientPayment(world.ctx, clientId, raw, PUBLISHED_RATES);
    expect([(await read(open)).status, (await read()).statement?.totalDueCents]).toEqual(["PAID", 0n]);
  });

  it("goes on the penalties when a person says so, with nothing else owed", async () => {
    const { clients } = await listPayers(world.ctx, "Le Guen", PUBLISHED_RATES);
    expect(clients).toMatchObject([{ id: clientId, openCount: 0, accessoryCents: accessories }]);
    const amountCents = formatAmount(accessories);
    const raw = { ...RECEIVED, amountCents, [partField(late)]: amountCents };
    await recordClientPayment(world.ctx, clientId, raw, PUBLISHED_RATES);
    expect((await read()).accessories).toBeNull();
    expect((await listPayers(world.ctx, "Le Guen", PUBLISHED_RATES)).clients).toEqual([]);
  });
});

describe("« J’ai payé » about two invoices, of which one was settled meanwhile", () => {
  it("is confirmed with the penalties of that one", async () => {
    const open = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-18", totalCents: "100,00" });
    const amountCents = 10_000n + accessories;
    await reversePayment(world.ctx, (await read()).payments[0]?.id ?? "");
    const { answerId } = await inCompany(world.ctx.companyId, (tx) =>
      recordAnswerIn(tx, world.ctx, {
        kind: "ALREADY_PAID",
        source: "LINK",
        clientId,
        invoiceIds: [late, open],
        onDate: localDate("2026-11-20"),
        amountCents,
        method: "TRANSFER",
        message: "",
        linkId: null,
        callTaskId: null,
        network: "",
      }),
    );
    await pay(40_000n, { receivedOn: "2026-11-12" });
    const raw = { ...RECEIVED, amountCents: formatAmount(amountCents) };
    await confirmDeclaration(world.ctx, answerId, raw, PUBLISHED_RATES);
    expect([(await read(open)).status, (await read()).accessories]).toEqual(["PAID", null]);
  });
});
