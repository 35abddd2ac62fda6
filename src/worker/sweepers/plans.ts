/** Follows the schedules of payments: agreements to write, instalments to announce and to expect. */
import { clock } from "@/context/clock";
import { paperPrinterOnCall } from "@/context/printingOnCall";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { followPlans } from "@/usecases/settlement/followPlans";
import { goRound } from "./rounds";

export async function sweepPlans(signal: AbortSignal): Promise<void> {
  await goRound(
    "schedules",
    dueCompanies(clock).plansToFollow,
    async (companyId) => (await followPlans(companyId, { clock, printer: paperPrinterOnCall })) > 0,
    signal,
  );
}
