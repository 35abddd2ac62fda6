/** When the monthly statement of account of a client leaves, and when it does not. */
import {
  addDays,
  addMonths,
  dateOf,
  type Instant,
  type LocalDate,
  lastDayOfMonth,
  maxDate,
} from "../calendar";
import { type CalendarZone, timeZoneOf } from "../calendarZone";
import { monthName } from "../dateText";
import { afterDe } from "../typography";
import { workingDayOnOrAfter } from "../workingDays";
import { instantOf, localDateAt } from "../zonedTime";

export interface StatementSchedule {
  isOn: boolean;
  /** 1 to 31; the last day of a month that is shorter. */
  dayOfMonth: number;
  /** Every client, but those chosen out; else those with one of the tags, and those chosen in. */
  forEveryone: boolean;
  tags: readonly string[];
  onlyOpen: boolean;
  onlyQuiet: boolean;
  /** The day it was turned on, or given another day: the first statement is of a later one. */
  sinceOn: LocalDate;
}

/** First day of the month that holds this day. */
export function monthOf(on: LocalDate): LocalDate {
  return dateOf(Number(on.slice(0, 4)), Number(on.slice(5, 7)), 1);
}

/** The working day on which the statements of a month leave; it may lie in the next one. */
export function statementDay(monthOn: LocalDate, dayOfMonth: number, zone: CalendarZone): LocalDate {
  const [year, month] = [Number(monthOn.slice(0, 4)), Number(monthOn.slice(5, 7))];
  return workingDayOnOrAfter(dateOf(year, month, Math.min(dayOfMonth, lastDayOfMonth(year, month))), zone);
}

/**
 * The month whose statements are due: the latest whose day has come, and no other, however long
 * nothing ran. Null before the first day that follows the turning on.
 */
export function dueMonth(
  schedule: StatementSchedule,
  today: LocalDate,
  zone: CalendarZone,
): LocalDate | null {
  if (!schedule.isOn) return null;
  let month = monthOf(today);
  if (statementDay(month, schedule.dayOfMonth, zone) > today) month = addMonths(month, -1);
  return statementDay(month, schedule.dayOfMonth, zone) > schedule.sinceOn ? month : null;
}

/** The next months whose day is after this one, with that day. */
export function nextStatement(
  schedule: StatementSchedule,
  after: LocalDate,
  zone: CalendarZone,
): { monthOn: LocalDate; on: LocalDate } {
  let monthOn = addMonths(monthOf(after), -1);
  for (;;) {
    const on = statementDay(monthOn, schedule.dayOfMonth, zone);
    if (on > after && on > schedule.sinceOn) return { monthOn, on };
    monthOn = addMonths(monthOn, 1);
  }
}

/** Is this client one of those the schedule writes to? A person's word about the client wins. */
export function isAddressed(
  { forEveryone, tags }: Pick<StatementSchedule, "forEveryone" | "tags">,
  client: { tags: readonly string[]; choice: boolean | null },
): boolean {
  if (client.choice !== null) return client.choice;
  return forEveryone || client.tags.some((tag) => tags.includes(tag));
}

export interface StatementClient {
  dunningOptOut: boolean;
  isInsolvent: boolean;
  hasUsableEmail: boolean;
  openCount: number;
  /** Until when the pressure limit keeps this client from any automatic contact; null when it does not. */
  pressedUntil: Instant | null;
  /** A reminder or a letter is planned for that same day: it goes first. */
  isContactedThatDay: boolean;
}

/** Why no statement leaves. */
export type StatementRefusal = "OPTED_OUT" | "INSOLVENT" | "NO_EMAIL" | "NOTHING_OPEN" | "RECENT_CONTACT";

export type StatementDecision =
  | { kind: "SEND" }
  /** Not this month. */
  | { kind: "SKIP"; because: StatementRefusal }
  /** The pressure limit first; the month is not over for this client. */
  | { kind: "WAIT"; until: LocalDate };

/**
 * Decides about one client on the day, or after it when nothing ran on the day. A statement is a
 * contact like any other: it never adds to what was sent within the pressure limit, nor to what is
 * planned for the same day.
 */
export function decideStatement(
  schedule: Pick<StatementSchedule, "onlyOpen" | "onlyQuiet">,
  client: StatementClient,
  at: { today: LocalDate; zone: CalendarZone },
): StatementDecision {
  const refused = refusalOf(client, schedule.onlyOpen);
  if (refused) return { kind: "SKIP", because: refused };
  if (client.pressedUntil === null && !client.isContactedThatDay) return { kind: "SEND" };
  if (schedule.onlyQuiet) return { kind: "SKIP", because: "RECENT_CONTACT" };
  const tomorrow = addDays(at.today, 1);
  const free =
    client.pressedUntil === null ? tomorrow : localDateAt(client.pressedUntil, timeZoneOf(at.zone));
  return { kind: "WAIT", until: workingDayOnOrAfter(maxDate(tomorrow, free), at.zone) };
}

/** What forbids any statement to this client, sent by hand or not. */
export function refusalOf(
  client: Pick<StatementClient, "dunningOptOut" | "isInsolvent" | "hasUsableEmail" | "openCount">,
  onlyOpen: boolean,
): StatementRefusal | null {
  if (client.dunningOptOut) return "OPTED_OUT";
  if (client.isInsolvent) return "INSOLVENT";
  if (!client.hasUsableEmail) return "NO_EMAIL";
  if (onlyOpen && client.openCount === 0) return "NOTHING_OPEN";
  return null;
}

const REFUSALS: Readonly<Record<StatementRefusal, string>> = {
  OPTED_OUT: "ce client est exclu des relances",
  INSOLVENT: "une procédure collective a été ouverte contre lui",
  NO_EMAIL: "aucune adresse électronique utilisable",
  NOTHING_OPEN: "rien n’était à régler",
  RECENT_CONTACT: "un message lui était parti peu avant",
};

/** `une procédure collective a été ouverte contre lui`, to end a sentence. */
export function refusalWords(because: StatementRefusal): string {
  return REFUSALS[because];
}

/** `Relevé de novembre 2026`. */
export function statementName(monthOn: LocalDate): string {
  return `Relevé ${afterDe(monthName(Number(monthOn.slice(5, 7))))} ${monthOn.slice(0, 4)}`;
}

/** When the worker looks at a schedule: at the opening of the window of that day. */
export function lookOf(on: LocalDate, company: { zone: CalendarZone; windowOpensAt: number }): Instant {
  return instantOf(on, company.windowOpensAt, timeZoneOf(company.zone));
}
