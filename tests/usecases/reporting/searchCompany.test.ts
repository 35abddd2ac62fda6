/** One field finds clients, invoices and letters, and nothing of another company. */
import { beforeAll, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { searchCompany } = await import("@/usecases/reporting/searchCompany");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx, { name: "Brasserie du Canal", siren: "552 100 554" });
  await makeInvoice(world.ctx, clientId, {
    number: "F-2026-0431",
    dueOn: "2026-11-16",
    totalCents: "1 284,00",
  });
  await makeInvoice(world.ctx, clientId, { number: "F-2026-04311", dueOn: "2026-11-18", totalCents: "20" });
  await asOwner(
    database,
    `INSERT INTO letter (company_id, id, client_id, channel, state, dated_on, total_cents, content, tracking_number, created_at)
     VALUES ($1, gen_random_uuid(), $2, 'FORMAL_NOTICE', 'POSTED', '2026-11-20', 128400, '{}', '1A20512345679', now())`,
    [world.ctx.companyId, clientId],
  );
});

const counts = async (text: string) => {
  const found = await searchCompany(world.ctx, text);
  return [found.clients.rows.length, found.invoices.rows.length, found.letters.rows.length];
};

it.each([
  ["a name", "brasserie", [1, 0, 0]],
  ["a SIREN with spaces", "552 100 554", [1, 0, 0]],
  ["an address", "leguen.example", [1, 0, 0]],
  ["a number", "f-2026-0431", [0, 2, 0]],
  ["an amount as one types it", "1 284", [0, 1, 0]],
  ["a tracking number with spaces", "1A 205 123 4567 9", [0, 0, 1]],
  ["jokers", "%%", [0, 0, 0]],
  ["nothing known", "zzzz", [0, 0, 0]],
])("finds by %s", async (_, text, expected) => {
  expect(await counts(text)).toEqual(expected);
});

it("puts the exact number first", async () => {
  const { invoices } = await searchCompany(world.ctx, "F-2026-0431");
  expect(invoices.rows.map((row) => row.number)).toEqual(["F-2026-0431", "F-2026-04311"]);
});

it("asks for two signs at least", async () => {
  expect(await searchCompany(world.ctx, " b ")).toMatchObject({ isTooShort: true, count: 0 });
  expect(await searchCompany(world.ctx, "br")).toMatchObject({ isTooShort: false, count: 1 });
});

it("sees nothing of another company", async () => {
  const other = await makeCompany(clock, { name: "Autre maison" });
  for (const text of ["brasserie", "F-2026-0431", "1A20512345679", "1284"]) {
    expect([text, (await searchCompany(other.ctx, text)).count]).toEqual([text, 0]);
  }
});
