/** One contact for a client: the steps due together, gathered in one message, call or letter. */
import type { NextStep } from "./nextStep";
import { type Channel, isAutomaticContact, TONES, type Tone } from "./scenario";

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
 * nobody makes must not keep an email from leaving.
 *
 * @param isGrouped the company's setting; when off, each invoice gets a contact of its own
 */
export function gatherContacts(due: readonly DueRun[], isGrouped: boolean): Contact[] {
  const groups = new Map<string, DueRun[]>();
  for (const run of due) {
    const key = isGrouped ? `${run.clientId} ${run.decision.channel}` : run.invoiceId;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()].map((runs) => contactOf(runs));
}

/** The gravest first: a letter is not put off by the emails about other invoices. */
const GRAVEST_FIRST: readonly Channel[] = ["FORMAL_NOTICE", "LETTER", "EMAIL"];

/**
 * Of the steps decided at one moment, keeps one automatic channel a client: an email and a letter
 * together would be two contacts. The others are decided again on facts that count the first, and
 * wait out the pressure limit. Calls are made by a person and are all kept.
 */
export function oneChannelAClient<Run extends DueRun>(due: readonly Run[]): Run[] {
  const gravest = new Map<string, number>();
  for (const { clientId, decision } of due) {
    const rank = GRAVEST_FIRST.indexOf(decision.channel);
    if (rank >= 0) gravest.set(clientId, Math.min(rank, gravest.get(clientId) ?? rank));
  }
  return due.filter(
    ({ clientId, decision: { channel } }) =>
      !isAutomaticContact(channel) || GRAVEST_FIRST.indexOf(channel) === gravest.get(clientId),
  );
}

function contactOf(runs: readonly DueRun[]): Contact {
  const [first] = runs;
  if (!first) throw new Error("a contact has at least one invoice");
  return {
    clientId: first.clientId,
    channel: first.decision.channel,
    tone: highestTone(runs.map((run) => run.decision.step.tone)),
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
