/** Draws the letters that were decided, a few at a time: a PDF must not keep mail waiting. */
import { clock } from "@/context/clock";
import { letterPortsOnCall } from "@/context/printingOnCall";
import { drawLetters } from "@/usecases/dunning/drawLetters";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { goRound } from "./rounds";

export async function sweepLetters(signal: AbortSignal): Promise<void> {
  await goRound(
    "letters",
    dueCompanies(clock).draftLetters,
    async (companyId) => (await drawLetters(companyId, letterPortsOnCall())) > 0,
    signal,
  );
}
