/** The firm's table and worklist: exactly the union of what each company shows by itself. */
import { beforeAll, describe, expect, it } from "vitest";
import { WAITING_KINDS } from "@/domain/reporting/waiting";
import { decisionCount } from "@/domain/reporting/workload";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readFirmCompanies } = await import("@/usecases/reporting/readFirmCompanies");
const { countFirmDecisions, placeOf, readFirmWorklist, readWorklistQuery } = await import(
  "@/usecases/reporting/readFirmWorklist"
);
const { inCompany } = await import("@/db/inCompany");
const { expectDebit } = await import("@/usecases/settlement/expectDebit");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { noteLimitationAlert, readDeadlines } = await import("@/usecases/legal/readDeadlines");
const { rates } = await import("@/context/rates");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { endPastHolds, holdInvoices } = await import("@/usecases/dunning/holdInvoice");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { mailPorts } = await import("@/context/sending");

type DeliveryOutcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;
type World = Awaited<ReturnType<typeof makeCompany>>;

const clock = parisClock("2026-11-03");
const worlds: World[] = [];
let outsider: World;

const idsOf = (list: readonly World[]) => list.map(({ ctx }) => ctx.companyId);

/** Counts of one company, as its own page lists them. */
async function ownCounts(world: World) {
  const today = await readToday(world.ctx, "Hélène");
  const deadlines = await readDeadlines(world.ctx, rates);
  const byLetter = (state: string) => today.letters.filter((letter) => letter.state === state).length;
  const counts = {
    CLAIM_TO_DECLARE: deadlines.declarations.length,
    LIMITATION: deadlines.limitations.length,
    CALL: today.calls.length,
    LETTER_TO_APPROVE: byLetter("DRAFT") + byLetter("TO_APPROVE"),
    LETTER_TO_POST: byLetter("TO_POST"),
    LETTER_TO_RESEND: byLetter("TO_RESEND"),
    LETTER_DEADLINE: byLetter("DEADLINE"),
    APPROVAL: today.approvals.length,
    UNCERTAIN: today.uncertain.length,
    FAILED: today.failed.length,
    DECLARATION: today.declarations.length,
    DISPUTE: today.disputes.length,
    REQUEST: today.requests.length,
    BROKEN_PROMISE: today.brokenPromises.length,
    ADDRESS: today.refusedAddresses.length,
    DEBIT: today.debits.length,
    CREDIT: today.credits.length,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Ids of everything the company's own page lists. */
async function ownIds(world: World): Promise<string[]> {
  const today = await readToday(world.ctx, "Hélène");
  const items = [
    ...today.calls,
    ...today.letters,
    ...today.approvals,
    ...today.uncertain,
    ...today.failed,
    ...today.declarations,
    ...today.disputes,
    ...today.requests,
    ...today.brokenPromises,
  ];
  const { limitations } = await readDeadlines(world.ctx, rates);
  const procedures = await inCompany(world.ctx.companyId, (tx) =>
    tx.insolvency.findMany({ where: { companyId: world.ctx.companyId, declaredOn: null, endedAt: null } }),
  );
  return [
    ...items.map(({ id }) => id),
    ...today.refusedAddresses.map(({ contactId }) => contactId),
    ...today.debits.map(({ invoiceId }) => invoiceId),
    ...today.credits.map((credit) => credit.clientId),
    ...limitations.map(({ invoiceId }) => invoiceId),
    ...procedures.map(({ id }) => id),
  ];
}

async function owedBy(world: World): Promise<{ overdue: bigint; old: bigint }> {
  const [row] = await asOwner<{ overdue: string | null; old: string | null }>(
    database,
    `SELECT sum(balance_cents) AS overdue, sum(balance_cents) FILTER (WHERE due_on < '2026-11-30'::date - 90) AS old
     FROM invoice WHERE company_id = $1 AND status = 'OPEN' AND due_on < '2026-11-30'`,
    [world.ctx.companyId],
  );
  return { overdue: BigInt(row?.overdue ?? 0), old: BigInt(row?.old ?? 0) };
}

/** A company with a little of everything, more of it as `size` grows. */
async function busyCompany(name: string, size: number, safeMode: boolean): Promise<World> {
  clock.setParis("2026-11-03");
  const world = await makeCompany(clock, { name, safeMode });
  const { ctx } = world;
  // Each invoice at the step of its age: the more kinds of work, the more there is to compare.
  await inCompany(ctx.companyId, (tx) =>
    tx.company.update({ where: { id: ctx.companyId }, data: { lateEntryStartsOver: false } }),
  );
  const dueDates = [
    "2026-11-20",
    "2026-11-14",
    "2026-11-02",
    "2026-10-20",
    "2026-07-01",
    "2026-12-24",
    "2026-11-21",
  ];
  for (let index = 0; index < size * dueDates.length; index += 1) {
    const dueOn = dueDates[index % dueDates.length] ?? "2026-11-20";
    const clientId = await makeClient(ctx, index % 5 === 3 ? { contactEmail: "" } : {});
    await makeInvoice(ctx, clientId, {
      dueOn,
      issuedOn: "2026-06-01",
      totalCents: `${100 + index * 7},${10 + index}`,
    });
  }
  const kind = {
    deliver: async (): Promise<DeliveryOutcome> => ({ kind: "accepted", response: "250 Ok", rejected: [] }),
  };
  for (const date of ["2026-11-04", "2026-11-09", "2026-11-16", "2026-11-23"]) {
    clock.setParis(date, 17, 15);
    await runDueSteps(ctx.companyId, clock.now());
    if (date !== "2026-11-23") await sendMessages(ctx.companyId, { ...mailPorts(kind), clock });
  }
  return world;
}

/** Servers that take one message, leave the next in doubt, and refuse the address or the content of others. */
function moodyMailer() {
  let turn = 0;
  return {
    async deliver(mail: { envelope: { to: readonly string[] } }): Promise<DeliveryOutcome> {
      turn += 1;
      const recipient = mail.envelope.to[0] ?? "";
      if (turn % 4 === 0) return { kind: "accepted", response: "250 Ok", rejected: [] };
      if (turn % 4 === 3)
        return { kind: "refused_permanent", stage: "final", code: 554, enhancedCode: "5.7.1", text: "no" };
      if (turn % 4 === 2) return { kind: "uncertain", reason: "timeout", detail: "" };
      return {
        kind: "refused_permanent",
        stage: "rcpt",
        code: 550,
        enhancedCode: "5.1.1",
        text: "no such user",
        recipient,
      };
    },
  };
}

/** What people and servers do: calls and their outcomes, doubtful sendings, a suspension. */
async function trouble(world: World): Promise<void> {
  await sendMessages(world.ctx.companyId, { ...mailPorts(moodyMailer()), clock });
  const today = await readToday(world.ctx, "Hélène");
  const outcomes = [
    { outcome: "ALREADY_PAID", note: "viré hier" },
    { outcome: "DISPUTE", note: "la pièce manque" },
    { outcome: "PROMISE", onDate: "24/11/2026" },
  ];
  for (const [index, call] of today.calls.slice(0, outcomes.length).entries()) {
    await recordCall(world.ctx, call.id, outcomes[index] ?? {});
  }
  const asked = today.calls.at(-1);
  if (asked) {
    const link = { linkId: null, callTaskId: null, network: "", source: "LINK", kind: "MESSAGE" } as const;
    await inCompany(world.ctx.companyId, (tx) =>
      recordAnswerIn(tx, world.ctx, {
        ...link,
        clientId: asked.clientId,
        invoiceIds: asked.invoices.map(({ id }) => id),
        onDate: null,
        amountCents: null,
        method: null,
        message: "Où envoyer le bon de commande ?",
      }),
    );
  }
  const held = today.calls.at(-1)?.invoices[0];
  if (held) await holdInvoices(world.ctx, [held.id], { untilOn: "20/12/2026" });
}

/** An invoice soon out of time, another whose warning was read, a client under a procedure, a silent debit, a free credit. */
async function deadlinesNear({ ctx }: World): Promise<void> {
  const old = { issuedOn: "2022-01-10", dueOn: "2022-02-10", totalCents: "150,00" };
  const clientId = await makeClient(ctx);
  await makeInvoice(ctx, clientId, old);
  const read = await makeInvoice(ctx, clientId, old);
  const { limitations } = await readDeadlines(ctx, rates);
  const alert = limitations.find(({ invoiceId }) => invoiceId === read);
  await noteLimitationAlert(ctx, read, { lastDayOn: alert?.lastDayOn ?? "", months: `${alert?.months}` });
  const insolvent = await makeClient(ctx);
  await makeInvoice(ctx, insolvent, { dueOn: "2026-10-20" });
  await openInsolvency(ctx, insolvent, { kind: "LIQUIDATION", openedOn: "20/11/2026" });
  const credited = await makeClient(ctx);
  await makeInvoice(ctx, credited, { dueOn: "2026-11-12" });
  await recordClientCredit(ctx, credited, {
    kind: "DEPOSIT",
    amountCents: "30,00",
    receivedOn: "2026-11-02",
  });
  await expectDebit(ctx, await makeInvoice(ctx, await makeClient(ctx), { dueOn: "2026-11-12" }), {});
}

beforeAll(async () => {
  const plans: [string, number, boolean][] = [
    ["Atelier Brisset", 3, false],
    ["Charpentes Le Floc’h", 2, false],
    ["Laboratoire Océane", 1, true],
    ["Vide", 0, false],
  ];
  for (const [name, size, safeMode] of plans) worlds.push(await busyCompany(name, size, safeMode));
  for (const world of worlds.slice(0, 2)) await trouble(world);
  for (const world of worlds.slice(0, 3)) await deadlinesNear(world);
  // Promises fall due and are broken.
  clock.setParis("2026-11-30", 17, 15);
  for (const world of worlds) await endPastHolds(world.ctx.companyId, clock.now());
  for (const world of worlds) await runDueSteps(world.ctx.companyId, clock.now());
  outsider = await busyCompany("Étrangère", 1, false);
  clock.setParis("2026-11-30", 17, 15);
}, 120_000);

describe("the table of a firm", () => {
  it("has something of almost every kind: an empty comparison would prove nothing", async () => {
    const all = await readFirmCompanies(idsOf(worlds), clock.now());
    const kinds = new Set(all.flatMap(({ waiting }) => [...waiting.keys()]));
    // Each has a test of its own: a posted letter, and mail that comes in.
    const rare = ["LETTER_TO_POST", "LETTER_TO_RESEND", "LETTER_DEADLINE", "REPLY", "UNDELIVERED"];
    expect(WAITING_KINDS.filter((kind) => !kinds.has(kind) && !rare.includes(kind))).toEqual([]);
    expect(all.some(({ aloneCount }) => aloneCount > 0)).toBe(true);
    expect(all.some(({ oldCents }) => oldCents > 0n)).toBe(true);
  });

  it("counts in each company what the company itself lists", async () => {
    const all = await readFirmCompanies(idsOf(worlds), clock.now());
    for (const world of worlds) {
      const row = all.find(({ companyId }) => companyId === world.ctx.companyId);
      const today = await readToday(world.ctx, "Hélène");
      expect(Object.fromEntries(row?.waiting ?? [])).toEqual(await ownCounts(world));
      expect(row?.toDoCount).toBe(decisionCount(today.workload));
      expect(row?.aloneCount).toBe(today.leavingToday.filter(({ isGone }) => !isGone).length);
      expect({ overdue: row?.overdueCents, old: row?.oldCents }).toEqual(await owedBy(world));
    }
  });

  it("read together or one by one, says the same", async () => {
    const together = await readFirmCompanies(idsOf(worlds), clock.now());
    const oneByOne = (
      await Promise.all(idsOf(worlds).map((id) => readFirmCompanies([id], clock.now())))
    ).flat();
    const bySlug = (list: typeof together) => [...list].sort((a, b) => (a.slug < b.slug ? -1 : 1));
    expect(bySlug(together)).toEqual(bySlug(oneByOne));
  });

  it("shows no other company", async () => {
    const all = await readFirmCompanies(idsOf(worlds), clock.now());
    expect(all.map(({ companyId }) => companyId).sort()).toEqual(idsOf(worlds).sort());
    expect(all.map(({ companyId }) => companyId)).not.toContain(outsider.ctx.companyId);
    expect(await readFirmCompanies([], clock.now())).toEqual([]);
  });
});

describe("the worklist of a firm", () => {
  const PAGE = 5;
  const wholeList = async (tab: "tout" | "delais" | "appels" | "accords" | "reponses" | "envois") => {
    const lines = [];
    let query = readWorklistQuery({ liste: tab });
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await readFirmWorklist(idsOf(worlds), query, clock.now(), PAGE);
      lines.push(...page.lines);
      if (page.next === null) return { lines, counts: page.counts };
      query = readWorklistQuery({ liste: tab, apres: page.next });
    }
    throw new Error("the list never ends");
  };

  it("is the union of the companies' own lists, each decision once, over several pages", async () => {
    const { lines, counts } = await wholeList("tout");
    const own = (await Promise.all(worlds.map(ownIds))).flat();
    expect(own.length).toBeGreaterThan(2 * PAGE);
    expect(lines.map(({ id }) => id).sort()).toEqual(own.sort());
    expect(counts.tout).toBe(own.length);
    expect(await countFirmDecisions(idsOf(worlds), clock.now())).toBe(own.length);
  });

  it("is the oldest first", async () => {
    const { lines } = await wholeList("tout");
    const times = lines.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("leads from each decision to the next, counting to the end", async () => {
    const { lines } = await wholeList("tout");
    const visited: string[] = [];
    let query = readWorklistQuery({ rang: "1" });
    for (const { id } of lines) {
      const step = await readFirmWorklist(idsOf(worlds), query, clock.now(), 1);
      const [line] = step.lines;
      expect([line?.id, (query.rank ?? 0) + step.left - 1]).toEqual([id, lines.length]);
      if (!line) break;
      visited.push(line.id);
      query = readWorklistQuery({ apres: placeOf(line), rang: String((query.rank ?? 0) + 1) });
    }
    expect(visited).toHaveLength(lines.length);
    expect((await readFirmWorklist(idsOf(worlds), query, clock.now(), 1)).lines).toEqual([]);
  });

  it("divides into its tabs without rest", async () => {
    const { counts } = await wholeList("tout");
    expect(counts.delais).toBeGreaterThan(0);
    expect(counts.delais + counts.appels + counts.accords + counts.reponses + counts.envois).toBe(
      counts.tout,
    );
    for (const tab of ["delais", "appels", "accords", "reponses", "envois"] as const) {
      expect((await wholeList(tab)).lines).toHaveLength(counts[tab]);
    }
  });

  it("says what is at stake as the company does", async () => {
    const { lines } = await wholeList("appels");
    const calls = (await Promise.all(worlds.map((world) => readToday(world.ctx, "H")))).flatMap(
      ({ calls: own }) => own,
    );
    const stakes = new Map(calls.map((call) => [call.id, call.amountCents]));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect([line.id, line.balanceCents]).toEqual([line.id, stakes.get(line.id)]);
  });

  it("understands nothing but its own addresses", () => {
    const nothing = { tab: "tout", after: null, company: "", rank: null, from: 1, done: 0 };
    expect(readWorklistQuery({ liste: "constructor", apres: "1_2", rang: "-1" })).toEqual(nothing);
    expect(readWorklistQuery({ apres: ["x"], societe: ["x"], rang: "x" })).toEqual(nothing);
  });
});
