/** « Aujourd'hui »: every decision is listed once, counted once, and goes once it is taken. */
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { approveMessages, resolveUncertain, retryFailed } = await import("@/usecases/dunning/decideMessages");
const { endPastHolds, holdInvoice, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { readCall } = await import("@/usecases/dunning/readCall");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { countDecisions, readToday } = await import("@/usecases/reporting/readToday");
const { decisionCount } = await import("@/domain/reporting/workload");
const { mailPorts } = await import("@/context/sending");
const { inCompany } = await import("@/db/inCompany");

type Outcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const clock = parisClock("2026-10-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let outcome: Outcome;

async function tick(date: string, hour = 17) {
  clock.setParis(date, hour, 15);
  await runDueSteps(world.ctx.companyId, clock.now());
  const ports = { ...mailPorts({ deliver: async () => outcome }), clock };
  await sendMessages(world.ctx.companyId, ports);
}

/** Reads the page and checks what must always hold: the rows, the counts and the badge agree. */
async function today() {
  const view = await readToday(world.ctx, "Hélène Brisset");
  const { workload } = view;
  expect(view.calls).toHaveLength(workload.calls);
  expect(view.letters).toHaveLength(workload.letters);
  expect([...view.approvals, ...view.uncertain, ...view.failed]).toHaveLength(workload.messages);
  expect([...view.declarations, ...view.disputes, ...view.brokenPromises]).toHaveLength(workload.answers);
  expect(view.refusedAddresses).toHaveLength(workload.addresses);
  const badge = await inCompany(world.ctx.companyId, (tx) =>
    countDecisions(tx, world.ctx.companyId, view.today),
  );
  expect(badge).toBe(decisionCount(workload));
  return view;
}

describe("the day of a company", () => {
  let invoiceId = "";

  beforeAll(async () => {
    outcome = { kind: "accepted", response: "250 Ok", rejected: [] };
    world = await makeCompany(clock);
  });

  it("begins empty, and says that there is no invoice yet", async () => {
    expect(await today()).toMatchObject({ isNew: true, calls: [], leavingToday: [], nextDays: [], held: [] });
  });

  it("announces what will leave alone", async () => {
    const clientId = await makeClient(world.ctx);
    invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-20" });
    const view = await today();
    expect(view.isNew).toBe(false);
    expect(view.nextDays[0]).toMatchObject({ on: "2026-10-22", emails: 1, calls: 0, amountCents: 432_000n });
    clock.setParis("2026-10-22", 8, 30);
    expect((await today()).leavingToday).toMatchObject([
      { messageId: null, clientName: "Conserverie Le Guen", offsetDays: 2, isGone: false },
    ]);
  });

  it("shows what has left", async () => {
    await tick("2026-10-22");
    expect((await today()).leavingToday).toMatchObject([{ isGone: true, count: 1, amountCents: 432_000n }]);
  });

  it("asks for a call with the words to say; the call waits while the invoice is held", async () => {
    await tick("2026-10-27");
    const [call] = (await today()).calls;
    expect(call).toMatchObject({ clientName: "Conserverie Le Guen", offsetDays: 7, amountCents: 432_000n });
    expect(call?.script).toContain("Hélène Brisset");
    expect(call?.script).toContain("F-1 de 4\u00a0320,00\u00a0€");
    expect(call?.history.map((event) => event.what)).toEqual(["due", "EMAIL"]);
    await holdInvoice(world.ctx, invoiceId, { untilOn: "2026-11-05", reason: "Accord" });
    expect(await today()).toMatchObject({ calls: [], held: [{ number: "F-1" }] });
    await resumeInvoice(world.ctx, invoiceId);
    expect((await today()).calls).toHaveLength(1);
  });

  it("keeps a broken promise until someone decides", async () => {
    const [call] = (await today()).calls;
    const raw = { outcome: "PROMISE", onDate: "2026-10-30", note: "Vendredi" };
    await recordCall(world.ctx, call?.id ?? "", raw);
    expect((await readCall(world.ctx, call?.id ?? "", "")).state).toBe("DONE");
    expect((await today()).calls).toEqual([]);
    clock.setParis("2026-11-05", 8);
    await endPastHolds(world.ctx.companyId, clock.now());
    const [promise] = (await today()).brokenPromises;
    expect(promise).toMatchObject({ isBroken: true, isWaiting: true, onDate: "2026-10-30" });
    await rejectAnswer(world.ctx, promise?.id ?? "");
    expect((await today()).brokenPromises).toEqual([]);
  });

  it("shows a message that the server refused, until it is taken up again", async () => {
    outcome = { kind: "refused_permanent", stage: "data", code: 554, text: "5.7.1 content refused" };
    await tick("2026-11-09");
    const [failed] = (await today()).failed;
    expect(failed).toMatchObject({ kind: "REMINDER", offsetDays: 15 });
    await retryFailed(world.ctx, failed?.id ?? "");
    expect((await today()).failed).toEqual([]);
  });

  it("shows a message that may have left, until someone says so", async () => {
    outcome = { kind: "uncertain", reason: "connection_lost", detail: "" };
    await tick("2026-11-09");
    const [uncertain] = (await today()).uncertain;
    expect(uncertain).toMatchObject({ kind: "REMINDER", offsetDays: 15 });
    await resolveUncertain(world.ctx, uncertain?.id ?? "", true);
    expect((await today()).uncertain).toEqual([]);
  });

  it("lists a formal notice to approve", async () => {
    await tick("2026-11-20");
    expect((await today()).letters).toMatchObject([{ channel: "FORMAL_NOTICE", offsetDays: 30 }]);
  });
});

describe("what leaves alone", () => {
  it("is announced with the very sum that its message claims", async () => {
    outcome = { kind: "accepted", response: "250 Ok", rejected: [] };
    clock.setParis("2026-10-20");
    world = await makeCompany(clock);
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { number: "F-1", dueOn: "2026-10-20" });
    const disputed = await makeInvoice(world.ctx, clientId, { number: "F-2", dueOn: "2026-10-20" });
    await noteDispute(world.ctx, disputed, { category: "QUALITY", message: "Rayé", amountCents: "20,00" });
    await tick("2026-10-22");
    await tick("2026-10-27");
    await recordCall(world.ctx, (await today()).calls[0]?.id ?? "", { outcome: "VOICEMAIL" });
    clock.setParis("2026-11-04", 8, 30);
    const [announced] = (await today()).leavingToday;
    expect(announced).toMatchObject({ isGone: false, tone: "FIRM", count: 2 });
    await tick("2026-11-04");
    const [gone] = (await today()).leavingToday;
    expect(gone).toMatchObject({ isGone: true, tone: "FIRM", count: 2, amountCents: announced?.amountCents });
    // Two invoices of 4 320 €, less what is contested, and what the law adds to the one that is not.
    expect(gone?.amountCents).toBeGreaterThan(864_000n - 2_000n + 4_000n);
  });

  it("is listed fifty at most, and the others are counted", async () => {
    clock.setParis("2026-10-20");
    world = await makeCompany(clock);
    for (let index = 0; index < 53; index += 1) {
      await makeInvoice(world.ctx, await makeClient(world.ctx, { name: `Client ${index}` }), {
        number: `F-${index}`,
        dueOn: "2026-10-20",
      });
    }
    clock.setParis("2026-10-22", 8, 30);
    const before = await today();
    expect([before.leavingToday.length, before.moreToday]).toEqual([50, 3]);
    await tick("2026-10-22");
    const after = await today();
    expect([after.leavingToday.length, after.moreToday]).toEqual([50, 3]);
  });
});

describe("in safe mode", () => {
  it("reminders wait for a word, one by one or together", async () => {
    outcome = { kind: "accepted", response: "250 Ok", rejected: [] };
    clock.setParis("2026-10-20");
    world = await makeCompany(clock, { safeMode: true });
    for (const name of ["Garage Pennec", "Clinique du Val"]) {
      await makeInvoice(world.ctx, await makeClient(world.ctx, { name }), { dueOn: "2026-10-20" });
    }
    await tick("2026-10-22");
    const view = await today();
    expect(view.approvals.map((message) => message.clientName).sort()).toEqual([
      "Clinique du Val",
      "Garage Pennec",
    ]);
    expect(view.leavingToday).toEqual([]);
    const waiting = (await listApprovals(world.ctx)).map((message) => message.id);
    expect(await approveMessages(world.ctx, [...waiting, "nonsense"])).toBe(2);
    expect((await today()).leavingToday.map((row) => row.isGone)).toEqual([false, false]);
    await tick("2026-10-22");
    expect((await today()).leavingToday.map((row) => row.isGone)).toEqual([true, true]);
  });

  it("belongs to one company", async () => {
    const other = await makeCompany(clock, { name: "Voisine" });
    const [call] = await asOwner<{ id: string }>(database, "SELECT id FROM call_task LIMIT 1");
    await expect(readCall(other.ctx, call?.id ?? "", "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await readToday(other.ctx, "")).toMatchObject({ calls: [], approvals: [], isNew: true });
  });
});
