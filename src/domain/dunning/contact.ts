/** One contact for a client: the steps due together, gathered in one message, call or letter. */
import type { NextStep } from "./nextStep";
import { type Channel, isAutomaticContact, spokenTone, TONES, type Tone } from "./scenario";

export type RunDecision = Extract<NextStep, { kind: "RUN" }>;

export interface DueRun {
  invoiceId: string;
  clientId: string;
  decision: RunDecision;
}

export interface Contact {
  clientId: string;
  channel: Channel;
  /** The highest tone of the steps gathered. */
  tone: Tone;
  /** One step that needs approval makes the whole contact wait for it. */
  needsApproval: boolean;
  attachInvoices: boolean;
  /** Written to the decision maker as well. */
  escalates: boolean;
  runs: readonly DueRun[];
}

/**
 * Gathers due steps by client and channel. Emails and calls stay apart, because a call that
 * nobody makes must not keep an email from leaving. Invoices not due yet are apart from late ones:
 * what has a term cannot be claimed before it (C. civ. 1305-2), and the highest tone would claim it.
 *
 * @param isGrouped the company's setting; when off, each invoice gets a contact of its own
 */
export function gatherContacts(due: readonly DueRun[], isGrouped: boolean): Contact[] {
  const groups = new Map<string, DueRun[]>();
  for (const run of due) {
    const when = isBeforeDue(run) ? "before" : "late";
    const key = isGrouped ? `${run.clientId} ${run.decision.channel} ${when}` : run.invoiceId;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()].map((runs) => contactOf(runs));
}

/** A step of before the due date, or of that day: nothing of its invoice is late. */
function isBeforeDue({ decision }: DueRun): boolean {
  return decision.step.offsetDays <= 0;
}

/** The gravest first: a letter is not put off by the emails about other invoices. */
const GRAVEST_FIRST: readonly Channel[] = ["FORMAL_NOTICE", "LETTER", "EMAIL"];

/** 0 for the gravest; a notice before the due date comes after everything that is late. */
function rankOf(run: DueRun): number {
  return GRAVEST_FIRST.indexOf(run.decision.channel) + (isBeforeDue(run) ? GRAVEST_FIRST.length : 0);
}

/**
 * Of the steps decided at one moment, keeps one automatic contact a client: an email and a letter
 * together would be two, a reminder and a notice before the due date as well. The others are decided
 * again on facts that count the first, and wait out the pressure limit. Calls are made by a person
 * and are all kept.
 */
export function oneChannelAClient<Run extends DueRun>(due: readonly Run[]): Run[] {
  const gravest = new Map<string, number>();
  for (const run of due.filter(({ decision }) => isAutomaticContact(decision.channel))) {
    const rank = rankOf(run);
    gravest.set(run.clientId, Math.min(rank, gravest.get(run.clientId) ?? rank));
  }
  return due.filter(
    (run) => !isAutomaticContact(run.decision.channel) || rankOf(run) === gravest.get(run.clientId),
  );
}

function contactOf(runs: readonly DueRun[]): Contact {
  const [first] = runs;
  if (!first) throw new Error("a contact has at least one invoice");
  return {
    clientId: first.clientId,
    channel: first.decision.channel,
    tone: highestTone(runs.map((run) => spokenTone(run.decision.step))),
    needsApproval: runs.some((run) => run.decision.needsApproval),
    attachInvoices: runs.some((run) => run.decision.step.attachInvoice),
    escalates: runs.some((run) => run.decision.step.escalates),
    runs,
  };
}

export function highestTone(tones: readonly Tone[]): Tone {
  return tones.reduce<Tone>(
    (high, tone) => (TONES.indexOf(tone) > TONES.indexOf(high) ? tone : high),
    "FRIENDLY",
  );
}
