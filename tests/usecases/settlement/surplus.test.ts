/** More than what is owed comes in: nothing is lost, and the client is not asked for what it has already paid. */
import { describe, expect, it } from "vitest";
import { formatAmount } from "@/domain/money";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");
const { PostOffice } = await import("../../support/postOffice");
const { recordPaymentReceived } = await import("@/usecases/settlement/recordPaymentReceived");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-20");

async function world() {
  const { ctx } = await makeCompany(clock);
  const clientId = await makeClient(ctx);
  const paid = await makeInvoice(ctx, clientId, { dueOn: "2026-10-18", totalCents: "100,00" });
  const other = await makeInvoice(ctx, clientId, { dueOn: "2026-10-18", totalCents: "100,00" });
  return { ctx, clientId, paid, other };
}

const PAYMENT = { receivedOn: "2026-10-19", amountCents: "130,00", method: "TRANSFER", reference: "VIR 12" };

async function rows(clientId: string) {
  const credits = await asOwner<{ kind: string; rest: string; note: string }>(
    database,
    "SELECT kind::text, rest_cents::text AS rest, note FROM client_credit WHERE client_id = $1",
    [clientId],
  );
  const payments = await asOwner<{ cents: string }>(
    database,
    "SELECT amount_cents::text AS cents FROM payment WHERE client_id = $1",
    [clientId],
  );
  return { credits, payments: payments.map((row) => row.cents) };
}

describe("a payment above the balance", () => {
  it("is refused as long as nobody says what the surplus is, and nothing is written", async () => {
    const { ctx, clientId, paid } = await world();
    await expect(recordPaymentReceived(ctx, paid, PAYMENT, PUBLISHED_RATES)).rejects.toThrow(
      /100,00.*trop-perçu reste au client/,
    );
    expect(await rows(clientId)).toEqual({ credits: [], payments: [] });
  });

  it("pays the invoice, and what exceeds it holds the reminders of the others", async () => {
    const { ctx, clientId, paid, other } = await world();
    const { creditId } = await recordPaymentReceived(
      ctx,
      paid,
      { ...PAYMENT, surplus: "CREDIT" },
      PUBLISHED_RATES,
    );
    expect(creditId).not.toBeNull();
    const { number, status } = await readInvoice(ctx, paid, PUBLISHED_RATES);
    expect(status).toBe("PAID");
    expect(await rows(clientId)).toEqual({
      credits: [{ kind: "OVERPAYMENT", rest: "3000", note: `Trop-perçu sur la facture ${number}` }],
      payments: ["10000"],
    });
    const { next } = await readInvoice(ctx, other, PUBLISHED_RATES);
    expect(next.reasons.map(({ sentence }) => sentence).join(" ")).toContain("avoir de 30,00\u00a0€");
  });

  it("makes no credit when the amount is just what is owed", async () => {
    const { ctx, clientId, paid } = await world();
    const done = await recordPaymentReceived(
      ctx,
      paid,
      { ...PAYMENT, amountCents: "100,00", surplus: "CREDIT" },
      PUBLISHED_RATES,
    );
    expect(done.creditId).toBeNull();
    expect((await rows(clientId)).credits).toEqual([]);
  });

  it("twice at the same time, pays once: the second is told that the invoice is settled", async () => {
    const { ctx, clientId, paid } = await world();
    const twice = await Promise.allSettled(
      [1, 2].map(() => recordPaymentReceived(ctx, paid, { ...PAYMENT, surplus: "CREDIT" }, PUBLISHED_RATES)),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rows(clientId)).toMatchObject({ credits: [{ rest: "3000" }], payments: ["10000"] });
  });

  it("is not found from another company", async () => {
    const { clientId, paid } = await world();
    const stranger = await makeCompany(clock);
    await expect(
      recordPaymentReceived(stranger.ctx, paid, { ...PAYMENT, surplus: "CREDIT" }, PUBLISHED_RATES),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await rows(clientId)).toEqual({ credits: [], payments: [] });
  });
});

describe("a payment of what a reminder claimed", () => {
  const PAID = { ...PAYMENT, receivedOn: "2026-11-10" };

  /** 400,00 € due 17 days ago, what the law adds asked for by the firm reminder that left. */
  async function remindedWorld() {
    clock.setParis("2026-10-20");
    const company = await makeCompany(clock);
    const { ctx } = company;
    const clientId = await makeClient(ctx);
    const late = await makeInvoice(ctx, clientId, { dueOn: "2026-10-24", totalCents: "400,00" });
    const post = new PostOffice(company);
    await post.day("2026-11-10");
    clock.setParis("2026-11-10", 15);
    const { statement } = await readInvoice(ctx, late, PUBLISHED_RATES);
    const accessories = (statement?.totalDueCents ?? 0n) - 40_000n;
    expect(accessories).toBeGreaterThan(4_000n);
    return { ctx, clientId, late, accessories };
  }

  it("pays the principal, then the penalties and the 40 €: nothing is left to claim", async () => {
    const { ctx, clientId, late, accessories } = await remindedWorld();
    const amountCents = formatAmount(40_000n + accessories);
    await recordPaymentReceived(ctx, late, { ...PAID, amountCents }, PUBLISHED_RATES);
    const after = await readInvoice(ctx, late, PUBLISHED_RATES);
    expect([after.status, after.balanceCents, after.statement?.totalDueCents]).toEqual(["PAID", 0n, 0n]);
    expect(after.payments).toMatchObject([
      { amountCents: 40_000n + accessories, accessoryCents: accessories },
    ]);
    expect(await rows(clientId)).toEqual({ credits: [], payments: [String(40_000n + accessories)] });
  });

  it("is refused above that, in words that say what is owed and how to keep the rest", async () => {
    const { ctx, clientId, late, accessories } = await remindedWorld();
    const amountCents = formatAmount(40_001n + accessories);
    await expect(recordPaymentReceived(ctx, late, { ...PAID, amountCents }, PUBLISHED_RATES)).rejects.toThrow(
      /400,00.*de principal et .*de pénalités et d’indemnité.*trop-perçu reste au client/,
    );
    expect(await rows(clientId)).toEqual({ credits: [], payments: [] });
  });

  it("undone, has the principal, the penalties and the 40 € owed again", async () => {
    const { ctx, late, accessories } = await remindedWorld();
    const before = await readInvoice(ctx, late, PUBLISHED_RATES);
    const amountCents = formatAmount(40_000n + accessories);
    await recordPaymentReceived(ctx, late, { ...PAID, amountCents }, PUBLISHED_RATES);
    const paid = await readInvoice(ctx, late, PUBLISHED_RATES);
    await reversePayment(ctx, paid.payments[0]?.id ?? "");
    const after = await readInvoice(ctx, late, PUBLISHED_RATES);
    expect([after.status, after.balanceCents]).toEqual(["OPEN", 40_000n]);
    expect(after.statement?.totalDueCents).toBe(before.statement?.totalDueCents);
  });
});
