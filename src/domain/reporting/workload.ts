/** How much waits for a person, in words: the first sentence of the day. */
import { feminineCount } from "../countWords";
import { capitalised } from "../legal/phrases";
import { NBSP } from "../money";

/** Number of decisions of each kind. */
export interface Workload {
  calls: number;
  letters: number;
  messages: number;
  answers: number;
  addresses: number;
  /** Replies by email to read, and messages that a server sent back. */
  replies: number;
  /** Claims to declare and invoices soon out of time. */
  deadlines: number;
  /** Direct debits of which nothing was said for too long. */
  debits: number;
  /** Clients with a credit that keeps their reminders until someone decides. */
  credits: number;
}

/** Minutes that each kind of decision usually takes: enough to plan a morning, no more. */
const MINUTES: Record<keyof Workload, number> = {
  calls: 4,
  letters: 2,
  messages: 0.5,
  answers: 1,
  addresses: 2,
  replies: 2,
  deadlines: 5,
  debits: 1,
  credits: 1,
};

/** All decisions together. */
export function decisionCount(load: Workload): number {
  const kinds = Object.keys(MINUTES) as (keyof Workload)[];
  return kinds.reduce((sum, kind) => sum + load[kind], 0);
}

/** `Neuf décisions vous attendent, environ 20 minutes en tout.`; empty when there is none. */
export function workloadSentence(load: Workload): string {
  const count = decisionCount(load);
  if (count === 0) return "";
  const number = capitalised(feminineCount(count));
  const what = `${number}${count > 10 ? NBSP : " "}${count === 1 ? "décision vous attend" : "décisions vous attendent"}`;
  return `${what}, ${durationWords(minutesOf(load))}${count > 1 ? " en tout" : ""}.`;
}

function minutesOf(load: Workload): number {
  const kinds = Object.keys(MINUTES) as (keyof Workload)[];
  return kinds.reduce((sum, kind) => sum + MINUTES[kind] * load[kind], 0);
}

/** Rounded as people speak: by the minute, by five minutes, then by hours. */
function durationWords(minutes: number): string {
  if (minutes <= 1) return "une minute";
  if (minutes <= 10) return `${Math.ceil(minutes)}${NBSP}minutes`;
  if (minutes <= 50) return `environ ${Math.ceil(minutes / 5) * 5}${NBSP}minutes`;
  const hours = Math.round(minutes / 60);
  return hours <= 1 ? "environ une heure" : `environ ${hours}${NBSP}heures`;
}
