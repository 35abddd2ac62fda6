/**
 * Limitation (prescription): until when the creditor may still sue. Only the acts the law names
 * restart it; a reminder or a formal notice never does between businesses or with a consumer
 * (Cass. com. 18 May 2022, 20-23.204).
 */
import { addDays, addMonths, dateOf, daysBetween, type LocalDate, maxDate } from "../calendar";
import { formatDate } from "../dateText";
import { typeset } from "../typography";
import type { DebtorKind } from "./debtorKind";

/** Why a new full period begins. WRITTEN_CLAIM counts for public bodies only (loi 68-1250, art. 2). */
export const INTERRUPTION_KINDS = [
  "ACKNOWLEDGEMENT",
  "PARTIAL_PAYMENT",
  "JUDICIAL",
  "EXECUTION",
  "WRITTEN_CLAIM",
] as const;
export type InterruptionKind = (typeof INTERRUPTION_KINDS)[number];

export interface InterruptionEvent {
  readonly kind: InterruptionKind;
  readonly on: LocalDate;
  /** End of the case, for JUDICIAL: the period restarts there (C. civ. 2242). */
  readonly endedOn?: LocalDate | undefined;
  /** What proves it, in the user's words. */
  readonly proof?: string | undefined;
}

/** Agreed mediation, conciliation or small-claims procedure: time stops meanwhile (C. civ. 2238). */
export interface SuspensionEvent {
  readonly fromOn: LocalDate;
  /** Undefined while it lasts. */
  readonly toOn?: LocalDate | undefined;
}

export interface LimitationFacts {
  readonly debtorKind: DebtorKind;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly performedOn?: LocalDate | undefined;
  /** Carriage of goods: one year (C. com. L133-6). */
  readonly isTransportOfGoods?: boolean | undefined;
  /** False for a public buyer outside the four-year rule (no comptable public). True by default. */
  readonly hasPublicAccountant?: boolean | undefined;
  readonly interruptions?: readonly InterruptionEvent[] | undefined;
  readonly suspensions?: readonly SuspensionEvent[] | undefined;
}

export interface LimitationPeriod {
  readonly years: number;
  readonly startedOn: LocalDate;
  /**
   * Last day to act, undefined while a court case keeps the period from restarting. While a
   * suspension lasts, the last day as if it did not: the warnings go on, and it is never over.
   */
  readonly lastDayOn: LocalDate | undefined;
  /** First day of a suspension that still lasts. */
  readonly suspendedFromOn: LocalDate | undefined;
  /** The same, counted from the due date: the latest that may be argued (C. civ. 2233). */
  readonly latestDayOn: LocalDate | undefined;
  readonly article: string;
  /** Interruptions that count, oldest first. */
  readonly interruptions: readonly InterruptionEvent[];
  /** Recorded acts that do not interrupt, or came too late. */
  readonly ignored: readonly InterruptionEvent[];
  /** Days of warning: 12, 6, 3 and 1 months before the last day. */
  readonly alertsOn: readonly LocalDate[];
  /** One French sentence. */
  readonly explanation: string;
}

/** Months before the end at which the user is warned. */
export const ALERT_MONTHS = [12, 6, 3, 1] as const;

/** After a suspension, at least this many months are left (C. civ. 2238). */
const MONTHS_AFTER_SUSPENSION = 6;

interface LimitationRule {
  readonly years: number;
  readonly article: string;
  /** The four-year rule counts whole calendar years. */
  readonly fromNextJanuary: boolean;
}

/** The rule of a debtor. A transport claim keeps its own year whoever the debtor is. */
function ruleOf(facts: LimitationFacts): LimitationRule {
  if (facts.debtorKind === "PUBLIC" && facts.hasPublicAccountant !== false) {
    return { years: 4, article: "loi n° 68-1250 du 31 décembre 1968", fromNextJanuary: true };
  }
  if (facts.isTransportOfGoods) {
    return { years: 1, article: "art. L. 133-6 du code de commerce", fromNextJanuary: false };
  }
  if (facts.debtorKind === "B2C") {
    return { years: 2, article: "art. L. 218-2 du code de la consommation", fromNextJanuary: false };
  }
  const article =
    facts.debtorKind === "B2B"
      ? "art. L. 110-4 du code de commerce et 2224 du code civil"
      : "art. 2224 du code civil";
  return { years: 5, article, fromNextJanuary: false };
}

/** Last day of a period of whole years that starts on this day, which is not counted itself. */
function lastDay(startedOn: LocalDate, rule: LimitationRule): LocalDate {
  if (rule.fromNextJanuary) return dateOf(Number(startedOn.slice(0, 4)) + rule.years, 12, 31);
  return addMonths(startedOn, 12 * rule.years);
}

/** First day of a period that starts on this day: time does not run before it, hence nothing stops it. */
function firstDay(startedOn: LocalDate, rule: LimitationRule): LocalDate {
  return rule.fromNextJanuary ? dateOf(Number(startedOn.slice(0, 4)) + 1, 1, 1) : startedOn;
}

/** True when the law lets this act restart the period of this debtor. */
export function mayInterrupt(kind: InterruptionKind, debtorKind: DebtorKind): boolean {
  return kind !== "WRITTEN_CLAIM" || debtorKind === "PUBLIC";
}

/**
 * The limitation period of one invoice. It starts cautiously on the day of performance, or of
 * issue when that day is unknown, and ignores the payment term; the latest day is given beside.
 * The order in which events are recorded does not matter.
 */
export function limitationPeriod(facts: LimitationFacts): LimitationPeriod {
  const rule = ruleOf(facts);
  const startedOn = facts.performedOn ?? facts.issuedOn;
  const cautious = runPeriod(startedOn, rule, facts);
  const latest = runPeriod(maxDate(startedOn, facts.dueOn), rule, facts);
  const { lastDayOn } = cautious;
  return {
    years: rule.years,
    startedOn,
    lastDayOn,
    suspendedFromOn: cautious.suspendedFromOn,
    latestDayOn: latest.lastDayOn,
    article: typeset(rule.article),
    interruptions: cautious.counted,
    ignored: cautious.ignored,
    alertsOn: lastDayOn === undefined ? [] : ALERT_MONTHS.map((months) => addMonths(lastDayOn, -months)),
    explanation: explain(rule, startedOn, cautious),
  };
}

interface PeriodRun {
  readonly lastDayOn: LocalDate | undefined;
  readonly suspendedFromOn: LocalDate | undefined;
  readonly counted: readonly InterruptionEvent[];
  readonly ignored: readonly InterruptionEvent[];
}

type TimelineEvent =
  | { readonly on: LocalDate; readonly interruption: InterruptionEvent }
  | { readonly on: LocalDate; readonly suspension: SuspensionEvent };

function runPeriod(startedOn: LocalDate, rule: LimitationRule, facts: LimitationFacts): PeriodRun {
  const timeline: TimelineEvent[] = [
    ...(facts.interruptions ?? []).map((interruption) => ({ on: interruption.on, interruption })),
    ...(facts.suspensions ?? []).map((suspension) => ({ on: suspension.fromOn, suspension })),
  ];
  timeline.sort(inOrder);
  const counted: InterruptionEvent[] = [];
  const ignored: InterruptionEvent[] = [];
  let lastDayOn: LocalDate | undefined = lastDay(startedOn, rule);
  /** Days before it are not running, or were counted as suspended already. */
  let runningFromOn = firstDay(startedOn, rule);
  let suspendedFromOn: LocalDate | undefined;
  for (const event of timeline) {
    // Time that stopped has not run out: an act during a suspension that lasts is in time.
    const isTooLate = suspendedFromOn === undefined && lastDayOn !== undefined && event.on > lastDayOn;
    if ("suspension" in event) {
      const { fromOn, toOn } = event.suspension;
      if (isTooLate) continue;
      if (toOn === undefined) {
        suspendedFromOn ??= fromOn;
        continue;
      }
      lastDayOn = afterSuspension(lastDayOn, maxDate(fromOn, runningFromOn), toOn);
      runningFromOn = maxDate(toOn, runningFromOn);
    } else if (isTooLate || !mayInterrupt(event.interruption.kind, facts.debtorKind)) {
      ignored.push(event.interruption);
    } else {
      counted.push(event.interruption);
      const againOn = restartsOn(event.interruption);
      lastDayOn = laterDay(lastDayOn, againOn && lastDay(againOn, rule));
      runningFromOn = maxDate(firstDay(againOn ?? event.on, rule), runningFromOn);
    }
  }
  return { lastDayOn, suspendedFromOn, counted, ignored };
}

/** By day, interruptions before suspensions, so that the order of recording does not matter. */
function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  const keyOf = (event: TimelineEvent): string =>
    "interruption" in event ? `${event.on}0` : `${event.on}1${event.suspension.toOn ?? ""}`;
  const [left, right] = [keyOf(a), keyOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A pending case has no end yet, and outlasts any day. */
function laterDay(a: LocalDate | undefined, b: LocalDate | undefined): LocalDate | undefined {
  return a === undefined || b === undefined ? undefined : maxDate(a, b);
}

/** The day a new period begins; undefined while a case keeps it from beginning. */
function restartsOn({ kind, on, endedOn }: InterruptionEvent): LocalDate | undefined {
  if (kind !== "JUDICIAL") return on;
  return endedOn && maxDate(on, endedOn);
}

/** The days of the suspension are added; six months at least remain after it. */
function afterSuspension(
  lastDayOn: LocalDate | undefined,
  fromOn: LocalDate,
  toOn: LocalDate,
): LocalDate | undefined {
  if (lastDayOn === undefined) return undefined;
  const lengthened = addDays(lastDayOn, Math.max(0, daysBetween(fromOn, toOn)));
  return maxDate(lengthened, addMonths(toOn, MONTHS_AFTER_SUSPENSION));
}

const INTERRUPTION_LABELS: Record<InterruptionKind, string> = {
  ACKNOWLEDGEMENT: "la reconnaissance de dette",
  PARTIAL_PAYMENT: "le règlement partiel",
  JUDICIAL: "la demande en justice",
  EXECUTION: "la mesure d’exécution",
  WRITTEN_CLAIM: "la réclamation écrite",
};

function explain(
  rule: LimitationRule,
  startedOn: LocalDate,
  { lastDayOn, suspendedFromOn, counted }: PeriodRun,
): string {
  const last = counted.at(-1);
  const years = `${rule.years} an${rule.years > 1 ? "s" : ""}`;
  if (lastDayOn === undefined) {
    return typeset(
      `Le délai de ${years} (${rule.article}) ne court pas tant que la procédure en cours n’est pas terminée.`,
    );
  }
  const origin = last
    ? `interrompu par ${INTERRUPTION_LABELS[last.kind]} du ${formatDate(last.on)}`
    : `à compter du ${formatDate(startedOn)}`;
  if (suspendedFromOn) {
    return typeset(
      `Le délai de ${years}, ${origin} (${rule.article}), est suspendu depuis le ${formatDate(suspendedFromOn)}, tant que dure la médiation ou la conciliation (art. 2238 du code civil) : sans elle, il finirait le ${formatDate(lastDayOn)} ; il en restera six mois au moins après elle.`,
    );
  }
  return typeset(
    `Vous pouvez agir en justice jusqu’au ${formatDate(lastDayOn)} : délai de ${years}, ${origin} (${rule.article}).`,
  );
}

/**
 * Days left to act, negative when it is too late; undefined while a case is pending, or past the
 * last day while a suspension lasts.
 */
export function daysToLimitation(period: LimitationPeriod, on: LocalDate): number | undefined {
  const lastDayOn = lastDayAsOf(period, on);
  return lastDayOn === undefined ? undefined : daysBetween(on, lastDayOn);
}

/** The last day to act, as of a day: undefined where the time has stopped, as {@link daysToLimitation}. */
export function lastDayAsOf(
  { lastDayOn, suspendedFromOn }: LimitationPeriod,
  on: LocalDate,
): LocalDate | undefined {
  const isStopped = suspendedFromOn !== undefined && lastDayOn !== undefined && lastDayOn < on;
  return isStopped ? undefined : lastDayOn;
}
