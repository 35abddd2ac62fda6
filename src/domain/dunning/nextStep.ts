/**
 * The whole dunning policy: what happens next to one invoice, when, and why.
 *
 * Pure and total: the same facts and the same instant always give the same answer. The planner,
 * the worker, the forecast and the « pourquoi » of the pages all call it.
 */
import { type Instant, type LocalDate, maxDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { formatEuros } from "../money";
import { isKeptByCredit } from "../settlement/clientCredit";
import { nextWorkingDay } from "../workingDays";
import { localDateAt, minuteOfDayAt } from "../zonedTime";
import type { CompanyFacts, DunningFacts, HoldFact } from "./facts";
import { askedCentsOf, heldBy, holdReason } from "./hold";
import { pressureOf } from "./pressure";
import type { Reason } from "./reason";
import { type Channel, orderedSteps, type ScenarioStep } from "./scenario";
import { momentFrom, startOf } from "./sendingWindow";
import { type Candidates, type Choice, chooseOn } from "./stepChoice";
import { isBeforeDueOnly, whySkipped } from "./stepConditions";
import { type DatedStep, dayOfStep } from "./stepDay";
import { earlierDone, holdsOver, notYet, partReasons, resumedOn, skipReasons } from "./stepReasons";

export type NextStep =
  | {
      kind: "RUN";
      step: ScenarioStep;
      /** The channel used: a call replaces an email when no address works. */
      channel: Channel;
      needsApproval: boolean;
      /** Steps that were due as well and are set aside. */
      superseded: readonly ScenarioStep[];
      reasons: readonly Reason[];
    }
  | {
      kind: "WAIT";
      step: ScenarioStep | null;
      channel: Channel | null;
      on: LocalDate | null;
      /** When to decide again; null when only a new fact can change the answer. */
      at: Instant | null;
      reasons: readonly Reason[];
    }
  | { kind: "STOP"; reasons: readonly Reason[] };

/**
 * Decides what happens next.
 *
 * @param facts everything that counts, as it is now
 * @param now the instant of the decision
 */
export function nextStep(facts: DunningFacts, now: Instant): NextStep {
  const closed = whyClosed(facts);
  if (closed) return { kind: "STOP", reasons: [closed] };
  if (facts.inFlight) {
    const { channel, state } = facts.inFlight;
    return {
      kind: "WAIT",
      step: null,
      channel,
      on: null,
      at: null,
      reasons: [{ code: "IN_FLIGHT", channel, state }],
    };
  }
  const today = localDateAt(now, timeZoneOf(facts.company.zone));
  const held = heldBy(facts, today);
  if (held.length > 0) return waitForHolds(held, facts);
  const kept = keptByCredit(facts);
  if (kept) return { kind: "WAIT", step: null, channel: null, on: null, at: null, reasons: [kept] };
  return nextOfScenario(facts, today, now);
}

/** The client's free credit, when it keeps this invoice from being asked for. */
export function keptByCredit(facts: DunningFacts): Reason | null {
  const { freeCredit } = facts.client;
  if (!freeCredit) return null;
  const shareCents = facts.invoice.creditShareCents ?? freeCredit.restCents;
  if (!isKeptByCredit(freeCredit, shareCents, askedCentsOf(facts))) return null;
  return { code: "FREE_CREDIT", amount: formatEuros(freeCredit.restCents) };
}

/** A letter says an exact sum: what is left of a credit is put on the invoice before it is written. */
function letterKept({ client }: DunningFacts, channel: Channel): Reason | null {
  const restCents = client.freeCredit?.restCents ?? 0n;
  const isLetter = channel === "LETTER" || channel === "FORMAL_NOTICE";
  return isLetter && restCents > 0n ? { code: "FREE_CREDIT", amount: formatEuros(restCents) } : null;
}

export function whyClosed({ invoice, client, company, scenario }: DunningFacts): Reason | null {
  if (invoice.status !== "OPEN") return { code: invoice.status };
  if (invoice.balanceCents <= 0n) return { code: "PAID" };
  if (company.paused) return { code: "COMPANY_PAUSED" };
  if (client.dunningOptOut) return { code: "CLIENT_OPT_OUT" };
  if (invoice.dunningOptOut) return { code: "INVOICE_OPT_OUT" };
  if (!scenario || scenario.steps.length === 0) return { code: "NO_SCENARIO" };
  return null;
}

function waitForHolds(held: readonly HoldFact[], { company, invoice }: DunningFacts): NextStep {
  const reasons = held.map((hold) => holdReason(hold, invoice.dueOn));
  let last: LocalDate | null = null;
  for (const hold of held) {
    if (hold.untilOn === null)
      return { kind: "WAIT", step: null, channel: null, on: null, at: null, reasons };
    last = last === null ? hold.untilOn : maxDate(last, hold.untilOn);
  }
  const on = last === null ? null : nextWorkingDay(last, company.zone);
  const at = on === null ? null : startOf(on, company);
  return { kind: "WAIT", step: null, channel: null, on, at, reasons };
}

/** @param missed ids of steps before the due date that could only leave after it */
function nextOfScenario(
  facts: DunningFacts,
  today: LocalDate,
  now: Instant,
  missed: readonly string[] = [],
): NextStep {
  const steps = orderedSteps(facts.scenario?.steps ?? []);
  const reached = facts.history.reduce<number | null>(
    (most, step) => (most === null || step.offsetDays > most ? step.offsetDays : most),
    null,
  );
  const left = steps
    .filter((step) => reached === null || step.offsetDays > reached)
    .map((step) => dayOfStep(step, facts))
    .map((dated) => ({
      ...dated,
      skipped: missed.includes(dated.step.id)
        ? ("TOO_LATE" as const)
        : whySkipped(dated.step, facts, dated.on, today),
    }));
  const dated = left.filter((candidate) => candidate.skipped === null);
  if (dated.length === 0)
    return {
      kind: "STOP",
      reasons: [...skipReasons(left, null), { code: "SCENARIO_FINISHED", lastOffsetDays: reached }],
    };

  const ours = steps.filter(
    (step) =>
      facts.history.some((past) => past.stepId === step.id) || dated.some((other) => other.step === step),
  );
  const choice = chooseOn(today, { dated, ours, facts });
  const decide = ({ step: chosen, superseded, started }: Choice) => {
    const skipped = skipReasons(left, chosen.step);
    const moves = [...started, ...chosen.moves, ...skipped, ...partReasons(facts, today)];
    return decideMoment(facts, { ...chosen, moves }, superseded, now);
  };
  // The window or the pressure limit may push a notice past the due date: it is then dropped.
  const isMissed = ({ step }: Choice["step"], decision: NextStep) =>
    isBeforeDueOnly(step) &&
    decision.kind === "WAIT" &&
    decision.on !== null &&
    decision.on > facts.invoice.dueOn;
  const without = ({ step }: Choice["step"]) => nextOfScenario(facts, today, now, [...missed, step.id]);
  if (!choice) {
    const [first] = dated;
    if (first && isMissed(first, decide({ step: first, superseded: [], started: [] }))) return without(first);
    return waitForContact(dated, today, facts);
  }
  const kept = choice.step.on <= today ? letterKept(facts, choice.step.step.channel) : null;
  if (kept) {
    const { step } = choice.step;
    return { kind: "WAIT", step, channel: step.channel, on: null, at: null, reasons: [kept] };
  }
  const next = overtake({ choice, decision: decide(choice) }, { dated, ours, facts }, decide);
  return isMissed(next.choice.step, next.decision) ? without(next.choice.step) : next.decision;
}

/**
 * What waits for its moment may see the day of a more advanced step come first: that one then speaks in its place,
 * and is the one to announce. A call need not wait for the limit that keeps an email.
 */
function overtake(
  first: { choice: Choice; decision: NextStep },
  candidates: Candidates,
  decide: (choice: Choice) => NextStep,
): { choice: Choice; decision: NextStep } {
  let next = first;
  for (const { on } of candidates.dated) {
    const { decision } = next;
    if (decision.kind !== "WAIT" || decision.on === null || on > decision.on) return next;
    const choice = chooseOn(on, candidates);
    if (choice && choice.step.step.offsetDays > next.choice.step.step.offsetDays)
      next = { choice, decision: decide(choice) };
  }
  return next;
}

/** No step whose day has come may run before its client was reminded. */
function waitForContact(dated: readonly DatedStep[], today: LocalDate, { company }: DunningFacts): NextStep {
  const [first] = dated.filter((candidate) => candidate.on <= today);
  // A later step may need no prior contact: its day is worth another look.
  const later = dated.find((candidate) => candidate.on > today);
  return {
    kind: "WAIT",
    step: first?.step ?? null,
    channel: first?.step.channel ?? null,
    on: null,
    at: later ? startOf(later.on, company) : null,
    reasons: [{ code: "NEEDS_PRIOR_CONTACT", offsetDays: first?.step.offsetDays ?? 0 }],
  };
}

/** Given the step, decides whether now is the moment. */
function decideMoment(
  facts: DunningFacts,
  { step, on, moves }: DatedStep,
  superseded: readonly ScenarioStep[],
  now: Instant,
): NextStep {
  const { company, client } = facts;
  const channel = step.channel === "EMAIL" && !client.hasUsableEmail ? "CALL" : step.channel;
  const approval = whyApproval(step, channel, company);
  const timing = { leavesAlone: channel === "EMAIL" && approval === null, clientId: client.id };
  const limit = pressureOf(facts, channel, now);
  const unlimited = momentFrom(startOf(on, company), timing, company);
  const isLimited = limit.until !== null && limit.until > unlimited;
  const planned = isLimited ? momentFrom(limit.until ?? 0, timing, company) : unlimited;
  const at = planned <= now ? momentFrom(now, { ...timing, isLate: true }, company) : planned;
  const day = localDateAt(at, timeZoneOf(company.zone));

  const reasons: Reason[] = [
    ...(planned <= now || on <= localDateAt(now, timeZoneOf(company.zone))
      ? [{ code: "DAY_REACHED", offsetDays: step.offsetDays, on } as const]
      : [notYet(step, on, moves)]),
    ...moves,
    ...earlierDone(facts.history),
    ...holdsOver(facts.holds, now, company),
    ...(superseded.length > 0
      ? [{ code: "SUPERSEDES", offsets: superseded.map((other) => other.offsetDays) } as const]
      : []),
    // A limit that will have passed when the moment of the step comes holds nothing back.
    ...(isLimited || limit.until === null ? limit.reasons.map((reason) => resumedOn(reason, day)) : []),
    ...(channel !== step.channel ? [{ code: "NO_EMAIL" } as const] : []),
    ...(approval ? [{ code: "NEEDS_APPROVAL", because: approval } as const] : []),
  ];
  if (at <= now) return { kind: "RUN", step, channel, needsApproval: approval !== null, superseded, reasons };

  const isOutOfWindow = planned <= now && timing.leavesAlone;
  if (isOutOfWindow) {
    reasons.push({ code: "OUT_OF_WINDOW", on: day, minute: minuteOfDayAt(at, timeZoneOf(company.zone)) });
  }
  return { kind: "WAIT", step, channel, on: day, at, reasons };
}

export function whyApproval(
  step: ScenarioStep,
  channel: Channel,
  company: CompanyFacts,
): "FORMAL_NOTICE" | "SAFE_MODE" | "STEP" | null {
  if (channel === "CALL") return null;
  if (step.needsApproval) return channel === "FORMAL_NOTICE" ? "FORMAL_NOTICE" : "STEP";
  return company.safeMode ? "SAFE_MODE" : null;
}
