/** Decides the monthly statements of account; they leave with the other messages. */
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { runStatements } from "@/usecases/settlement/runStatements";
import { goRound } from "./rounds";

export async function sweepStatements(signal: AbortSignal): Promise<void> {
  await goRound(
    "statements",
    dueCompanies(clock).statements,
    async (companyId) => (await runStatements(companyId, clock)) > 0,
    signal,
  );
}
