/** One look at everything: what the timer does, with or without a bell. */
import { metrics } from "@/config/metrics";
import { refreshClock } from "@/context/clock";
import { measureInstallation } from "@/context/health";
import { refreshRates } from "@/context/rates";
import type { Mailer } from "@/usecases/ports";
import { apart } from "./apart";
import type { OwnServerLanes } from "./ownServerLanes";
import { reconcilePlans } from "./reconcilers/plans";
import { reconcileSettledFiles } from "./reconcilers/settledFiles";
import { sweepBankChanges } from "./sweepers/bankChanges";
import { sweepHolds } from "./sweepers/holds";
import { sweepImports } from "./sweepers/imports";
import { sweepLetters } from "./sweepers/letters";
import { sweepPlans } from "./sweepers/plans";
import { sweepPost } from "./sweepers/post";
import { sweepReminders } from "./sweepers/reminders";
import { sweepReplays } from "./sweepers/replays";
import { sweepStatements } from "./sweepers/statements";

/**
 * Sweeps in the order of the story: suspensions end, steps are decided, mail leaves, letters are drawn.
 * Each sweeper apart: none keeps reminders from leaving.
 */
export async function sweepAll(mailer: Mailer, lanes: OwnServerLanes, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  // Not apart: without its database a worker does nothing, and must not be taken for one at work.
  await refreshClock(true);
  await refreshRates(true);
  await apart("bank changes", () => sweepBankChanges(signal));
  await apart("schedules", () => sweepPlans(signal));
  await apart("holds", () => sweepHolds(signal));
  await apart("statements", () => sweepStatements(signal));
  await apart("reminders", () => sweepReminders(mailer, lanes, signal));
  // After mail: a page takes a second to draw, and nobody waits for it.
  await apart("letters", () => sweepLetters(signal));
  await apart("post", () => sweepPost(signal));
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
  const ended = (await apart("imports", () => sweepImports(signal))) ?? 0;
  if (!signal.aborted) await apart("review of decisions", reconcilePlans);
  await apart("replays", () => sweepReplays(signal));
  if (!signal.aborted) await apart("settled files", reconcileSettledFiles);
  return ended > 0;
}
