import type { Instant } from "@/domain/calendar";
import { formatMinuteOfDay } from "@/domain/dateText";
import { minuteOfDayAt } from "@/domain/zonedTime";

interface TimeTextProps {
  /** The instant, milliseconds since 1970 UTC. */
  at: Instant;
  /** Time zone of the reader's company, for example `Europe/Paris`. */
  timeZone: string;
}

/** The time of day of an instant, on the clock of a zone: « 9 h 15 ». */
export function TimeText({ at, timeZone }: TimeTextProps) {
  return <time dateTime={new Date(at).toISOString()}>{formatMinuteOfDay(minuteOfDayAt(at, timeZone))}</time>;
}
