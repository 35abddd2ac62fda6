/** A dispute ends: the client is right, or the invoice stands. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { acceptDispute, maintainInvoice } = await import("@/usecases/settlement/closeDispute");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { readAnswer } = await import("@/usecases/settlement/readAnswer");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let invoiceIds: string[] = [];
let answerId = "";

/** Two invoices of one client, disputed together. */
beforeEach(async () => {
  clock.setParis("2026-10-27");
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  invoiceIds = [
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" }),
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-26", totalCents: "500,00" }),
  ];
  ({ answerId } = await inCompany(world.ctx.companyId, (tx) =>
    recordAnswerIn(tx, world.ctx, {
      kind: "DISPUTE",
      source: "CALL",
      clientId,
      invoiceIds,
      onDate: null,
      amountCents: null,
      method: null,
      message: "Deux plateaux manquants",
      linkId: null,
      callTaskId: null,
      network: "",
    }),
  ));
});

const invoice = (index: number) => readInvoice(world.ctx, invoiceIds[index] ?? "", PUBLISHED_RATES);
const CREDIT = {
  remedy: "CREDIT_NOTE",
  number: "A-1",
  issuedOn: "2026-10-27",
  amountCents: "200,00",
  effect: "RETROACTIVE",
};

describe("a dispute", () => {
  it("suspends its invoices until the creditor answers", async () => {
    expect((await invoice(0)).next.reasons[0]?.code).toBe("HELD");
    expect((await invoice(0)).pending).toEqual({ kind: "answer", id: answerId, said: "DISPUTE" });
    expect(await readAnswer(world.ctx, answerId)).toMatchObject({
      kind: "DISPUTE",
      isWaiting: true,
      message: "Deux plateaux manquants",
      amountCents: 150_000n,
    });
  });

  it("is settled by a credit note: what is left is reminded again", async () => {
    await acceptDispute(world.ctx, answerId, { ...CREDIT, invoiceId: invoiceIds[0] ?? "" });
    const first = await invoice(0);
    expect(first).toMatchObject({ balanceCents: 80_000n, status: "OPEN", pending: null });
    expect(first.creditNotes).toMatchObject([{ number: "A-1", effect: "RETROACTIVE" }]);
    for (const one of [first, await invoice(1)]) {
      expect(one.holds.every((hold) => !hold.isRunning)).toBe(true);
      expect(one.next.reasons.map((reason) => reason.code)).not.toContain("HELD");
    }
    expect((await readAnswer(world.ctx, answerId)).isWaiting).toBe(false);
  });

  it("is settled by cancelling the invoice, or writing it off", async () => {
    await acceptDispute(world.ctx, answerId, { remedy: "CANCELLED", invoiceId: invoiceIds[1] ?? "" });
    expect(await invoice(1)).toMatchObject({
      status: "CANCELLED",
      closeReason: "Litige\u00a0: le client a raison.",
    });
    expect(await invoice(0)).toMatchObject({ status: "OPEN", pending: null });
  });

  it("asks which invoice the correction is for, and refuses another one", async () => {
    const stranger = await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-11-01" });
    for (const invoiceId of ["", "nonsense", stranger]) {
      await expect(acceptDispute(world.ctx, answerId, { ...CREDIT, invoiceId })).rejects.toMatchObject({
        errors: [{ field: "invoiceId" }],
      });
    }
    expect(await invoice(0)).toMatchObject({ balanceCents: 100_000n, pending: { kind: "answer" } });
  });

  it("keeps everything as it was when the credit note is wrong", async () => {
    const raw = { ...CREDIT, amountCents: "1 000,01", invoiceId: invoiceIds[0] ?? "" };
    await expect(acceptDispute(world.ctx, answerId, raw)).rejects.toMatchObject({
      errors: [{ field: "amountCents", code: "ABOVE_BALANCE" }],
    });
    expect((await readAnswer(world.ctx, answerId)).isWaiting).toBe(true);
    expect((await invoice(0)).holds[0]?.isRunning).toBe(true);
  });

  it("is closed by maintaining the invoice, with the words of the answer", async () => {
    await expect(maintainInvoice(world.ctx, answerId, {})).rejects.toMatchObject({
      errors: [{ field: "note" }],
    });
    await maintainInvoice(world.ctx, answerId, { note: "Bon de livraison signé le 2 octobre" });
    const first = await invoice(0);
    expect(first.balanceCents).toBe(100_000n);
    expect(first.next.reasons.map((reason) => reason.code)).not.toContain("HELD");
    expect(first.holds[0]).toMatchObject({ isRunning: false });
  });

  it("is answered once: the second person is told so", async () => {
    await maintainInvoice(world.ctx, answerId, { note: "Livré" });
    const late = { code: "ANSWER_DECIDED" };
    await expect(maintainInvoice(world.ctx, answerId, { note: "Livré" })).rejects.toMatchObject(late);
    await expect(
      acceptDispute(world.ctx, answerId, { ...CREDIT, invoiceId: invoiceIds[0] ?? "" }),
    ).rejects.toMatchObject(late);
  });

  it("is invisible to another company", async () => {
    const other = await makeCompany(clock, { name: "Voisine" });
    const missing = { code: "NOT_FOUND" };
    await expect(readAnswer(other.ctx, answerId)).rejects.toMatchObject(missing);
    await expect(maintainInvoice(other.ctx, answerId, { note: "x" })).rejects.toMatchObject(missing);
  });
});
