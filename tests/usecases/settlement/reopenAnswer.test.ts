/** « Pas reçu » taken back: the declaration waits again, unless something was said to the debtor meanwhile. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { confirmDeclaration, rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { reopenAnswer } = await import("@/usecases/settlement/reopenAnswer");
const { readRejection } = await import("@/usecases/settlement/readRejection");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordCall } = await import("@/usecases/dunning/recordCall");
const { approveMessages } = await import("@/usecases/dunning/decideMessages");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let clientId = "";
let invoiceIds: string[] = [];
let answerId = "";
let held: Awaited<ReturnType<typeof makeLink>>;

const say = (word: Parameters<typeof answerByLink>[1], raw: Record<string, string>) =>
  answerByLink(held.link, word, raw, ports, "203.0.113.0/24");

/** Two invoices at J+14, of which the client said on the link that both are paid: suspended to 10 November. */
beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock, { safeMode: true });
  post = new PostOffice(world);
  clientId = await makeClient(world.ctx);
  invoiceIds = [
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20", totalCents: "1 000,00" }),
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20", totalCents: "500,00" }),
  ];
  clock.setParis("2026-10-26");
  held = await makeLink(world, clientId, invoiceIds);
  clock.setParis("2026-11-03");
  await say("paye", { onDate: "2026-11-02", method: "TRANSFER" });
  const [row] = await asOwner<{ id: string }>(database, "SELECT id FROM answer WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
  answerId = row?.id ?? "";
  clock.setParis("2026-11-04", 9);
});

const reject = () => rejectAnswer(world.ctx, answerId);
const reopen = (ctx = world.ctx) => reopenAnswer(ctx, answerId);

async function answer() {
  const rows = await asOwner<{ state: string; decided: boolean }>(
    database,
    "SELECT state::text, decided_at IS NOT NULL AS decided FROM answer WHERE id = $1",
    [answerId],
  );
  return rows[0];
}

const holds = () =>
  asOwner<{ until: string; ended: boolean }>(
    database,
    "SELECT until_on::text AS until, ended_at IS NOT NULL AS ended FROM hold WHERE answer_id = $1",
    [answerId],
  );

const journal = async (action: string) =>
  (
    await asOwner<{ n: number }>(
      database,
      "SELECT count(*)::int AS n FROM journal_entry WHERE company_id = $1 AND action = $2",
      [world.ctx.companyId, action],
    )
  )[0]?.n;

/** Everything that may change, as it is. */
const state = async () => [await answer(), await holds(), await journal("answer.reopened")];

describe("« Pas reçu »", () => {
  it("says when the reminders resume, and that it can be taken back", async () => {
    expect(await readRejection(world.ctx, answerId)).toBeNull();
    await reject();
    expect(await readRejection(world.ctx, answerId)).toMatchObject({
      clientName: "Conserverie Le Guen",
      rejectedOn: "2026-11-04",
      hasCall: false,
      next: { name: "Courriel ferme, J+15", on: "2026-11-04" },
      tooLate: null,
    });
    await post.day("2026-11-04");
    // The reminder waits for its approval: nothing has left.
    expect(await readRejection(world.ctx, answerId)).toMatchObject({
      next: null,
      why: "Une relance attend votre accord.",
      tooLate: null,
    });
  });
});

describe("taken back", () => {
  it("the declaration waits again, its suspension runs to its day, and what had not left is withdrawn", async () => {
    const before = await holds();
    expect(before).toHaveLength(2);
    await reject();
    await post.day("2026-11-04");
    expect(await listApprovals(world.ctx)).toHaveLength(1);
    await reopen();
    expect(await answer()).toEqual({ state: "OPEN", decided: false });
    expect(await holds()).toEqual(before);
    expect(await listApprovals(world.ctx)).toEqual([]);
    expect(await post.send()).toBe(0);
    expect((await readToday(world.ctx, "Hélène")).declarations.map(({ id }) => id)).toEqual([answerId]);
    const { next, timeline } = await readInvoice(world.ctx, invoiceIds[0] ?? "", PUBLISHED_RATES);
    expect(next.reasons[0]).toMatchObject({
      code: "HELD",
      sentence: expect.stringContaining("déclare avoir payé"),
    });
    expect(timeline.map(({ title }) => title)).not.toContain("Règlement non reçu");
    expect([await journal("answer.rejected"), await journal("answer.reopened")]).toEqual([1, 1]);
    // It can be decided as if nothing had been: confirmed, or refused again.
    await reject();
    await reopen();
    await confirmDeclaration(
      world.ctx,
      answerId,
      {
        amountCents: "1 500,00",
        receivedOn: "2026-11-02",
        method: "TRANSFER",
      },
      PUBLISHED_RATES,
    );
    expect(await answer()).toMatchObject({ state: "ACCEPTED" });
  });

  it("many times at once is done once", async () => {
    await reject();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => reopen()));
    const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 7 }, () => "ANSWER_WAITING"));
    expect(await state()).toMatchObject([{ state: "OPEN" }, [{ ended: false }, { ended: false }], 1]);
  });

  it("leaves a suspension that is over as it is: the answer waits, the reminders do not", async () => {
    await reject();
    clock.setParis("2026-11-20", 9);
    await reopen();
    expect(await state()).toMatchObject([{ state: "OPEN" }, [{ ended: true }, { ended: true }], 1]);
  });
});

describe("is refused, and nothing changes,", () => {
  async function expectRefused(code: string) {
    const before = await state();
    await expect(reopen()).rejects.toMatchObject({ code });
    expect(await state()).toEqual(before);
    expect((await readRejection(world.ctx, answerId))?.tooLate).toMatch(/^Trop tard pour annuler/);
  }

  it("once a reminder has left", async () => {
    await reject();
    await post.day("2026-11-04");
    await approveMessages(
      world.ctx,
      (await listApprovals(world.ctx)).map(({ id }) => id),
    );
    expect(await post.send()).toBe(1);
    await expectRefused("REMINDED_SINCE");
  });

  it("once the client was called", async () => {
    await reject();
    clock.setParis("2026-11-04", 17);
    const { inCompany } = await import("@/db/inCompany");
    const { newId } = await import("@/db/values");
    const callId = newId();
    await inCompany(world.ctx.companyId, async (tx) => {
      const { companyId } = world.ctx;
      const call = { companyId, id: callId, clientId, state: "OPEN" as const, createdAt: new Date() };
      await tx.callTask.create({ data: { ...call, dueOn: new Date("2026-11-04T00:00:00Z") } });
      await tx.callTaskInvoice.create({
        data: { companyId, callTaskId: callId, invoiceId: invoiceIds[0] ?? "" },
      });
    });
    expect(await readRejection(world.ctx, answerId)).toMatchObject({ hasCall: true, tooLate: null });
    await recordCall(world.ctx, callId, { outcome: "VOICEMAIL" });
    await expectRefused("REMINDED_SINCE");
  });

  it("once a letter was approved; one that only waits is withdrawn", async () => {
    await reject();
    const { inCompany } = await import("@/db/inCompany");
    const { newId } = await import("@/db/values");
    const { companyId } = world.ctx;
    const letterId = newId();
    const write = (state: "TO_APPROVE" | "TO_POST", approvedAt: Date | null) =>
      inCompany(companyId, (tx) =>
        tx.letter.update({
          where: { companyId_id: { companyId, id: letterId } },
          data: { state, approvedAt },
        }),
      );
    await inCompany(companyId, async (tx) => {
      await tx.letter.create({
        data: {
          companyId,
          id: letterId,
          clientId,
          channel: "LETTER",
          state: "TO_APPROVE",
          datedOn: new Date("2026-11-04T00:00:00Z"),
          totalCents: 100_000n,
          content: {},
          createdAt: new Date(clock.now()),
        },
      });
      const [invoiceId = ""] = invoiceIds;
      const sums = { balanceCents: 100_000n, penaltyCents: 0n, indemnityCents: 0n };
      await tx.letterInvoice.create({ data: { companyId, letterId, invoiceId, invoiceVersion: 1, ...sums } });
    });
    await reopen();
    expect(await asOwner(database, "SELECT state::text FROM letter WHERE id = $1", [letterId])).toEqual([
      { state: "CANCELLED" },
    ]);
    await reject();
    await write("TO_POST", new Date(clock.now()));
    await expectRefused("REMINDED_SINCE");
  });

  it("once the invoices are paid", async () => {
    await reject();
    for (const [index, amountCents] of ["1 000,00", "500,00"].entries()) {
      const payment = { amountCents, receivedOn: "2026-11-04", method: "TRANSFER" };
      await recordPayment(world.ctx, invoiceIds[index] ?? "", payment);
    }
    await expectRefused("SETTLED_SINCE");
  });

  it("once the client answered something else", async () => {
    await reject();
    clock.setParis("2026-11-04", 11);
    await say("date", { onDate: "2026-11-13" });
    await expectRefused("ANSWERED_SINCE");
  });

  it("when it was confirmed, or never refused", async () => {
    const waiting = await state();
    await expect(reopen()).rejects.toMatchObject({ code: "ANSWER_WAITING" });
    expect(await state()).toEqual(waiting);
    await confirmDeclaration(
      world.ctx,
      answerId,
      {
        amountCents: "1 500,00",
        receivedOn: "2026-11-02",
        method: "TRANSFER",
      },
      PUBLISHED_RATES,
    );
    const confirmed = await state();
    await expect(reopen()).rejects.toMatchObject({ code: "ANSWER_DECIDED" });
    expect(await state()).toEqual(confirmed);
    expect(await readRejection(world.ctx, answerId)).toBeNull();
  });

  it("for another company, to which it does not exist", async () => {
    await reject();
    const other = await makeCompany(clock, { name: "Voisine" });
    const before = await state();
    await expect(reopen(other.ctx)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(reopenAnswer(world.ctx, "nonsense")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await readRejection(other.ctx, answerId)).toBeNull();
    expect(await readRejection(world.ctx, "nonsense")).toBeNull();
    expect(await state()).toEqual(before);
  });
});
