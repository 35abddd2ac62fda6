/** The replay of a year with direct debits: it says what the live policy did, since both wait for the bank. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { importFile } = await import("../../support/imports");
const { PostOffice } = await import("../../support/postOffice");
const { readReplays } = await import("@/usecases/dunning/readReplays");
const { listScenarios } = await import("@/usecases/dunning/readScenario");
const { runReplay, startReplay } = await import("@/usecases/dunning/runReplay");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { expectDebit, saveDebitMandate } = await import("@/usecases/settlement/expectDebit");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { settleDebit } = await import("@/usecases/settlement/settleDebit");
const { addDays, localDate } = await import("@/domain/calendar");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-09-24");
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";

/** J+2 is Monday the 26th of October, J+7 (a call) Monday the 2nd of November, J+15 Monday the 9th. */
const DUE_ON = "2026-10-24";
const END = "2026-11-13";

beforeEach(async () => {
  clock.setParis("2026-09-24");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: DUE_ON });
});

const settle = (raw: Record<string, string>) => settleDebit(world.ctx, invoiceId, raw);
const rejected = (rejectedOn: string) => ({ issue: "REJECTED", rejectedOn, reasonCode: "AM04", note: "" });

/** What the worker did, and what the replay says the same scenario would have done. */
async function liveAndReplayed() {
  const steps = await asOwner<{ channel: string }>(
    database,
    "SELECT channel::text FROM dunning_step WHERE company_id = $1 AND state = 'DONE'",
    [world.ctx.companyId],
  );
  const live = {
    messages: steps.filter(({ channel }) => channel === "EMAIL").length,
    calls: steps.filter(({ channel }) => channel === "CALL").length,
  };
  const scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
  const [version] = await asOwner<{ id: string }>(
    database,
    "SELECT current_version_id AS id FROM scenario WHERE id = $1",
    [scenarioId],
  );
  const asked = { versionId: version?.id ?? "", sharePercent: "50", withinDays: "5" };
  await startReplay(world.ctx, scenarioId, asked);
  await runReplay(world.ctx.companyId, clock);
  const figures = (await readReplays(world.ctx, scenarioId)).replays[0]?.result?.figures[0]?.figures;
  return { live, replayed: { messages: figures?.messages, calls: figures?.calls } };
}

/** The worker's day, each day from one to the day before another. */
async function workDays(from: string, to: string): Promise<void> {
  for (let on = localDate(from); on < to; on = addDays(on, 1)) await post.day(on);
}

interface Story {
  /** What is told to the product, each at its moment. */
  told: [date: string, work: () => Promise<unknown>][];
  messages: number;
  calls: number;
}

const awaitDebit = () => expectDebit(world.ctx, invoiceId, {});

const STORIES: Record<string, Story> = {
  "nobody ever spoke of a debit": { told: [], messages: 2, calls: 1 },
  "the bank is awaited to the end": { told: [["2026-09-24", awaitDebit]], messages: 0, calls: 0 },
  "the bank sent it back": {
    told: [
      ["2026-09-24", awaitDebit],
      ["2026-10-27", () => settle(rejected("26/10/2026"))],
    ],
    messages: 2,
    calls: 1,
  },
  "the rejection was noted late: one step, and not those of the days gone by": {
    told: [
      ["2026-10-20", awaitDebit],
      ["2026-11-11", () => settle(rejected("28/10/2026"))],
    ],
    messages: 1,
    calls: 0,
  },
  "it was for another day, then sent back": {
    told: [
      ["2026-10-20", awaitDebit],
      ["2026-10-23", () => expectDebit(world.ctx, invoiceId, { debitOn: "30/10/2026" })],
      ["2026-11-04", () => settle(rejected("03/11/2026"))],
    ],
    messages: 1,
    calls: 1,
  },
  "it was awaited after a first reminder only": {
    told: [["2026-10-28", awaitDebit]],
    messages: 1,
    calls: 0,
  },
  "there was none after all": {
    told: [
      ["2026-09-24", awaitDebit],
      ["2026-11-03", () => settle({ issue: "STOPPED" })],
    ],
    messages: 1,
    calls: 1,
  },
  "it succeeded on the day of a step": {
    told: [
      ["2026-09-24", awaitDebit],
      ["2026-10-26", () => settle({ issue: "COLLECTED", collectedOn: "26/10/2026" })],
    ],
    messages: 0,
    calls: 0,
  },
  "it succeeded, and the payment was undone": {
    told: [
      ["2026-09-24", awaitDebit],
      ["2026-10-26", () => settle({ issue: "COLLECTED", collectedOn: "26/10/2026" })],
      [
        "2026-11-05",
        async () => {
          const { payments } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
          await reversePayment(world.ctx, payments[0]?.id ?? "");
        },
      ],
    ],
    messages: 1,
    calls: 1,
  },
  "the client pays by debit, then does not": {
    told: [
      ["2026-09-28", () => saveDebitMandate(world.ctx, clientId, { isDebited: "1", reference: "RUM-1" })],
      ["2026-11-05", () => saveDebitMandate(world.ctx, clientId, { reference: "" })],
    ],
    messages: 1,
    calls: 1,
  },
};

describe("the replay and the live policy agree when", () => {
  it.each(Object.entries(STORIES))("%s", async (_, { told, messages, calls }) => {
    let from = "2026-10-22";
    for (const [date, work] of told) {
      if (date > from) {
        await workDays(from, date);
        from = date;
      }
      clock.setParis(date, 8);
      await work();
    }
    await workDays(from, END);
    const { live, replayed } = await liveAndReplayed();
    expect(live).toEqual({ messages, calls });
    expect(replayed).toEqual(live);
  });
});

describe("a file that comes in late", () => {
  it("says at once that its invoices are debited: the bank was awaited from the invoice on", async () => {
    clock.setParis(END);
    const file = [
      "Numéro;Client;E-mail;Date de facture;Échéance;Montant TTC;Moyen de paiement",
      "F-901;Maison A;a@maison.example;24/09/2026;24/10/2026;100,00;Prélèvement SEPA",
    ];
    await importFile(world.ctx, file.join("\r\n"));
    const { replayed } = await liveAndReplayed();
    // Those of the invoice that is not debited.
    expect(replayed).toEqual({ messages: 2, calls: 1 });
  });
});
