/**
 * The kind of debtor decides the legal regime before anything else: late interest, the 40 €
 * fee, limitation and court all follow from it. A person always confirms it.
 */

/** B2B: acts for a business. PUBLIC: public buyer. B2C: consumer. NON_PRO: neither, e.g. a co-ownership. */
export const DEBTOR_KINDS = ["B2B", "PUBLIC", "B2C", "NON_PRO"] as const;
export type DebtorKind = (typeof DEBTOR_KINDS)[number];

/** How each kind is called on screen. */
export const DEBTOR_KIND_LABELS: Record<DebtorKind, string> = {
  B2B: "Professionnel",
  PUBLIC: "Acheteur public",
  B2C: "Consommateur",
  NON_PRO: "Non-professionnel (copropriété, association…)",
};

/** True for debtors who owe the flat recovery fee: businesses and public buyers, never a consumer. */
export function owesFlatRecoveryFee(kind: DebtorKind): boolean {
  return kind === "B2B" || kind === "PUBLIC";
}

/**
 * The creditor may give up accrued penalties as a gesture, except towards a public buyer, where
 * the waiver is void (CCP L2192-14).
 */
export function mayWaivePenalties(kind: DebtorKind): boolean {
  return kind !== "PUBLIC";
}
