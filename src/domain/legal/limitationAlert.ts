/** When the end of the limitation is near enough to say so. */

import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatCount } from "../money";
import { typeset } from "../typography";
import { ALERT_MONTHS, daysToLimitation, type LimitationPeriod } from "./limitationPeriod";

export interface LimitationAlert {
  /** The threshold that was last passed: 12, 6, 3 or 1 months before the end; 0 once it is over. */
  readonly months: (typeof ALERT_MONTHS)[number] | 0;
  readonly lastDayOn: LocalDate;
  readonly sentence: string;
}

/** The warning of this day, or undefined when the end is far, or a case keeps the period from ending. */
export function limitationAlert(period: LimitationPeriod, on: LocalDate): LimitationAlert | undefined {
  const { lastDayOn } = period;
  const days = daysToLimitation(period, on);
  if (lastDayOn === undefined || days === undefined) return undefined;
  if (days < 0) {
    return {
      months: 0,
      lastDayOn,
      sentence: typeset(
        `Le délai pour agir en justice semble passé depuis le ${formatDate(lastDayOn)} : cherchez un acte qui l’aurait interrompu.`,
      ),
    };
  }
  const passed = ALERT_MONTHS.filter((_, index) => (period.alertsOn[index] ?? lastDayOn) <= on);
  const months = passed.at(-1);
  if (months === undefined) return undefined;
  const left =
    days === 0 ? "c’est le dernier jour" : `il reste ${formatCount(days)} jour${days > 1 ? "s" : ""}`;
  return {
    months,
    lastDayOn,
    sentence: typeset(`Prescription le ${formatDate(lastDayOn)} : ${left} pour agir en justice.`),
  };
}
