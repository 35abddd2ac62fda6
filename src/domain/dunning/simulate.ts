/**
 * What the policy does over time, when nobody intervenes: the same `nextStep` as the worker's,
 * called at the instants it asks for. The forecast and the replay are both made of it.
 */
import type { Instant, LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import { localDateAt } from "../zonedTime";
import { type Contact, gatherContacts, oneChannelAClient } from "./contact";
import type { ClientFacts, CompanyFacts, DunningFacts, HoldFact, InFlightFact, StepFact } from "./facts";
import { nextStep } from "./nextStep";
import { isAutomaticContact, type ScenarioVersion } from "./scenario";

/** A suspension that runs between two instants of the simulation. */
export interface DatedHold {
  /** As it is while it runs. */
  hold: HoldFact;
  fromAt: Instant;
  /** When it ends, and the scenario goes on; null: it never does. */
  untilAt: Instant | null;
}

/** One invoice of the client, and what is known of its future. */
export interface SimulatedInvoice {
  invoice: DunningFacts["invoice"];
  scenario: ScenarioVersion | null;
  history: readonly StepFact[];
  holds: readonly HoldFact[];
  /** Those that begin or end while it is played. Absent: none. */
  datedHolds?: readonly DatedHold[];
  inFlight: InFlightFact | null;
  /** When it begins to be looked at. */
  fromAt: Instant;
  /** What lowers its balance later, by growing instant; a balance of zero closes it. */
  changes: readonly { at: Instant; amountCents: bigint }[];
}

export interface SimulatedContact {
  clientId: string;
  at: Instant;
  on: LocalDate;
  channel: Contact["channel"];
  tone: Contact["tone"];
  needsApproval: boolean;
  runs: readonly { invoiceId: string; offsetDays: number; balanceCents: bigint }[];
}

export interface SimulationFrame {
  company: CompanyFacts;
  isGrouped: boolean;
  untilAt: Instant;
  /** Statements of account to come for this client: contacts like any other, from their instant on. */
  statementsAt?: readonly Instant[];
}

const DAY_MS = 86_400_000;
/** Days of contacts that the pressure limit looks at, and one more. */
const MEMORY_DAYS = 31;

interface Course {
  source: SimulatedInvoice;
  balanceCents: bigint;
  history: readonly StepFact[];
  inFlight: InFlightFact | null;
  /** When to look at it again; infinite when only a fact could change it. */
  nextAt: Instant;
  /** Index of the next change. */
  nextChange: number;
}

/**
 * The contacts of one client until the end of the frame. What needs an approval is taken to be
 * approved the day it is proposed, and a letter to be posted that day.
 */
export function simulateClient(
  client: ClientFacts,
  invoices: readonly SimulatedInvoice[],
  frame: SimulationFrame,
): SimulatedContact[] {
  const courses = invoices.map(
    (source): Course => ({
      source,
      balanceCents: source.invoice.balanceCents,
      history: source.history,
      inFlight: source.inFlight,
      nextAt: source.fromAt,
      nextChange: 0,
    }),
  );
  const contacts: SimulatedContact[] = [];
  let recent = [...client.automaticContacts];
  for (;;) {
    const now = earliest(courses);
    if (now >= frame.untilAt) return contacts;
    recent = recent.filter((at) => at > now - MEMORY_DAYS * DAY_MS);
    const stated = (frame.statementsAt ?? []).filter((at) => at <= now && at > now - MEMORY_DAYS * DAY_MS);
    const known = stated.length === 0 ? recent : [...recent, ...stated].sort((a, b) => a - b);
    const made = contactsAt(now, courses, { ...client, automaticContacts: known }, frame);
    contacts.push(...made);
    for (const { channel } of made) if (isAutomaticContact(channel)) recent.push(now);
  }
}

function earliest(courses: readonly Course[]): Instant {
  let first = Number.POSITIVE_INFINITY;
  for (const { nextAt } of courses) if (nextAt < first) first = nextAt;
  return first;
}

/** Looks at every invoice whose time has come, makes the contacts, and sets when to look again. */
function contactsAt(
  now: Instant,
  courses: readonly Course[],
  client: ClientFacts,
  { company, isGrouped }: SimulationFrame,
): SimulatedContact[] {
  const today = localDateAt(now, timeZoneOf(company.zone));
  const due: (Parameters<typeof gatherContacts>[0][number] & { course: Course })[] = [];
  for (const course of courses) {
    if (course.nextAt > now) continue;
    settle(course, now);
    const decision = nextStep(factsOf(course, client, company, now), now);
    if (decision.kind === "RUN") {
      due.push({ invoiceId: course.source.invoice.id, clientId: client.id, decision, course });
      course.nextAt = now;
    } else {
      const wanted =
        decision.kind === "WAIT" && decision.at !== null ? decision.at : Number.POSITIVE_INFINITY;
      course.nextAt = Math.min(wanted, nextChangeAt(course, now));
    }
  }
  // Those of another channel are looked at again at once, with this contact counted.
  const made = oneChannelAClient(due);
  const contacts = gatherContacts(made, isGrouped).map((contact) => simulated(contact, made, now, today));
  for (const { course, decision } of made) {
    const done = (
      step: typeof decision.step,
      state: StepFact["state"],
      channel = step.channel,
    ): StepFact => ({
      stepId: step.id,
      offsetDays: step.offsetDays,
      channel,
      state,
      executedOn: today,
    });
    course.history = [
      ...course.history,
      ...decision.superseded.map((step) => done(step, "SUPERSEDED")),
      done(decision.step, "DONE", decision.channel),
    ];
  }
  return contacts;
}

function simulated(
  contact: Contact,
  due: readonly { invoiceId: string; course: Course }[],
  at: Instant,
  on: LocalDate,
): SimulatedContact {
  const balances = new Map(due.map(({ invoiceId, course }) => [invoiceId, course.balanceCents]));
  const { clientId, channel, tone, needsApproval } = contact;
  const runs = contact.runs.map(({ invoiceId, decision }) => ({
    invoiceId,
    offsetDays: decision.step.offsetDays,
    balanceCents: balances.get(invoiceId) ?? 0n,
  }));
  return { clientId, at, on, channel, tone, needsApproval, runs };
}

/** Applies what has happened to the invoice by now. What was on its way has arrived. */
function settle(course: Course, now: Instant): void {
  const { changes } = course.source;
  for (
    let change = changes[course.nextChange];
    change && change.at <= now;
    change = changes[course.nextChange]
  ) {
    course.balanceCents -= change.amountCents;
    course.nextChange += 1;
  }
  if (now > course.source.fromAt) course.inFlight = null;
}

function nextChangeAt({ source, nextChange, inFlight }: Course, now: Instant): Instant {
  let next = source.changes[nextChange]?.at ?? Number.POSITIVE_INFINITY;
  if (inFlight) next = Math.min(next, source.fromAt + DAY_MS);
  // The beginning of a suspension brings nothing forward: it is met when its day comes.
  for (const { untilAt } of source.datedHolds ?? []) {
    if (untilAt !== null && untilAt > now) next = Math.min(next, untilAt);
  }
  return next;
}

function holdsAt({ holds, datedHolds }: SimulatedInvoice, now: Instant): readonly HoldFact[] {
  if (!datedHolds || datedHolds.length === 0) return holds;
  const running = datedHolds.filter(
    ({ fromAt, untilAt }) => fromAt <= now && (untilAt === null || now < untilAt),
  );
  return [...holds, ...running.map(({ hold }) => hold)];
}

function factsOf(course: Course, client: ClientFacts, company: CompanyFacts, now: Instant): DunningFacts {
  const { source, balanceCents, history, inFlight } = course;
  const isClosed = source.invoice.status === "OPEN" && balanceCents <= 0n;
  return {
    invoice: isClosed
      ? { ...source.invoice, status: "PAID", balanceCents: 0n }
      : { ...source.invoice, balanceCents },
    client,
    company,
    scenario: source.scenario,
    history,
    holds: holdsAt(source, now),
    inFlight,
  };
}
