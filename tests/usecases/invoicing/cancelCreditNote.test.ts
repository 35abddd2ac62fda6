/** A credit note recorded by mistake is cancelled: it counts no more, and both gestures stay readable. */
import { beforeEach, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { journalSentence } from "@/domain/reporting/journalSentence";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { inCompany } = await import("@/db/inCompany");
const { readMonthFlows } = await import("@/db/reporting/monthFlows");
const { readAccountInvoices, readMovements } = await import("@/db/settlement/accounts");
const { addCreditNote } = await import("@/usecases/invoicing/addCreditNote");
const { cancelCreditNote } = await import("@/usecases/invoicing/cancelCreditNote");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");

const clock = parisClock("2026-11-10");
const TODAY = localDate("2026-11-10");
const CREDIT = { number: "A-1", issuedOn: "2026-11-10", amountCents: "150,00", effect: "RETROACTIVE" };
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-11-10");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, {
    number: "F-1",
    dueOn: "2026-10-24",
    totalCents: "400,00",
  });
});

const read = () => readInvoice(world.ctx, invoiceId, PUBLISHED_RATES);
const inside = <Result>(work: Parameters<typeof inCompany<Result>>[1]) =>
  inCompany(world.ctx.companyId, work);

async function add(raw: Record<string, string> = {}): Promise<string> {
  await addCreditNote(world.ctx, invoiceId, { ...CREDIT, ...raw });
  return (await read()).creditNotes.find(({ isCancelled }) => !isCancelled)?.id ?? "";
}

describe("a credit note recorded by mistake", () => {
  it("is owed again with its penalties, and stays readable", async () => {
    const before = await read();
    const id = await add();
    await cancelCreditNote(world.ctx, id);
    const after = await read();
    expect([after.balanceCents, after.statement?.totalDueCents]).toEqual([
      before.balanceCents,
      before.statement?.totalDueCents,
    ]);
    expect(after.creditNotes).toMatchObject([{ number: "A-1", isCancelled: true }]);
    expect(after.timeline.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Avoir A-1 de 150,00\u00a0€", "Avoir A-1 annulé, 150,00\u00a0€"]),
    );
    const figures = await inside(async (tx) => ({
      account: await readAccountInvoices(tx, world.ctx.companyId, clientId, TODAY),
      flows: await readMonthFlows(tx, world.ctx.companyId, TODAY),
    }));
    expect(figures.account).toMatchObject([{ balanceCents: 40_000n, creditedCents: 0n }]);
    expect(figures.flows.every(({ settledCents }) => settledCents === 0n)).toBe(true);
  });

  it("gives its number back: the right one may bear it", async () => {
    await cancelCreditNote(world.ctx, await add());
    await add({ amountCents: "15,00" });
    expect((await read()).balanceCents).toBe(38_500n);
    await expect(add()).rejects.toMatchObject({ errors: [{ field: "number", code: "TAKEN" }] });
  });

  it("lets the scenario go on where it was: the invoice that it settled is reminded", async () => {
    const id = await add({ amountCents: "400,00" });
    expect((await read()).status).toBe("PAID");
    const post = new PostOffice(world);
    await post.day("2026-11-12");
    expect(post.left).toHaveLength(0);
    await cancelCreditNote(world.ctx, id);
    await post.day("2026-11-13");
    expect(post.left).toHaveLength(1);
  });

  it("is told to a client whom a statement had told of it", async () => {
    const at = clock.now();
    const told = () => inside((tx) => readMovements(tx, world.ctx.companyId, clientId, { at, on: TODAY }));
    const id = await add();
    clock.setParis("2026-11-11");
    await cancelCreditNote(world.ctx, id);
    expect(await told()).toMatchObject([
      { kind: "CREDIT_NOTE_UNDONE", reference: "A-1", amountCents: 15_000n },
    ]);
  });

  it("is in the journal in words", async () => {
    await cancelCreditNote(world.ctx, await add());
    const [entry] = await asOwner<{ action: string; data: Record<string, unknown> }>(
      database,
      "SELECT action, data FROM journal_entry WHERE company_id = $1 AND action = 'credit_note.cancelled'",
      [world.ctx.companyId],
    );
    expect(journalSentence(entry?.action ?? "", entry?.data ?? {})).toBe(
      "Avoir A-1 annulé\u00a0: 150,00\u00a0€",
    );
  });

  it("is cancelled once, by those of its company, and not on an invoice that is closed", async () => {
    const id = await add();
    const stranger = await makeCompany(clock);
    await expect(cancelCreditNote(stranger.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const results = await Promise.allSettled([1, 2].map(() => cancelCreditNote(world.ctx, id)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(cancelCreditNote(world.ctx, id)).rejects.toMatchObject({ code: "REVERSED" });
    const other = await add({ number: "A-2" });
    await closeInvoice(world.ctx, invoiceId, { status: "CANCELLED", closeReason: "Doublon" });
    await expect(cancelCreditNote(world.ctx, other)).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("keeps its number, day and amount whatever the programs try", async () => {
    const id = await add();
    await expect(
      inside((tx) => tx.creditNote.updateMany({ where: { id }, data: { amountCents: 1n } })),
    ).rejects.toThrow(/permission denied|denied/);
  });
});
