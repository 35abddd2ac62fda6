/** Filters of the list of invoices, as they are offered. */
import { expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { AGES, readInvoiceQuery } = await import("@/usecases/invoicing/listInvoices");

it("ages are offered from the youngest to the oldest, and each is read back", () => {
  const ages = Object.entries(AGES);
  expect(ages.map(([, { min }]) => min)).toEqual([1, 31, 61, 91]);
  for (const [age] of ages) expect(readInvoiceQuery({ age }).age).toBe(age);
});
