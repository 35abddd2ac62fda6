/** What the database dates by itself, it dates where the company works. */
import { expect, it } from "vitest";
import { CALENDAR_ZONES, timeZoneOf } from "@/domain/calendarZone";
import { localDateAt } from "@/domain/zonedTime";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { saveDebitMandate } = await import("@/usecases/settlement/expectDebit");

it("names the day of an instant as the calendar does, in every zone", async () => {
  const { ctx } = await makeCompany(parisClock("2026-11-23"));
  const instants = [parisClock("2026-11-23", 0, 30), parisClock("2026-07-01", 23, 30)].map((one) =>
    one.now(),
  );
  for (const zone of CALENDAR_ZONES) {
    await asOwner(database, "UPDATE company SET calendar_zone = $2 WHERE id = $1", [ctx.companyId, zone]);
    for (const at of instants) {
      const [row] = await asOwner<{ day: string }>(database, "SELECT company_day($1, $2)::text AS day", [
        ctx.companyId,
        new Date(at),
      ]);
      expect([zone, row?.day]).toEqual([zone, localDateAt(at, timeZoneOf(zone))]);
    }
  }
});

it("holds an invoice for its debit from that day, shortly after midnight too", async () => {
  const { ctx } = await makeCompany(parisClock("2026-11-23", 0, 30));
  const clientId = await makeClient(ctx);
  await saveDebitMandate(ctx, clientId, { isDebited: "1", reference: "RUM-001" });
  await makeInvoice(ctx, clientId, { dueOn: "2026-12-24" });
  const holds = await asOwner(database, "SELECT started_on::text FROM hold WHERE company_id = $1", [
    ctx.companyId,
  ]);
  expect(holds).toEqual([{ started_on: "2026-11-23" }]);
});
