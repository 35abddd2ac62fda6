/** Sends companies the copies of what left. Apart from the reminders: its failure is none of theirs. */
import { clock } from "@/context/clock";
import { copyPorts } from "@/context/sending";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { sendCopies } from "@/usecases/parties/sendCopies";
import type { Mailer } from "@/usecases/ports";
import { goRound } from "./rounds";

export async function sweepCopies(mailer: Mailer, signal: AbortSignal): Promise<void> {
  const ports = copyPorts(mailer);
  await goRound(
    "copies",
    dueCompanies(clock).copiesToSend,
    async (companyId) => (await sendCopies(companyId, ports)) > 0,
    signal,
  );
}
