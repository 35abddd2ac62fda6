/** An invoice entered long after its due date, through the database: the first reminder leaves first. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import { drawAll, TRACKING } from "../../support/postedLetters";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { inCompany } = await import("@/db/inCompany");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { readHandReminder } = await import("@/usecases/dunning/readHandReminder");
const { sendHandReminder } = await import("@/usecases/dunning/sendHandReminder");
const { explainDay } = await import("@/usecases/dunning/explainDay");
const { listApprovals } = await import("@/usecases/dunning/listApprovals");
const { skipMessage } = await import("@/usecases/dunning/decideMessages");
const { setSafeMode } = await import("@/usecases/parties/setSafeMode");
const { localDate } = await import("@/domain/calendar");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { messageReader } = await import("@/context/messageReader");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-11-27", 9);
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let invoiceId = "";

/** Entered on 27 November, 34 days after its due date. */
beforeEach(async () => {
  clock.setParis("2026-11-27", 9);
  world = await makeCompany(clock);
  post = new PostOffice(world);
  invoiceId = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
});

const tones = async () =>
  (
    await asOwner<{ tone: string }>(
      database,
      "SELECT tone::text FROM message WHERE company_id = $1 AND state = 'SENT' ORDER BY sent_at",
      [world.ctx.companyId],
    )
  ).map(({ tone }) => tone);

describe("an invoice entered late", () => {
  it("announces the first email with its reason, sends it, then the firm one as far after", async () => {
    const { next } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(next.reasons.map(({ code }) => code)).toContain("STARTS_OVER");
    await post.day("2026-11-27");
    expect(await tones()).toEqual(["FRIENDLY"]);
    // The call of J+7 is to be made that day.
    await post.day("2026-12-02");
    await post.day("2026-12-09");
    expect(await tones()).toEqual(["FRIENDLY"]);
    await post.day("2026-12-10");
    expect(await tones()).toEqual(["FRIENDLY", "FIRM"]);
  });

  it("is explained afterwards as it was decided that day", async () => {
    await post.day("2026-11-27");
    clock.setParis("2026-11-30");
    const { decision } = await explainDay(world.ctx, invoiceId, localDate("2026-11-27"));
    expect(decision).toMatchObject({ kind: "RUN", step: { offsetDays: 2 } });
    expect(decision.reasons.map(({ code }) => code)).toContain("STARTS_OVER");
  });

  it("goes on from a reminder that is set aside, not with a firmer one at once", async () => {
    await setSafeMode(world.ctx, true);
    await post.day("2026-11-27");
    const [waiting] = await listApprovals(world.ctx);
    await skipMessage(world.ctx, waiting?.id ?? "");
    await post.round();
    expect(await listApprovals(world.ctx)).toEqual([]);
    const { next } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(next).toMatchObject({ kind: "WAIT", on: "2026-12-02" });
    expect(next.reasons.map(({ sentence }) => sentence)).toContain(
      "L’étape précédente, tardive, a été écartée le 27 novembre : l’écart de 5 jours est conservé.",
    );
  });

  it("starts with the step of its age where the company wants it", async () => {
    await inCompany(world.ctx.companyId, (tx) =>
      tx.company.update({ where: { id: world.ctx.companyId }, data: { lateEntryStartsOver: false } }),
    );
    await post.day("2026-11-27");
    expect(await tones()).toEqual(["FIRM"]);
  });

  it("does not start over after a reminder asked for by hand", async () => {
    const target = { invoiceId };
    const { seen } = await readHandReminder(world.ctx, target, "", messageReader());
    await sendHandReminder(world.ctx, target, { vu: seen }, { mayApprove: true, mayInsist: true });
    clock.setParis("2026-11-27", 10);
    await post.send();
    const { next } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(next.reasons.map(({ code }) => code)).not.toContain("STARTS_OVER");
  });

  it("does not start over after a letter asked for by hand", async () => {
    const letterId = await prepareLetter(world.ctx, invoiceId, { channel: "FORMAL_NOTICE" });
    await drawAll(world);
    const { document } = await inCompany(world.ctx.companyId, (tx) =>
      tx.letter.findFirstOrThrow({ where: { id: letterId }, include: { document: true } }),
    );
    await approveLetter(world.ctx, letterId, document?.sha256 ?? "");
    await markPosted(world.ctx, letterId, { postedOn: "27/11/2026", trackingNumber: TRACKING });
    const { next } = await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
    expect(next.reasons.map(({ code }) => code)).not.toContain("STARTS_OVER");
  });
});
