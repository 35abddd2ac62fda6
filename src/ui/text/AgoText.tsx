import { formatDistanceStrict } from "date-fns";
import { fr } from "date-fns/locale/fr";
import type { Instant } from "@/domain/calendar";
import { formatDate, formatMinuteOfDay } from "@/domain/dateText";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { Sentence } from "./Sentence";

interface AgoTextProps {
  /** The instant, milliseconds since 1970 UTC. */
  at: Instant;
  /** The reader's now: the same for every line of a page. */
  now: Instant;
  /** Time zone in which a day long past is written. */
  timeZone: string;
}

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;

/** How long ago something was: « à l’instant », « il y a 3 minutes », « il y a 2 jours », then its day. */
export function AgoText({ at, now, timeZone }: AgoTextProps) {
  return (
    <time dateTime={new Date(at).toISOString()} title={wholeMoment(at, timeZone)}>
      <Sentence>{agoWords(at, now, timeZone)}</Sentence>
    </time>
  );
}

/** The words of {@link AgoText}. */
export function agoWords(at: Instant, now: Instant, timeZone: string): string {
  const ageMs = now - at;
  if (ageMs < MINUTE_MS) return "à l’instant";
  if (ageMs >= WEEK_MS) return `le ${formatDate(localDateAt(at, timeZone))}`;
  const words = formatDistanceStrict(at, now, { addSuffix: true, locale: fr, roundingMethod: "floor" });
  return words.replace(/(\d) /g, "$1\u00a0");
}

function wholeMoment(at: Instant, timeZone: string): string {
  return `${formatDate(localDateAt(at, timeZone))} à ${formatMinuteOfDay(minuteOfDayAt(at, timeZone))}`;
}
