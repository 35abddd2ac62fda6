import type { LocalDate } from "@/domain/calendar";
import {
  formatDate,
  formatDateLong,
  formatDateNumeric,
  formatDateShort,
  formatDayMonth,
} from "@/domain/dateText";
import { Sentence } from "./Sentence";

const FORMATS = {
  full: formatDate,
  long: formatDateLong,
  dayMonth: formatDayMonth,
  short: (on: LocalDate) => formatDateShort(on),
  shortYear: (on: LocalDate) => formatDateShort(on, true),
  numeric: formatDateNumeric,
} satisfies Record<string, (on: LocalDate) => string>;

interface DateTextProps {
  on: LocalDate;
  /**
   * `full` 22 novembre 2026 (default), `long` dimanche 22 novembre 2026, `dayMonth` 22 novembre,
   * `short` 22 nov., `shortYear` 22 nov. 2026, `numeric` 22/11/2026.
   */
  format?: keyof typeof FORMATS;
}

/** A calendar day, readable by people (« 1er » with its letters raised) and by machines. */
export function DateText({ on, format = "full" }: DateTextProps) {
  return (
    <time dateTime={on}>
      <Sentence>{FORMATS[format](on)}</Sentence>
    </time>
  );
}
