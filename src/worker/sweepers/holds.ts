/** Ends the suspensions whose last day has passed. */
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { endPastHolds } from "@/usecases/dunning/holdInvoice";
import { goRound } from "./rounds";

export async function sweepHolds(signal: AbortSignal): Promise<void> {
  await goRound(
    "holds",
    dueCompanies(clock).holdsToEnd,
    async (companyId) => (await endPastHolds(companyId, clock.now())) > 0,
    signal,
  );
}
