/** Why an invoice outlives the undoing of its import: someone has built on it since. */
import { typeset } from "../typography";

export const KEPT_REASONS = [
  "PAYMENT",
  "MESSAGE",
  "LETTER",
  "CALL",
  "ANSWER",
  "CLOSED",
  "REPLACED",
  "EDITED",
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export type KeptCounts = Partial<Record<KeptReason, number>>;

const PHRASES: Record<KeptReason, readonly [one: string, several: string]> = {
  PAYMENT: ["a reçu un règlement", "ont reçu un règlement"],
  MESSAGE: ["a été relancée", "ont été relancées"],
  LETTER: ["a une lettre partie ou à poster", "ont une lettre partie ou à poster"],
  CALL: ["a donné lieu à un appel", "ont donné lieu à un appel"],
  ANSWER: ["a reçu une réponse du client", "ont reçu une réponse du client"],
  CLOSED: ["a été close par une personne", "ont été closes par une personne"],
  REPLACED: ["a été remplacée par une autre", "ont été remplacées par d’autres"],
  EDITED: ["a été modifiée, suspendue ou complétée", "ont été modifiées, suspendues ou complétées"],
};

/** « 2 ont reçu un règlement, 1 a été relancée »; empty when none was kept. */
export function keptWords(counts: KeptCounts): string {
  return KEPT_REASONS.flatMap((reason) => {
    const count = counts[reason] ?? 0;
    return count === 0 ? [] : [`${count} ${PHRASES[reason][count === 1 ? 0 : 1]}`];
  }).join(", ");
}

/** How many were kept, whatever the reason. */
export function keptTotal(counts: KeptCounts): number {
  return KEPT_REASONS.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
}

/** Why an import is not undone whole. */
export function keptSentence(counts: KeptCounts): string {
  return typeset(
    `Cet import ne peut plus être annulé en entier. Parmi les factures concernées : ${keptWords(counts)}.`,
  );
}
