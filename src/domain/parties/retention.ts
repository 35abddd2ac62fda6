/**
 * How long personal data stay once a file is settled, as the privacy page says. A file is settled
 * when its invoices are paid, credited or closed, and the last of it happened then.
 *
 * Accounting records (invoices, payments, letters and messages sent, the journal) are kept ten years
 * (C. com. L123-22) and are not erased here.
 */
import type { Instant } from "../calendar";

/** Prescription between professionals (C. com. L110-4) and in general (C. civ. 2224). */
export const FILE_YEARS = 5;
/** Prescription against a consumer (C. conso. L218-2). */
export const CONSUMER_FILE_YEARS = 2;
/** What was said in calls, after the file is settled. */
export const CALL_YEARS = 2;
/** Where a debtor answered from: technical logs. */
export const NETWORK_YEARS = 1;

/** What a bank wrote of movements that pay no invoice; of the others, as the file of their client. */
export const BANK_LINE_YEARS = 1;

/** The instant so many years ago. */
export function yearsBefore(now: Instant, years: number): Date {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date;
}
