/** An invoice of a FEC whose client has credits that no lettering matches: it may be paid, and waits for a look. */

/** Why such an invoice is suspended; tells the suspension from one that a person chose. */
export const IMPORTED_HOLD_REASON =
  "Crédit non lettré de ce client dans le FEC importé\u00a0: vérifiez que la facture reste due";

/** Days after which it ends by itself, as the longest that a person may choose. */
export const IMPORTED_HOLD_DAYS = 365;
