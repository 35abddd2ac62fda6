/** What programs record and read by the API: the same invoice and the same payment once, however often they come. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { freshSiren, makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { wholePdf } = await import("../support/pdfFiles");
const { callsBy, makeKey } = await import("../support/apiCalls");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { holdInvoice } = await import("@/usecases/dunning/holdInvoice");
const { rates } = await import("@/context/rates");
const { INVOICE, PAYMENT, READ } = await import("@/app/(public)/documentation/_parts/examples");

const clock = parisClock("2026-11-23");
clock.set(Date.now());
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

let count = 0;
/** An invoice nobody has sent yet. */
const fresh = (more: Record<string, unknown> = {}) => {
  count += 1;
  return {
    number: `API-${count}`,
    client: { id: clientId },
    issuedOn: "2026-10-01",
    dueOn: "2026-10-31",
    totalCents: 123_456,
    ...more,
  };
};
const newClient = (more: Record<string, unknown> = {}) => {
  count += 1;
  return { name: `Client ${count}`, kind: "b2b", siren: freshSiren(), email: `c${count}@x.example`, ...more };
};
const pay = (amountCents: number, more: Record<string, unknown> = {}) => ({
  amountCents,
  receivedOn: "2026-11-20",
  method: "transfer",
  ...more,
});
const daysAhead = (days: number) => new Date(clock.now() + days * 86_400_000).toISOString().slice(0, 10);
const keyed = (key: string) => ({ "idempotency-key": key });
const pointers = ({ body }: { body: { errors: { pointer?: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
const countOf = async (table: string) =>
  (await asOwner<{ n: number }>(database, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

describe("an invoice that is sent", () => {
  it("is recorded with its client, and read back with what comes next and why", async () => {
    const client = newClient();
    const sent = fresh({ client, vatCents: 20_576, subject: "comptoir", mentionsPresent: true });
    const created = await calls.addInvoice(sent);
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`/api/v1/invoices/${created.body.id}`);
    expect(created.headers.get("cache-control")).toBe("no-store");
    const read = await calls.invoice(created.body.id);
    expect(read.body).toEqual(created.body);
    expect(read.body).toMatchObject({
      number: sent.number,
      status: "open",
      client: { name: client.name, siren: client.siren },
      totalCents: 123_456,
      vatCents: 20_576,
      balanceCents: 123_456,
      currency: "EUR",
      payments: [],
      creditNotes: [],
    });
    expect(read.body.next.kind).toMatch(/^(run|wait)$/);
    expect(read.body.next.reasons[0]).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) });
  });

  it("again is the same invoice, also when something was paid of it or left unsaid", async () => {
    const sent = fresh({ subject: "comptoir" });
    const { body } = await calls.addInvoice(sent);
    await calls.addPayment(body.id, pay(1_000), keyed("again"));
    const again = await calls.addInvoice(sent);
    expect(again).toMatchObject({ status: 200, body: { id: body.id, balanceCents: 122_456 } });
    expect(await calls.addInvoice({ ...sent, subject: undefined })).toMatchObject({
      status: 200,
      body: { id: body.id },
    });
    const described = { ...sent, client: { name: "MENUISERIE ABGRALL" } };
    expect(await calls.addInvoice(described)).toMatchObject({ status: 200, body: { id: body.id } });
  });

  it("with another content is refused, and says where it differs", async () => {
    const sent = fresh({ subject: "comptoir" });
    await calls.addInvoice(sent);
    const other = await calls.addInvoice({
      ...sent,
      totalCents: 5,
      dueOn: "2026-11-30",
      client: newClient(),
    });
    expect(other).toMatchObject({ status: 409, body: { title: "Facture déjà connue autrement" } });
    expect(pointers(other)).toEqual([
      "/dueOn KNOWN_OTHERWISE",
      "/totalCents KNOWN_OTHERWISE",
      "/client/name KNOWN_OTHERWISE",
    ]);
    expect(other.body.errors[1].detail).toContain("1\u00a0234,56\u00a0€");
  });

  it("ten times at once, with a new client, is one invoice and one client", async () => {
    const sent = fresh({ client: newClient() });
    const before = [await countOf("invoice"), await countOf("client")];
    const all = await Promise.all(Array.from({ length: 10 }, () => calls.addInvoice(sent)));
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
    expect([await countOf("invoice"), await countOf("client")]).toEqual(before.map((n) => (n ?? 0) + 1));
  });

  it("ten at once for one new client create it once", async () => {
    const client = newClient();
    const before = (await countOf("client")) ?? 0;
    const all = await Promise.all(Array.from({ length: 10 }, () => calls.addInvoice(fresh({ client }))));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await countOf("client")).toBe(before + 1);
  });

  it("is told everything that is wrong with its form, and nothing is written", async () => {
    const before = await countOf("journal_entry");
    const bad = await calls.addInvoice({
      number: 7,
      client: { name: "X", siern: "1" },
      issuedOn: "01/10/2026",
      dueOn: "2026-02-30",
      totalCents: 12.5,
      montant: "12",
    });
    expect(bad.status).toBe(422);
    expect(bad.headers.get("content-type")).toBe("application/problem+json");
    expect(pointers(bad).sort()).toEqual([
      "/client/siern UNRECOGNIZED_KEYS",
      "/dueOn INVALID_FORMAT",
      "/issuedOn INVALID_FORMAT",
      "/montant UNRECOGNIZED_KEYS",
      "/number INVALID_TYPE",
      "/totalCents INVALID_TYPE",
    ]);
    const worse = await calls.addInvoice(
      fresh({ dueOn: "2026-09-01", client: { name: "Neuf", siren: "1" } }),
    );
    expect(worse.status).toBe(422);
    expect(pointers(worse)).toEqual(["/dueOn DUE_BEFORE_ISSUE", expect.stringMatching(/^\/client\/siren /)]);
    // What a client is decides of the law: nobody guesses it.
    const kindless = await calls.addInvoice(fresh({ client: { name: "Encore un neuf" } }));
    expect(pointers(kindless)).toEqual(["/client/kind CHOICE"]);
    for (const client of [{}, { id: clientId, name: "X" }, { id: clientId, siren: "501826473" }]) {
      expect((await calls.addInvoice(fresh({ client }))).status).toBe(422);
    }
    expect(await countOf("journal_entry")).toBe(before);
  });

  it("is refused when it is no JSON, too large, or of another type", async () => {
    expect((await calls.addInvoice("{")).status).toBe(400);
    expect((await calls.addInvoice("[]")).status).toBe(422);
    expect((await calls.addInvoice(`"${"x".repeat(70_000)}"`)).status).toBe(413);
    expect((await calls.addInvoice(fresh(), { "content-type": "text/plain" })).status).toBe(415);
    expect((await calls.addInvoice(fresh({ subject: "a\u0000b" }))).status).toBe(422);
    expect((await calls.addInvoice(fresh({ number: "\ud800" }))).status).toBe(422);
    expect((await calls.addInvoice(fresh({ totalCents: 1e15 }))).status).toBe(422);
    expect((await calls.addInvoice(fresh({ vatCents: -1 }))).status).toBe(422);
    // A tool that writes no VAT as 0 is understood.
    expect((await calls.addInvoice(fresh({ vatCents: 0 }))).body.vatCents).toBeNull();
  });
});

describe("its client", () => {
  it("is the known one of that reference, that SIREN or that name, and is not changed", async () => {
    for (const client of [
      { name: "Autrement", reference: "C-7" },
      { name: "Autrement", siren: "501 826 473" },
      { name: "Menuiserie  Abgrall" },
    ]) {
      const { status, body } = await calls.addInvoice(fresh({ client }));
      expect({ status, client: body.client }).toEqual({
        status: 201,
        client: { id: clientId, name: "Menuiserie Abgrall", siren: "501826473" },
      });
    }
  });

  it("is not guessed among namesakes: those who may be meant are named", async () => {
    const known = await makeClient(world.ctx, {
      name: "Jean Martin",
      kind: "B2C",
      siren: "",
      contactEmail: "a@x.example",
    });
    const sent = (more: object) =>
      calls.addInvoice(fresh({ client: { name: "Jean Martin", kind: "b2c", ...more } }));
    const asked = await sent({ email: "b@x.example" });
    expect(asked.status).toBe(422);
    expect(asked.body.errors).toEqual([
      expect.objectContaining({
        pointer: "/client/name",
        code: "SEVERAL",
        choices: [{ value: known, label: "Jean Martin, a@x.example" }],
      }),
    ]);
    expect((await sent({ email: "a@x.example" })).body.client.id).toBe(known);
    const other = await sent({ email: "b@x.example", reference: "JM-2" });
    expect(other.status).toBe(201);
    expect(other.body.client.id).not.toBe(known);
    expect((await sent({ email: "b@x.example" })).body.client.id).toBe(other.body.client.id);
    expect((await sent({})).status).toBe(422);
    await asOwner(database, "UPDATE client SET archived_at = now() WHERE id = $1", [known]);
    expect((await sent({})).body.client.id).toBe(other.body.client.id);
  });
});

describe("its PDF", () => {
  it("is attached once, and refused when it is none", async () => {
    const { body } = await calls.addInvoice(fresh());
    const bytes = Uint8Array.from(wholePdf());
    const all = [await calls.addDocument(body.id, bytes), await calls.addDocument(body.id, bytes)];
    expect(all.map(({ status }) => status)).toEqual([201, 201]);
    expect(all[0]?.body).toEqual(all[1]?.body);
    const { documents } = await readInvoice(world.ctx, body.id, rates);
    expect(documents).toEqual([{ id: all[0]?.body.documentId, name: `${body.number}.pdf`, kind: "INVOICE" }]);
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
    const { daysLate: _, next, ...facts } = READ;
    expect(read).toMatchObject({
      ...facts,
      id: expect.any(String),
      client: { ...facts.client, id: expect.any(String) },
      payments: [{ ...facts.payments[0], id: expect.any(String) }],
    });
    expect(Object.keys(read)).toEqual(Object.keys(READ));
    expect(Object.keys(read.next)).toEqual(Object.keys(next));
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
    expect(await ids("&issuedSince=2026-10-02")).toEqual([late]);
    for (const query of [
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
