/** One look at everything: what the timer does, with or without a bell. */
import { metrics } from "@/config/metrics";
import { clock, refreshClock } from "@/context/clock";
import { measurePools } from "@/context/stores";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import type { Mailer } from "@/usecases/ports";
import { sweepAccountMail } from "./sweepers/accountMail";
import { sweepDunning } from "./sweepers/dunning";
import { sweepHolds } from "./sweepers/holds";
import { sweepLetters } from "./sweepers/letters";
import { sweepMail } from "./sweepers/mail";

/** Sweeps in the order of the story: suspensions end, steps are decided, mail leaves, letters are drawn. */
export async function sweepAll(mailer: Mailer, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  await refreshClock(true);
  await sweepAccountMail(mailer, signal);
  await sweepHolds(signal);
  await sweepDunning(signal);
  await sweepMail(mailer, signal);
  // After mail: a page takes a second to draw, and nobody waits for it.
  await sweepLetters(signal);
  const gauges = await dueCompanies(clock).gauges();
  metrics.oldestDueAgeSeconds.set(gauges.oldestDueAgeSeconds);
  metrics.uncertainMessages.set(gauges.uncertainMessages);
  metrics.tickSeconds.set((Date.now() - startedAt) / 1000);
  measurePools();
}
