/** What may wait for a person, and how a few of each are said on one line. */
import { NBSP } from "../money";
import { typeset } from "../typography";

/** Kinds of decisions, in the order in which they should be read. */
export const WAITING_KINDS = [
  "CLAIM_TO_DECLARE",
  "LIMITATION",
  "UNCERTAIN",
  "CALL",
  "LETTER_TO_APPROVE",
  "LETTER_TO_POST",
  "LETTER_TO_RESEND",
  "LETTER_DEADLINE",
  "APPROVAL",
  "DECLARATION",
  "DISPUTE",
  "REQUEST",
  "BROKEN_PROMISE",
  "DEBIT",
  "CREDIT",
  "REPLY",
  "UNDELIVERED",
  "FAILED",
  "ADDRESS",
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** One and several, after their number. */
const NOUNS: Record<WaitingKind, readonly [one: string, many: string]> = {
  CLAIM_TO_DECLARE: ["créance à déclarer", "créances à déclarer"],
  LIMITATION: ["prescription proche", "prescriptions proches"],
  UNCERTAIN: ["envoi incertain", "envois incertains"],
  CALL: ["appel", "appels"],
  LETTER_TO_APPROVE: ["lettre à approuver", "lettres à approuver"],
  LETTER_TO_POST: ["lettre à poster", "lettres à poster"],
  LETTER_TO_RESEND: ["lettre à renvoyer", "lettres à renvoyer"],
  LETTER_DEADLINE: ["mise en demeure échue", "mises en demeure échues"],
  APPROVAL: ["relance à approuver", "relances à approuver"],
  DECLARATION: ["« j’ai payé » à confirmer", "« j’ai payé » à confirmer"],
  DISPUTE: ["litige", "litiges"],
  REQUEST: ["demande de client", "demandes de clients"],
  BROKEN_PROMISE: ["promesse non tenue", "promesses non tenues"],
  DEBIT: ["prélèvement à confirmer", "prélèvements à confirmer"],
  CREDIT: ["avoir à affecter", "avoirs à affecter"],
  REPLY: ["réponse à lire", "réponses à lire"],
  UNDELIVERED: ["courriel non distribué", "courriels non distribués"],
  FAILED: ["courriel refusé", "courriels refusés"],
  ADDRESS: ["adresse à corriger", "adresses à corriger"],
};

/** `3 appels`, `1 litige`. */
export function waitingNoun(kind: WaitingKind, count: number): string {
  return typeset(`${count}${NBSP}${NOUNS[kind][count > 1 ? 1 : 0]}`);
}

/** `3 appels, 2 lettres à approuver, 1 litige`; empty when nothing waits. */
export function waitingSentence(counts: ReadonlyMap<WaitingKind, number>): string {
  return WAITING_KINDS.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [waitingNoun(kind, count)];
  }).join(", ");
}

/** What one decision asks, as the title of its row. */
export const WAITING_TITLES: Record<WaitingKind, string> = {
  CLAIM_TO_DECLARE: "Créance à déclarer",
  LIMITATION: "Prescription proche",
  UNCERTAIN: "Envoi incertain",
  CALL: "Appel à passer",
  LETTER_TO_APPROVE: "Lettre à approuver",
  LETTER_TO_POST: "Lettre à poster",
  LETTER_TO_RESEND: "Lettre à renvoyer",
  LETTER_DEADLINE: "Délai de mise en demeure écoulé",
  APPROVAL: "Relance à approuver",
  DECLARATION: typeset("« J’ai payé » à confirmer"),
  DISPUTE: "Litige à traiter",
  REQUEST: "Demande d’un client",
  BROKEN_PROMISE: "Promesse non tenue",
  DEBIT: "Prélèvement à confirmer",
  CREDIT: "Avoir à affecter",
  REPLY: "Réponse à lire",
  UNDELIVERED: "Courriel non distribué",
  FAILED: "Courriel refusé",
  ADDRESS: "Adresse à corriger",
};
