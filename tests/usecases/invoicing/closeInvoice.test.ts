/** Closing an invoice, by the creditor or by a credit note, drops what was expected of it. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { endPastHolds } = await import("@/usecases/dunning/holdInvoice");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { inCompany } = await import("@/db/inCompany");
const { localDate } = await import("@/domain/calendar");

const clock = parisClock("2026-10-27");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-10-27");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { number: "F-9", dueOn: "2026-10-24" });
  await inCompany(world.ctx.companyId, (tx) =>
    recordAnswerIn(tx, world.ctx, {
      kind: "PROMISE",
      source: "CREDITOR",
      clientId,
      invoiceIds: [invoiceId],
      onDate: localDate("2026-11-05"),
      amountCents: null,
      method: null,
      message: "",
      linkId: null,
      callTaskId: null,
      network: "",
    }),
  );
});

const view = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
const promise = async () =>
  (
    await asOwner<{ state: string; isDecided: boolean }>(
      database,
      `SELECT state::text, decided_at IS NOT NULL AS "isDecided" FROM answer WHERE company_id = $1`,
      [world.ctx.companyId],
    )
  )[0];

describe("an invoice that is closed", () => {
  it("is cancelled with a reason, and its promise withdrawn", async () => {
    await expect(closeInvoice(world.ctx, invoiceId, { status: "CANCELLED" })).rejects.toMatchObject({
      errors: [{ field: "closeReason" }],
    });
    await expect(
      closeInvoice(world.ctx, invoiceId, { status: "PAID", closeReason: "x" }),
    ).rejects.toMatchObject({ errors: [{ field: "status" }] });
    await closeInvoice(world.ctx, invoiceId, { status: "CANCELLED", closeReason: "Doublon" });
    expect(await view()).toMatchObject({
      status: "CANCELLED",
      closeReason: "Doublon",
      next: { kind: "NONE" },
    });
    expect(await promise()).toEqual({ state: "WITHDRAWN", isDecided: true });
    await expect(
      closeInvoice(world.ctx, invoiceId, { status: "WRITTEN_OFF", closeReason: "x" }),
    ).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("opens again where it stood", async () => {
    await expect(reopenInvoice(world.ctx, invoiceId)).rejects.toMatchObject({ code: "NOT_CLOSED" });
    await closeInvoice(world.ctx, invoiceId, { status: "WRITTEN_OFF", closeReason: "Liquidation" });
    await reopenInvoice(world.ctx, invoiceId);
    expect(await view()).toMatchObject({ status: "OPEN", closeReason: null, balanceCents: 432_000n });
    expect((await view()).next.kind).not.toBe("NONE");
  });

  it("is settled by a credit note of what is left: the promise counts as kept", async () => {
    await addCreditNote(world.ctx, invoiceId, {
      number: "A-9",
      issuedOn: "2026-10-27",
      amountCents: "4 320,00",
      effect: "RETROACTIVE",
    });
    expect(await view()).toMatchObject({ status: "PAID", balanceCents: 0n });
    expect(await promise()).toEqual({ state: "KEPT", isDecided: true });
  });

  it("is settled by a correction of its total down to what was paid", async () => {
    const payment = { receivedOn: "2026-10-27", amountCents: "4 000,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceId, payment);
    const raw = { number: "F-9", issuedOn: "2026-09-24", dueOn: "2026-10-24" };
    await expect(
      updateInvoice(world.ctx, invoiceId, { ...raw, totalCents: "3 999,99" }),
    ).rejects.toMatchObject({ errors: [{ field: "totalCents", code: "BELOW_PAID" }] });
    await updateInvoice(world.ctx, invoiceId, { ...raw, totalCents: "4 000,00" });
    expect(await view()).toMatchObject({ status: "PAID", pending: null });
    expect(await promise()).toEqual({ state: "KEPT", isDecided: true });
  });

  it("leaves no broken promise to decide once the money has come, late", async () => {
    clock.setParis("2026-11-10");
    expect(await endPastHolds(world.ctx.companyId, clock.now())).toBe(1);
    expect(await promise()).toEqual({ state: "BROKEN", isDecided: false });
    const payment = { receivedOn: "2026-11-10", amountCents: "4 320,00", method: "TRANSFER" };
    await recordPayment(world.ctx, invoiceId, payment);
    expect(await promise()).toEqual({ state: "BROKEN", isDecided: true });
  });
});

describe("a credit note", () => {
  const credit = { number: "A-1", issuedOn: "2026-10-27", amountCents: "10,00", effect: "PROSPECTIVE" };

  it.each([
    [{ amountCents: "4 320,01" }, "amountCents", "ABOVE_BALANCE"],
    [{ amountCents: "0" }, "amountCents", "AMOUNT"],
    [{ issuedOn: "2026-09-23" }, "issuedOn", "BEFORE_INVOICE"],
    [{ effect: "" }, "effect", "CHOICE"],
  ])("is refused when %j", async (change, field, code) => {
    await expect(addCreditNote(world.ctx, invoiceId, { ...credit, ...change })).rejects.toMatchObject({
      errors: [{ field, code }],
    });
    expect((await view()).creditNotes).toEqual([]);
  });

  it("has a number of its own", async () => {
    await addCreditNote(world.ctx, invoiceId, credit);
    await expect(addCreditNote(world.ctx, invoiceId, credit)).rejects.toMatchObject({
      errors: [{ field: "number", code: "TAKEN" }],
    });
    expect(await view()).toMatchObject({ balanceCents: 431_000n });
  });
});
