/** The journal keeps what strangers write, whatever it holds, and its chain holds. */
import { expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { inCompany } = await import("@/db/inCompany");
const { appendJournal, verifyJournal } = await import("@/db/system/journal");

it("leaves out what no database keeps, before the hash is taken", async () => {
  const clock = parisClock("2026-11-23");
  const { companyId } = (await makeCompany(clock)).ctx;
  const data = {
    from: "a\ud83d@b.fr",
    list: ["\0", { said: "\\ud83d 😀 \udc00" }],
    kept: undefined,
    cents: 3,
  };
  await inCompany(companyId, (tx) =>
    appendJournal(
      tx,
      companyId,
      [{ actor: "system", action: "inbound.reply", entity: "company", entityId: companyId, data }],
      clock.now(),
    ),
  );
  await inCompany(companyId, async (tx) => {
    const entry = await tx.journalEntry.findFirstOrThrow({ where: { companyId, action: "inbound.reply" } });
    expect(entry.data).toEqual({ from: "a@b.fr", list: ["", { said: "\\ud83d 😀 " }], cents: 3 });
    expect((await verifyJournal(tx, companyId)).brokenAt).toBeNull();
  });
});
