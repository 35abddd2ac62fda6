/** A formal notice from its drawing to the end of its deadline, against the real database. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { approveLetter, redrawLetter, withdrawLetter } = await import("@/usecases/dunning/decideLetter");
const { closeDeadline, followLetter, resendLetter } = await import("@/usecases/dunning/followLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { markLettersPosted } = await import("@/usecases/dunning/letterBatch");
const { listLetters, readLetterQuery } = await import("@/usecases/dunning/listLetters");
const { printPost } = await import("@/usecases/dunning/printLetters");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { countFirmDecisions } = await import("@/usecases/reporting/readFirmWorklist");
const { readToday } = await import("@/usecases/reporting/readToday");
const { inCompany } = await import("@/db/inCompany");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { postPrinter } = await import("@/context/printing");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { rates } = await import("@/context/rates");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-01");
let world: World;

const view = (letterId: string) => readLetter(world.ctx, letterId, rates);
const waiting = async () =>
  (await readToday(world.ctx, "Hélène")).letters.map(({ id, state }) => ({ id, state }));
/** The same decisions, counted over companies for whoever works for several. */
const seenByFirm = () => countFirmDecisions([world.ctx.companyId], clock.now());
const tab = async (etat: string) =>
  (await listLetters(world.ctx, readLetterQuery({ etat }))).lines.map((line) => line.id);

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

async function posted() {
  const made = await makeNotice(world, clock);
  await approveLetter(world.ctx, made.letterId, made.sha256);
  await markPosted(world.ctx, made.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
  return made;
}

describe("reading and approving", () => {
  it("shows the words of the PDF, what was found, and what goes in the envelope", async () => {
    const { letterId, sha256 } = await makeNotice(world, clock);
    const letter = await view(letterId);
    expect(letter.document?.sha256).toBe(sha256);
    expect(letter.notice?.subject.title).toBe("MISE EN DEMEURE DE PAYER");
    expect(letter.findings.map((finding) => [finding.code, finding.severity])).toContainEqual([
      "COPY_MISSING",
      "warn",
    ]);
    expect(letter.findings.every((finding) => finding.article !== "")).toBe(true);
    expect(letter.notice?.enclosures.some((line) => line.startsWith("copie"))).toBe(false);
  });

  it("refuses another PDF than the one that was read", async () => {
    const { letterId, sha256 } = await makeNotice(world, clock);
    await redrawLetter(world.ctx, letterId);
    clock.setParis("2026-11-24");
    await drawAll(world);
    await expect(approveLetter(world.ctx, letterId, sha256)).rejects.toMatchObject({
      code: "LETTER_REDRAWN",
    });
    const drawn = (await view(letterId)).document?.sha256 ?? "";
    expect(drawn).not.toBe(sha256);
    await approveLetter(world.ctx, letterId, drawn);
    expect(await tab("a-poster")).toEqual([letterId]);
  });

  it("says why a letter cannot be printed, and goes on with the others", async () => {
    const other = await makeNotice(world, clock);
    const { clientId, letterId } = await makeNotice(world, clock);
    const rename = (name: string) =>
      asOwner(database, "UPDATE client SET name = $2 WHERE id = $1", [clientId, name]);
    const drawn = async () =>
      asOwner<{ state: string; outcome: string | null }>(
        database,
        "SELECT state::text, outcome FROM letter WHERE id = ANY($1) ORDER BY id = $2",
        [[letterId, other.letterId], other.letterId],
      );
    await rename("Épicerie 李");
    await redrawLetter(world.ctx, letterId);
    await redrawLetter(world.ctx, other.letterId);
    await drawAll(world);
    expect(await drawn()).toEqual([
      { state: "DRAFT", outcome: expect.stringContaining("李") },
      { state: "TO_APPROVE", outcome: null },
    ]);
    await rename("Épicerie Li");
    await redrawLetter(world.ctx, letterId);
    await drawAll(world);
    expect((await drawn())[0]).toEqual({ state: "TO_APPROVE", outcome: null });
  });

  it("draws an approved letter again: the approval is gone", async () => {
    const { letterId, sha256 } = await makeNotice(world, clock);
    await approveLetter(world.ctx, letterId, sha256);
    await redrawLetter(world.ctx, letterId);
    expect((await view(letterId)).state).toBe("DRAFT");
    const [row] = await asOwner<{ approved: Date | null }>(
      database,
      "SELECT approved_at AS approved FROM letter WHERE id = $1",
      [letterId],
    );
    expect(row?.approved).toBeNull();
  });

  it("says not to post a letter whose facts changed after the approval", async () => {
    const { letterId, sha256, invoiceId } = await makeNotice(world, clock);
    await approveLetter(world.ctx, letterId, sha256);
    expect((await view(letterId)).isStale).toBe(false);
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "23/11/2026",
      amountCents: "100",
      method: "TRANSFER",
    });
    expect((await view(letterId)).isStale).toBe(true);
    await expect(printPost(world.ctx, [letterId], "lettres", postPrinter)).rejects.toMatchObject({
      code: "POST_EMPTY",
    });
  });

  it("withdraws: no letter is proposed again", async () => {
    const { letterId } = await makeNotice(world, clock);
    await withdrawLetter(world.ctx, letterId);
    expect(await tab("retires")).toEqual([letterId]);
    expect(await waiting()).toEqual([]);
    await expect(redrawLetter(world.ctx, letterId)).rejects.toMatchObject({ code: "LETTER_MOVED" });
  });
});

describe("the post", () => {
  it("takes a doubtful tracking number with a warning, refuses one that cannot be", async () => {
    const made = await makeNotice(world, clock);
    await approveLetter(world.ctx, made.letterId, made.sha256);
    const post = (trackingNumber: string, postedOn = "23/11/2026") =>
      markPosted(world.ctx, made.letterId, { postedOn, trackingNumber });
    await expect(post("123")).rejects.toMatchObject({ errors: [{ field: "trackingNumber" }] });
    await expect(post(TRACKING, "24/11/2026")).rejects.toMatchObject({ errors: [{ code: "FUTURE" }] });
    await expect(post(TRACKING, "20/11/2026")).rejects.toMatchObject({ errors: [{ code: "BEFORE_LETTER" }] });
    await post("1A 047 877 2024 4");
    const letter = await view(made.letterId);
    expect(letter.findings.some((finding) => finding.code === "TRACKING_CHECK")).toBe(true);
    expect(letter.trackingNumber).toBe("1A04787720244");
  });

  it("whose number was mistyped takes the right one, on record", async () => {
    const { letterId } = await posted();
    await expect(followLetter(world.ctx, letterId, { trackingNumber: "" })).rejects.toMatchObject({
      errors: [{ field: "trackingNumber" }],
    });
    await followLetter(world.ctx, letterId, { trackingNumber: "1A 047 877 2055 7" });
    expect((await view(letterId)).trackingNumber).toBe("1A04787720557");
    // Days given without a number leave it as it is.
    clock.setParis("2026-11-26");
    await followLetter(world.ctx, letterId, { presentedOn: "25/11/2026" });
    expect((await view(letterId)).trackingNumber).toBe("1A04787720557");
    expect(
      await asOwner(database, "SELECT data FROM journal_entry WHERE action = 'letter.number_corrected'"),
    ).toEqual([{ data: { from: TRACKING.replace(/\s/g, ""), to: "1A04787720557" } }]);
  });

  it("starts the deadline at the first presentation, and its end makes a task until someone decides", async () => {
    const { letterId } = await posted();
    expect(await waiting()).toEqual([]);
    clock.setParis("2026-11-25");
    await followLetter(world.ctx, letterId, { presentedOn: "25/11/2026" });
    expect(await view(letterId)).toMatchObject({ state: "PRESENTED", deadlineOn: "2026-12-03" });
    clock.setParis("2026-12-03");
    expect(await waiting()).toEqual([]);
    clock.setParis("2026-12-04");
    expect(await waiting()).toEqual([{ id: letterId, state: "DEADLINE" }]);
    expect(await seenByFirm()).toBe(1);
    await closeDeadline(world.ctx, letterId, { note: "Injonction de payer" });
    expect(await waiting()).toEqual([]);
    await expect(closeDeadline(world.ctx, letterId, {})).rejects.toMatchObject({ code: "LETTER_MOVED" });
  });

  it("stands in the history at the day it was posted, with what the carrier noted since", async () => {
    const { letterId, invoiceId } = await posted();
    const entry = async () =>
      (await readInvoice(world.ctx, invoiceId, PUBLISHED_RATES)).timeline.find(
        ({ link }) => link?.id === letterId,
      );
    expect(await entry()).toMatchObject({ on: "2026-11-23", minute: null, title: "Mise en demeure postée" });
    clock.setParis("2026-11-26");
    await followLetter(world.ctx, letterId, { presentedOn: "25/11/2026" });
    expect(await entry()).toMatchObject({
      on: "2026-11-23",
      title: "Mise en demeure présentée",
      detail: expect.stringMatching(/Postée le 23\snovembre\s2026, présentée le 25\snovembre\s2026\.$/),
    });
  });

  it("makes no task once the invoice is paid", async () => {
    const { letterId, invoiceId } = await posted();
    clock.setParis("2026-11-25");
    await followLetter(world.ctx, letterId, { deliveredOn: "25/11/2026" });
    expect(await view(letterId)).toMatchObject({ state: "DELIVERED", presentedOn: "2026-11-25" });
    clock.setParis("2026-12-10");
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "10/12/2026",
      amountCents: "4 320",
      method: "TRANSFER",
    });
    expect(await waiting()).toEqual([]);
  });

  it("keeps the deadline of a letter returned unclaimed, which stays valid", async () => {
    const { letterId } = await posted();
    clock.setParis("2026-12-14");
    const back = { returnedOn: "14/12/2026", returnReason: "UNCLAIMED" };
    await expect(followLetter(world.ctx, letterId, back)).rejects.toMatchObject({
      errors: [{ field: "presentedOn" }],
    });
    await followLetter(world.ctx, letterId, { ...back, presentedOn: "26/11/2026" });
    expect(await view(letterId)).toMatchObject({ state: "RETURNED", deadlineOn: "2026-12-04" });
    expect(await tab("revenus")).toEqual([letterId]);
    expect(await waiting()).toEqual([{ id: letterId, state: "DEADLINE" }]);
  });

  it("sends again, to the corrected address, what went to a wrong one", async () => {
    const { letterId, clientId } = await posted();
    clock.setParis("2026-11-27");
    const wrong = { returnedOn: "27/11/2026", returnReason: "WRONG_ADDRESS" };
    await expect(
      followLetter(world.ctx, letterId, { ...wrong, presentedOn: "26/11/2026" }),
    ).rejects.toMatchObject({ errors: [{ code: "NOT_PRESENTED" }] });
    await followLetter(world.ctx, letterId, wrong);
    expect((await view(letterId)).deadlineOn).toBeNull();
    expect(await tab("a-renvoyer")).toEqual([letterId]);
    expect(await waiting()).toEqual([{ id: letterId, state: "TO_RESEND" }]);
    expect(await seenByFirm()).toBe(1);
    const { companyId } = world.ctx;
    await inCompany(companyId, (tx) =>
      tx.client.update({
        where: { companyId_id: { companyId, id: clientId } },
        data: { street: "3 quai des Indes", city: "Lorient", postcode: "56100" },
      }),
    );
    const againId = await resendLetter(world.ctx, letterId);
    await drawAll(world);
    const again = await view(againId);
    expect(again.notice?.recipient.at(-1)).toBe("56100 LORIENT");
    expect(again.replacesId).toBe(letterId);
    // Nobody was reminded by the lost letter: the new one does not recall it.
    expect(again.notice?.detail.contacts.some((contact) => contact.channel.includes("recommandée"))).toBe(
      false,
    );
    expect(await waiting()).toEqual([{ id: againId, state: "TO_APPROVE" }]);
    await expect(resendLetter(world.ctx, letterId)).rejects.toMatchObject({ code: "LETTER_MOVED" });
    await expect(followLetter(world.ctx, letterId, {})).rejects.toMatchObject({ code: "LETTER_MOVED" });
  });

  it("lets the first presentation start the legal interest of a consumer", async () => {
    const made = await makeNotice(world, clock, {
      client: { kind: "B2C", name: "Marie Le Goff", siren: "" },
    });
    expect((await view(made.letterId)).notice?.statement.totalCents).toBe(432_000n);
    await approveLetter(world.ctx, made.letterId, made.sha256);
    await markPosted(world.ctx, made.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
    clock.setParis("2026-11-25");
    await followLetter(world.ctx, made.letterId, { presentedOn: "25/11/2026" });
    const { readClaim } = await import("@/usecases/legal/readClaim");
    clock.setParis("2026-12-05");
    const claim = await readClaim(
      world.ctx,
      { of: { invoiceId: made.invoiceId }, on: null, withPaid: false },
      rates,
    );
    // 10 days at 2,75 %: 4 320 × 0,0275 × 10 / 365 = 3,25.
    expect(claim.statement?.penaltyCents).toBe(325n);
    expect(claim.statement?.flatFeeCents).toBe(0n);
  });
});

describe("another company", () => {
  it("sees none of it", async () => {
    const { letterId } = await posted();
    const other = await makeCompany(clock, { name: "Étrangère" });
    const ctx = other.ctx;
    await expect(readLetter(ctx, letterId, rates)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(withdrawLetter(ctx, letterId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(followLetter(ctx, letterId, { presentedOn: "23/11/2026" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(resendLetter(ctx, letterId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await markLettersPosted(ctx, [letterId], { postedOn: "23/11/2026" });
    expect((await view(letterId)).state).toBe("POSTED");
  });
});
