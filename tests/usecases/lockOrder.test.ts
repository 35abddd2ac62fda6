/**
 * Locks are taken in one order (the client, its invoices, then what hangs on them), so that two writers never
 * wait for each other in a circle: whoever waits for the first of them holds none of the others.
 */
import { beforeEach, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";
import { makeNotice, TRACKING } from "../support/postedLetters";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { PostOffice } = await import("../support/postOffice");
const { inCompany } = await import("@/db/inCompany");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan, endPlan } = await import("@/usecases/settlement/decidePlan");
const { followPlans } = await import("@/usecases/settlement/followPlans");
const { replyToAnswer } = await import("@/usecases/settlement/replyToAnswer");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { updateClient } = await import("@/usecases/parties/saveClient");
const { saveClientTags } = await import("@/usecases/parties/saveClientTags");
const { readClientForm } = await import("@/usecases/parties/clientForm");
const { paperPrinter } = await import("@/context/printing");

const clock = parisClock("2026-10-20");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20", totalCents: "1 000,00" });
});

const idOf = async (table: string) =>
  (
    await asOwner<{ id: string }>(database, `SELECT id FROM ${table} WHERE company_id = $1`, [
      world.ctx.companyId,
    ])
  )[0]?.id ?? "";

const isAnyoneWaiting = async () =>
  (
    await asOwner(
      database,
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
  ).length > 0;

/** Holds the first row, has the work wait for it, and looks whether the later row is still free. */
async function isFreeMeanwhile(first: string, later: string, work: () => Promise<unknown>): Promise<boolean> {
  let running: Promise<unknown> = Promise.resolve();
  const free = await inCompany(world.ctx.companyId, async (tx) => {
    await tx.$executeRawUnsafe(`SELECT 1 FROM ${first} FOR NO KEY UPDATE`);
    running = work();
    await vi.waitUntil(isAnyoneWaiting, { timeout: 10_000 });
    return tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${later} FOR NO KEY UPDATE SKIP LOCKED`);
  });
  await running;
  return free.length > 0;
}

const answered = async (word: "echeancier" | "message", raw: Record<string, string>) => {
  const held = await makeLink(world, clientId, [invoiceId]);
  await answerByLink(held.link, word, raw, ports, "203.0.113.0/24");
  return idOf("answer");
};

const ASKED = { count: "2", firstOn: "2026-10-27", signerName: "Anne Lebreton", acknowledged: "1" };

it("an edited client: the client before its invoices", async () => {
  const { values } = await readClientForm(world.ctx, clientId);
  const invoice = `invoice WHERE id = '${invoiceId}'`;
  const edit = () => updateClient(world.ctx, clientId, { ...values, note: "le matin" });
  expect(await isFreeMeanwhile(`client WHERE id = '${clientId}'`, invoice, edit)).toBe(true);
  const tag = () => saveClientTags(world.ctx, clientId, { tags: "fragile" });
  expect(await isFreeMeanwhile(`client WHERE id = '${clientId}'`, invoice, tag)).toBe(true);
});

it("a reply: the invoices before the answer", async () => {
  const answerId = await answered("message", { message: "Bonjour" });
  const reply = () => replyToAnswer(world.ctx, answerId, { body: "Il part demain." });
  const free = await isFreeMeanwhile(
    `invoice WHERE id = '${invoiceId}'`,
    `answer WHERE id = '${answerId}'`,
    reply,
  );
  expect(free).toBe(true);
});

it("a schedule that ends, at a person's word or by itself: the invoices before the schedule", async () => {
  const answerId = await answered("echeancier", ASKED);
  await acceptPlan(world.ctx, answerId);
  const follow = () => followPlans(world.ctx.companyId, { clock, printer: paperPrinter });
  await follow();
  clock.setParis("2026-11-10");
  const [invoice, plan] = [
    `invoice WHERE id = '${invoiceId}'`,
    `instalment_plan WHERE answer_id = '${answerId}'`,
  ];
  expect(await isFreeMeanwhile(invoice, plan, follow)).toBe(true);
  expect(await isFreeMeanwhile(invoice, plan, () => endPlan(world.ctx, answerId))).toBe(true);
});

it("a call: the invoices before the call", async () => {
  const post = new PostOffice(world);
  await post.day("2026-10-22");
  await post.day("2026-10-27");
  const callId = await idOf("call_task");
  const note = () => recordCall(world.ctx, callId, { outcome: "PROMISE", onDate: "2026-10-30" });
  const free = await isFreeMeanwhile(
    `invoice WHERE id = '${invoiceId}'`,
    `call_task WHERE id = '${callId}'`,
    note,
  );
  expect(free).toBe(true);
});

// Drawing a page takes a second, much more on a busy machine.
it("a letter: its invoices before it, approved as posted", async () => {
  const { letterId, sha256, invoiceId: claimed } = await makeNotice(world, clock);
  const [invoice, letter] = [`invoice WHERE id = '${claimed}'`, `letter WHERE id = '${letterId}'`];
  const approve = () => approveLetter(world.ctx, letterId, sha256);
  expect(await isFreeMeanwhile(invoice, letter, approve)).toBe(true);
  const post = () => markPosted(world.ctx, letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
  expect(await isFreeMeanwhile(invoice, letter, post)).toBe(true);
}, 60_000);
