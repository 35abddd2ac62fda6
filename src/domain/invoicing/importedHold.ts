/** An invoice that the accounts it comes from may settle: it is suspended, and waits for a look. */
import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";

/** Days after which such a suspension ends by itself, as the longest that a person may choose. */
export const IMPORTED_HOLD_DAYS = 365;

/**
 * Why it is suspended.
 *
 * @param doubt what the accounts leave in doubt, in words that a sentence goes on with
 * @param on day of the import
 */
export function importedHoldReason(doubt: string, on: LocalDate): string {
  return `Dans le FEC importé le ${formatDate(on)}, ${doubt}`;
}
