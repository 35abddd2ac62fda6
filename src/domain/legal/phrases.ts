/** Small constructions of French sentences: periods, lists, days. */

import type { LocalDate } from "../calendar";
import { formatDate, formatDateShort, formatDayMonth } from "../dateText";
import { NBSP } from "../money";

/** `13 au 23 nov. 2026`, `25 oct. au 12 nov. 2026`, `25 déc. 2025 au 3 janv. 2026`; one day alone. */
export function formatPeriod(fromOn: LocalDate, toOn: LocalDate): string {
  const end = formatDateShort(toOn, true);
  if (fromOn === toOn) return end;
  const isSameYear = fromOn.slice(0, 4) === toOn.slice(0, 4);
  const start = formatDateShort(fromOn, !isSameYear);
  const isSameMonth = fromOn.slice(0, 7) === toOn.slice(0, 7);
  return `${isSameMonth ? (start.split(NBSP)[0] ?? start) : start} au ${end}`;
}

/** `a`, `a et b`, `a, b et c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} et ${items.at(-1)}`;
}

/** `du 2 septembre 2026`, `des 26 octobre et 9 novembre 2026`: each day once, in order. */
export function ofDays(days: readonly LocalDate[]): string {
  const known = [...new Set(days)].sort();
  const written = known.map((day, index) => {
    const next = known[index + 1];
    return next !== undefined && next.slice(0, 4) === day.slice(0, 4) ? formatDayMonth(day) : formatDate(day);
  });
  return `${known.length > 1 ? "des" : "du"} ${listed(written)}`;
}

/** First letter in upper case. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The sentence and what it rests on, before its full stop: `Elles restent dues (art. L. 441-9, I).` */
export function citing(sentence: string, article: string): string {
  return `${sentence.replace(/\.$/, "")} (${article}).`;
}
