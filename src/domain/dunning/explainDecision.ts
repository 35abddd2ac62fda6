/**
 * Why something happens to an invoice at an instant, or does not: every rule in the order the
 * policy asks it, each in one sentence, until one decides. The end is always `nextStep` itself.
 */

import type { Instant } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { formatDate, formatDateLong, formatDayMonth, weekdayName } from "../dateText";
import { formatEuros, NBSP } from "../money";
import { holidayName } from "../publicHolidays";
import { typeset } from "../typography";
import { isWorkingDay } from "../workingDays";
import { localDateAt } from "../zonedTime";
import type { DunningFacts, HoldFact, StepFact } from "./facts";
import { heldBy, holdReason } from "./hold";
import { keptByCredit, type NextStep, nextStep, whyClosed } from "./nextStep";
import { holdName, type ReasonMark, reasonMark, reasonSentence } from "./reason";
import { offsetLabel, type ScenarioStep, stepName } from "./scenario";
import { whySkipped } from "./stepConditions";
import { dayOfStep } from "./stepDay";

/** `stop` and `wait` decide; `ok` lets the next rule speak; `person` asks for someone. */
export type TraceMark = ReasonMark | "stop";

export interface TraceLine {
  /** The rule, in a few words. */
  rule: string;
  mark: TraceMark;
  sentence: string;
}

export interface Explanation {
  lines: TraceLine[];
  decision: NextStep;
  /** What follows from all of it. */
  conclusion: string;
}

/** The trace of the decision about these facts at this instant. */
export function explainDecision(facts: DunningFacts, now: Instant): Explanation {
  const decision = nextStep(facts, now);
  const closed = whyClosed(facts);
  const lines = [...gates(facts), ...(closed || facts.inFlight ? [] : afterGates(facts, decision, now))];
  return { lines, decision, conclusion: conclusionOf(decision, now, facts) };
}

/** The rules that look at no step. Those after the one that stops are not asked. */
function gates(facts: DunningFacts): TraceLine[] {
  const closed = whyClosed(facts);
  const { invoice, scenario } = facts;
  const asked: [rule: string, codes: readonly string[], ok: string][] = [
    [
      "Facture",
      ["PAID", "CANCELLED", "WRITTEN_OFF"],
      `Elle est ouverte : ${formatEuros(invoice.balanceCents)} restent dus.`,
    ],
    ["Arrêt général", ["COMPANY_PAUSED"], "Les relances de la société sont en marche."],
    ["Client", ["CLIENT_OPT_OUT"], "Ce client peut être relancé."],
    ["Exclusion", ["INVOICE_OPT_OUT"], "Cette facture n’est pas exclue des relances."],
    [
      "Scénario",
      ["NO_SCENARIO"],
      scenario ? `Elle suit « ${scenario.name} », version ${scenario.number}.` : "",
    ],
  ];
  const lines: TraceLine[] = [];
  for (const [rule, codes, ok] of asked) {
    if (closed && codes.includes(closed.code)) {
      lines.push({ rule, mark: "stop", sentence: reasonSentence(closed) });
      return lines;
    }
    lines.push({ rule, mark: "ok", sentence: typeset(ok) });
  }
  if (facts.inFlight) {
    const reason = { code: "IN_FLIGHT", ...facts.inFlight } as const;
    return [...lines, { rule: "En cours", mark: "person", sentence: reasonSentence(reason) }];
  }
  return [...lines, { rule: "En cours", mark: "ok", sentence: "Rien n’est déjà en route pour elle." }];
}

function afterGates(facts: DunningFacts, decision: NextStep, now: Instant): TraceLine[] {
  const zone = timeZoneOf(facts.company.zone);
  const today = localDateAt(now, zone);
  const held = heldBy(facts, today);
  if (held.length > 0) return held.map((hold) => holdLine(hold, facts));
  const open = {
    rule: "Suspensions",
    mark: "ok",
    sentence: "Aucune ne court sur toute la facture.",
  } as const;
  const kept = keptByCredit(facts);
  if (kept) return [open, { rule: "Avoir du client", mark: "person", sentence: reasonSentence(kept) }];
  return [
    open,
    ...stepLines(facts, decision, now),
    dayLine(facts, now),
    ...decision.reasons
      .filter(({ code }) => !TOLD_BY_STEPS.includes(code))
      .map(
        (reason): TraceLine => ({
          rule: RULES[reason.code] ?? "Étape",
          mark: decision.kind === "STOP" ? "stop" : reasonMark(reason),
          sentence: reasonSentence(reason),
        }),
      ),
  ];
}

/** Reasons that the line of their step already tells. */
const TOLD_BY_STEPS: readonly string[] = ["STEP_SKIPPED", "EARLIER_DONE", "NOT_YET", "DAY_REACHED"];

const RULES: Partial<Record<NextStep["reasons"][number]["code"], string>> = {
  PRESSURE_OK: "Fréquence",
  PRESSURE_GAP: "Fréquence",
  PRESSURE_COUNT: "Fréquence",
  OUT_OF_WINDOW: "Plage d’envoi",
  NO_EMAIL: "Adresse",
  NEEDS_APPROVAL: "Accord",
  NEEDS_PRIOR_CONTACT: "Relance préalable",
  HOLD_OVER: "Suspensions",
  PART_DISPUTED: "Litige partiel",
  FREE_CREDIT: "Avoir du client",
  MOVED: "Jour ouvré",
  GAP_KEPT: "Espacement",
  SUPERSEDES: "Rattrapage",
  STARTS_OVER: "Rattrapage",
  SCENARIO_FINISHED: "Scénario",
};

function holdLine(hold: HoldFact, { invoice }: DunningFacts): TraceLine {
  if (hold.kind === "DIRECT_DEBIT") {
    return { rule: "Prélèvement", mark: "wait", sentence: reasonSentence(holdReason(hold, invoice.dueOn)) };
  }
  const until = hold.untilOn ? ` jusqu’au ${formatDate(hold.untilOn)}` : ", sans date de fin";
  const why = hold.reason && hold.origin !== "DECISION" ? ` : « ${hold.reason} »` : "";
  return {
    rule: "Suspensions",
    mark: "wait",
    sentence: typeset(`${holdName(hold)}, depuis le ${formatDayMonth(hold.startedOn)}${until}${why}.`),
  };
}

/** One line a step of the scenario: what became of it, or when it falls. */
function stepLines(facts: DunningFacts, decision: NextStep, now: Instant): TraceLine[] {
  const next = decision.kind === "STOP" ? null : decision.step;
  return (facts.scenario?.steps ?? []).map((step) => ({
    rule: offsetLabel(step.offsetDays),
    mark: step.id === next?.id && decision.kind === "WAIT" ? "wait" : "ok",
    sentence: typeset(`${stepName(step)} : ${stepState(step, facts, now)}.`),
  }));
}

function stepState(step: ScenarioStep, facts: DunningFacts, now: Instant): string {
  const past = facts.history.find(
    ({ stepId, offsetDays }) => stepId === step.id || offsetDays === step.offsetDays,
  );
  if (past) return pastState(past);
  const reached = Math.max(...facts.history.map(({ offsetDays }) => offsetDays), Number.NEGATIVE_INFINITY);
  if (step.offsetDays < reached) return "passé, une étape plus avancée a eu lieu";
  const { on } = dayOfStep(step, facts);
  switch (whySkipped(step, facts, on, localDateAt(now, timeZoneOf(facts.company.zone)))) {
    case "OFF":
      return "désactivé dans le scénario";
    case "AMOUNT":
      return `demande au moins ${formatEuros(step.minBalanceCents ?? 0n)} restant dus`;
    case "KIND":
      return "ne concerne pas ce genre de client";
    case "TOO_LATE":
      return "ne pourrait partir qu’après l’échéance";
    case null:
      return `tombe le ${formatDateLong(on)}`;
  }
}

function pastState({ state, executedOn, unmadeCall, isSetAside }: StepFact): string {
  const day = formatDate(executedOn);
  if (isSetAside) return `proposé le ${day}, puis écarté`;
  if (state === "SUPERSEDED") return `dépassé le ${day}, par une étape plus avancée`;
  if (unmadeCall) return `non passé, ${unmadeCall === "OPEN" ? "attendu depuis" : "proposé"} le ${day}`;
  return `fait le ${day}`;
}

function dayLine({ company }: DunningFacts, now: Instant): TraceLine {
  const on = localDateAt(now, timeZoneOf(company.zone));
  const isOpen = isWorkingDay(on, company.zone);
  const holiday = holidayName(on, company.zone);
  const why = holiday ? `un jour férié (${holiday})` : `un ${weekdayName(on)}`;
  return {
    rule: "Calendrier",
    mark: isOpen ? "ok" : "wait",
    sentence: isOpen
      ? `Le ${formatDate(on)} est un jour ouvré.`
      : `Le ${formatDate(on)} est ${why}${NBSP}: rien ne part.`,
  };
}

function conclusionOf(decision: NextStep, now: Instant, { company }: DunningFacts): string {
  const today = localDateAt(now, timeZoneOf(company.zone));
  switch (decision.kind) {
    case "RUN": {
      const name = stepName({ ...decision.step, channel: decision.channel });
      return decision.needsApproval
        ? `${name} : proposé à votre accord ce jour-là.`
        : `${name} : ce jour-là.`;
    }
    case "WAIT":
      if (decision.on === null) return "Rien ne part tant que rien ne change.";
      return decision.on === today
        ? "Plus tard dans la journée."
        : `Rien ce jour : la suite est prévue le ${formatDateLong(decision.on)}.`;
    case "STOP":
      return "Rien ne part.";
  }
}
