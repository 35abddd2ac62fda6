/** How an instant becomes a day and a minute on the clock of a zone, and back. */
import { DAY_MS, fromUtc, type Instant, type LocalDate, utcOf } from "./calendar";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** No zone changes its offset inside a quarter of an hour of UTC. */
const OFFSET_STEP_MS = 15 * 60_000;
const MAX_OFFSETS = 20_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds the zone is ahead of UTC at this instant. Answers are kept: asking the runtime is
 * what deciding about thousands of invoices would spend its time on.
 */
function zoneOffsetMs(at: Instant, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known || known.size > MAX_OFFSETS) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const step = Math.floor(at / OFFSET_STEP_MS);
  const kept = known.get(step);
  if (kept !== undefined) return kept;
  const offset = readOffsetMs(step * OFFSET_STEP_MS, timeZone);
  known.set(step, offset);
  return offset;
}

function readOffsetMs(at: Instant, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatterOf(timeZone).formatToParts(at)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(at / 1000) * 1000;
}

/** The calendar day it is in this zone at this instant. */
export function localDateAt(at: Instant, timeZone: string): LocalDate {
  return fromUtc(at + zoneOffsetMs(at, timeZone));
}

/** Minutes since midnight on the clock of this zone, 0 to 1439. */
export function minuteOfDayAt(at: Instant, timeZone: string): number {
  const wall = new Date(at + zoneOffsetMs(at, timeZone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/**
 * The instant a wall clock shows this minute of this day. On the spring change a minute that
 * does not exist becomes the next that does; on the autumn change the first of two is taken.
 */
export function instantOf(date: LocalDate, minuteOfDay: number, timeZone: string): Instant {
  const wall = utcOf(date) + minuteOfDay * 60_000;
  const before = wall - zoneOffsetMs(wall - DAY_MS, timeZone);
  const after = wall - zoneOffsetMs(wall + DAY_MS, timeZone);
  const matches = (at: Instant) => at + zoneOffsetMs(at, timeZone) === wall;
  const earliest = Math.min(before, after);
  const latest = Math.max(before, after);
  if (matches(earliest)) return earliest;
  if (matches(latest)) return latest;
  return latest;
}
