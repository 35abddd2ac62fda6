/** The décompte on any day, what became of each sum, gestures, and the files it makes. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";
import { drawAll, makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { localDate } = await import("@/domain/calendar");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { followLetter } = await import("@/usecases/dunning/followLetter");
const { prepareLetter } = await import("@/usecases/dunning/prepareLetter");
const { readLetter } = await import("@/usecases/dunning/readLetter");
const { acceptDispute, maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { readClaim } = await import("@/usecases/legal/readClaim");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { claimCsv } = await import("@/usecases/legal/claimCsv");
const { issueStatement } = await import("@/usecases/legal/issueStatement");
const { waivePenalties, withdrawWaiver } = await import("@/usecases/legal/waivePenalties");
const { statementPrinter } = await import("@/context/printing");
const { rates } = await import("@/context/rates");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");
const { recordClientCredit } = await import("@/usecases/settlement/recordClientCredit");

const clock = parisClock("2026-11-23");
let world: World;

const claimOf = (invoiceId: string, on: string | null = null) =>
  readClaim(world.ctx, { of: { invoiceId }, on: on === null ? null : localDate(on), withPaid: false }, rates);
const claimOfClient = (clientId: string, withPaid = false) =>
  readClaim(world.ctx, { of: { clientId }, on: null, withPaid }, rates);
const ledgerOf = async (invoiceId: string) => (await claimOf(invoiceId)).invoices[0]?.ledger;

async function lateInvoice(client: Record<string, string> = {}, dueOn = "2026-10-24") {
  const clientId = await makeClient(world.ctx, client);
  return { clientId, invoiceId: await makeInvoice(world.ctx, clientId, { dueOn }) };
}

beforeEach(async () => {
  clock.setParis("2026-11-23");
  world = await makeCompany(clock);
});

describe("the statement", () => {
  it("is computed for the day of the address, past or to come", async () => {
    const { invoiceId } = await lateInvoice();
    // 4 320,00 × 12,40 % × 30 / 365 = 44,03.
    expect((await claimOf(invoiceId)).statement).toMatchObject({
      penaltyCents: 4403n,
      flatFeeCents: 4000n,
      totalDueCents: 440_403n,
    });
    expect((await claimOf(invoiceId, "2026-10-25")).statement?.penaltyCents).toBe(147n);
    expect((await claimOf(invoiceId, "2026-12-31")).statement?.penaltyCents).toBe(9980n);
    const unknown = await claimOf(invoiceId, "2027-01-15");
    expect(unknown.statement).toBeNull();
    expect(unknown.problem).toContain("2027");
  });

  it("sets aside what is contested, as a letter of the day does", async () => {
    const { invoiceId } = await lateInvoice();
    await noteDispute(world.ctx, invoiceId, { category: "PRICE", amountCents: "1 320", message: "Trop." });
    const claim = await claimOf(invoiceId);
    // 3 000,00 × 12,40 % × 30 / 365 = 30,58.
    expect(claim.statement).toMatchObject({ principalDueCents: 300_000n, totalDueCents: 307_058n });
    expect(claimCsv(claim)).toContain("Part contestée, non réclamée ici");
  });

  it("counts the legal interest of a consumer from a notice for what it claimed, not for what it set aside", async () => {
    const consumer = { kind: "B2C", name: "Marie Le Goff", siren: "" };
    const noticed = async () => {
      clock.setParis("2026-11-23", 10);
      const { invoiceId } = await lateInvoice(consumer);
      await noteDispute(world.ctx, invoiceId, { category: "PRICE", amountCents: "1 320", message: "Trop." });
      const letterId = await prepareLetter(world.ctx, invoiceId, { channel: "FORMAL_NOTICE" });
      await drawAll(world);
      const { document } = await readLetter(world.ctx, letterId, rates);
      await approveLetter(world.ctx, letterId, document?.sha256 ?? "");
      await markPosted(world.ctx, letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
      clock.setParis("2026-12-05");
      await followLetter(world.ctx, letterId, { presentedOn: "25/11/2026" });
      const [answer] = await asOwner<{ id: string }>(
        database,
        "SELECT answer_id AS id FROM answer_invoice WHERE invoice_id = $1",
        [invoiceId],
      );
      return { invoiceId, answerId: answer?.id ?? "" };
    };
    const penaltyOf = async (id: string) => (await claimOf(id)).statement?.penaltyCents;
    // 3 000,00 × 2,75 % × 10 / 365 = 2,26.
    const refused = await noticed();
    expect(await penaltyOf(refused.invoiceId)).toBe(226n);
    await maintainInvoice(world.ctx, refused.answerId, { note: "Le prix est celui du devis." });
    expect(await penaltyOf(refused.invoiceId)).toBe(0n);
    const granted = await noticed();
    await acceptDispute(world.ctx, granted.answerId, {
      remedy: "CREDIT_NOTE",
      number: "A-1",
      issuedOn: "05/12/2026",
      amountCents: "1 320",
      effect: "RETROACTIVE",
    });
    expect(await penaltyOf(granted.invoiceId)).toBe(226n);
    const [note] = await asOwner<{ id: string }>(
      database,
      "SELECT id FROM credit_note WHERE invoice_id = $1",
      [granted.invoiceId],
    );
    await cancelCreditNote(world.ctx, note?.id ?? "");
    expect(await penaltyOf(granted.invoiceId)).toBe(226n);
    await maintainInvoice(world.ctx, granted.answerId, { note: "Le prix est celui du devis." });
    expect(await penaltyOf(granted.invoiceId)).toBe(0n);
  });

  it.each([
    ["CANCELLED", "annulée"],
    ["WRITTEN_OFF", "passée en perte"],
  ])("of an invoice that is %s says why it claims nothing, and is not sent", async (status, word) => {
    const { invoiceId } = await lateInvoice();
    await closeInvoice(world.ctx, invoiceId, { status, closeReason: "Refaite" });
    const { statement, printed, problem } = await claimOf(invoiceId);
    expect([statement, printed]).toEqual([null, null]);
    expect(problem).toContain(word);
    const query = { of: { invoiceId }, on: null, withPaid: false };
    await expect(
      issueStatement(world.ctx, query, { rates, printer: statementPrinter }),
    ).rejects.toMatchObject({ code: "CLAIM_EMPTY", message: problem });
    await reopenInvoice(world.ctx, invoiceId);
    expect((await claimOf(invoiceId)).statement?.principalDueCents).toBe(432_000n);
  });

  it("is not sent while a credit of the client is on no invoice", async () => {
    const { clientId, invoiceId } = await lateInvoice();
    await recordClientCredit(world.ctx, clientId, {
      kind: "DEPOSIT",
      amountCents: "100",
      receivedOn: "2026-11-20",
    });
    expect((await claimOf(invoiceId)).freeCreditCents).toBe(10_000n);
    const query = { of: { invoiceId }, on: null, withPaid: false };
    const ports = { rates, printer: statementPrinter };
    await expect(issueStatement(world.ctx, query, ports)).rejects.toMatchObject({ code: "CLIENT_CREDITED" });
  });

  it("makes a CSV whose lines add up to its total", async () => {
    const { invoiceId } = await lateInvoice();
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "12/11/2026",
      amountCents: "1 000",
      method: "TRANSFER",
    });
    const claim = await claimOf(invoiceId);
    const lines = claimCsv(claim)
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => BigInt(line.split(";").at(-1)?.replace(",", "") ?? "x"));
    const total = lines.pop();
    expect(lines.reduce((sum, cents) => sum + cents, 0n)).toBe(total);
    expect(total).toBe(claim.statement?.totalDueCents);
    expect(lines).toHaveLength(5);
  });

  it("leaves out of a client's claim what was paid late, and says so", async () => {
    const { clientId, invoiceId } = await lateInvoice();
    const paidId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-01" });
    await recordPayment(world.ctx, paidId, {
      receivedOn: "20/11/2026",
      amountCents: "4 320",
      method: "TRANSFER",
    });
    const open = await claimOfClient(clientId);
    expect(open.invoices.map((one) => one.id)).toEqual([invoiceId]);
    expect(open.paidLate).toEqual({ count: 1, dueCents: 11_338n });
    const all = await claimOfClient(clientId, true);
    expect(all.statement?.totalDueCents).toBe((open.statement?.totalDueCents ?? 0n) + 11_338n);
  });

  it("does not exist for another company", async () => {
    const { clientId, invoiceId } = await lateInvoice();
    const other = await makeCompany(clock, { name: "Étrangère" });
    for (const of of [{ invoiceId }, { clientId }]) {
      const query = { of, on: null, withPaid: false };
      await expect(readClaim(other.ctx, query, rates)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const raw = { flatFee: "1", reason: "geste" };
    await expect(waivePenalties(other.ctx, invoiceId, raw, rates)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("waiving", () => {
  it("lowers what is claimed from its day on, keeps its reason, and can be taken back", async () => {
    const { invoiceId } = await lateInvoice();
    await waivePenalties(
      world.ctx,
      invoiceId,
      { penaltyCents: "40,00", flatFee: "1", reason: "Accord" },
      rates,
    );
    expect((await claimOf(invoiceId)).statement?.totalDueCents).toBe(432_403n);
    expect((await claimOf(invoiceId, "2026-11-22")).statement?.totalDueCents).toBe(440_256n);
    const [waiver] = (await claimOf(invoiceId)).invoices[0]?.waivers ?? [];
    expect(waiver).toMatchObject({ reason: "Accord", penaltyCents: 4000n, flatFeeCents: 4000n });
    const journal = await asOwner<{ data: { reason: string } }>(
      database,
      "SELECT data FROM journal_entry WHERE action = 'waiver.granted' AND entity_id = $1",
      [invoiceId],
    );
    expect(journal).toMatchObject([{ data: { reason: "Accord", amountCents: "8000" } }]);
    await withdrawWaiver(world.ctx, waiver?.id ?? "");
    expect((await claimOf(invoiceId)).statement?.totalDueCents).toBe(440_403n);
    await expect(withdrawWaiver(world.ctx, waiver?.id ?? "")).rejects.toMatchObject({ code: "WAIVER_GONE" });
  });

  it("is refused without a reason, beyond what is owed, and twice for the fee", async () => {
    const { invoiceId } = await lateInvoice();
    const waive = (raw: Record<string, string>) => waivePenalties(world.ctx, invoiceId, raw, rates);
    await expect(waive({ flatFee: "1" })).rejects.toMatchObject({ errors: [{ field: "reason" }] });
    await expect(waive({ penaltyCents: "44,04", reason: "x" })).rejects.toMatchObject({
      errors: [{ field: "penaltyCents", code: "TOO_MUCH" }],
    });
    await expect(waive({ reason: "x" })).rejects.toMatchObject({ errors: [{ code: "NOTHING" }] });
    await waive({ flatFee: "1", reason: "x" });
    await expect(waive({ flatFee: "1", reason: "x" })).rejects.toMatchObject({
      errors: [{ field: "flatFee" }],
    });
  });

  it("is refused towards a public buyer, where it would be void", async () => {
    const { invoiceId } = await lateInvoice({ kind: "PUBLIC", name: "Mairie de Saint-Aubin" });
    await expect(
      waivePenalties(world.ctx, invoiceId, { flatFee: "1", reason: "Geste" }, rates),
    ).rejects.toMatchObject({ code: "WAIVER_PUBLIC" });
    expect((await ledgerOf(invoiceId))?.flatFee.waivedCents).toBe(0n);
  });

  it("withdraws the letter that still claimed it", async () => {
    const { invoiceId, letterId } = await makeNotice(world, clock);
    await waivePenalties(world.ctx, invoiceId, { flatFee: "1", reason: "Geste" }, rates);
    const [row] = await asOwner<{ state: string }>(database, "SELECT state FROM letter WHERE id = $1", [
      letterId,
    ]);
    expect(row?.state).toBe("CANCELLED");
  });
});

describe("what is asked for", () => {
  it("is counted once, by the last document that left", async () => {
    const { invoiceId, letterId, sha256 } = await makeNotice(world, clock);
    expect((await ledgerOf(invoiceId))?.penalty).toMatchObject({ demandedCents: 0n, undemandedCents: 4403n });
    await approveLetter(world.ctx, letterId, sha256);
    await markPosted(world.ctx, letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
    expect((await ledgerOf(invoiceId))?.penalty).toMatchObject({ demandedCents: 4403n, undemandedCents: 0n });
    clock.setParis("2026-12-03");
    const later = await ledgerOf(invoiceId);
    expect(later?.penalty).toMatchObject({
      accruedCents: 5870n,
      demandedCents: 4403n,
      undemandedCents: 1467n,
    });
    const query = { of: { invoiceId }, on: null, withPaid: false };
    const documentId = await issueStatement(world.ctx, query, { rates, printer: statementPrinter });
    const issued = await ledgerOf(invoiceId);
    expect(issued?.penalty).toMatchObject({ demandedCents: 5870n, undemandedCents: 0n });
    expect(issued?.flatFee).toMatchObject({ accruedCents: 4000n, demandedCents: 4000n });
    expect(issued?.lastDemandOn).toBe("2026-12-03");
    const [document] = await asOwner<{ kind: string; same: boolean }>(
      database,
      `SELECT d.kind, encode(sha256(b.bytes), 'hex') = d.sha256 AS same
       FROM document d JOIN blob b ON b.company_id = d.company_id AND b.sha256 = d.sha256 WHERE d.id = $1`,
      [documentId],
    );
    expect(document).toEqual({ kind: "STATEMENT", same: true });
  });

  it("is not noted for a day that has not come, nor when nothing is owed", async () => {
    const { invoiceId } = await lateInvoice();
    const ports = { rates, printer: statementPrinter };
    const query = { of: { invoiceId }, on: localDate("2026-12-24"), withPaid: false };
    await expect(issueStatement(world.ctx, query, ports)).rejects.toMatchObject({ code: "CLAIM_AHEAD" });
    const none = { of: { clientId: await makeClient(world.ctx) }, on: null, withPaid: false };
    await expect(issueStatement(world.ctx, none, ports)).rejects.toMatchObject({ code: "CLAIM_EMPTY" });
  });
});
