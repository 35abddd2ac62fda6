/**
 * A reminder that a person sends outside the days of the scenario: what stops it, what slows it
 * down, whose words it speaks, when it leaves and what it moves. Every rule that stops the scenario
 * stops it too.
 */
import type { Instant, LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { formatDateLong } from "../dateText";
import { NBSP } from "../money";
import { localDateAt } from "../zonedTime";
import type { DunningFacts } from "./facts";
import { heldBy, holdReason } from "./hold";
import { keptByCredit, type NextStep, nextStep, whyClosed } from "./nextStep";
import { pressureOf } from "./pressure";
import { type Reason, reasonSentence } from "./reason";
import { isCourtesy, type ScenarioStep, TONES } from "./scenario";
import { windowFrom } from "./sendingWindow";

/** How long a message asked for by hand stays, so that it can be taken back. */
export const UNDO_MS = 60_000;

/** Why an invoice is not reminded by hand either. */
export type HandStop =
  | Reason
  /** Nothing is late yet. */
  | { code: "NOT_DUE"; dueOn: LocalDate }
  /** A person has had it reminded today: once a day is the most. */
  | { code: "SENT_TODAY" };

/** What is known of an invoice besides the facts of the scenario. */
export interface HandFacts {
  facts: DunningFacts;
  /** A person has already had it reminded today. */
  isSentToday: boolean;
}

/** Why this invoice cannot be reminded now; none: it can. */
export function handStops({ facts, isSentToday }: HandFacts, now: Instant): HandStop[] {
  const closed = whyClosed(facts);
  // Without a scenario nothing leaves alone: a person may still write.
  if (closed && closed.code !== "NO_SCENARIO") return [closed];
  if (facts.inFlight) return [{ code: "IN_FLIGHT", ...facts.inFlight }];
  if (isSentToday) return [{ code: "SENT_TODAY" }];
  const { dueOn } = facts.invoice;
  const today = localDateAt(now, timeZoneOf(facts.company.zone));
  const held = heldBy(facts, today);
  if (held.length > 0) return held.map((hold) => holdReason(hold, dueOn));
  const kept = keptByCredit(facts);
  if (kept) return [kept];
  return dueOn >= today ? [{ code: "NOT_DUE", dueOn }] : [];
}

/** The stop in one French sentence. */
export function handStopSentence(stop: HandStop): string {
  switch (stop.code) {
    case "NOT_DUE":
      return `Rien n’est en retard${NBSP}: l’échéance est le ${formatDateLong(stop.dueOn)}.`;
    case "SENT_TODAY":
      return `Une relance a déjà été demandée aujourd’hui pour cette facture${NBSP}: une par jour, au plus.`;
    default:
      return reasonSentence(stop);
  }
}

export interface HandTiming {
  /** First instant at which the message may leave. */
  leavesAt: Instant;
  /** The sending window is closed now: it leaves at the next opening. */
  isLater: boolean;
  /** The client has had too many contacts already. Null: it has not. */
  pressure: Reason | null;
}

/** When it leaves, and whether it comes too soon after another contact. */
export function handTiming(facts: DunningFacts, now: Instant): HandTiming {
  const leavesAt = windowFrom(facts.company, now + UNDO_MS);
  const { until, reasons } = pressureOf(facts, "EMAIL", leavesAt);
  return {
    leavesAt,
    isLater: leavesAt > now + UNDO_MS,
    pressure: until === null ? null : (reasons[0] ?? null),
  };
}

/** What comes next in the scenario once the message has left: the pressure limit may move it. */
export function nextAfterHand(facts: DunningFacts, leavesAt: Instant): NextStep {
  const { client } = facts;
  const automaticContacts = [...client.automaticContacts, leavesAt];
  return nextStep({ ...facts, client: { ...client, automaticContacts } }, leavesAt);
}

/** A step whose words a person may send by hand: an email that asks for something. Never a notice. */
export function isHandTemplate(step: Pick<ScenarioStep, "channel" | "offsetDays">): boolean {
  return step.channel === "EMAIL" && !isCourtesy(step);
}

/**
 * The words proposed for one invoice: those of the next email step of its scenario, else those of
 * the last one. Null when the scenario has no email at all.
 */
export function proposedTemplate({ scenario, history }: DunningFacts): ScenarioStep | null {
  const emails = (scenario?.steps ?? [])
    .filter((step) => isHandTemplate(step) && !step.isOff)
    .sort((a, b) => a.offsetDays - b.offsetDays);
  const reached = Math.max(...history.map((step) => step.offsetDays), Number.NEGATIVE_INFINITY);
  return emails.find((step) => step.offsetDays > reached) ?? emails.at(-1) ?? null;
}

/** Of the words proposed for several invoices, the firmest, then the latest. */
export function firmest(steps: readonly ScenarioStep[]): ScenarioStep | null {
  const rank = (step: ScenarioStep) => TONES.indexOf(step.tone);
  const [first] = [...steps].sort((a, b) => rank(b) - rank(a) || b.offsetDays - a.offsetDays);
  return first ?? null;
}
