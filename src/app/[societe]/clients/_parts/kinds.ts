import { DEBTOR_KINDS, type DebtorKind } from "@/domain/legal/debtorKind";
import { typeset } from "@/domain/typography";

/** The kind in one word, for lists. */
export const KIND_WORDS: Record<DebtorKind, string> = {
  B2B: "Professionnel",
  PUBLIC: "Acheteur public",
  B2C: "Consommateur",
  NON_PRO: "Non-professionnel",
};

/**
 * What each kind changes in law, in one line: late interest and the flat fee (C. com. L441-10 and
 * D441-5, CCP R2192-31 and D2192-35, C. civ. 1231-6), then how long the claim lives (C. com. L110-4,
 * law of 31 December 1968, C. conso. L218-2, C. civ. 2224).
 */
const KIND_RULES: Record<DebtorKind, { label: string; hint: string }> = {
  B2B: {
    label: "Professionnel",
    hint: "Pénalités de vos conditions, ou taux BCE + 10 points ; indemnité de 40 € par facture ; cinq ans pour agir.",
  },
  PUBLIC: {
    label: "Acheteur public : État, commune, hôpital",
    hint: "Intérêts au taux BCE + 8 points et 40 €, sans renonciation possible ; prescription au 31\u00a0décembre de la quatrième année.",
  },
  B2C: {
    label: "Consommateur",
    hint: "Ni pénalités de plein droit ni 40 € : intérêt légal après mise en demeure, sauf clause ; deux ans pour agir.",
  },
  NON_PRO: {
    label: "Non-professionnel : copropriété, association",
    hint: "Ni 40 € ni pénalités de plein droit : intérêt légal après mise en demeure ; cinq ans pour agir.",
  },
};

/** Choices of the form of a client. */
export const KIND_CHOICES = DEBTOR_KINDS.map((value) => ({
  value,
  label: typeset(KIND_RULES[value].label),
  hint: typeset(KIND_RULES[value].hint),
}));

/** Choices of the filter of the list. */
export const KIND_FILTERS = [
  { value: "", label: "Tous les types" },
  { value: "B2B", label: "Professionnels" },
  { value: "PUBLIC", label: "Acheteurs publics" },
  { value: "B2C", label: "Consommateurs" },
  { value: "NON_PRO", label: "Non-professionnels" },
];
