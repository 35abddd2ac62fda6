/** Invoices that programs send: the same one is recorded once, however often it comes, for a client never guessed. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { freshSiren, makeClient, makeCompany, parisClock } = await import("../support/world");
const {
  callsBy,
  keyed,
  makeKey,
  newClient,
  pointers,
  sentInvoice,
  sentPayment: pay,
} = await import("../support/apiCalls");
const { launchImport } = await import("../support/imports");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { archiveClient } = await import("@/usecases/parties/archiveClient");

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

  it("without VAT is another one than with it", async () => {
    const sent = fresh({ vatCents: 20_576 });
    await calls.addInvoice(sent);
    expect(pointers(await calls.addInvoice({ ...sent, vatCents: 0 }))).toEqual(["/vatCents KNOWN_OTHERWISE"]);
  });

  it("late already is not reminded before its payments had a day to follow", async () => {
    await asOwner(
      database,
      "UPDATE company SET safe_mode = false, window_opens_at = 0, window_closes_at = 1439",
    );
    const late = (await calls.addInvoice(fresh())).body;
    expect(late.next).toMatchObject({ kind: "wait", reasons: [{ code: "held" }] });
    expect(late.next.on > new Date(clock.now()).toISOString().slice(0, 10)).toBe(true);
    const coming = (await calls.addInvoice(fresh({ dueOn: "2999-01-01" }))).body;
    expect(coming.next.reasons[0].code).not.toBe("held");
    await calls.addInvoice({ ...fresh(), number: late.number });
    const holds = `SELECT count(*)::int AS n FROM hold WHERE invoice_id = '${late.id}'`;
    expect(await asOwner(database, holds)).toEqual([{ n: 1 }]);
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

  it("is known by its id in capitals too", async () => {
    const { body } = await calls.addInvoice(fresh({ client: { id: clientId.toUpperCase() } }));
    expect(body.client.id).toBe(clientId);
  });

  it("is not one whose SIREN says otherwise, though it has that reference", async () => {
    const refused = await calls.addInvoice(
      fresh({ client: { name: "Menuiserie Abgrall", reference: "C-7", siren: freshSiren(), kind: "b2b" } }),
    );
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual(["/client/siren CONTRADICTED"]);
  });

  it("is found among many establishments of one name and one SIREN", async () => {
    const siren = freshSiren();
    const named = (reference: string) => ({ name: "Grande enseigne", siren, reference });
    for (let shop = 0; shop < 55; shop += 1) await makeClient(world.ctx, named(`S-${shop}`));
    const { status, body } = await calls.addInvoice(fresh({ client: named("S-54") }));
    expect(status).toBe(201);
    const own = await makeClient(world.ctx, { name: "Enseigne du port", siren, reference: "" });
    expect(body.client.id).not.toBe(own);
    const byName = await calls.addInvoice(fresh({ client: { name: "Enseigne du port", siren } }));
    expect(byName.body.client?.id).toBe(own);
    const several = await calls.addInvoice(fresh({ client: { name: "Enseigne du centre", siren } }));
    expect(several.body.detail).toMatch(/^Plusieurs clients/);
  });

  it("is not created beside an import that creates it", async () => {
    const client = { name: "Nouvelle enseigne", kind: "b2b" };
    const sent = fresh({ client });
    const file = `Numéro;Client;Date de facture;Échéance;Montant TTC\nI-1;${client.name};01/10/2026;31/10/2026;12,00\n`;
    const importId = await launchImport(world.ctx, file, { isAllOrNothing: "1" });
    let meanwhile: Awaited<ReturnType<typeof calls.addInvoice>> | undefined;
    const failpoint = async () => {
      meanwhile ??= await calls.addInvoice(sent);
    };
    expect(await runImport(world.ctx.companyId, importId, { clock, failpoint })).toBe("DONE");
    expect(meanwhile?.status).toBe(429);
    expect((await calls.addInvoice(sent)).status).toBe(201);
    const rows = await asOwner(database, "SELECT id FROM client WHERE name = 'Nouvelle enseigne'");
    expect(rows).toHaveLength(1);
  });

  it("that was archived is taken up again: what it owes would be forgotten", async () => {
    const away = await makeClient(world.ctx, { name: "Reprise", siren: freshSiren() });
    await archiveClient(world.ctx, away);
    expect((await calls.addInvoice(fresh({ client: { id: away } }))).status).toBe(201);
    const rows = await asOwner(database, `SELECT archived_at FROM client WHERE id = '${away}'`);
    expect(rows).toEqual([{ archived_at: null }]);
  });

  it("put away while its invoice comes is refused, or taken up again", async () => {
    for (let round = 0; round < 5; round += 1) {
      const away = await makeClient(world.ctx, { name: `Course ${round}`, siren: freshSiren() });
      await Promise.allSettled([
        archiveClient(world.ctx, away),
        calls.addInvoice(fresh({ client: { id: away } })),
      ]);
      const rows = await asOwner(database, `SELECT archived_at FROM client WHERE id = '${away}'`);
      expect(rows).toEqual([{ archived_at: null }]);
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
