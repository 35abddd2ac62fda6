import type { Instant } from "@/domain/calendar";
import { isWindowOpen, type WindowFacts, windowFrom } from "@/domain/dunning/sendingWindow";
import { instantOf, localDateAt } from "@/domain/zonedTime";
import { TIME_ZONE, ZONE } from "./world";

/** The sending window of a new company. */
const WINDOW: WindowFacts = { zone: ZONE, windowOpensAt: 540, windowClosesAt: 1050 };
/** The mail of the day is being read, the first reminders have left. */
const OPENING_MINUTE = 9 * 60 + 45;

/**
 * When the demonstration opens: now on a working day during working hours, else on the next
 * morning of work, so that there is something to see and to decide. Never in the past.
 */
export function openingInstant(now: Instant): Instant {
  if (isWindowOpen(WINDOW, now)) return now;
  return instantOf(localDateAt(windowFrom(WINDOW, now), TIME_ZONE), OPENING_MINUTE, TIME_ZONE);
}
