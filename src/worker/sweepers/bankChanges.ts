/** Puts in force the accounts that have waited their day. */
import { clock } from "@/context/clock";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { applyBankChange } from "@/usecases/parties/applyBankChange";
import { goRound } from "./rounds";

export async function sweepBankChanges(signal: AbortSignal): Promise<void> {
  await goRound(
    "bank changes",
    dueCompanies(clock).bankChanges,
    async (companyId) => {
      await applyBankChange(companyId, clock.now());
      return false;
    },
    signal,
  );
}
