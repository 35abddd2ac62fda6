/**
 * An invoice paid by direct debit: the creditor takes the money, so nothing is asked for while the
 * bank has not sent the debit back.
 */
/** Days after the debit with no word of it, after which a person is asked what became of it. */
export const DEBIT_ASK_DAYS = 10;

/**
 * Why a bank sends a SEPA direct debit back: the reasons a creditor meets, from the closed list of
 * the rulebooks (EPC, SEPA Direct Debit Core, R-transactions; ISO 20022 ExternalStatusReason1Code).
 */
export const DEBIT_REJECTIONS = {
  AM04: "Provision insuffisante",
  AC04: "Compte clôturé",
  AC01: "Coordonnées bancaires incorrectes",
  AC06: "Compte bloqué",
  AC13: "Compte d’un consommateur, prélèvement interentreprises refusé",
  AG01: "Prélèvement interdit sur ce compte",
  MD01: "Aucun mandat valable",
  MD06: "Remboursement demandé par le débiteur",
  MD07: "Débiteur décédé",
  MS02: "Opposition du débiteur, sans motif",
  MS03: "Motif non donné par la banque",
  SL01: "Refus propre à la banque du débiteur",
  OTHER: "Autre motif",
} as const;
export type DebitRejectionCode = keyof typeof DEBIT_REJECTIONS;

export const DEBIT_REJECTION_CODES = Object.keys(DEBIT_REJECTIONS) as DebitRejectionCode[];

/** `Provision insuffisante (AM04)`; the code itself when it is not of the list. */
export function rejectionName(code: string): string {
  if (!Object.hasOwn(DEBIT_REJECTIONS, code)) return code;
  const name = DEBIT_REJECTIONS[code as DebitRejectionCode];
  return code === "OTHER" ? name : `${name} (${code})`;
}
