/** Groups of kinds of decisions, as the filters of the lists name them in addresses. */
import { WAITING_KINDS, type WaitingKind } from "./waiting";

export const WORK_TABS = {
  tout: WAITING_KINDS,
  delais: ["CLAIM_TO_DECLARE", "LIMITATION", "LETTER_DEADLINE"],
  appels: ["CALL"],
  accords: ["LETTER_TO_APPROVE", "LETTER_TO_POST", "LETTER_TO_RESEND", "APPROVAL"],
  reponses: ["DECLARATION", "DISPUTE", "REQUEST", "BROKEN_PROMISE", "DEBIT", "CREDIT", "REPLY"],
  envois: ["UNCERTAIN", "UNDELIVERED", "FAILED", "ADDRESS"],
} as const satisfies Record<string, readonly WaitingKind[]>;
export type WorkTab = keyof typeof WORK_TABS;

export const WORK_TAB_LABELS: Record<WorkTab, string> = {
  tout: "Tout",
  delais: "Délais",
  appels: "Appels",
  accords: "À approuver et à poster",
  reponses: "Réponses",
  envois: "Envois à vérifier",
};

/** The group that a word of an address names; all of them when it names none. */
export function workTabOf(text: unknown): WorkTab {
  return typeof text === "string" && Object.hasOwn(WORK_TABS, text) ? (text as WorkTab) : "tout";
}
