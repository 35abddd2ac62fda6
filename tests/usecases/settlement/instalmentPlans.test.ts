/** Several payments instead of one: proposed, checked, agreed in writing, followed to the end. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptPlan, counterPlan, endPlan, refusePlan } = await import("@/usecases/settlement/decidePlan");
const { acceptCounter } = await import("@/usecases/settlement/acceptCounter");
const { followPlans } = await import("@/usecases/settlement/followPlans");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");
const { readLinkFile } = await import("@/usecases/settlement/readLinkFile");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { resendNote } = await import("@/usecases/dunning/resendNote");
const { sendMessages } = await import("@/usecases/dunning/sendMessages");
const { paperPrinter } = await import("@/context/printing");
const { mailPorts } = await import("@/context/sending");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

type DeliveryOutcome = import("@/domain/dunning/deliveryOutcome").DeliveryOutcome;

const clock = parisClock("2026-11-23");
const NETWORK = "203.0.113.0/24";
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceId = "";
let held: Awaited<ReturnType<typeof makeLink>>;
let answerId = "";

const ASKED = { count: "3", firstOn: "2026-12-01", signerName: "Anne Lebreton", acknowledged: "1" };

beforeEach(async () => {
  clock.setParis("2026-11-23");
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
  held = await makeLink(world, clientId, [invoiceId]);
  await answerByLink(held.link, "echeancier", ASKED, ports, NETWORK);
  answerId = (await rows<{ id: string }>("SELECT id FROM answer WHERE company_id = $1"))[0]?.id ?? "";
});

const rows = <Row extends Record<string, unknown>>(sql: string) =>
  asOwner<Row>(database, sql, [world.ctx.companyId]);
const follow = () => followPlans(world.ctx.companyId, { clock, printer: paperPrinter });
const plan = async () => (await readAnswer(world.ctx, answerId)).plan;
const reasons = async () =>
  (await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).next.reasons.map((reason) => reason.code);
/** What the debtor's page shows of the schedule, as its form sends it back. */
const shown = async () => (await readAnswerPage(held.link, clock, PUBLISHED_RATES)).plan?.sha256 ?? "";
const agree = async () => acceptCounter(held.link, await shown(), ports, NETWORK);
const pay = (amountCents: string, receivedOn: string) =>
  recordPayment(world.ctx, invoiceId, { receivedOn, amountCents, method: "TRANSFER" });

describe("a schedule asked for behind the link", () => {
  it("is shown to the creditor, adds up, and suspends the reminders for a while only", async () => {
    expect(await plan()).toMatchObject({
      state: "PROPOSED",
      totalCents: 100_000n,
      signerName: "Anne Lebreton",
      schedule: [
        { dueOn: "2026-12-01", amountCents: 33_334n },
        { dueOn: "2027-01-01", amountCents: 33_333n },
        { dueOn: "2027-02-01", amountCents: 33_333n },
      ],
    });
    expect((await readToday(world.ctx, "H")).requests.map((one) => one.id)).toEqual([answerId]);
    expect(await rows("SELECT kind, until_on::text FROM hold WHERE company_id = $1")).toEqual([
      { kind: "PLAN", until_on: "2026-11-30" },
    ]);
  });

  it.each([
    [{ count: "9" }, "count"],
    [{ firstOn: "2026-11-22" }, "firstOn"],
    [{ firstOn: "2027-01-15" }, "firstOn"],
    [{ signerName: "" }, "signerName"],
    [{ signerName: "Anne 李 😀" }, "signerName"],
    [{ acknowledged: "" }, "acknowledged"],
  ])("is refused beside its field when it breaks a rule: %o", async (wrong, field) => {
    await expect(
      answerByLink(held.link, "echeancier", { ...ASKED, ...wrong }, ports, NETWORK),
    ).rejects.toMatchObject({ errors: [{ field }] });
  });

  it("once agreed is written, sent to both sides in one message, and holds the reminders", async () => {
    await acceptPlan(world.ctx, answerId);
    await Promise.all([follow(), follow()]);
    const agreed = await plan();
    expect(agreed).toMatchObject({ state: "RUNNING", agreedOn: "2026-11-23" });
    const messages = await rows<{ to_emails: string[]; cc_emails: string[] }>(
      "SELECT to_emails, cc_emails FROM message WHERE company_id = $1 AND kind = 'PLAN_AGREEMENT'",
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]?.cc_emails).toContain("helene@atelier-brisset.example");
    const file = await readLinkFile(held.link, agreed?.documentId ?? "");
    expect(
      Buffer.from(file?.bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(await reasons()).toContain("HELD");
    await expect(acceptPlan(world.ctx, answerId)).rejects.toMatchObject({ code: "ANSWER_DECIDED" });
  });

  it("whose agreement cannot be printed goes on, says why, and is tried again the next day", async () => {
    await asOwner(database, "UPDATE client SET name = 'Épicerie 李' WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    await acceptPlan(world.ctx, answerId);
    expect([await follow(), await follow()]).toEqual([1, 0]);
    expect(await plan()).toMatchObject({
      state: "RUNNING",
      documentId: null,
      documentProblem: expect.stringContaining("李"),
    });
    expect(await rows("SELECT 1 FROM message WHERE company_id = $1 AND kind = 'PLAN_AGREEMENT'")).toEqual([]);
    clock.setParis("2026-11-24");
    await follow();
    const noted = await rows(
      "SELECT entity_id FROM journal_entry WHERE company_id = $1 AND action = 'plan.not_written'",
    );
    expect(noted).toEqual([{ entity_id: answerId }]);
    await asOwner(database, "UPDATE client SET name = 'Épicerie Li' WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
    clock.setParis("2026-11-25");
    await follow();
    expect(await plan()).toMatchObject({ documentId: expect.any(String), documentProblem: null });
  });

  it.each([
    ["a payment of before is undone", (paymentId: string) => reversePayment(world.ctx, paymentId)],
    [
      "its total is put right",
      () =>
        updateInvoice(world.ctx, invoiceId, {
          ...{ number: "F-1", issuedOn: "2026-09-24", dueOn: "2026-10-24", totalCents: "1 250,00" },
        }),
    ],
  ])("asks for no more than was agreed when %s", async (_, owesMore) => {
    await rejectAnswer(world.ctx, answerId);
    const paymentId = await pay("250,00", "2026-11-20");
    clock.setParis("2026-11-23", 11);
    await answerByLink(held.link, "echeancier", ASKED, ports, NETWORK);
    const [asked] = await rows<{ id: string }>(
      "SELECT id FROM answer WHERE company_id = $1 AND state = 'OPEN'",
    );
    answerId = asked?.id ?? "";
    await acceptPlan(world.ctx, answerId);
    clock.setParis("2026-11-30");
    await pay("250,00", "2026-11-30");
    await owesMore(paymentId);
    expect(await plan()).toMatchObject({
      totalCents: 75_000n,
      paidCents: 25_000n,
      standing: { kind: "EXPECTING", next: { dueOn: "2027-01-01" }, missingCents: 25_000n },
    });
    await pay("500,00", "2026-11-30");
    expect(await plan()).toMatchObject({ standing: { kind: "KEPT" } });
  });

  it("starts the limitation again from the debtor's word, with the agreement as its proof", async () => {
    clock.setParis("2026-11-27");
    const acts = () =>
      rows<{ kind: string; on_date: string; proof: string; document_id: string | null }>(
        "SELECT kind, on_date::text, proof, document_id FROM limitation_act WHERE company_id = $1",
      );
    expect(await acts()).toEqual([]);
    await acceptPlan(world.ctx, answerId);
    // Asked for on the 23rd: the creditor's consent on the 27th adds nothing to the debtor's word.
    expect(await acts()).toMatchObject([
      { kind: "ACKNOWLEDGEMENT", on_date: "2026-11-23", document_id: null },
    ]);
    await follow();
    const [act] = await acts();
    expect(act?.document_id).toBe((await plan())?.documentId);
    expect(act?.proof).toContain("Anne Lebreton");
    const { readLimitation } = await import("@/usecases/legal/readLimitation");
    const limitation = await readLimitation(world.ctx, invoiceId);
    expect(limitation.period.lastDayOn).toBe("2031-11-23");
  });

  it("agreed by the debtor starts it again that very day, once, and not when it is refused", async () => {
    await counterPlan(world.ctx, answerId, { count: "2", firstOn: "2026-12-01", note: "" });
    clock.setParis("2026-11-25");
    await Promise.all([agree(), agree()]);
    expect(await rows("SELECT on_date::text FROM limitation_act WHERE company_id = $1")).toEqual([
      { on_date: "2026-11-25" },
    ]);
  });

  it("is written in both languages for a client who reads English", async () => {
    const { inCompany } = await import("@/db/inCompany");
    const { companyId } = world.ctx;
    await inCompany(companyId, (tx) =>
      tx.client.updateMany({ where: { companyId }, data: { language: "en" } }),
    );
    await acceptPlan(world.ctx, answerId);
    await follow();
    const file = await readLinkFile(held.link, (await plan())?.documentId ?? "");
    const { readPdf, textOfPdf } = await import("../../support/readPdf");
    const words = textOfPdf(readPdf(Uint8Array.from(file?.bytes ?? [])).pages).replace(/\s+/g, " ");
    expect(words).toContain("acknowledges owing");
    expect(words).toContain("the French text counts");
    expect(words.indexOf("reconnaît devoir")).toBeGreaterThan(words.indexOf("acknowledges owing"));
  });

  it("is announced once before each instalment, and kept by an early payment", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    clock.setParis("2026-12-30");
    await pay("333,34", "2026-12-01");
    await follow();
    clock.setParis("2026-12-31");
    await follow();
    const notices = await rows("SELECT id FROM message WHERE company_id = $1 AND kind = 'INSTALMENT_NOTICE'");
    expect(notices).toHaveLength(1);
    await pay("666,66", "2026-12-31");
    clock.setParis("2027-01-01");
    await follow();
    expect((await plan())?.state).toBe("KEPT");
  });

  it("that is not kept ends by itself: reminders go on, and a person is asked", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    // The first instalment and its two days of grace.
    clock.setParis("2026-12-03");
    await follow();
    expect((await plan())?.state).toBe("RUNNING");
    clock.setParis("2026-12-04");
    await follow();
    expect((await plan())?.state).toBe("BROKEN");
    expect(await reasons()).not.toContain("HELD");
    const today = await readToday(world.ctx, "H");
    expect(today.brokenPromises.map((one) => [one.id, one.kind])).toEqual([[answerId, "INSTALMENTS"]]);
    await endPlan(world.ctx, answerId);
    expect((await readToday(world.ctx, "H")).brokenPromises).toEqual([]);
  });

  it("may be answered by another one, which the debtor accepts once", async () => {
    await counterPlan(world.ctx, answerId, {
      count: "2",
      firstOn: "2026-12-01",
      note: "Plutôt en deux fois.",
    });
    // It is the debtor's turn: nothing waits for the creditor.
    expect((await readToday(world.ctx, "H")).requests).toEqual([]);
    const page = await readAnswerPage(held.link, clock, PUBLISHED_RATES);
    expect(page.plan).toMatchObject({ state: "COUNTERED", note: "Plutôt en deux fois." });
    await Promise.all(Array.from({ length: 5 }, () => agree()));
    expect(await plan()).toMatchObject({
      state: "RUNNING",
      schedule: [{ amountCents: 50_000n }, { amountCents: 50_000n }],
    });
    expect(
      await rows("SELECT 1 FROM journal_entry WHERE company_id = $1 AND action = 'plan.agreed'"),
    ).toHaveLength(1);
  });

  it("is agreed as it was read: a page opened on other payments agrees to nothing", async () => {
    const askedAgain = async () => {
      await answerByLink(held.link, "echeancier", { ...ASKED, firstOn: "2026-12-02" }, ports, NETWORK);
      const ids = await rows<{ id: string }>(
        "SELECT id FROM answer WHERE company_id = $1 ORDER BY created_at, id",
      );
      answerId = ids.at(-1)?.id ?? "";
    };
    await counterPlan(world.ctx, answerId, { count: "3", firstOn: "2026-12-01", note: "" });
    const read = await shown();
    clock.setParis("2026-11-24");
    await askedAgain();
    await counterPlan(world.ctx, answerId, { count: "2", firstOn: "2026-11-25", note: "" });
    for (const stale of [read, ""]) {
      await expect(acceptCounter(held.link, stale, ports, NETWORK)).rejects.toMatchObject({
        code: "PLAN_CHANGED",
      });
    }
    expect((await plan())?.state).toBe("COUNTERED");
    await agree();
    expect((await plan())?.state).toBe("RUNNING");
    const [agreed] = await rows<{ data: { sha256: string } }>(
      "SELECT data FROM journal_entry WHERE company_id = $1 AND action = 'plan.agreed'",
    );
    expect(agreed?.data.sha256).toBe((await plan())?.sha256);
  });

  it("may be refused, with words the debtor reads; or taken back by another answer", async () => {
    await refusePlan(world.ctx, answerId, { note: "Trop long." });
    expect(await reasons()).not.toContain("HELD");
    expect((await readAnswerPage(held.link, clock, PUBLISHED_RATES)).plan).toMatchObject({
      state: "REFUSED",
      note: "Trop long.",
    });
    await expect(agree()).rejects.toMatchObject({ code: "PLAN_MOVED" });
    await answerByLink(held.link, "echeancier", { ...ASKED, count: "2" }, ports, NETWORK);
    await answerByLink(held.link, "date", { onDate: "2026-12-05" }, ports, NETWORK);
    expect(
      await rows("SELECT state FROM instalment_plan WHERE company_id = $1 ORDER BY created_at, id"),
    ).toEqual([{ state: "REFUSED" }, { state: "ENDED" }]);
  });

  it("is invisible to another company", async () => {
    const other = await makeCompany(clock, { name: "Voisine" });
    await expect(acceptPlan(other.ctx, answerId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(endPlan(other.ctx, answerId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await plan())?.state).toBe("PROPOSED");
  });
});

describe("what is written of it, when the server refuses it,", () => {
  const refuse = async () => {
    const deliver = async () =>
      ({ kind: "refused_permanent", stage: "data", code: 554, text: "Refused" }) satisfies DeliveryOutcome;
    await sendMessages(world.ctx.companyId, { ...mailPorts({ deliver }), clock });
  };
  const waiting = async () => (await readToday(world.ctx, "H")).failed;
  const askAgain = async () => {
    await answerByLink(held.link, "echeancier", ASKED, ports, NETWORK);
    const [last] = await rows<{ id: string }>(
      "SELECT id FROM answer WHERE company_id = $1 ORDER BY created_at DESC LIMIT 1",
    );
    answerId = last?.id ?? "";
  };

  it("the agreement waits for a person while that schedule runs, and no other", async () => {
    await acceptPlan(world.ctx, answerId);
    await follow();
    await refuse();
    expect(await waiting()).toMatchObject([{ kind: "PLAN_AGREEMENT" }]);
    await endPlan(world.ctx, answerId);
    clock.setParis("2026-11-24");
    await askAgain();
    await acceptPlan(world.ctx, answerId);
    expect(await waiting()).toEqual([]);
  });

  it("the counter-proposal waits until the debtor asks again, and leaves no more once its days have begun", async () => {
    await counterPlan(world.ctx, answerId, { count: "2", firstOn: "2026-11-26", note: "" });
    await refuse();
    const [counter] = await waiting();
    expect(counter).toMatchObject({ kind: "PLAN_COUNTER" });
    clock.setParis("2026-11-27");
    await expect(resendNote(world.ctx, counter?.id ?? "")).rejects.toMatchObject({ code: "NOTE_OVERTAKEN" });
    await askAgain();
    await counterPlan(world.ctx, answerId, { count: "2", firstOn: "2026-12-03", note: "" });
    expect(await waiting()).toEqual([]);
  });
});
