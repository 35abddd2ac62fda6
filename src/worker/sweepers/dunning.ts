/** Decides what is due, company by company. */
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { runDueSteps } from "@/usecases/dunning/runDueSteps";
import { goRound } from "./rounds";

export async function sweepDunning(signal: AbortSignal): Promise<void> {
  await goRound(
    dueCompanies(clock).steps,
    async (companyId) => {
      const done = await runDueSteps(companyId, clock.now());
      metrics.decisions.inc({ kind: "decided" }, done.invoices);
      return done.clients > 0;
    },
    signal,
  );
}
