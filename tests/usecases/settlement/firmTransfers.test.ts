/** Transfers that wait, as a firm sees them: a company each, and only those it is asked about. */
import { expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { camtFile } = await import("../../support/bankFiles");
const { importBankFile } = await import("@/usecases/settlement/importBankFile");
const { countFirmTransfers, countTransfers } = await import("@/usecases/settlement/countTransfers");
const { readFirmCompanies } = await import("@/usecases/reporting/readFirmCompanies");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-10-26");

async function withTransfers(amounts: readonly string[]) {
  const { ctx } = await makeCompany(clock);
  await makeInvoice(ctx, await makeClient(ctx), { number: "F-2026-014", dueOn: "2026-10-24" });
  const movements = amounts.map((amount) => ({ amount, label: "FACTURE F2026014" }));
  const bytes = camtFile([...movements, { amount: "-12.50", label: "FRAIS" }]);
  await importBankFile(ctx, { name: "a.xml", bytes }, PUBLISHED_RATES);
  return ctx;
}

it("counts an invoice once, whatever the number of transfers that hold it", async () => {
  const ctx = await withTransfers(["4320.00"]);
  const surer = { amount: "4320.00", name: "CONSERVERIE LE GUEN", label: "FACTURE F2026014" };
  await importBankFile(
    ctx,
    { name: "b.xml", bytes: camtFile([{ ...surer, on: "2026-10-21" }]) },
    PUBLISHED_RATES,
  );
  expect(await countTransfers(ctx)).toMatchObject({ count: 2, heldCount: 1 });
});

it("counts what waits in each company, and what it holds back, as the company itself does", async () => {
  const two = await withTransfers(["4320.00", "10.00"]);
  const none = await withTransfers([]);
  const stranger = await withTransfers(["5.00"]);
  const asked = [two.companyId, none.companyId];
  const own = { count: 2, heldCount: 1 };
  expect(await countTransfers(two)).toMatchObject(own);
  expect(await countTransfers(none)).toMatchObject({ count: 0, heldCount: 0 });
  expect(await countFirmTransfers(asked)).toEqual([{ companyId: two.companyId, ...own }]);
  expect(await countFirmTransfers([])).toEqual([]);
  const companies = await readFirmCompanies(asked, clock.now());
  expect(companies.map(({ companyId, transferCount }) => [companyId, transferCount]).sort()).toEqual(
    [
      [two.companyId, 2],
      [none.companyId, 0],
    ].sort(),
  );
  expect(await countFirmTransfers([stranger.companyId])).toMatchObject([{ count: 1, heldCount: 0 }]);
});
