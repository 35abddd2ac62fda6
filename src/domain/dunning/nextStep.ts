/**
 * The whole dunning policy: what happens next to one invoice, when, and why.
 *
 * Pure and total: the same facts and the same instant always give the same answer. The planner,
 * the worker, the forecast and the « pourquoi » of the pages all call it.
 */
import {
  addDays,
  daysBetween,
  holidayName,
  type Instant,
  type LocalDate,
  localDateAt,
  maxDate,
  minuteOfDayAt,
  nextWorkingDay,
  timeZoneOf,
  weekdayName,
  workingDayOnOrAfter,
} from "../calendar";
import type { CompanyFacts, DunningFacts, HoldFact, StepFact } from "./facts";
import type { Reason } from "./reason";
import { type Channel, isAutomaticContact, orderedSteps, type ScenarioStep } from "./scenario";
import { momentFrom, startOf } from "./sendingWindow";

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

/** A step executed more than this many days after its day was late: the gap to the next one is kept. */
const LATE_AFTER_DAYS = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const PRESSURE_DAYS = 30;

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
  const held = facts.holds.filter((hold) => isRunning(hold, today));
  if (held.length > 0) return waitForHolds(held, facts.company);
  return nextOfScenario(facts, today, now);
}

function whyClosed({ invoice, client, company, scenario }: DunningFacts): Reason | null {
  if (invoice.status !== "OPEN") return { code: invoice.status };
  if (invoice.balanceCents <= 0n) return { code: "PAID" };
  if (company.paused) return { code: "COMPANY_PAUSED" };
  if (client.dunningOptOut) return { code: "CLIENT_OPT_OUT" };
  if (invoice.dunningOptOut) return { code: "INVOICE_OPT_OUT" };
  if (!scenario || scenario.steps.length === 0) return { code: "NO_SCENARIO" };
  return null;
}

/** A hold runs through its last day, unless something ended it before. */
export function isRunning(hold: HoldFact, today: LocalDate): boolean {
  return hold.endedAt === null && (hold.untilOn === null || hold.untilOn >= today);
}

function waitForHolds(held: readonly HoldFact[], company: CompanyFacts): NextStep {
  const reasons = held.map(
    (hold): Reason => ({ code: "HELD", kind: hold.kind, untilOn: hold.untilOn, note: hold.reason }),
  );
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

function nextOfScenario(facts: DunningFacts, today: LocalDate, now: Instant): NextStep {
  const steps = orderedSteps(facts.scenario?.steps ?? []);
  const reached = facts.history.reduce<number | null>(
    (most, step) => (most === null || step.offsetDays > most ? step.offsetDays : most),
    null,
  );
  const left = steps.filter((step) => reached === null || step.offsetDays > reached);
  if (left.length === 0)
    return { kind: "STOP", reasons: [{ code: "SCENARIO_FINISHED", lastOffsetDays: reached }] };

  const dated = left.map((step) => ({ step, ...dayOf(step, facts) }));
  const due = dated.filter((candidate) => candidate.on <= today);
  const allowed = due.filter(({ step }) => isPriorContactMade(step, steps, facts.history));
  const chosen = allowed.at(-1) ?? (due.length === 0 ? dated[0] : undefined);
  if (!chosen) {
    const offsetDays = due[0]?.step.offsetDays ?? 0;
    return {
      kind: "WAIT",
      step: due[0]?.step ?? null,
      channel: due[0]?.step.channel ?? null,
      on: null,
      at: null,
      reasons: [{ code: "NEEDS_PRIOR_CONTACT", offsetDays }],
    };
  }
  const superseded = due.map(({ step }) => step).filter((step) => step.offsetDays < chosen.step.offsetDays);
  return decideMoment(facts, chosen, superseded, now);
}

interface DatedStep {
  step: ScenarioStep;
  /** The working day the step falls on. */
  on: LocalDate;
  /** What moved it there. */
  moves: readonly Reason[];
}

/**
 * The working day of a step: its offset from the due date, later when the step before it was
 * itself late, then the next working day.
 */
function dayOf(step: ScenarioStep, facts: DunningFacts): { on: LocalDate; moves: Reason[] } {
  const { zone } = facts.company;
  const moves: Reason[] = [];
  let day = addDays(facts.invoice.dueOn, step.offsetDays);
  const before = lastDone(facts.history);
  if (before) {
    const planned = workingDayOnOrAfter(addDays(facts.invoice.dueOn, before.offsetDays), zone);
    const days = step.offsetDays - before.offsetDays;
    const kept = addDays(before.executedOn, days);
    if (daysBetween(planned, before.executedOn) > LATE_AFTER_DAYS && kept > day) {
      day = kept;
      moves.push({ code: "GAP_KEPT", days, since: before.executedOn });
    }
  }
  const on = workingDayOnOrAfter(day, zone);
  if (on !== day) {
    const because = holidayName(day, zone) !== undefined ? "férié" : `un ${weekdayName(day)}`;
    moves.push({ code: "MOVED", from: day, to: on, because });
  }
  return { on, moves };
}

function lastDone(history: readonly StepFact[]): StepFact | undefined {
  return history
    .filter((step) => step.state === "DONE")
    .sort((a, b) =>
      a.executedOn < b.executedOn ? -1 : a.executedOn > b.executedOn ? 1 : a.offsetDays - b.offsetDays,
    )
    .at(-1);
}

/**
 * A step that needs a prior contact waits until the nearest earlier email of the scenario has
 * been sent (or any earlier step, when the scenario has no email before it).
 */
function isPriorContactMade(
  step: ScenarioStep,
  steps: readonly ScenarioStep[],
  history: readonly StepFact[],
): boolean {
  if (!step.needsPriorContact) return true;
  const done = history.filter((past) => past.state === "DONE" && past.offsetDays < step.offsetDays);
  const email = steps
    .filter((other) => other.channel === "EMAIL" && other.offsetDays < step.offsetDays)
    .at(-1);
  return email ? done.some((past) => past.offsetDays >= email.offsetDays) : done.length > 0;
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
  const pressure = pressureOf(facts, channel, now);

  const earliest = Math.max(startOf(on, company), pressure.until ?? 0);
  const planned = momentFrom(earliest, timing, company);
  const at = planned <= now ? momentFrom(now, { ...timing, isLate: true }, company) : planned;

  const reasons: Reason[] = [
    ...(planned <= now || on <= localDateAt(now, timeZoneOf(company.zone))
      ? [{ code: "DAY_REACHED", offsetDays: step.offsetDays, on } as const]
      : [{ code: "NOT_YET", offsetDays: step.offsetDays, on } as const]),
    ...moves,
    ...earlierDone(facts.history),
    ...holdsOver(facts.holds, now, company),
    ...(superseded.length > 0
      ? [{ code: "SUPERSEDES", offsets: superseded.map((other) => other.offsetDays) } as const]
      : []),
    ...pressure.reasons,
    ...(channel !== step.channel ? [{ code: "NO_EMAIL" } as const] : []),
    ...(approval ? [{ code: "NEEDS_APPROVAL", because: approval } as const] : []),
  ];
  if (at <= now) return { kind: "RUN", step, channel, needsApproval: approval !== null, superseded, reasons };

  const day = localDateAt(at, timeZoneOf(company.zone));
  const isOutOfWindow = planned <= now && timing.leavesAlone;
  if (isOutOfWindow) {
    reasons.push({ code: "OUT_OF_WINDOW", on: day, minute: minuteOfDayAt(at, timeZoneOf(company.zone)) });
  }
  return { kind: "WAIT", step, channel, on: day, at, reasons };
}

function whyApproval(
  step: ScenarioStep,
  channel: Channel,
  company: CompanyFacts,
): "FORMAL_NOTICE" | "SAFE_MODE" | "STEP" | null {
  if (channel === "CALL") return null;
  if (step.needsApproval) return channel === "FORMAL_NOTICE" ? "FORMAL_NOTICE" : "STEP";
  return company.safeMode ? "SAFE_MODE" : null;
}

function earlierDone(history: readonly StepFact[]): Reason[] {
  const offsets = history
    .filter((step) => step.state === "DONE")
    .map((step) => step.offsetDays)
    .sort((a, b) => a - b);
  return offsets.length === 0 ? [] : [{ code: "EARLIER_DONE", count: offsets.length, offsets }];
}

/** The last suspension that ran out by itself, when it is recent enough to explain something. */
function holdsOver(holds: readonly HoldFact[], now: Instant, company: CompanyFacts): Reason[] {
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const ranOut = ({ untilOn, endedAt }: HoldFact) =>
    untilOn !== null && untilOn < today && (endedAt === null || localDateAt(endedAt, zone) > untilOn);
  const over = holds
    .filter(ranOut)
    .sort((a, b) => ((a.untilOn ?? "") < (b.untilOn ?? "") ? -1 : 1))
    .at(-1);
  if (!over?.untilOn || daysBetween(over.untilOn, today) > PRESSURE_DAYS) return [];
  return [{ code: "HOLD_OVER", kind: over.kind, untilOn: over.untilOn }];
}

/**
 * The pressure limit of a client over all invoices: one automatic contact in so many hours, so
 * many in 30 days. Calls are made by a person and are not limited here.
 */
function pressureOf(
  facts: DunningFacts,
  channel: Channel,
  now: Instant,
): { until: Instant | null; reasons: Reason[] } {
  if (!isAutomaticContact(channel)) return { until: null, reasons: [] };
  const { company, client } = facts;
  const zone = timeZoneOf(company.zone);
  const recent = client.automaticContacts.filter((at) => at > now - PRESSURE_DAYS * DAY_MS);
  const last = recent.at(-1);
  const lastOn = last === undefined ? null : localDateAt(last, zone);
  const hours = company.contactGapHours;
  if (recent.length >= company.contactsPer30Days) {
    const oldest = recent[recent.length - company.contactsPer30Days] ?? now;
    const until = oldest + PRESSURE_DAYS * DAY_MS;
    const day = workingDayOnOrAfter(localDateAt(until, zone), company.zone);
    return { until, reasons: [{ code: "PRESSURE_COUNT", count: recent.length, until: day }] };
  }
  if (last !== undefined && lastOn !== null && last + hours * HOUR_MS > now) {
    const until = last + hours * HOUR_MS;
    const day = workingDayOnOrAfter(localDateAt(until, zone), company.zone);
    return { until, reasons: [{ code: "PRESSURE_GAP", lastOn, hours, until: day }] };
  }
  return {
    until: null,
    reasons: [{ code: "PRESSURE_OK", lastOn, count: recent.length, limit: company.contactsPer30Days, hours }],
  };
}
