/** Money that a file says was received before the import, without saying when. */
import { type LocalDate, minDate } from "../calendar";

/** Tells such a payment from one that a person dated: its day is a convention, not a fact. */
export const IMPORTED_PAYMENT_REFERENCE = "Déjà réglé d’après le fichier importé, date réelle inconnue";

/**
 * The day such a payment is given: that of the invoice, and never a day to come. The earliest is
 * the one that asks the least of the debtor: no penalty runs on what may have been paid in time.
 */
export function importedPaymentOn(issuedOn: LocalDate, today: LocalDate): LocalDate {
  return minDate(issuedOn, today);
}
