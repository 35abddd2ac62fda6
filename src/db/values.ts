/** How values cross the border: ids, plain dates and instants. */
import { randomBytes } from "node:crypto";
import { type Instant, type LocalDate, localDate } from "@/domain/calendar";

let lastMs = 0;
let sequence = 0;

/** Random bytes asked of the system once for many ids. */
const RANDOM_BYTES = 4096;
let pool = Buffer.alloc(0);
let used = 0;

function eightRandomBytes(): Buffer {
  if (used + 8 > pool.length) {
    pool = randomBytes(RANDOM_BYTES);
    used = 0;
  }
  used += 8;
  return pool.subarray(used - 8, used);
}

/**
 * A new row id: UUIDv7 (RFC 9562), so that rows made together lie together. Ids made in the
 * same millisecond of one process keep their order through a 12-bit sequence.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now;
    sequence = randomBytes(2).readUInt16BE(0) & 0x3ff;
  } else {
    sequence += 1;
    if (sequence > 0xfff) {
      lastMs += 1;
      sequence = 0;
    }
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const random = eightRandomBytes();
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString("hex");
  const middle = `7${sequence.toString(16).padStart(3, "0")}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** PostgreSQL `date` as Prisma gives it (midnight UTC) → plain date. */
export function toLocalDate(date: Date): LocalDate {
  return localDate(date.toISOString().slice(0, 10));
}

export function toLocalDateOrNull(date: Date | null): LocalDate | null {
  return date === null ? null : toLocalDate(date);
}

/** Plain date → what Prisma writes in a `date` column. */
export function fromLocalDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function fromInstant(at: Instant): Date {
  return new Date(at);
}
