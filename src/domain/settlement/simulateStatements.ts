/** The statements a client will receive if nothing changes, beside the reminders of the same weeks. */
import { addDays, type Instant, type LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import type { ClientFacts } from "../dunning/facts";
import { pressureOf } from "../dunning/pressure";
import { isAutomaticContact } from "../dunning/scenario";
import { momentFrom, startOf } from "../dunning/sendingWindow";
import {
  type SimulatedContact,
  type SimulatedInvoice,
  type SimulationFrame,
  simulateClient,
} from "../dunning/simulate";
import { localDateAt } from "../zonedTime";
import {
  decideStatement,
  nextStatement,
  type StatementClient,
  type StatementSchedule,
} from "./statementSchedule";

export interface StatedClient {
  facts: ClientFacts;
  invoices: readonly SimulatedInvoice[];
  /** Null: the schedule does not address this client. */
  statement: Pick<StatementClient, "isInsolvent" | "openCount"> | null;
}

export interface StatedFuture {
  contacts: SimulatedContact[];
  statementsOn: LocalDate[];
  statementsAt: Instant[];
}

/** Days a statement that waits is tried on, before it is given up by the forecast. */
const MAX_TRIES = 10;

/**
 * Plays reminders and statements forward together: a statement yields to the reminder of its day, and
 * the reminders that follow keep their distance from it.
 */
export function simulateStatements(
  client: StatedClient,
  schedule: StatementSchedule | null,
  frame: SimulationFrame,
  now: Instant,
): StatedFuture {
  const statementsAt: Instant[] = [];
  const play = (untilAt: Instant) =>
    simulateClient(client.facts, client.invoices, { ...frame, untilAt, statementsAt });
  const zone = timeZoneOf(frame.company.zone);
  const lastOn = localDateAt(frame.untilAt - 1, zone);
  let after = localDateAt(now, zone);
  while (schedule && client.statement) {
    const { on } = nextStatement(schedule, after, frame.company.zone);
    if (on > lastOn) break;
    const at = firstMoment(client, client.statement, schedule, frame, on, play);
    if (at !== null && at < frame.untilAt) statementsAt.push(at);
    after = on;
  }
  const statementsOn = statementsAt.map((at) => localDateAt(at, zone));
  return { contacts: play(frame.untilAt), statementsOn, statementsAt };
}

/** When the statement of a day leaves; null when it does not. */
function firstMoment(
  { facts }: StatedClient,
  statement: NonNullable<StatedClient["statement"]>,
  schedule: StatementSchedule,
  { company }: SimulationFrame,
  on: LocalDate,
  play: (untilAt: Instant) => SimulatedContact[],
): Instant | null {
  let day = on;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const at = momentFrom(startOf(day, company), { leavesAlone: true, clientId: facts.id }, company);
    const written = play(startOf(addDays(day, 1), company)).filter(({ channel }) =>
      isAutomaticContact(channel),
    );
    const automaticContacts = [
      ...facts.automaticContacts,
      ...written.filter((contact) => contact.on < day).map((contact) => contact.at),
    ];
    const candidate: StatementClient = {
      ...statement,
      dunningOptOut: facts.dunningOptOut,
      hasUsableEmail: facts.hasUsableEmail,
      pressedUntil: pressureOf({ company, client: { automaticContacts } }, "EMAIL", at).until,
      isContactedThatDay: written.some((contact) => contact.on === day),
    };
    const decision = decideStatement(schedule, candidate, { today: day, zone: company.zone });
    if (decision.kind === "SEND") return at;
    if (decision.kind === "SKIP") return null;
    day = decision.until;
  }
  return null;
}
