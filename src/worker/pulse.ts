/** What this worker knows of itself: when it last did something, and whether it is stopping. */

/** A worker that has done nothing at all for this long is stuck: even an idle one looks at every tick. */
const SILENCE_MS = 5 * 60_000;

const pulse = { workedAt: 0, isStopping: false };

/** Something was done: a batch, or a look at everything. A long backlog is work, not silence. */
export function noteWork(): void {
  pulse.workedAt = Date.now();
}

export function noteStopping(): void {
  pulse.isStopping = true;
}

export function isStopping(): boolean {
  return pulse.isStopping;
}

/** True once the first look has ended, while it goes on looking, and until it is asked to stop. */
export function isAtWork(): boolean {
  return !pulse.isStopping && pulse.workedAt > 0 && Date.now() - pulse.workedAt < SILENCE_MS;
}
