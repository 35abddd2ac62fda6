/** The clock of this process: the real one, moved forward in the demonstration. */
import { env } from "@/config/env";
import { readDemoOffset } from "@/db/system/demoClock";
import type { Clock } from "@/usecases/ports";

const REFRESH_MS = 500;

/** Kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & {
  dumentDemoClock?: { offsetMs: number; isMarked: boolean; readAt: number };
};

function demoClock() {
  kept.dumentDemoClock ??= { offsetMs: 0, isMarked: false, readAt: 0 };
  return kept.dumentDemoClock;
}

/** The only source of « now ». In the demonstration it may be ahead: see {@link refreshClock}. */
export const clock: Clock = {
  now: () => Date.now() + (env().DUMENT_DEMO ? demoClock().offsetMs : 0),
};

/**
 * Reads how far the demonstration's clock was moved. Called at the start of each request and of
 * each sweep; does nothing outside the demonstration.
 */
export async function refreshClock(force = false): Promise<void> {
  if (!env().DUMENT_DEMO) return;
  const demo = demoClock();
  if (!force && Date.now() - demo.readAt < REFRESH_MS) return;
  const offsetMs = await readDemoOffset();
  demo.offsetMs = offsetMs ?? 0;
  demo.isMarked = offsetMs !== null;
  demo.readAt = Date.now();
}

/**
 * May the features of the demonstration be shown: the environment asks for them AND the database
 * was made for it. Either alone opens nothing.
 */
export async function isDemonstration(): Promise<boolean> {
  if (!env().DUMENT_DEMO) return false;
  await refreshClock();
  return demoClock().isMarked;
}
