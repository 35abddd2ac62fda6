/** No letter by hand about an invoice that the law or the facts protect. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { readToday } = await import("@/usecases/reporting/readToday");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { rejectAnswer } = await import("@/usecases/settlement/decideAnswer");
const { approveLetter, redrawLetter } = await import("@/usecases/dunning/decideLetter");
const { entrustLetters } = await import("@/usecases/dunning/entrustLetters");
const { followLetter, resendLetter } = await import("@/usecases/dunning/followLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { inCompany } = await import("@/db/inCompany");
const { newId } = await import("@/db/values");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { rates } = await import("@/context/rates");

const clock = parisClock("2026-10-01");
const linkPorts = { clock, bell: silentBell, appUrl: "https://dument.test" };
let world: World;

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
});

async function lateInvoice(raw: Record<string, string> = {}) {
  clock.setParis("2026-10-01");
  const clientId = await makeClient(world.ctx);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", ...raw });
  clock.setParis("2026-11-23", 10);
  return { clientId, invoiceId };
}

const PAYMENT = { receivedOn: "23/11/2026", amountCents: "4 320", method: "TRANSFER" };
const WHOLE = { category: "PRICE", message: "Le prix n’est pas celui du devis." };
const PROCEDURE = { kind: "LIQUIDATION", openedOn: "20/11/2026" };
const prepare = (invoiceId: string, channel = "LETTER") => prepareLetter(world.ctx, invoiceId, { channel });

describe("a letter asked for by a person", () => {
  it.each(["LETTER", "FORMAL_NOTICE"])(
    "%s is refused for what may not be claimed, and says why",
    async (channel) => {
      const paid = await lateInvoice();
      await recordPayment(world.ctx, paid.invoiceId, PAYMENT);
      await expect(prepare(paid.invoiceId, channel)).rejects.toThrow(/est réglée/);
      const cancelled = await lateInvoice();
      await closeInvoice(world.ctx, cancelled.invoiceId, {
        status: "CANCELLED",
        closeReason: "Saisie deux fois",
      });
      await expect(prepare(cancelled.invoiceId, channel)).rejects.toThrow(/est annulée/);
      const disputed = await lateInvoice();
      await noteDispute(world.ctx, disputed.invoiceId, WHOLE);
      await expect(prepare(disputed.invoiceId, channel)).rejects.toThrow(/contestée en entier/);
      const frozen = await lateInvoice();
      await openInsolvency(world.ctx, frozen.clientId, PROCEDURE);
      await expect(prepare(frozen.invoiceId, channel)).rejects.toThrow(/L\.\s622-7 et L\.\s622-21/);
    },
  );

  it("claims the rest when only a part is contested, and is refused once the parts are all that is left", async () => {
    const { invoiceId } = await lateInvoice({ number: "F-77" });
    await noteDispute(world.ctx, invoiceId, { ...WHOLE, amountCents: "1 320" });
    const letterId = await prepare(invoiceId, "FORMAL_NOTICE");
    await drawAll(world);
    const letter = await readLetter(world.ctx, letterId, rates);
    // 30 days at 12,40 % on the 3 000 € that are not contested, and 40 € once.
    expect(letter).toMatchObject({ state: "TO_APPROVE", outcome: null, totalCents: 307_058n });
    expect(letter.notice?.statement.rows.map(({ label, amountCents }) => [label, amountCents])).toEqual([
      ["Principal, solde TTC", 432_000n],
      ["Facture F-77, part contestée, non réclamée ici", -132_000n],
      ["Pénalités de retard", 3_058n],
      ["Indemnité forfaitaire", 4_000n],
    ]);
    expect(letter.findings.map(({ code }) => code)).toContain("PART_DISPUTED");
    const asked = await asOwner<{ claimed: bigint; penalty: bigint }>(
      database,
      "SELECT balance_cents AS claimed, penalty_cents AS penalty FROM letter_invoice WHERE letter_id = $1",
      [letterId],
    );
    expect(asked.map(({ claimed, penalty }) => [BigInt(claimed), BigInt(penalty)])).toEqual([
      [300_000n, 3_058n],
    ]);
    await approveLetter(world.ctx, letterId, letter.document?.sha256 ?? "");
    expect((await readLetter(world.ctx, letterId, rates)).staleBecause).toBeNull();
    await noteDispute(world.ctx, invoiceId, { ...WHOLE, amountCents: "1 000" });
    expect((await readLetter(world.ctx, letterId, rates)).staleBecause).toBe(
      "Il ne reste que 2\u00a0000,00\u00a0€ à réclamer, contestation déduite, sur la facture F-77, et la lettre en réclame 3\u00a0000,00\u00a0€.",
    );
    await recordPayment(world.ctx, invoiceId, { ...PAYMENT, amountCents: "2 000" });
    await expect(redrawLetter(world.ctx, letterId)).rejects.toMatchObject({ code: "INVOICE_DISPUTED" });
  });

  it("is allowed for what was supplied after the judgment", async () => {
    const later = await lateInvoice({ performedOn: "2026-09-30" });
    await openInsolvency(world.ctx, later.clientId, { ...PROCEDURE, openedOn: "01/09/2026" });
    await expect(prepare(later.invoiceId, "FORMAL_NOTICE")).resolves.toBeTruthy();
  });

  it("waits for the answer to « j’ai payé », even once its suspension is over", async () => {
    const { clientId, invoiceId } = await lateInvoice();
    const { link } = await makeLink(world, clientId, [invoiceId]);
    const said = { onDate: "20/11/2026", method: "TRANSFER", amountCents: "4 320,00" };
    await answerByLink(link, "paye", said, linkPorts, "203.0.113.0/24");
    clock.setParis("2026-12-14", 10);
    await endPastHolds(world.ctx.companyId, clock.now());
    await expect(prepare(invoiceId)).rejects.toMatchObject({ code: "INVOICE_SAID_PAID" });
    const [answer] = (await readToday(world.ctx, "Hélène")).declarations;
    await rejectAnswer(world.ctx, answer?.id ?? "");
    await expect(prepare(invoiceId)).resolves.toBeTruthy();
  });

  it("is one at a time", async () => {
    const { invoiceId } = await lateInvoice();
    await prepare(invoiceId);
    await expect(prepare(invoiceId)).rejects.toMatchObject({ code: "LETTER_WAITING" });
  });

  it("of another company is not found", async () => {
    const { invoiceId } = await lateInvoice();
    const other = await makeCompany(clock, { name: "Étrangère" });
    await expect(prepareLetter(other.ctx, invoiceId, { channel: "LETTER" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a letter drawn before", () => {
  it("is not approved, drawn again nor entrusted once it may not be claimed", async () => {
    const paid = await makeNotice(world, clock);
    await approveLetter(world.ctx, paid.letterId, paid.sha256);
    await recordPayment(world.ctx, paid.invoiceId, PAYMENT);
    await expect(redrawLetter(world.ctx, paid.letterId)).rejects.toMatchObject({ code: "INVOICE_PAID" });
    const waiting = await makeNotice(world, clock);
    const held = { kind: "INSOLVENCY" as const, startedOn: new Date("2026-11-20"), createdAt: new Date() };
    const { companyId } = world.ctx;
    await inCompany(companyId, (tx) =>
      tx.hold.create({ data: { companyId, id: newId(), invoiceId: waiting.invoiceId, ...held } }),
    );
    await expect(approveLetter(world.ctx, waiting.letterId, waiting.sha256)).rejects.toMatchObject({
      code: "INVOICE_FROZEN",
    });
    const approved = await makeNotice(world, clock);
    await approveLetter(world.ctx, approved.letterId, approved.sha256);
    await noteDispute(world.ctx, approved.invoiceId, WHOLE);
    await expect(entrustLetters(world.ctx, [approved.letterId], "file")).rejects.toMatchObject({
      code: "INVOICE_DISPUTED",
    });
  });

  it("is not sent again to a client whose procedure is flagged", async () => {
    const made = await makeNotice(world, clock);
    await approveLetter(world.ctx, made.letterId, made.sha256);
    await markPosted(world.ctx, made.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
    await followLetter(world.ctx, made.letterId, { returnedOn: "23/11/2026", returnReason: "WRONG_ADDRESS" });
    await openInsolvency(world.ctx, made.clientId, PROCEDURE);
    await expect(resendLetter(world.ctx, made.letterId)).rejects.toMatchObject({ code: "INVOICE_FROZEN" });
  });

  it("drops what was paid meanwhile when it is drawn again after its approval", async () => {
    clock.setParis("2026-10-01");
    const clientId = await makeClient(world.ctx);
    const [kept = "", paid = ""] = [
      await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" }),
      await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" }),
    ];
    clock.setParis("2026-11-23", 10);
    const letterId = await prepare(kept);
    const { companyId } = world.ctx;
    const line = { invoiceVersion: 1, balanceCents: 1n, penaltyCents: 0n, indemnityCents: 0n };
    await inCompany(companyId, (tx) =>
      tx.letterInvoice.create({ data: { companyId, letterId, invoiceId: paid, ...line } }),
    );
    await drawAll(world);
    const { document } = await readLetter(world.ctx, letterId, rates);
    await approveLetter(world.ctx, letterId, document?.sha256 ?? "");
    await recordPayment(world.ctx, paid, PAYMENT);
    await redrawLetter(world.ctx, letterId);
    await drawAll(world);
    const letter = await readLetter(world.ctx, letterId, rates);
    expect(letter.invoices.map(({ id }) => id)).toEqual([kept]);
    expect(letter.state).toBe("TO_APPROVE");
  });
});
