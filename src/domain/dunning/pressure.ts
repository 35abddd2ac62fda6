/** How often one client may be contacted, over all its invoices. */
import type { Instant } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { workingDayOnOrAfter } from "../workingDays";
import { localDateAt } from "../zonedTime";
import type { ClientFacts, CompanyFacts } from "./facts";
import type { Reason } from "./reason";
import { type Channel, isAutomaticContact } from "./scenario";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Days over which contacts are counted. */
export const PRESSURE_DAYS = 30;

/**
 * The pressure limit of a client over all invoices: one automatic contact in so many hours, so
 * many in 30 days. Calls are made by a person and are not limited here.
 */
export function pressureOf(
  facts: { company: CompanyFacts; client: Pick<ClientFacts, "automaticContacts"> },
  channel: Channel,
  now: Instant,
): { until: Instant | null; reasons: Reason[] } {
  if (!isAutomaticContact(channel)) return { until: null, reasons: [] };
  const { company, client } = facts;
  const zone = timeZoneOf(company.zone);
  const recent = client.automaticContacts.filter((at) => at > now - PRESSURE_DAYS * DAY_MS);
  const last = recent.at(-1);
  const lastOn = last === undefined ? null : localDateAt(last, zone);
  const hours = company.contactGapHours;
  const dayOf = (until: Instant) => workingDayOnOrAfter(localDateAt(until, zone), company.zone);
  const gapEnds = last === undefined ? now : last + hours * HOUR_MS;
  if (recent.length >= company.contactsPer30Days) {
    const oldest = recent[recent.length - company.contactsPer30Days] ?? now;
    // Both limits hold: what is announced for the end of one must not be refused then by the other.
    const until = Math.max(oldest + PRESSURE_DAYS * DAY_MS, gapEnds);
    return { until, reasons: [{ code: "PRESSURE_COUNT", count: recent.length, until: dayOf(until) }] };
  }
  if (lastOn !== null && gapEnds > now) {
    return { until: gapEnds, reasons: [{ code: "PRESSURE_GAP", lastOn, hours, until: dayOf(gapEnds) }] };
  }
  return {
    until: null,
    reasons: [{ code: "PRESSURE_OK", lastOn, count: recent.length, limit: company.contactsPer30Days, hours }],
  };
}
