/** Draws the letters that were decided, a few at a time: a PDF must not keep mail waiting. */
import { clock } from "@/context/clock";
import { letterPortsOnCall } from "@/context/printingOnCall";
import { drawLetters } from "@/usecases/dunning/drawLetters";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { noteFailure } from "../apart";
import { goRound } from "./rounds";

export async function sweepLetters(signal: AbortSignal): Promise<void> {
  await goRound(
    "letters",
    dueCompanies(clock).draftLetters,
    async (companyId) => {
      const { count, failed } = await drawLetters(companyId, letterPortsOnCall());
      for (const { error } of failed) noteFailure("drawing of a letter", error, companyId);
      return count > 0;
    },
    signal,
  );
}
