/** Facts of one invoice for decision tests: a due invoice of a quiet client, changed one thing at a time. */
import { type Instant, type LocalDate, localDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { ClientFacts, CompanyFacts, DunningFacts, InvoiceFacts, StepFact } from "@/domain/dunning/facts";
import { DEFAULT_STEPS, type ScenarioVersion } from "@/domain/dunning/scenario";
import { instantOf } from "@/domain/zonedTime";

export const STANDARD: ScenarioVersion = {
  id: "v1",
  scenarioId: "s1",
  name: "Professionnels",
  number: 1,
  addressForm: "FORMAL",
  steps: DEFAULT_STEPS.map((step) => ({ ...step, id: `J${step.offsetDays}` })),
};

export const COMPANY: CompanyFacts = {
  zone: "METROPOLE",
  windowOpensAt: 9 * 60,
  windowClosesAt: 17 * 60 + 30,
  safeMode: false,
  paused: false,
  contactGapHours: 72,
  contactsPer30Days: 4,
  lateEntryStartsOver: true,
};

export interface Changes {
  invoice?: Partial<InvoiceFacts>;
  client?: Partial<ClientFacts>;
  company?: Partial<CompanyFacts>;
  scenario?: ScenarioVersion | null;
  history?: readonly StepFact[];
  holds?: DunningFacts["holds"];
  inFlight?: DunningFacts["inFlight"];
}

/** An open invoice of 4 320,00 € due on Saturday 24 October 2026, unless changed. */
export function factsWith(changes: Changes = {}): DunningFacts {
  return {
    invoice: {
      id: "invoice",
      status: "OPEN",
      dueOn: localDate("2026-10-24"),
      balanceCents: 432_000n,
      dunningOptOut: false,
      ...changes.invoice,
    },
    client: {
      id: "client",
      kind: "B2B",
      dunningOptOut: false,
      hasUsableEmail: true,
      automaticContacts: [],
      ...changes.client,
    },
    company: { ...COMPANY, ...changes.company },
    scenario: changes.scenario === undefined ? STANDARD : changes.scenario,
    history: changes.history ?? [],
    holds: changes.holds ?? [],
    inFlight: changes.inFlight ?? null,
  };
}

/** A step of the standard scenario, done on a day. */
export function done(offsetDays: number, on: string, state: StepFact["state"] = "DONE"): StepFact {
  const step = STANDARD.steps.find((candidate) => candidate.offsetDays === offsetDays);
  if (!step) throw new Error(`no step at ${offsetDays}`);
  return { stepId: step.id, offsetDays, channel: step.channel, state, executedOn: localDate(on) };
}

/** A wall time in the zone of the company. */
export function at(
  date: string,
  hour = 10,
  minute = 0,
  company: Pick<CompanyFacts, "zone"> = COMPANY,
): Instant {
  return instantOf(localDate(date), hour * 60 + minute, timeZoneOf(company.zone));
}

export const day = (text: string): LocalDate => localDate(text);
