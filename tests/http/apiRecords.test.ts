/** Payments and files that programs send, and what they read. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { freshSiren, makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { wholePdf } = await import("../support/pdfFiles");
const {
  callsBy,
  keyed,
  makeKey,
  pointers,
  sentInvoice,
  sentPayment: pay,
} = await import("../support/apiCalls");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { rates } = await import("@/context/rates");
const { CREDIT_NOTE, HOLD, INVOICE, PAYMENT, READ } = await import(
  "@/app/(public)/documentation/_parts/examples"
);

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
let calls: ReturnType<typeof callsBy>;
let clientId = "";

beforeAll(async () => {
  world = await makeCompany(clock);
  calls = callsBy(await makeKey(world.ctx, "WRITE", "Facturation"));
  clientId = await makeClient(world.ctx, {
    name: "Menuiserie Abgrall",
    reference: "C-7",
    siren: "501826473",
  });
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

const fresh = (more: Record<string, unknown> = {}) => sentInvoice({ client: { id: clientId }, ...more });
const countOf = async (table: string) =>
  (await asOwner<{ n: number }>(database, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
const daysAhead = (days: number) => new Date(clock.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("its PDF", () => {
  it("is attached once, and refused when it is none", async () => {
    const { body } = await calls.addInvoice(fresh());
    const bytes = Uint8Array.from(wholePdf());
    const all = [await calls.addDocument(body.id, bytes), await calls.addDocument(body.id, bytes)];
    expect(all.map(({ status }) => status)).toEqual([201, 201]);
    expect(all[0]?.body).toEqual(all[1]?.body);
    const { documents } = await readInvoice(world.ctx, body.id, rates);
    expect(documents).toMatchObject([
      { id: all[0]?.body.documentId, name: `${body.number}.pdf`, kind: "INVOICE" },
    ]);
    const cut = await calls.addDocument(body.id, bytes.slice(0, 100));
    expect(cut).toMatchObject({ status: 422, body: { errors: [{ pointer: "", code: "FILE_CUT" }] } });
    expect((await calls.addDocument(body.id, bytes, "application/json")).status).toBe(415);
    expect((await calls.addDocument(body.id, new Uint8Array(11_000_001))).status).toBe(413);
    expect((await calls.addDocument("x", bytes)).status).toBe(404);
  });
});

describe("a payment that is sent", () => {
  it("ten times at once with one key is one payment", async () => {
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
    const sent = pay(40_000, { reference: "VIR 1" });
    const all = await Promise.all(
      Array.from({ length: 10 }, () => calls.addPayment(id, sent, keyed("vir-1"))),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(all.map(({ body }) => body.paymentId)).size).toBe(1);
    const { body } = await calls.invoice(id);
    expect(body.balanceCents).toBe(60_000);
    expect(body.payments).toEqual([
      {
        id: all[0]?.body.paymentId,
        receivedOn: "2026-11-20",
        amountCents: 40_000,
        accessoryCents: 0,
        method: "transfer",
        reference: "VIR 1",
        isReversed: false,
      },
    ]);
  });

  it("needs a key, which serves one operation only", async () => {
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
    const other = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
    const missing = await calls.addPayment(id, pay(100));
    expect(missing).toMatchObject({ status: 400, body: { errors: [{ header: "Idempotency-Key" }] } });
    await calls.addPayment(id, pay(100), keyed("once"));
    const used = { status: 422, body: { errors: [{ header: "Idempotency-Key", code: "KEY_USED" }] } };
    expect(await calls.addPayment(id, pay(200), keyed("once"))).toMatchObject(used);
    expect(await calls.addPayment(other, pay(100), keyed("once"))).toMatchObject(used);
    expect((await calls.invoice(id)).body.balanceCents).toBe(99_900);
  });

  it("above the balance is refused, or leaves the rest to the client", async () => {
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-24", totalCents: "10,00" });
    const above = await calls.addPayment(id, pay(1_500), keyed("above"));
    expect(above).toMatchObject({ status: 422, body: { errors: [{ pointer: "/amountCents" }] } });
    expect(above.body.detail).toContain('"surplus": "credit"');
    const kept = await calls.addPayment(id, pay(1_500, { surplus: "credit" }), keyed("above"));
    expect(kept).toMatchObject({ status: 201, body: { invoice: { status: "paid", balanceCents: 0 } } });
    expect(kept.body.creditId).toMatch(/-/);
    const tomorrow = await calls.addPayment(id, pay(1, { receivedOn: "2999-01-01" }), keyed("late"));
    expect(pointers(tomorrow)).toEqual(["/receivedOn FUTURE"]);
  });

  it("names its key on the time line of the invoice", async () => {
    const { body } = await calls.addInvoice(fresh());
    await calls.addPayment(body.id, pay(100, { reference: "VIR 9" }), keyed("line"));
    const { timeline } = await readInvoice(world.ctx, body.id, rates);
    const details = timeline.map(({ title, detail }) => `${title}: ${detail}`);
    const name = "clé API «\u00a0Facturation\u00a0»";
    expect(details).toContainEqual(`Règlement de 1,00\u00a0€: Virement, VIR 9, par la ${name}`);
    expect(details).toContainEqual(`Facture émise: Enregistrée par la ${name}.`);
  });
});

describe("the examples of the documentation", () => {
  it("are taken, and answered as it says", async () => {
    const { body } = await calls.addInvoice(INVOICE);
    await calls.addPayment(body.id, PAYMENT, keyed("documentation"));
    const read = (await calls.invoice(body.id)).body;
    const { daysLate: _, changedAt: _changedAt, next, ...facts } = READ;
    expect(read).toMatchObject({
      ...facts,
      id: expect.any(String),
      client: { ...facts.client, id: expect.any(String) },
      payments: [{ ...facts.payments[0], id: expect.any(String) }],
    });
    expect(Object.keys(read)).toEqual(Object.keys(READ));
    expect(Object.keys(read.next)).toEqual(Object.keys(next));
    expect((await calls.addCreditNote(body.id, CREDIT_NOTE, keyed("documentation-2"))).status).toBe(201);
    expect((await calls.suspend(body.id, HOLD, keyed("documentation-3"))).status).toBe(201);
  });
});

describe("reading", () => {
  it("goes through every invoice and every client, page after page", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2999-01-01", totalCents: "7,00" });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { status, body } = await calls.invoices(`?limit=7${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...body.invoices.map(({ number }: { number: string }) => number));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await countOf("invoice")) ?? 0);
    const clients = (await calls.clients("?limit=100")).body.clients;
    expect(clients).toHaveLength((await countOf("client")) ?? 0);
    const mine = clients.find(({ id }: { id: string }) => id === clientId);
    expect(mine).toMatchObject({ reference: "C-7", kind: "b2b", siren: "501826473", isArchived: false });
    expect(mine.openCents - mine.lateCents).toBe(700);
    expect(mine.lateCents).toBeGreaterThan(0);
    for (const query of ["?reference=C-7", "?siren=501%20826%20473", "?reference=C-7&siren=501826473"]) {
      expect((await calls.clients(query)).body.clients, query).toEqual([mine]);
    }
    expect((await calls.clients("?reference=%00&siren=1")).body.clients).toEqual([]);
  });

  it("filters by state, client and day, and refuses what it does not know", async () => {
    const siren = freshSiren();
    const own = await makeClient(world.ctx, { name: "Trieur", siren });
    const late = await makeInvoice(world.ctx, own, { dueOn: "2026-10-24", issuedOn: "2026-10-02" });
    const paid = await makeInvoice(world.ctx, own, { dueOn: "2999-01-01", totalCents: "1,00" });
    await calls.addPayment(paid, pay(100), keyed("filter"));
    const ids = async (query: string) =>
      (await calls.invoices(`?client=${own}${query}`)).body.invoices.map(({ id }: { id: string }) => id);
    expect(await ids("")).toEqual([late, paid]);
    expect(await ids("&status=late")).toEqual([late]);
    expect(await ids("&status=paid")).toEqual([paid]);
    const { number } = (await calls.invoice(late)).body;
    expect(await ids(`&number=${number}`)).toEqual([late]);
    expect(await ids("&number=%00%F0%9F%92%A9")).toEqual([]);
    expect(await ids("&issuedSince=2026-10-02")).toEqual([late]);
    for (const query of [
      "?issuedSince=0001-01-01",
      "?statut=paid",
      "?status=PAID",
      "?limit=101",
      "?limit=0",
      "?cursor=x",
      "?limit=1&limit=2",
    ]) {
      const refused = await calls.invoices(query);
      expect(refused.status, query).toBe(400);
      expect(refused.body.errors[0].parameter).toBe(query.slice(1).split("=")[0]);
    }
  });

  it("tells why nothing leaves", async () => {
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    await holdInvoice(world.ctx, id, { reason: "Attendons l’avoir", untilOn: daysAhead(10) });
    const { body } = await calls.invoice(id);
    expect(body.next.reasons.map(({ code }: { code: string }) => code)).toContain("held");
  });

  it("lets no other site in", async () => {
    const { headers } = await calls.invoices();
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
