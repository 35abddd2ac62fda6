/** Tries scenarios on the past, one replay of each company in turn. */
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { runReplay } from "@/usecases/dunning/runReplay";
import { goRound } from "./rounds";

export async function sweepReplays(signal: AbortSignal): Promise<void> {
  await goRound(
    "replays",
    dueCompanies(clock).replays,
    (companyId) => runReplay(companyId, clock, signal),
    signal,
  );
}
