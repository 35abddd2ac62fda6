/** The list of clients and the page of one: order, pages by key, filters, habits, promises. */
import { beforeAll, describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { listClients, readClientQuery } = await import("@/usecases/parties/listClients");
const { readClient } = await import("@/usecases/parties/readClient");
const { updateClient } = await import("@/usecases/parties/saveClient");
const { readClientForm } = await import("@/usecases/parties/clientForm");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");
const { recordAnswerIn } = await import("@/usecases/settlement/recordAnswer");
const { inCompany } = await import("@/db/inCompany");

const clock = parisClock("2026-11-23");
type World = Awaited<ReturnType<typeof makeCompany>>;
let world: World;

beforeAll(async () => {
  world = await makeCompany(clock);
});

/** Every page from the first to the last, then back: the names in the order shown. */
async function walk(shop: World, params: Record<string, string>) {
  const there: string[] = [];
  let list = await listClients(shop.ctx, readClientQuery(params));
  const sizes = [list.lines.length];
  there.push(...list.lines.map((line) => line.name));
  while (list.next) {
    list = await listClients(shop.ctx, readClientQuery({ ...params, apres: list.next }));
    sizes.push(list.lines.length);
    there.push(...list.lines.map((line) => line.name));
  }
  const back: string[] = list.lines.map((line) => line.name);
  while (list.previous) {
    list = await listClients(shop.ctx, readClientQuery({ ...params, avant: list.previous }));
    back.unshift(...list.lines.map((line) => line.name));
  }
  return { there, back, sizes };
}

describe("pages by key", () => {
  it("show each client once, both ways and in both orders, ties included", async () => {
    const shop = await makeCompany(clock, { name: "Cent clients" });
    await asOwner(
      database,
      `INSERT INTO client (company_id, id, kind, name, created_at)
       SELECT $1, gen_random_uuid(), 'B2B', chr(65 + n % 26) || 'rue ' || n, now() FROM generate_series(1, 118) n`,
      [shop.ctx.companyId],
    );
    // Equal amounts, so that the key must fall back on the name.
    await asOwner(
      database,
      `INSERT INTO invoice (company_id, id, client_id, number, issued_on, due_on, total_cents, balance_cents, source, created_at)
       SELECT company_id, gen_random_uuid(), id, 'N-' || row_number() OVER (ORDER BY id), '2026-09-01', '2026-10-01',
              100 * (1 + length(name) % 3), 100 * (1 + length(name) % 3), 'CSV', now()
       FROM client WHERE company_id = $1 AND name < 'R'`,
      [shop.ctx.companyId],
    );
    await makeClient(shop.ctx, { name: "Épicerie" });
    await makeClient(shop.ctx, { name: "épure" });
    const byLate = await walk(shop, {});
    expect(byLate.sizes).toEqual([50, 50, 20]);
    expect(new Set(byLate.there).size).toBe(120);
    expect(byLate.back).toEqual(byLate.there);
    const byName = await walk(shop, { tri: "nom" });
    expect(new Set(byName.there).size).toBe(120);
    expect(byName.back).toEqual(byName.there);
    expect(byName.there).toEqual([...byName.there].sort(new Intl.Collator("und").compare));
  });
});

describe("a line", () => {
  it("tells what is owed, since when, the habit and what comes next", async () => {
    const clientId = await makeClient(world.ctx, { name: "Hôtel des Carmes" });
    const settled = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-01", totalCents: "100" });
    await recordPayment(world.ctx, settled, {
      receivedOn: "19/10/2026",
      amountCents: "100",
      method: "CHEQUE",
    });
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-16", totalCents: "250" });
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-16", totalCents: "50" });
    const { lines } = await listClients(world.ctx, readClientQuery({ q: "carmes" }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      openCents: 30_000n,
      overdueCents: 25_000n,
      openCount: 2,
      oldestDaysLate: 7,
      usualDelayDays: 18,
    });
    expect(lines[0]?.next).toMatch(/^Courriel|^Appel|^En cours/);
  });

  it("is found by name, SIREN with its spaces, or address; jokers are plain signs", async () => {
    const id = await makeClient(world.ctx, {
      name: "Studio Nord-Ouest",
      siren: "552 100 554",
      contactEmail: "a_b@nord.example",
    });
    const found = async (q: string) =>
      (await listClients(world.ctx, readClientQuery({ q }))).lines.map((line) => line.id);
    await makeClient(world.ctx, { name: "L’Épicerie d’Hélène" });
    expect(await found("epicerie d'hel")).toHaveLength(1);
    for (const q of ["nord-ouest", "552 100", "552100554", "a_b@nord", "Anne Lebreton"]) {
      expect([q, (await found(q)).includes(id)]).toEqual([q, true]);
    }
    expect(await found("a%b@nord")).toEqual([]);
  });

  it("is kept by its kind and its tab", async () => {
    await makeClient(world.ctx, { name: "Commune de Trélazé", kind: "PUBLIC" });
    const { lines, counts } = await listClients(world.ctx, readClientQuery({ type: "PUBLIC" }));
    expect(lines.map((line) => line.name)).toEqual(["Commune de Trélazé"]);
    const late = await listClients(world.ctx, readClientQuery({ etat: "en-retard" }));
    expect(late.lines).toHaveLength(counts["en-retard"]);
    expect(late.lines.every((line) => line.overdueCents > 0n)).toBe(true);
  });
});

describe("the page of a client", () => {
  it("tells the promises, the holds and the past, with the invoices they are about", async () => {
    const own = parisClock("2026-11-01");
    const shop = await makeCompany(own, { name: "Promesses" });
    const clientId = await makeClient(shop.ctx);
    const invoiceId = await makeInvoice(shop.ctx, clientId, { number: "P-1", dueOn: "2026-10-20" });
    const promise = (onDate: string) =>
      inCompany(shop.ctx.companyId, (tx) =>
        recordAnswerIn(tx, shop.ctx, {
          kind: "PROMISE",
          source: "CALL",
          clientId,
          invoiceIds: [invoiceId],
          onDate: localDate(onDate),
          amountCents: null,
          method: null,
          message: "après la paie",
          linkId: null,
          callTaskId: null,
          network: "",
        }),
      );
    await promise("2026-11-10");
    const before = await readClient(shop.ctx, clientId);
    expect(before.promises).toEqual({ kept: 0, broken: 0, running: 1 });
    expect(before.holds).toMatchObject([{ kind: "PROMISE", untilOn: "2026-11-12", invoiceNumber: "P-1" }]);
    expect(before.timeline[0]).toMatchObject({ mark: "promise", quote: "après la paie" });
    expect(before.timeline[0]?.detail).toBe("P-1. Au téléphone.");
    own.setParis("2026-11-09");
    await recordPayment(shop.ctx, invoiceId, {
      receivedOn: "09/11/2026",
      amountCents: "4 320",
      method: "TRANSFER",
    });
    const after = await readClient(shop.ctx, clientId);
    expect(after.promises).toEqual({ kept: 1, broken: 0, running: 0 });
    expect(after).toMatchObject({ openCents: 0n, usualDelayDays: 20, holds: [], invoices: [] });
    expect(after.timeline[0]).toMatchObject({ mark: "payment", detail: "P-1. Virement." });
  });

  it("says why a letter cannot be posted", async () => {
    const id = await makeClient(world.ctx, { name: "Sans adresse", street: "", postcode: "", city: "" });
    expect((await readClient(world.ctx, id)).addressProblem).not.toBe("");
    await updateClient(world.ctx, id, {
      ...(await readClientForm(world.ctx, id)).values,
      street: "22 rue du Port Haliguen",
      postcode: "56170",
      city: "Quiberon",
    });
    const { address, addressProblem } = await readClient(world.ctx, id);
    expect([address, addressProblem]).toEqual([["22 rue du Port Haliguen", "56170 Quiberon"], ""]);
  });
});
