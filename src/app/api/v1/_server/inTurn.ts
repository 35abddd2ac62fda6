/**
 * Serves the requests of one company a few at a time. What they write takes turns in the database anyway; there, each
 * would hold a connection while it waits, and the pages of everybody else would wait for one.
 */
import { tooBusy } from "./problem";

/** Requests of one company that this process serves at once. */
const AT_ONCE = 2;
/** More that wait than this is a program that asks faster than it is answered. */
const MOST_WAITING = 50;
/** How long those who come after them are told to wait. */
const BUSY_SECONDS = 5;

interface Line {
  served: number;
  waiting: (() => void)[];
}

/** One for all addresses of the process, kept across hot reloads of the development server. */
const kept = globalThis as typeof globalThis & { dumentApiLines?: Map<string, Line> };

function linesOfProcess(): Map<string, Line> {
  kept.dumentApiLines ??= new Map();
  return kept.dumentApiLines;
}

/** Runs the work when its turn has come. @throws Problem when too many wait already */
export async function inTurn<T>(companyId: string, work: () => Promise<T>): Promise<T> {
  const lines = linesOfProcess();
  const line = lines.get(companyId) ?? { served: 0, waiting: [] };
  if (line.served < AT_ONCE) {
    line.served += 1;
    lines.set(companyId, line);
  } else {
    if (line.waiting.length >= MOST_WAITING) throw tooBusy(BUSY_SECONDS);
    // Whoever ends gives its place.
    await new Promise<void>((go) => line.waiting.push(go));
  }
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else {
      line.served -= 1;
      if (line.served === 0) lines.delete(companyId);
    }
  }
}
