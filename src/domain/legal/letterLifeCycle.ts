/** The life of a registered letter as the postal operator tells it, and what each state proves. */
import { addDays, type LocalDate } from "../calendar";

/** States of a letter in the hands of the operator. */
export const LETTER_STATES = [
  "PREPARED",
  "DEPOSITED",
  "IN_TRANSIT",
  "CUSTOMS",
  "INCIDENT",
  "OUT_FOR_DELIVERY",
  "NOTIFIED",
  "UNDELIVERABLE",
  "DELIVERED",
  "RETURNED",
  "RETURNED_TO_SENDER",
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** One status code of La Poste. */
export interface PostalStatus {
  readonly code: string;
  /** Label of the operator, in French. */
  readonly label: string;
  readonly state: LetterState;
}

const ROWS: readonly (readonly [string, string, LetterState])[] = [
  ["DR1", "Déclaratif réceptionné", "PREPARED"],
  ["PC1", "Pris en charge", "DEPOSITED"],
  ["PC2", "Pris en charge dans le pays d’expédition", "IN_TRANSIT"],
  ["ET1", "En cours de traitement", "IN_TRANSIT"],
  ["ET2", "En cours de traitement dans le pays d’expédition", "IN_TRANSIT"],
  ["ET3", "En cours de traitement dans le pays de destination", "IN_TRANSIT"],
  ["ET4", "En cours de traitement dans un pays de transit", "IN_TRANSIT"],
  ["EP1", "En attente de présentation", "IN_TRANSIT"],
  ["DO1", "Entrée en douane", "CUSTOMS"],
  ["DO2", "Sortie de douane", "CUSTOMS"],
  ["DO3", "Retenu en douane", "INCIDENT"],
  ["PB1", "Problème en cours", "INCIDENT"],
  ["PB2", "Problème résolu", "IN_TRANSIT"],
  ["MD2", "Mis en distribution", "OUT_FOR_DELIVERY"],
  ["ND1", "Non distribuable", "UNDELIVERABLE"],
  ["AG1", "En attente d’être retiré au guichet", "NOTIFIED"],
  ["RE1", "Retourné à l’expéditeur", "RETURNED"],
  ["DI1", "Distribué", "DELIVERED"],
  ["DI2", "Distribué à l’expéditeur", "RETURNED_TO_SENDER"],
];

export const POSTAL_STATUSES: readonly PostalStatus[] = ROWS.map(([code, label, state]) => ({
  code,
  label,
  state,
}));

/** The status of a code, undefined when the operator invents a new one. */
export function postalStatus(code: string): PostalStatus | undefined {
  return POSTAL_STATUSES.find((status) => status.code === code.trim().toUpperCase());
}

/** True when the operator will report nothing more. */
export function isFinalLetterState(state: LetterState): boolean {
  return state === "DELIVERED" || state === "RETURNED_TO_SENDER";
}

/** One dated status, from the operator or typed by a person. */
export interface LetterEvent {
  readonly state: LetterState;
  readonly on: LocalDate;
}

/** The dates of a letter that the law looks at. */
export interface LetterMilestones {
  /** Proof of sending. */
  readonly depositedOn: LocalDate | undefined;
  /** First presentation: starts the delay to pay, and the interest owed by a consumer. */
  readonly firstPresentedOn: LocalDate | undefined;
  readonly deliveredOn: LocalDate | undefined;
  readonly returnedOn: LocalDate | undefined;
  /** Last day at the post office, when the letter waits there. */
  readonly heldUntilOn: LocalDate | undefined;
}

/** Days a letter waits at the post office before it goes back. */
export const HOLDING_DAYS = 15;

const PRESENTATION_STATES: readonly LetterState[] = ["OUT_FOR_DELIVERY", "NOTIFIED", "DELIVERED"];
const RETURN_STATES: readonly LetterState[] = ["RETURNED", "RETURNED_TO_SENDER"];

/**
 * The milestones among the events, in whatever order they came. A letter returned unclaimed is
 * still a valid notice (Cass. 1re civ., 20 January 2021, 19-20.680).
 */
export function letterMilestones(events: readonly LetterEvent[]): LetterMilestones {
  const first = (states: readonly LetterState[]): LocalDate | undefined =>
    events
      .filter((event) => states.includes(event.state))
      .map((event) => event.on)
      .sort()[0];
  const notifiedOn = first(["NOTIFIED"]);
  return {
    depositedOn: first(["DEPOSITED"]),
    firstPresentedOn: first(PRESENTATION_STATES),
    deliveredOn: first(["DELIVERED"]),
    returnedOn: first(RETURN_STATES),
    heldUntilOn: notifiedOn === undefined ? undefined : addDays(notifiedOn, HOLDING_DAYS),
  };
}
