/** How late a client usually pays: from its own settled invoices, never from a guess. */
import { NBSP } from "../money";

/** Invoices settled over this many days tell the habit; older ones tell the past. */
export const HABIT_DAYS = 365;

/**
 * The median, over the invoices a client settled in the last {@link HABIT_DAYS}, of the calendar
 * days from the due date to the last payment. Negative: before the due date. Half of its invoices
 * come no later than that. Null: it has settled none.
 */
export type UsualDelayDays = number | null;

/** « Paie avec 18 jours de retard », « Paie à l’échéance ». */
export function habitSentence(usualDelayDays: UsualDelayDays): string {
  if (usualDelayDays === null) return `Aucune facture réglée depuis un an${NBSP}: pas encore d’habitude.`;
  if (usualDelayDays === 0) return "Paie à l’échéance.";
  if (usualDelayDays < 0) return `Paie ${daysText(-usualDelayDays)} avant l’échéance.`;
  return `Paie avec ${daysText(usualDelayDays)} de retard.`;
}

/** In a column: « + 18 j », « − 3 j », « à l’échéance ». */
export function habitShort(usualDelayDays: number): string {
  if (usualDelayDays === 0) return "à l’échéance";
  return `${usualDelayDays < 0 ? "−" : "+"}${NBSP}${Math.abs(usualDelayDays)}${NBSP}j`;
}

function daysText(days: number): string {
  return `${days}${NBSP}jour${days > 1 ? "s" : ""}`;
}
