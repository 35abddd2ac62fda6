/** What a piece of a claim's file proves. */

export const PROOF_CATEGORIES = [
  "ORDER",
  "DELIVERY",
  "ACKNOWLEDGEMENT",
  "RECEIPT",
  "COST",
  "CORRESPONDENCE",
  "OTHER",
] as const;
export type ProofCategory = (typeof PROOF_CATEGORIES)[number];

export const PROOF_CATEGORY_NAMES: Record<ProofCategory, string> = {
  ORDER: "Commande, devis accepté ou contrat",
  DELIVERY: "Preuve de livraison ou d’exécution",
  ACKNOWLEDGEMENT: "Reconnaissance de dette",
  RECEIPT: "Accusé de réception ou preuve de dépôt",
  COST: "Justificatif de frais",
  CORRESPONDENCE: "Correspondance",
  OTHER: "Autre pièce",
};
