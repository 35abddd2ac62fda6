/** What happened to an invoice, newest first, in words: built from records, never stored. */
import type { Instant, LocalDate } from "../calendar";
import { localDateAt, minuteOfDayAt } from "../zonedTime";

export type TimelineMark =
  | "mail"
  | "send"
  | "phone"
  | "promise"
  | "broken"
  | "payment"
  | "dispute"
  | "hold"
  | "clock"
  | "invoice"
  | "question"
  | "failed";

export interface TimelineEntry {
  on: LocalDate;
  /** Minutes since midnight, when the hour is known. */
  minute: number | null;
  mark: TimelineMark;
  tone: "neutral" | "positive" | "caution" | "critical";
  title: string;
  detail: string;
  /** Words of the debtor or of a note, quoted. */
  quote: string;
  /** The exact message, letter or answer behind the entry. */
  link: { kind: "message" | "letter" | "answer" | "inbound"; id: string } | null;
}

/** An entry before its day is known. */
export type UndatedEntry = Omit<TimelineEntry, "on" | "minute">;

/** An entry of which only the mark is known yet. */
export function plainEntry(mark: TimelineMark): UndatedEntry {
  return { mark, tone: "neutral", title: "", detail: "", quote: "", link: null };
}

/**
 * The place of what has a day and no hour, a payment say: the hour at which it was recorded when
 * that was on its day, so that it stands among what was sent then in the true order.
 *
 * @param on its day; null: when it was recorded is when it happened, as for a payment taken back
 */
export function placeOf(
  on: LocalDate | null,
  recordedAt: Instant,
  timeZone: string,
): Pick<TimelineEntry, "on" | "minute"> {
  const recordedOn = localDateAt(recordedAt, timeZone);
  const isThatDay = on === null || on === recordedOn;
  return { on: on ?? recordedOn, minute: isThatDay ? minuteOfDayAt(recordedAt, timeZone) : null };
}

/** Newest first; on the same day, what has an hour comes before what has none. */
export function newestFirst(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort((a, b) => {
    if (a.on !== b.on) return a.on < b.on ? 1 : -1;
    return (b.minute ?? -1) - (a.minute ?? -1);
  });
}
