/** A collective procedure and the payments agreed before it: the debtor may not pay them any more. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan, counterPlan } = await import("@/usecases/settlement/decidePlan");
const { followPlans } = await import("@/usecases/settlement/followPlans");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { withdrawInsolvency } = await import("@/usecases/legal/endInsolvency");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { paperPrinter } = await import("@/context/printing");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-11-02");
const OPENING = { kind: "LIQUIDATION", openedOn: "2026-11-10", publishedOn: "2026-11-13" };
/** Known on the very day the schedule was asked for. */
const OPENED_BEFORE = { kind: "LIQUIDATION", openedOn: "2026-11-01" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceId = "";
let answerId = "";

const rows = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);
const follow = () => followPlans(world.ctx.companyId, { clock, printer: paperPrinter });
const plan = async () => (await readAnswer(world.ctx, answerId)).plan;
const journal = () =>
  rows("SELECT action, data FROM journal_entry WHERE company_id = $1 AND action LIKE 'plan.%' ORDER BY seq");
const runningHolds = async () =>
  (await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).holds
    .filter((one) => one.isRunning)
    .map((one) => one.kind);

/** Three instalments asked for, the first on 25 November. */
beforeEach(async () => {
  clock.setParis("2026-11-02");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "900,00" });
  const { link } = await makeLink(world, clientId, [invoiceId]);
  const asked = { count: "3", firstOn: "2026-11-25", signerName: "Anne", acknowledged: "1" };
  await answerByLink(link, "echeancier", asked, { clock, bell: silentBell, appUrl: "" }, "");
  answerId = (await rows<{ id: string }>("SELECT id FROM answer WHERE company_id = $1"))[0]?.id ?? "";
  await post.send();
});

describe("a procedure opened against a client", () => {
  it("ends the schedule that runs, says why, and no instalment is announced any more", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    await post.day("2026-11-03");
    const before = post.left.length;
    clock.setParis("2026-11-16");
    await openInsolvency(world.ctx, clientId, OPENING);
    expect(await plan()).toMatchObject({ state: "ENDED", isEndedByInsolvency: true });
    expect((await journal()).at(-1)).toEqual({ action: "plan.ended", data: { because: "INSOLVENCY" } });
    expect(await runningHolds()).toEqual(["INSOLVENCY"]);
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await post.day("2026-11-23");
    expect(post.left).toHaveLength(before);
  });

  it("takes back what was about to leave about it: its agreement, its next instalment", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await openInsolvency(world.ctx, clientId, OPENING);
    const kinds = "('PLAN_AGREEMENT', 'INSTALMENT_NOTICE')";
    expect(
      await rows(
        `SELECT kind::text, state::text FROM message WHERE company_id = $1 AND kind IN ${kinds} ORDER BY id`,
      ),
    ).toEqual([
      { kind: "PLAN_AGREEMENT", state: "CANCELLED" },
      { kind: "INSTALMENT_NOTICE", state: "CANCELLED" },
    ]);
  });

  it.each(["before it leaves", "by the last look"])("takes back other payments proposed, %s", async (how) => {
    await counterPlan(world.ctx, answerId, { count: "2", firstOn: "2026-11-20" });
    if (how === "before it leaves") await openInsolvency(world.ctx, clientId, OPENED_BEFORE);
    else {
      await rows(
        `INSERT INTO hold (company_id, id, invoice_id, kind, started_on, created_at)
         SELECT company_id, gen_random_uuid(), id, 'INSOLVENCY', '2026-11-02', now() FROM invoice WHERE company_id = $1`,
      );
    }
    expect(await post.send()).toBe(0);
    expect(
      await rows("SELECT state::text FROM message WHERE company_id = $1 AND kind = 'PLAN_COUNTER'"),
    ).toEqual([{ state: "CANCELLED" }]);
  });

  it("closes a schedule that was asked for: nobody may accept it, nothing waits", async () => {
    clock.setParis("2026-11-16");
    await openInsolvency(world.ctx, clientId, OPENING);
    expect((await plan())?.state).toBe("ENDED");
    await expect(acceptPlan(world.ctx, answerId)).rejects.toMatchObject({ code: "ANSWER_DECIDED" });
    expect((await readToday(world.ctx, "H")).requests).toEqual([]);
  });

  it("recorded by mistake gives the schedule back as it was", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    await post.day("2026-11-03");
    const before = post.left.length;
    clock.setParis("2026-11-16");
    await openInsolvency(world.ctx, clientId, OPENING);
    clock.setParis("2026-11-18");
    await withdrawInsolvency(world.ctx, clientId, { reason: "Homonyme" });
    expect(await plan()).toMatchObject({ state: "RUNNING", isEndedByInsolvency: false });
    expect(await runningHolds()).toEqual(["PLAN"]);
    expect((await journal()).at(-1)).toMatchObject({ action: "plan.resumed" });
    clock.setParis("2026-11-23", 7, 1);
    await follow();
    await post.day("2026-11-23");
    expect(post.left).toHaveLength(before + 1);
  });
});
