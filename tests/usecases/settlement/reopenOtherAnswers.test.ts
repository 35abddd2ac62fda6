/** A promise, a dispute or a message set aside by mistake: each counts again, as it would if nothing had been. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { postponePromise, rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { refusePlan } = await import("@/usecases/settlement/decidePlan");
const { readRejection } = await import("@/usecases/settlement/readRejection");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { reopenAnswer } = await import("@/usecases/settlement/reopenAnswer");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

type Word = Parameters<typeof answerByLink>[1];

const clock = parisClock("2026-10-26");
const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let invoiceId = "";
let held: Awaited<ReturnType<typeof makeLink>>;

/** One invoice at J+14, whose reminders leave by themselves. */
beforeEach(async () => {
  clock.setParis("2026-10-20");
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-20", totalCents: "1 000,00" });
  clock.setParis("2026-10-26");
  held = await makeLink(world, clientId, [invoiceId]);
  clock.setParis("2026-11-03");
});

/** What the client says on the link, confirmed by mail. @returns the answer */
async function said(word: Word, raw: Record<string, string>): Promise<string> {
  await answerByLink(held.link, word, raw, ports, "203.0.113.0/24");
  // What confirms it to the client leaves at once: only reminders are counted afterwards.
  await post.send();
  post.left.length = 0;
  const [row] = await asOwner<{ id: string }>(
    database,
    "SELECT id FROM answer WHERE company_id = $1 ORDER BY created_at DESC LIMIT 1",
    [world.ctx.companyId],
  );
  return row?.id ?? "";
}

async function stateOf(answerId: string) {
  const [row] = await asOwner<{ state: string; isDecided: boolean; running: number }>(
    database,
    `SELECT state::text, decided_at IS NOT NULL AS "isDecided",
            (SELECT count(*)::int FROM hold h WHERE h.answer_id = a.id AND h.ended_at IS NULL) AS running
     FROM answer a WHERE id = $1`,
    [answerId],
  );
  return row;
}

const invoice = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
const timeline = async () => (await invoice()).timeline;
const titles = async () => (await timeline()).map(({ title }) => title);
const because = async () => (await invoice()).next.reasons[0]?.code;

const promised = () => said("date", { onDate: "2026-11-13" });

describe("a promise", () => {
  it("holds the reminders again until its own last day, and is broken then as ever", async () => {
    const answerId = await promised();
    clock.setParis("2026-11-04", 9);
    await rejectAnswer(world.ctx, answerId);
    expect(await readRejection(world.ctx, answerId)).toMatchObject({
      kind: "PROMISE",
      isBroken: false,
      rejectedOn: "2026-11-04",
      next: { name: "Courriel ferme, J+15", on: "2026-11-04" },
      tooLate: null,
    });
    expect(await titles()).toContain("Promesse écartée");
    await reopenAnswer(world.ctx, answerId);
    expect(await stateOf(answerId)).toEqual({ state: "OPEN", isDecided: false, running: 1 });
    expect([await because(), (await titles()).includes("Promesse écartée")]).toEqual(["HELD", false]);
    await post.day("2026-11-05");
    expect(post.left).toEqual([]);
    clock.setParis("2026-11-30", 9);
    await endPastHolds(world.ctx.companyId, clock.now());
    expect(await stateOf(answerId)).toMatchObject({ state: "BROKEN", isDecided: false });
    expect((await readToday(world.ctx, "Hélène")).brokenPromises.map(({ id }) => id)).toEqual([answerId]);
  });

  it("whose day passed meanwhile comes back as not kept", async () => {
    const answerId = await promised();
    await rejectAnswer(world.ctx, answerId);
    clock.setParis("2026-11-30", 8);
    await reopenAnswer(world.ctx, answerId);
    expect(await stateOf(answerId)).toEqual({ state: "BROKEN", isDecided: false, running: 0 });
    expect((await readToday(world.ctx, "Hélène")).brokenPromises.map(({ id }) => id)).toEqual([answerId]);
  });

  it("that was not kept is on the day's page again once « Reprendre » is taken back", async () => {
    const answerId = await promised();
    clock.setParis("2026-11-30", 8);
    await endPastHolds(world.ctx.companyId, clock.now());
    await rejectAnswer(world.ctx, answerId);
    expect((await readToday(world.ctx, "Hélène")).brokenPromises).toEqual([]);
    expect(await readRejection(world.ctx, answerId)).toMatchObject({ isBroken: true, tooLate: null });
    await reopenAnswer(world.ctx, answerId);
    expect(await stateOf(answerId)).toEqual({ state: "BROKEN", isDecided: false, running: 0 });
    expect((await readToday(world.ctx, "Hélène")).brokenPromises.map(({ id }) => id)).toEqual([answerId]);
  });

  it("given another day stays replaced by the new one", async () => {
    const answerId = await promised();
    clock.setParis("2026-11-30", 8);
    await endPastHolds(world.ctx.companyId, clock.now());
    await postponePromise(world.ctx, answerId, { onDate: "2026-12-10" });
    const before = await stateOf(answerId);
    await expect(reopenAnswer(world.ctx, answerId)).rejects.toMatchObject({ code: "ANSWERED_SINCE" });
    expect(await stateOf(answerId)).toEqual(before);
  });

  it("that was not kept, then paid, was set aside by nobody", async () => {
    const answerId = await promised();
    clock.setParis("2026-11-30", 8);
    await endPastHolds(world.ctx.companyId, clock.now());
    await recordPayment(world.ctx, invoiceId, {
      amountCents: "1 000,00",
      receivedOn: "2026-11-30",
      method: "TRANSFER",
    });
    expect(await readRejection(world.ctx, answerId)).toBeNull();
    await expect(reopenAnswer(world.ctx, answerId)).rejects.toMatchObject({ code: "ANSWER_DECIDED" });
  });
});

describe("a dispute", () => {
  const disputed = () => said("desaccord", { reason: "QUALITY", message: "La moitié est fendue." });

  it.each([
    ["set aside", "Litige écarté", "", (answerId: string) => rejectAnswer(world.ctx, answerId)],
    [
      "answered « facture maintenue »",
      "Facture maintenue",
      "Livré conforme.",
      (answerId: string) => maintainInvoice(world.ctx, answerId, { note: "Livré conforme." }),
    ],
  ])("%s waits again, and nothing leaves meanwhile", async (_, title, note, decide) => {
    const answerId = await disputed();
    clock.setParis("2026-11-04", 9);
    await decide(answerId);
    expect(await readRejection(world.ctx, answerId)).toMatchObject({ kind: "DISPUTE", note, tooLate: null });
    expect(await timeline()).toContainEqual(expect.objectContaining({ title, quote: note }));
    await reopenAnswer(world.ctx, answerId);
    expect(await titles()).not.toContain(title);
    expect(await stateOf(answerId)).toEqual({ state: "OPEN", isDecided: false, running: 1 });
    expect(await because()).toBe("HELD");
    await post.day("2026-11-05");
    await post.day("2026-11-12");
    expect(post.left).toEqual([]);
    expect((await readToday(world.ctx, "Hélène")).disputes.map(({ id }) => id)).toEqual([answerId]);
  });

  it("stays closed once the client was reminded", async () => {
    const answerId = await disputed();
    clock.setParis("2026-11-04", 9);
    await rejectAnswer(world.ctx, answerId);
    await post.day("2026-11-04");
    expect(post.left).toHaveLength(1);
    const before = await stateOf(answerId);
    await expect(reopenAnswer(world.ctx, answerId)).rejects.toMatchObject({ code: "REMINDED_SINCE" });
    expect(await stateOf(answerId)).toEqual(before);
    expect((await readRejection(world.ctx, answerId))?.tooLate).toBe(
      "Trop tard pour annuler : le client a été relancé depuis.",
    );
  });
});

describe("another word of the client", () => {
  it("waits again: a message, a wrong recipient", async () => {
    for (const [word, raw] of [
      ["message", { message: "Votre facture est au service comptable." }],
      ["destinataire", { contactEmail: "compta@ailleurs.example" }],
    ] as const) {
      const answerId = await said(word, raw);
      await rejectAnswer(world.ctx, answerId);
      await reopenAnswer(world.ctx, answerId);
      expect(await stateOf(answerId)).toEqual({ state: "OPEN", isDecided: false, running: 1 });
      clock.set(clock.now() + 60_000);
    }
  });

  it("stays refused when it was a schedule: the client was told", async () => {
    const answerId = await said("echeancier", {
      count: "2",
      firstOn: "2026-11-16",
      signerName: "Anne Le Guen",
      acknowledged: "on",
    });
    await refusePlan(world.ctx, answerId, { note: "Pas cette fois." });
    const before = await stateOf(answerId);
    expect(before).toMatchObject({ state: "REJECTED" });
    expect(await readRejection(world.ctx, answerId)).toBeNull();
    await expect(reopenAnswer(world.ctx, answerId)).rejects.toMatchObject({ code: "ANSWER_DECIDED" });
    expect(await stateOf(answerId)).toEqual(before);
  });
});
