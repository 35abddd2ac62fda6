/** The dashboard over a year of invoices: every figure agrees with the invoices themselves. */
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, daysBetween, type LocalDate, localDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { formatAmount } from "@/domain/money";
import { agingBucketOf } from "@/domain/reporting/agingReport";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { exportAgingReport, readDashboard } = await import("@/usecases/reporting/readDashboard");
const { listClients, readClientQuery } = await import("@/usecases/parties/listClients");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { mailPorts } = await import("@/context/sending");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { inCompany } = await import("@/db/inCompany");

const today = localDate("2026-11-23");
const clock = parisClock(today);
/** A server that takes everything. */
const mailer = {
  deliver: async () => ({ kind: "accepted", response: "250 2.0.0 Ok", rejected: [] }) as const,
};
let world: Awaited<ReturnType<typeof makeCompany>>;
const clientIds: string[] = [];

/** The same « chance » at each run (a linear congruence). */
let seed = 7;
function chance(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

async function pay(invoiceId: string, on: LocalDate, cents: bigint): Promise<string> {
  const raw = { receivedOn: formatDateNumeric(on), amountCents: formatAmount(cents), method: "TRANSFER" };
  return recordPayment(world.ctx, invoiceId, raw);
}

/** One invoice and, by chance, what became of it. */
async function live(index: number): Promise<void> {
  const issuedOn = addDays(today, -chance(400));
  const dueOn = addDays(issuedOn, 30);
  const cents = BigInt(10_000 + chance(500_000));
  const id = await makeInvoice(world.ctx, clientIds[chance(clientIds.length)] ?? "", {
    number: `D-${index}`,
    issuedOn,
    dueOn,
    totalCents: formatAmount(cents),
  });
  const fate = chance(10);
  const paidOn = addDays(issuedOn, 20 + chance(60));
  if (fate < 5 && paidOn <= today) await pay(id, paidOn, cents);
  if (fate === 5 && paidOn <= today) await pay(id, paidOn, cents / 3n);
  if (fate === 6 && paidOn <= today) await reversePayment(world.ctx, await pay(id, paidOn, cents));
  if (fate === 7) {
    const credit = { number: `A-${index}`, amountCents: formatAmount(cents / 4n), effect: "PROSPECTIVE" };
    await addCreditNote(world.ctx, id, { ...credit, issuedOn: formatDateNumeric(issuedOn) });
  }
  if (fate === 8) await closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "erreur" });
  if (fate === 9) await closeInvoice(world.ctx, id, { status: "WRITTEN_OFF", closeReason: "introuvable" });
}

beforeAll(async () => {
  world = await makeCompany(clock);
  for (let i = 0; i < 9; i += 1) clientIds.push(await makeClient(world.ctx, { name: `Client ${i}` }));
  for (let i = 0; i < 70; i += 1) await live(i);
}, 120_000);

interface Open {
  id: string;
  clientId: string;
  dueOn: LocalDate;
  balance: string;
}

const openInvoices = () =>
  asOwner<Open>(
    database,
    `SELECT id, client_id AS "clientId", due_on::text AS "dueOn", balance_cents::text AS balance
     FROM invoice WHERE company_id = $1 AND status = 'OPEN'`,
    [world.ctx.companyId],
  );
const add = (amounts: readonly bigint[]) => amounts.reduce((sum, cents) => sum + cents, 0n);

it("has something of everything: an empty world would prove nothing", async () => {
  const states = await asOwner<{ status: string }>(
    database,
    "SELECT DISTINCT status::text AS status FROM invoice",
  );
  expect(states.map((row) => row.status).sort()).toEqual(["CANCELLED", "OPEN", "PAID", "WRITTEN_OFF"]);
  expect(await openInvoices()).not.toHaveLength(0);
});

describe("the aged balance", () => {
  it("puts each open invoice where its age says, and adds up to what is owed", async () => {
    const open = await openInvoices();
    const { aging, shownClients, otherClients } = await readDashboard(world.ctx, 12);
    aging.buckets.forEach((bucket, index) => {
      const mine = open.filter(({ dueOn }) => agingBucketOf(daysBetween(dueOn, today)) === index);
      expect([index, bucket.invoiceCount, bucket.amountCents]).toEqual([
        index,
        mine.length,
        add(mine.map(({ balance }) => BigInt(balance))),
      ]);
    });
    expect(aging.totalCents).toBe(add(open.map(({ balance }) => BigInt(balance))));
    const shown = add(shownClients.map((client) => client.totalCents));
    expect(shown + (otherClients?.totalCents ?? 0n)).toBe(aging.totalCents);
  });

  it("is the same in the file, whose last line is the total", async () => {
    const { aging } = await readDashboard(world.ctx, 12);
    const { csv, on } = await exportAgingReport(world.ctx);
    expect(on).toBe(today);
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toHaveLength(aging.clients.length + 2);
    const total = lines.at(-1)?.split(";") ?? [];
    expect(total[0]).toBe("Total");
    expect(total.at(-1)).toBe(formatAmount(aging.totalCents).replaceAll("\u00a0", ""));
  });

  it("agrees with the list of clients, page after page", async () => {
    const { aging } = await readDashboard(world.ctx, 12);
    const list = await listClients(world.ctx, readClientQuery({}));
    expect(add(list.lines.map((line) => line.openCents))).toBe(aging.totalCents);
    expect(add(list.lines.map((line) => line.overdueCents))).toBe(aging.overdueCents);
    expect(list.counts["en-retard"]).toBe(aging.clients.filter((client) => client.overdueCents > 0n).length);
    const amounts = list.lines.map((line) => line.overdueCents);
    expect(amounts).toEqual([...amounts].sort((a, b) => (a === b ? 0 : a < b ? 1 : -1)));
  });
});

describe("the DSO", () => {
  it("starts from what is owed today, whatever was reversed, credited, cancelled or written off", async () => {
    const { readMonthFlows } = await import("@/db/reporting/monthFlows");
    const { salesMonths } = await import("@/domain/reporting/daysSalesOutstanding");
    const flows = await inCompany(world.ctx.companyId, (tx) =>
      readMonthFlows(tx, world.ctx.companyId, today),
    );
    const months = salesMonths(flows, today);
    const open = await openInvoices();
    expect(months.at(-1)?.receivablesCents).toBe(add(open.map(({ balance }) => BigInt(balance))));
    expect(months.every((month) => month.receivablesCents >= 0n)).toBe(true);
  });

  it("gives one point a month of the period", async () => {
    expect((await readDashboard(world.ctx, 6)).dso.map((point) => point.monthOn)).toEqual([
      "2026-06-01",
      "2026-07-01",
      "2026-08-01",
      "2026-09-01",
      "2026-10-01",
      "2026-11-01",
    ]);
  });
});

describe("the forecast", () => {
  it("gives every open euro a week, a later day, or none", async () => {
    const { forecast, aging } = await readDashboard(world.ctx, 12);
    expect(forecast.expectedCents + forecast.laterCents + forecast.undatedCents).toBe(aging.totalCents);
  });

  it("follows the habit of the client, then its promise, and believes no date of a dispute", async () => {
    const shop = await makeCompany(clock, { name: "Petite boutique" });
    const buyer = await makeClient(shop.ctx);
    const settled = await makeInvoice(shop.ctx, buyer, { dueOn: "2026-10-01", totalCents: "10" });
    const raw = { receivedOn: "11/10/2026", amountCents: "10", method: "TRANSFER" };
    await recordPayment(shop.ctx, settled, raw);
    // Usually ten days late: due on 25 November, expected on 5 December.
    const invoiceId = await makeInvoice(shop.ctx, buyer, { dueOn: "2026-11-25", totalCents: "200" });
    const weeks = async () => (await readDashboard(shop.ctx, 12)).forecast.weeks;
    expect((await weeks())[1]).toMatchObject({ usualCents: 20_000n, promisedCents: 0n });

    const answer = {
      source: "CALL",
      clientId: buyer,
      invoiceIds: [invoiceId],
      amountCents: null,
      method: null,
    } as const;
    const rest = { message: "", linkId: null, callTaskId: null, network: "" };
    await inCompany(shop.ctx.companyId, (tx) =>
      recordAnswerIn(tx, shop.ctx, { ...answer, ...rest, kind: "PROMISE", onDate: localDate("2026-12-15") }),
    );
    expect((await weeks()).map((week) => week.promisedCents)).toEqual([0n, 0n, 0n, 20_000n, 0n, 0n]);

    await inCompany(shop.ctx.companyId, (tx) =>
      recordAnswerIn(tx, shop.ctx, { ...answer, ...rest, kind: "DISPUTE", onDate: null, message: "abîmé" }),
    );
    expect((await readDashboard(shop.ctx, 12)).forecast).toMatchObject({
      expectedCents: 0n,
      undatedCents: 20_000n,
    });
  });
});

describe("what the steps were followed by", () => {
  it("counts a payment within seven days, once, until it is undone", async () => {
    const own = parisClock("2026-10-20");
    const shop = await makeCompany(own, { name: "Relances" });
    const buyer = await makeClient(shop.ctx);
    const invoiceId = await makeInvoice(shop.ctx, buyer, { dueOn: "2026-10-31", totalCents: "300" });
    for (const day of ["2026-11-02", "2026-11-09"]) {
      own.setParis(day, 17, 15);
      await runDueSteps(shop.ctx.companyId, own.now());
      await sendMessages(shop.ctx.companyId, { ...mailPorts(mailer), clock: own });
    }
    const give = (receivedOn: string) =>
      recordPayment(shop.ctx, invoiceId, { receivedOn, amountCents: "100", method: "TRANSFER" });
    const afterEmail = await give("06/11/2026");
    await give("09/11/2026");
    own.setParis("2026-11-23", 17);
    await give("23/11/2026");
    const { steps } = await readDashboard(shop.ctx, 12);
    expect(
      steps.rows.map(({ offsetDays, runCount, paidCount, receivedCents }) => [
        offsetDays,
        runCount,
        paidCount,
        receivedCents,
      ]),
    ).toEqual([
      [2, 1, 1, 10_000n],
      [7, 1, 1, 10_000n],
    ]);
    expect(steps).toMatchObject({ runCount: 2, invoiceCount: 1, receivedCents: 20_000n });
    await reversePayment(shop.ctx, afterEmail);
    expect((await readDashboard(shop.ctx, 12)).steps.receivedCents).toBe(10_000n);
  });
});

it("shows nothing of another company, and stands with nothing at all", async () => {
  const empty = await makeCompany(clock, { name: "Toute neuve" });
  const { aging, dso, forecast, steps, lastPaymentOn, dsoChangeDays } = await readDashboard(empty.ctx, 12);
  expect(aging).toMatchObject({ totalCents: 0n, clients: [] });
  expect(dso).toEqual([]);
  expect(forecast.expectedCents).toBe(0n);
  expect(steps.rows).toEqual([]);
  expect([lastPaymentOn, dsoChangeDays]).toEqual([null, null]);
});
