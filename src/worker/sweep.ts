/** One look at everything: what the timer does, with or without a bell. */
import { errorFacts, logger } from "@/config/logger";
import { metrics } from "@/config/metrics";
import { refreshClock } from "@/context/clock";
import { measureInstallation } from "@/context/health";
import { refreshRates } from "@/context/rates";
import type { Mailer } from "@/usecases/ports";
import type { OwnServerLanes } from "./ownServerLanes";
import { reconcilePlans } from "./reconcilers/plans";
import { reconcileSettledFiles } from "./reconcilers/settledFiles";
import { sweepBankChanges } from "./sweepers/bankChanges";
import { sweepHolds } from "./sweepers/holds";
import { sweepImports } from "./sweepers/imports";
import { sweepLetters } from "./sweepers/letters";
import { sweepOldTraces } from "./sweepers/oldTraces";
import { sweepPlans } from "./sweepers/plans";
import { sweepPost } from "./sweepers/post";
import { sweepReminders } from "./sweepers/reminders";
import { sweepReplays } from "./sweepers/replays";
import { sweepStatements } from "./sweepers/statements";

/** Sweeps in the order of the story: suspensions end, steps are decided, mail leaves, letters are drawn. */
export async function sweepAll(mailer: Mailer, lanes: OwnServerLanes, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  await refreshClock(true);
  await refreshRates(true);
  await sweepBankChanges(signal);
  await sweepPlans(signal);
  await sweepHolds(signal);
  await sweepStatements(signal);
  await sweepReminders(mailer, lanes, signal);
  // After mail: a page takes a second to draw, and nobody waits for it.
  await sweepLetters(signal);
  await sweepPost(signal);
  await measureInstallation();
  metrics.tickSeconds.set((Date.now() - startedAt) / 1000);
}

/**
 * Work that takes minutes, in short steps of its own. It runs beside {@link sweepAll}, never inside:
 * no reminder waits for the end of a large file.
 *
 * @returns true when there may be something new to decide
 */
export async function sweepLong(signal: AbortSignal): Promise<boolean> {
  let ended = 0;
  await apart("imports", signal, async () => {
    ended = await sweepImports(signal);
  });
  await apart("review of decisions", signal, reconcilePlans);
  await apart("replays", signal, () => sweepReplays(signal));
  await apart("old traces", signal, sweepOldTraces);
  await apart("settled files", signal, reconcileSettledFiles);
  return ended > 0;
}

/** One piece of work that fails, again and again perhaps, must not keep the others from their turn. */
async function apart(name: string, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  if (signal.aborted) return;
  try {
    await work();
  } catch (error) {
    logger().error({ work: name, ...errorFacts(error) }, "long work failed");
  }
}
