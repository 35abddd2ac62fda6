/** (f) Overdue invoices decided and recorded, no mail: how many a second. */
import type { BenchLine } from "./measure";
import { median, secondsOf } from "./measure";
import { asOwner, type BenchWorld } from "./world";

const INVOICES = 10_000;
const AIM = 6_000;

export async function decideBench(world: BenchWorld): Promise<BenchLine> {
  const { runDueStepsSideBySide } = await import("@/usecases/dunning/runDueSteps");
  const { makeCompany, parisClock } = await import("../support/world");
  const { addDueInvoices } = await import("../support/dueInvoices");
  const { Behind, tuesdayMorning } = await import("../support/fleet");
  const behind = await Behind.open(world.url);
  const now = tuesdayMorning();
  const rates: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const company = await makeCompany(parisClock("2026-11-24"));
    await addDueInvoices(behind, company.ctx.companyId, { count: INVOICES, dueOn: "2026-11-20", now });
    await asOwner(world.url, "ANALYZE");
    let decided = 0;
    const seconds = await secondsOf(async () => {
      for (;;) {
        const done = await runDueStepsSideBySide(company.ctx.companyId, now);
        if (done.clients === 0) break;
        decided += done.invoices;
      }
    });
    if (decided !== INVOICES) throw new Error(`decided ${decided}`);
    // The first run warms the compiler and the cache.
    if (run > 0) rates.push(INVOICES / seconds);
  }
  await behind.close();
  const rate = median(rates);
  return {
    name: `(f) decide and record ${INVOICES} overdue invoices, no mail`,
    ours: `${Math.round(rate)} a second (${rates.map((one) => Math.round(one)).join(", ")})`,
    limit: "—",
    ratio: `${Math.round(rate)} (aim ≥ ${AIM})`,
    isReached: rate >= AIM,
  };
}
