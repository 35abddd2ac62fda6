/** Programs that ask for what changed: every fact counts, and nothing is missed, whatever is being written meanwhile. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { callsBy, keyed, makeKey, sentPayment: pay } = await import("../support/apiCalls");
const { inCompany } = await import("@/db/inCompany");
const { holdInvoice, resumeInvoice } = await import("@/usecases/dunning/holdInvoice");
const { excludeInvoices } = await import("@/usecases/dunning/excludeInvoices");
const { closeInvoice, reopenInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { noteDispute } = await import("@/usecases/settlement/noteDispute");

const clock = parisClock("2026-11-23", 15);
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let calls: ReturnType<typeof callsBy>;
let ids: string[] = [];

beforeAll(async () => {
  world = await makeCompany(clock);
  calls = callsBy(await makeKey(world.ctx, "WRITE", "Synchronisation"));
  const clientId = await makeClient(world.ctx, { name: "Menuiserie Abgrall" });
  const open = { dueOn: "2026-10-24", issuedOn: "2026-10-01", totalCents: "100,00" };
  ids = [await makeInvoice(world.ctx, clientId, open), await makeInvoice(world.ctx, clientId, open)];
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

/** Ids of what changed since, and from when to ask next. */
async function changes(since: string) {
  const { body } = await calls.invoices(`?changedSince=${encodeURIComponent(since)}`);
  return { ids: body.invoices.map(({ id }: { id: string }) => id), next: body.nextChangedSince };
}
const now = async () => (await changes("2000-01-01T00:00:00Z")).next;

describe("what changed", () => {
  it("is what a fact was written of since, and of nothing else", async () => {
    const [id = ""] = ids;
    const facts: [string, () => Promise<unknown>][] = [
      ["a payment", () => calls.addPayment(id, pay(100), keyed("c-1"))],
      [
        "a credit note",
        () =>
          calls.addCreditNote(
            id,
            { number: "A-1", issuedOn: "2026-11-01", amountCents: 100, effect: "prospective" },
            keyed("c-2"),
          ),
      ],
      ["a suspension", () => holdInvoice(world.ctx, id, { untilOn: "2026-12-01", reason: "" })],
      ["its end", () => resumeInvoice(world.ctx, id)],
      ["a dispute", () => noteDispute(world.ctx, id, { category: "PRICE", message: "" })],
      ["an exclusion", () => excludeInvoices(world.ctx, [id], true)],
      ["a closing", () => closeInvoice(world.ctx, id, { status: "CANCELLED", closeReason: "Doublon" })],
      ["an opening", () => reopenInvoice(world.ctx, id)],
    ];
    for (const [fact, write] of facts) {
      const since = await now();
      expect((await changes(since)).ids, `before ${fact}`).toEqual([]);
      await write();
      expect((await changes(since)).ids, fact).toEqual([id]);
    }
  });

  it("is not missed while it is being written: the next time begins before", async () => {
    const [, id = ""] = ids;
    let written = () => {};
    let commit = () => {};
    const isWritten = new Promise<void>((done) => {
      written = done;
    });
    const mayCommit = new Promise<void>((go) => {
      commit = go;
    });
    const writing = inCompany(world.ctx.companyId, async (tx) => {
      await tx.$executeRaw`UPDATE invoice SET subject = 'comptoir' WHERE id = ${id}::uuid`;
      written();
      await mayCommit;
    });
    await isWritten;
    const meanwhile = await changes(await now());
    expect(meanwhile.ids).toEqual([]);
    commit();
    await writing;
    const after = await changes(meanwhile.next);
    expect(after.ids).toEqual([id]);
    expect((await changes(after.next)).ids).toEqual([]);
  });

  it("is told with the first page from when to ask next, and each invoice when it changed", async () => {
    const first = (await calls.invoices("?limit=1")).body;
    expect(first.nextChangedSince).toMatch(/Z$/);
    expect(first.invoices[0].changedAt).toBe((await calls.invoice(first.invoices[0].id)).body.changedAt);
    const second = (await calls.invoices(`?limit=1&cursor=${first.nextCursor}`)).body;
    expect(second.nextChangedSince).toBeNull();
    for (const wrong of ["2026-11-23", "hier", "2026-11-23T10:00:00", "0000-01-01T00:00:00Z"]) {
      expect((await calls.invoices(`?changedSince=${wrong}`)).body.errors[0].parameter).toBe("changedSince");
    }
    const zoned = encodeURIComponent("2000-01-01T00:00:00+02:00");
    expect((await calls.invoices(`?changedSince=${zoned}`)).body.invoices).toHaveLength(2);
  });
});
