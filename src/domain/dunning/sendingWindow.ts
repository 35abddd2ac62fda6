/** When a contact may start: working days, the company's window, its time zone. */
import type { Instant, LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { isWorkingDay, nextWorkingDay } from "../workingDays";
import { instantOf, localDateAt, minuteOfDayAt } from "../zonedTime";
import type { CompanyFacts } from "./facts";

export type WindowFacts = Pick<CompanyFacts, "zone" | "windowOpensAt" | "windowClosesAt">;

/** Automatic emails leave at a minute of the window that depends on the client, in steps of this many minutes. */
const SLOT_MINUTES = 5;

/** The first instant of a day in the company's zone. */
export function startOf(day: LocalDate, company: Pick<CompanyFacts, "zone">): Instant {
  return instantOf(day, 0, timeZoneOf(company.zone));
}

/** True on a working day between the opening and the closing minute. */
export function isWindowOpen(company: WindowFacts, at: Instant): boolean {
  const zone = timeZoneOf(company.zone);
  const minute = minuteOfDayAt(at, zone);
  const isInside = minute >= company.windowOpensAt && minute < company.windowClosesAt;
  return isInside && isWorkingDay(localDateAt(at, zone), company.zone);
}

/** The same instant when the window is open, else the next opening. */
export function windowFrom(company: WindowFacts, at: Instant): Instant {
  if (isWindowOpen(company, at)) return at;
  const zone = timeZoneOf(company.zone);
  const day = localDateAt(at, zone);
  const isBefore = isWorkingDay(day, company.zone) && minuteOfDayAt(at, zone) < company.windowOpensAt;
  return instantOf(isBefore ? day : nextWorkingDay(day, company.zone), company.windowOpensAt, zone);
}

/**
 * First moment from `earliest` at which the contact may start. What a person does (calls,
 * approvals) starts with the working day; what leaves alone waits for the sending window, at a
 * minute that depends on the client so that a morning's messages do not leave in one burst.
 */
export function momentFrom(
  earliest: Instant,
  timing: { leavesAlone: boolean; clientId: string; isLate?: boolean },
  company: WindowFacts,
): Instant {
  const zone = timeZoneOf(company.zone);
  const day = localDateAt(earliest, zone);
  const isOpenDay = isWorkingDay(day, company.zone);
  if (!timing.leavesAlone) return isOpenDay ? earliest : startOf(nextWorkingDay(day, company.zone), company);
  const slot = slotMinute(timing.clientId, company);
  if (isOpenDay) {
    const isOpen = isWindowOpen(company, earliest);
    // A late message leaves as soon as the window is open; a message on its day keeps its slot.
    if (timing.isLate && isOpen) return earliest;
    if (minuteOfDayAt(earliest, zone) <= slot) return Math.max(earliest, instantOf(day, slot, zone));
    if (isOpen) return earliest;
  }
  return instantOf(nextWorkingDay(day, company.zone), slot, zone);
}

/** Minute of the day at which this client's automatic emails leave, inside the sending window. */
export function slotMinute(
  clientId: string,
  company: Pick<CompanyFacts, "windowOpensAt" | "windowClosesAt">,
): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < clientId.length; i += 1) {
    hash = Math.imul(hash ^ clientId.charCodeAt(i), 0x01000193) >>> 0;
  }
  const span = company.windowClosesAt - company.windowOpensAt;
  const slots = Math.max(1, Math.floor((span * 0.8) / SLOT_MINUTES));
  return company.windowOpensAt + (hash % slots) * SLOT_MINUTES;
}
