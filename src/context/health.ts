/** How the installation is: the database, the queue, the workers; and what a worker says of itself. */
import { metrics } from "@/config/metrics";
import { workGauges } from "@/db/system/dueWork";
import { countBeats, deleteBeat, writeBeat } from "@/db/system/heartbeats";
import { isDatabaseReady } from "@/db/system/ping";
import { isBellReady } from "./bell";
import { clock } from "./clock";
import { measurePools } from "./stores";

/** A worker says that it is alive this often. */
export const BEAT_MS = 10_000;
/** A worker that has said nothing for this long is taken for dead. */
const SILENCE_SECONDS = 60;
/** The queue is asked no longer than this: it may be away while everything else works. */
const PATIENCE_MS = 2_000;

export interface InstallationHealth {
  /** Everything is as it should be. */
  isWell: boolean;
  database: "up" | "down";
  /** Only the bell: when it is down, reminders leave a little later. */
  queue: "up" | "down";
  worker: "at work" | "silent";
}

/** Asks everything, never for longer than a few seconds. */
export async function readHealth(): Promise<InstallationHealth> {
  const isUp = await isDatabaseReady();
  const isRinging = await inTime(isBellReady(), false);
  const workers = isUp ? await inTime(countBeats(SILENCE_SECONDS), 0) : 0;
  return {
    isWell: isUp && isRinging && workers > 0,
    database: isUp ? "up" : "down",
    queue: isRinging ? "up" : "down",
    worker: workers > 0 ? "at work" : "silent",
  };
}

async function inTime<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer.catch(() => otherwise), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Brings the figures that describe the whole installation up to date: any process may be asked for them. */
export async function measureInstallation(): Promise<void> {
  const gauges = await workGauges(clock.now());
  metrics.oldestDueAgeSeconds.set(gauges.oldestDueAgeSeconds);
  metrics.uncertainMessages.set(gauges.uncertainMessages);
  metrics.workersAtWork.set(await countBeats(SILENCE_SECONDS));
  measurePools();
}

/** Says that this worker is alive, and whether it is at work: a stuck one is alive only. */
export async function sayAlive(workerId: string, isAtWork: boolean): Promise<void> {
  await writeBeat(workerId, { isAtWork });
}

/** Says good-bye: nobody waits for this worker. */
export async function sayGone(workerId: string): Promise<void> {
  await deleteBeat(workerId);
}
