/** Writes and sends what is ready, and lists what a dead sender left behind. */
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { mailPorts } from "@/context/sending";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { listAbandonedMessages } from "@/usecases/dunning/listAbandonedMessages";
import { sendMessages } from "@/usecases/dunning/sendMessages";
import type { Mailer } from "@/usecases/ports";
import { goRound } from "./rounds";

export async function sweepMail(mailer: Mailer, signal: AbortSignal): Promise<void> {
  for (const companyId of await dueCompanies(clock).abandonedMessages()) {
    await listAbandonedMessages(companyId, clock.now());
  }
  const ports = mailPorts(mailer);
  await goRound(
    dueCompanies(clock).messages,
    async (companyId) => {
      const result = await sendMessages(companyId, ports, signal);
      metrics.messages.inc({ outcome: "sent" }, result.sent);
      metrics.messages.inc({ outcome: "retried" }, result.retried);
      metrics.messages.inc({ outcome: "failed" }, result.failed);
      metrics.messages.inc({ outcome: "uncertain" }, result.uncertain);
      return !result.isDrained;
    },
    signal,
  );
}
