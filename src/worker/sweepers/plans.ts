/** Follows the schedules of payments: agreements to write, instalments to announce and to expect. */
import { clock } from "@/context/clock";
import { paperPrinter } from "@/context/printing";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { followPlans } from "@/usecases/settlement/followPlans";
import { goRound } from "./rounds";

export async function sweepPlans(signal: AbortSignal): Promise<void> {
  await goRound(
    dueCompanies(clock).plansToFollow,
    async (companyId) => (await followPlans(companyId, { clock, printer: paperPrinter })) > 0,
    signal,
  );
}
