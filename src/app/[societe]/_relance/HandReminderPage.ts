import { formatDateLong, formatMinuteOfDay } from "@/domain/dateText";
import type { HandReminderView, Moment } from "@/usecases/dunning/readHandReminder";

/** What every part of the page of a reminder by hand needs. */
export interface HandReminderPage {
  view: HandReminderView;
  slug: string;
  /** Address of the page, and of the invoice or client it is about. */
  here: string;
  base: string;
  /** What the message is about: `facture` or `client`, with its id. */
  target: Readonly<Record<string, string>>;
  isText: boolean;
  mayApprove: boolean;
  mayInsist: boolean;
}

/** `mardi 3 novembre 2026 à 11 h 01`. */
export function momentWords({ on, minute }: Moment): string {
  return `${formatDateLong(on)} à ${formatMinuteOfDay(minute)}`;
}
