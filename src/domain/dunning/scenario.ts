/** A scenario: what happens to an unpaid invoice, counted in days from its due date. */
import { invariant } from "../invariant";
import type { DebtorKind } from "../legal/debtorKind";

export const CHANNELS = ["EMAIL", "CALL", "LETTER", "FORMAL_NOTICE"] as const;
export type Channel = (typeof CHANNELS)[number];

export const TONES = ["FRIENDLY", "FIRM", "FINAL"] as const;
export type Tone = (typeof TONES)[number];

/** How the texts speak to the debtor: « vous » or « tu ». English has one form. */
export const ADDRESS_FORMS = ["FORMAL", "FRIENDLY"] as const;
export type AddressForm = (typeof ADDRESS_FORMS)[number];

/** One step of a scenario version. */
export interface ScenarioStep {
  id: string;
  /** Calendar days from the due date; negative before it. */
  offsetDays: number;
  channel: Channel;
  tone: Tone;
  /** A person approves before it leaves. Always true for a formal notice unless someone decided otherwise. */
  needsApproval: boolean;
  /** Runs only once the debtor has really been contacted by an earlier step. */
  needsPriorContact: boolean;
  /** The invoice itself is attached to the email. */
  attachInvoice: boolean;
  /** The reminders already sent about the same invoices are attached. */
  attachEarlier: boolean;
  /** The detailed statement is attached, as a PDF. */
  attachStatement: boolean;
  /** Runs only when at least this much is still owed on the invoice, in cents; null: whatever is owed. */
  minBalanceCents: bigint | null;
  /** Runs only for these kinds of client; empty: for all. */
  clientKinds: readonly DebtorKind[];
  /** Written to the decision maker as well, not to the billing contact alone. */
  escalates: boolean;
  /** Kept in the scenario, not run. */
  isOff: boolean;
}

export interface ScenarioVersion {
  id: string;
  scenarioId: string;
  name: string;
  number: number;
  addressForm: AddressForm;
  /** By growing offset; two steps never share one. */
  steps: readonly ScenarioStep[];
}

/** A step as a scenario proposes it, before it has an id. */
export type StepDraft = Omit<ScenarioStep, "id">;

/** A step that leaves alone, on no condition, with nothing attached but what is said. */
export function stepDraft(
  step: Pick<StepDraft, "offsetDays" | "channel" | "tone"> & Partial<StepDraft>,
): StepDraft {
  const isNotice = step.channel === "FORMAL_NOTICE";
  return {
    needsApproval: isNotice,
    needsPriorContact: isNotice,
    attachInvoice: step.channel !== "CALL",
    attachEarlier: false,
    attachStatement: false,
    minBalanceCents: null,
    clientKinds: [],
    escalates: false,
    isOff: false,
    ...step,
  };
}

/** Days after the last step that a new one is proposed at. */
const PROPOSED_GAP_DAYS = 7;

/** The step that is proposed after those of a scenario, by growing offset. */
export function proposedStep(steps: readonly Pick<ScenarioStep, "offsetDays">[]): StepDraft {
  const offsetDays = (steps.at(-1)?.offsetDays ?? 0) + PROPOSED_GAP_DAYS;
  return stepDraft({ offsetDays, channel: "EMAIL", tone: "FRIENDLY" });
}

/**
 * The scenario every company starts with: J+2 friendly email, J+7 call, J+15 firm email,
 * J+30 formal notice. No law fixes this calendar; the order and the rising tone are usage.
 */
export const DEFAULT_STEPS: readonly StepDraft[] = [
  stepDraft({ offsetDays: 2, channel: "EMAIL", tone: "FRIENDLY" }),
  stepDraft({ offsetDays: 7, channel: "CALL", tone: "FRIENDLY" }),
  stepDraft({ offsetDays: 15, channel: "EMAIL", tone: "FIRM" }),
  stepDraft({ offsetDays: 30, channel: "FORMAL_NOTICE", tone: "FINAL" }),
];

/** Steps in the order they happen. @throws when two share an offset. */
export function orderedSteps(steps: readonly ScenarioStep[]): readonly ScenarioStep[] {
  const ordered = [...steps].sort((a, b) => a.offsetDays - b.offsetDays);
  for (let i = 1; i < ordered.length; i += 1) {
    invariant(
      ordered[i - 1]?.offsetDays !== ordered[i]?.offsetDays,
      "two steps of a scenario share an offset",
    );
  }
  return ordered;
}

/** Emails and letters leave without a person once due (or approved); calls are made by one. */
export function isAutomaticContact(channel: Channel): boolean {
  return channel !== "CALL";
}

/** `J+15`, `J−5`, `J` for the due date itself. */
export function offsetLabel(offsetDays: number): string {
  if (offsetDays === 0) return "J";
  return offsetDays > 0 ? `J+${offsetDays}` : `J−${-offsetDays}`;
}

/** Name of a step as a page shows it: `Courriel ferme`, `Appel à passer`. */
export function stepName(step: Pick<ScenarioStep, "channel" | "tone"> & { offsetDays?: number }): string {
  switch (step.channel) {
    case "EMAIL":
      if (isCourtesy(step)) return "Avis avant échéance";
      return { FRIENDLY: "Courriel simple", FIRM: "Courriel ferme", FINAL: "Dernier courriel" }[step.tone];
    case "CALL":
      return "Appel à passer";
    case "LETTER":
      return "Lettre simple";
    case "FORMAL_NOTICE":
      return "Mise en demeure par lettre recommandée";
  }
}

/** The tone a step speaks with: nothing is late in a courtesy notice, whatever tone it was given. */
export function spokenTone(step: Pick<ScenarioStep, "channel" | "offsetDays" | "tone">): Tone {
  return isCourtesy(step) ? "FRIENDLY" : step.tone;
}

/** A message before the due date, or on it: nothing is late yet, so it asks for nothing. */
export function isCourtesy(step: { channel: Channel; offsetDays?: number }): boolean {
  return step.channel === "EMAIL" && step.offsetDays !== undefined && step.offsetDays <= 0;
}
