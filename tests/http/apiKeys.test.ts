/** Who may call the API, and as what: every key is bound to its company, its scope and its term. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { callsBy, makeKey } = await import("../support/apiCalls");
const { POST: postInvoice } = await import("@/app/api/v1/invoices/route");
const { createApiKey } = await import("@/usecases/parties/createApiKey");
const { revokeApiKey } = await import("@/usecases/parties/revokeApiKey");
const { listApiKeys } = await import("@/usecases/parties/listApiKeys");
const { removeMember } = await import("@/usecases/parties/changeMember");
const { readJournal, readJournalQuery } = await import("@/usecases/reporting/readJournal");
const { logger } = await import("@/config/logger");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
type World = Awaited<ReturnType<typeof makeCompany>>;
let world: World;
let stranger: World;
let invoiceId = "";
let reading = "";
let writing = "";

const PAYMENT = { amountCents: 100, receivedOn: "2026-11-20", method: "transfer" };
const INVOICE = {
  number: "F-1",
  client: { id: "" },
  issuedOn: "2026-10-01",
  dueOn: "2026-10-31",
  totalCents: 100,
};

beforeAll(async () => {
  world = await makeCompany(clock);
  stranger = await makeCompany(clock, { name: "Primeurs Gwenn" });
  INVOICE.client.id = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, INVOICE.client.id, {
    dueOn: "2026-10-24",
    totalCents: "1 000,00",
  });
  reading = await makeKey(world.ctx, "READ", "Lecture");
  writing = await makeKey(world.ctx, "WRITE", "Facturation");
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

/** Rows of the company, but for traces of use. */
async function countRows(): Promise<unknown> {
  return asOwner(
    database,
    `SELECT (SELECT count(*)::int FROM invoice) AS invoices, (SELECT count(*)::int FROM client) AS clients,
            (SELECT count(*)::int FROM payment) AS payments, (SELECT count(*)::int FROM journal_entry) AS entries,
            (SELECT count(*)::int FROM form_key) AS forms`,
  );
}

describe("a key", () => {
  it("reads with either scope, and writes with one only", async () => {
    expect((await callsBy(reading).invoice(invoiceId)).status).toBe(200);
    const before = await countRows();
    for (const refused of [
      await callsBy(reading).addInvoice(INVOICE),
      await callsBy(reading).addPayment(invoiceId, PAYMENT, { "idempotency-key": "1" }),
      await callsBy(reading).addDocument(invoiceId, new Uint8Array(3)),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { title: "Droits insuffisants" } });
    }
    expect(await countRows()).toEqual(before);
    const paid = await callsBy(writing).addPayment(invoiceId, PAYMENT, { "idempotency-key": "1" });
    expect(paid.status).toBe(201);
  });

  it("that does not work is one and the same refusal, whatever is wrong with it", async () => {
    const revoked = await makeKey(world.ctx, "READ", "Révoquée");
    const [{ id = "" } = {}] = await listApiKeys(world.ctx);
    await revokeApiKey(world.ctx, id);
    const ended = await makeKey(world.ctx, "READ", "Terminée");
    await asOwner(database, "UPDATE api_key SET expires_at = $1 WHERE name = 'Terminée'", [
      new Date(clock.now()),
    ]);
    const [{ hash } = { hash: "" }] = await asOwner<{ hash: string }>(
      database,
      "SELECT token_hash AS hash FROM api_key WHERE name = 'Lecture'",
    );
    const unknown = `dument_${"A".repeat(43)}`;
    const reference = await callsBy(unknown).invoices();
    expect(reference).toMatchObject({ status: 401, body: { title: "Clé absente ou refusée" } });
    expect(reference.headers.get("www-authenticate")).toMatch(/^Bearer/);
    for (const key of [
      revoked,
      ended,
      hash,
      "",
      "x",
      `${reading}x`,
      reading.slice(7),
      `${reading} ${reading}`,
    ]) {
      const { status, body } = await callsBy(key).invoices();
      expect({ status, body }).toEqual({ status: 401, body: reference.body });
    }
    for (const authorization of ["", `Basic ${reading}`, reading]) {
      expect((await callsBy(reading, { authorization }).invoices()).status).toBe(401);
    }
  });

  it("works through its last day", async () => {
    const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format(clock.now());
    const lasting = await makeKey(world.ctx, "READ", "Ce jour", today);
    expect((await callsBy(lasting).invoices()).status).toBe(200);
    expect((await listApiKeys(world.ctx))[0]).toMatchObject({ expiresOn: today, isExpired: false });
  });

  it("of another company finds nothing by true ids, and writes nothing", async () => {
    const theirs = callsBy(await makeKey(stranger.ctx, "WRITE", "Ailleurs"));
    const before = await countRows();
    const missing = await theirs.invoice("01990000-0000-7000-8000-000000000000");
    expect(missing.status).toBe(404);
    expect((await theirs.invoice(invoiceId)).body).toEqual(missing.body);
    expect((await theirs.addPayment(invoiceId, PAYMENT, { "idempotency-key": "2" })).status).toBe(404);
    const refused = await theirs.addInvoice(INVOICE);
    expect(refused).toMatchObject({ status: 404, body: { errors: [{ pointer: "/client/id" }] } });
    expect((await theirs.invoices()).body).toMatchObject({ invoices: [], nextCursor: null });
    expect((await theirs.invoices(`?client=${INVOICE.client.id}`)).body.invoices).toEqual([]);
    expect((await theirs.invoices(`?cursor=${invoiceId}`)).body.invoices).toEqual([]);
    expect((await theirs.clients()).body.clients).toEqual([]);
    expect(await countRows()).toEqual(before);
  });

  it("is asked to wait once it has asked too often, and others are not", async () => {
    expect((await callsBy(reading).invoices()).status).toBe(200);
    await asOwner(database, "UPDATE rate_bucket SET count = 1500 WHERE key LIKE 'api:key:%'");
    const busy = await callsBy(reading).invoices();
    expect(busy).toMatchObject({ status: 429, body: { title: "Trop de requêtes" } });
    expect(Number(busy.headers.get("retry-after"))).toBeGreaterThan(200);
    expect((await callsBy(writing).invoices()).status).toBe(200);
  });

  it("notes its last use, once an hour at most", async () => {
    const lastUse = () => asOwner(database, "SELECT last_used_at FROM api_key WHERE name = 'Lecture'");
    await asOwner(database, "UPDATE api_key SET last_used_at = $1 WHERE name = 'Lecture'", [
      new Date(clock.now() - 2 * 3_600_000),
    ]);
    const before = await lastUse();
    await callsBy(reading).invoices();
    const noted = await lastUse();
    expect(noted).not.toEqual(before);
    vi.setSystemTime(clock.now() + 10 * 60_000);
    await callsBy(reading).invoices();
    expect(await lastUse()).toEqual(noted);
  });

  it("is named by the journal, and its author can be chosen there", async () => {
    const { lines } = await readJournal(world.ctx, readJournalQuery({ qui: "key" }));
    expect(lines.map(({ who, sentence }) => `${who}: ${sentence}`)).toEqual([
      "Clé API «\u00a0Facturation\u00a0»: Règlement enregistré\u00a0: 1,00\u00a0€",
    ]);
  });
});

it("is written in no log, whatever breaks", async () => {
  const log = vi.spyOn(logger(), "error").mockReturnValue();
  await asOwner(database, "ALTER TABLE client RENAME TO client_away");
  const broken = await callsBy(writing).addInvoice(INVOICE);
  await asOwner(database, "ALTER TABLE client_away RENAME TO client");
  expect(broken).toMatchObject({ status: 500, body: { title: "Incident de notre côté" } });
  expect(log).toHaveBeenCalledOnce();
  expect(JSON.stringify(log.mock.calls)).not.toContain(writing.slice(7));
  expect(JSON.stringify([broken.body, [...broken.headers]])).not.toMatch(/client_away|SELECT|prisma/i);
});

it("whose request is cut on its way is no failure of ours", async () => {
  const log = vi.spyOn(logger(), "error").mockReturnValue();
  log.mockClear();
  const body = new ReadableStream({ pull: (stream) => stream.error(new Error("aborted")) });
  const headers = { authorization: `Bearer ${writing}`, "content-type": "application/json" };
  const request = new Request("http://localhost/api/v1/invoices", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  expect((await postInvoice(request, { params: Promise.resolve({}) })).status).toBe(400);
  expect(log).not.toHaveBeenCalled();
});

describe("the settings", () => {
  it("tell a key once: neither a form that comes twice, nor the database, nor the journal has it", async () => {
    const form = { key: crypto.randomUUID(), fields: { name: "Deux fois", scope: "READ" } };
    const first = await createApiKey({ ...world.ctx, form }, form.fields, "http://localhost:3000");
    const second = await createApiKey({ ...world.ctx, form }, form.fields, "http://localhost:3000");
    expect(first.key).toMatch(/^dument_[\w-]{43}$/);
    expect(second.key).toBeNull();
    expect((await listApiKeys(world.ctx)).filter(({ name }) => name === "Deux fois")).toHaveLength(1);
    for (const table of ["api_key", "form_key", "journal_entry", "account_mail"]) {
      const [{ text } = { text: "" }] = await asOwner<{ text: string }>(
        database,
        `SELECT string_agg(t::text, ' ') AS text FROM ${table} t`,
      );
      expect(text).not.toContain(first.key?.slice(7));
    }
    const read = inCompany(world.ctx.companyId, (tx) => tx.$queryRaw`SELECT token_hash FROM api_key`);
    await expect(read).rejects.toThrow();
  });

  it("refuse two keys of one name, a day that has passed, and a key of another company", async () => {
    const make = (raw: Record<string, string>) =>
      createApiKey(world.ctx, { scope: "READ", ...raw }, "http://x.example");
    await expect(make({ name: "Lecture" })).rejects.toMatchObject({ errors: [{ code: "TAKEN" }] });
    await expect(make({ name: "Passée", expiresOn: "2026-01-01" })).rejects.toMatchObject({
      errors: [{ field: "expiresOn", code: "PAST" }],
    });
    const [{ id = "" } = {}] = await listApiKeys(world.ctx);
    await expect(revokeApiKey(stranger.ctx, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await revokeApiKey(world.ctx, id);
    await expect(revokeApiKey(world.ctx, id)).rejects.toMatchObject({ code: "KEY_REVOKED" });
  });

  it("keep the keys of whoever leaves, and say so", async () => {
    const { makeUser } = await import("../support/world");
    const userId = await makeUser("Paul Abgrall");
    await inCompany(world.ctx.companyId, (tx) =>
      tx.membership.create({
        data: { companyId: world.ctx.companyId, userId, role: "OWNER", createdAt: new Date() },
      }),
    );
    const key = await makeKey(
      { ...world.ctx, actor: { kind: "user", userId, firmId: null } },
      "READ",
      "De Paul",
    );
    await removeMember(world.ctx, userId);
    expect((await callsBy(key).invoices()).status).toBe(200);
    const left = (await listApiKeys(world.ctx)).find(({ name }) => name === "De Paul");
    expect(left).toMatchObject({ creator: "Paul Abgrall", isCreatorGone: true });
  });
});
