/** Calendar of a payment injunction once ordered (CPC 1405 to 1424, décret n° 2026-96). */
import { addMonths, type LocalDate, localDate } from "../calendar";

/** First day on which orders follow the new calendar. */
export const INJUNCTION_REFORM_ON = localDate("2026-04-01");

export interface InjunctionDeadlines {
  /** Last day to have the order served; it lapses after it. */
  readonly serveByOn: LocalDate;
  /** Last day for the debtor to oppose, when served in person (CPC 1416). */
  readonly opposeByOn: LocalDate | undefined;
  /** First day to enforce without notice of opposition. */
  readonly enforceFromOn: LocalDate | undefined;
}

/** Deadlines in months from day to day. `servedOn` is the day the order was served, when it was. */
export function injunctionDeadlines(orderedOn: LocalDate, servedOn?: LocalDate): InjunctionDeadlines {
  const isReformed = orderedOn >= INJUNCTION_REFORM_ON;
  const enforcementMonths = isReformed ? 2 : 1;
  return {
    serveByOn: addMonths(orderedOn, isReformed ? 3 : 6),
    opposeByOn: servedOn === undefined ? undefined : addMonths(servedOn, 1),
    enforceFromOn: servedOn === undefined ? undefined : addMonths(servedOn, enforcementMonths),
  };
}
