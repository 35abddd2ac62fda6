/**
 * Runs what is due in one company: decides each due invoice again with its client and its rows
 * locked, gathers what runs into one contact a client, and records contacts, steps and the next
 * decision in the same transaction. Nothing leaves here: messages are intents.
 */
import { insertCalls, insertLetters, insertMessages, insertSteps } from "@/db/dunning/contacts";
import { type LoadedFacts, loadFactsOf, MAX_FACTS } from "@/db/dunning/facts";
import { carryOwnWords } from "@/db/dunning/messageTexts";
import { claimDueClients, type DueClient, type Share, savePlans } from "@/db/dunning/plans";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { refreshGrownStatistics } from "@/db/system/statistics";
import type { Instant } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type Contact, type DueRun, gatherContacts, oneChannelAClient } from "@/domain/dunning/contact";
import type { DunningFacts } from "@/domain/dunning/facts";
import { nextStep } from "@/domain/dunning/nextStep";
import { localDateAt } from "@/domain/zonedTime";
import { contactRow, journalEvent, stepsOf } from "./contactRows";

/** Every client of the company. */
const WHOLE: Share = { index: 0, of: 1 };

export interface DueRunResult {
  clients: number;
  invoices: number;
  messages: number;
  calls: number;
  letters: number;
}

/** Clients decided in one transaction: enough to be quick, few enough to hold locks for an instant. */
const CLIENTS_A_BATCH = 600;
/** Batches of one company at a time: while PostgreSQL writes one, this process decides another. */
const SIDE_BY_SIDE = 4;

/**
 * Decides and records a batch of due clients in each of a few transactions side by side.
 *
 * @returns what was done together; `clients` is 0 when nothing more is due (or another worker has it)
 */
export async function runDueStepsSideBySide(
  companyId: string,
  now: Instant,
  clientLimit = CLIENTS_A_BATCH,
): Promise<DueRunResult> {
  const shares = Array.from({ length: SIDE_BY_SIDE }, (_, index) => ({ index, of: SIDE_BY_SIDE }));
  const done = await Promise.all(shares.map((share) => runDueSteps(companyId, now, clientLimit, share)));
  const total = (count: (result: DueRunResult) => number) =>
    done.reduce((sum, result) => sum + count(result), 0);
  // Many at once may be more than the tables held until now: what follows is looked up by their statistics.
  if (total((result) => result.clients) >= clientLimit) await inCompany(companyId, refreshGrownStatistics);
  return {
    clients: total((result) => result.clients),
    invoices: total((result) => result.invoices),
    messages: total((result) => result.messages),
    calls: total((result) => result.calls),
    letters: total((result) => result.letters),
  };
}

/**
 * Decides and records one batch of due clients.
 *
 * @param share the clients this call may take; all of them when left out
 * @returns what was done; `clients` is 0 when nothing more is due (or another worker has it)
 */
export async function runDueSteps(
  companyId: string,
  now: Instant,
  clientLimit = CLIENTS_A_BATCH,
  share: Share = WHOLE,
): Promise<DueRunResult> {
  return inCompany(
    companyId,
    async (tx) => {
      const claimed = withinLimit(await claimDueClients(tx, companyId, now, clientLimit, share));
      const due = claimed.flatMap((client) => client.invoices);
      const loaded = await loadFactsOf(tx, companyId, due, now);
      const settings = await tx.company.findUniqueOrThrow({
        where: { id: companyId },
        select: { groupByClient: true },
      });
      const runs = oneChannelAClient(dueRuns(loaded, now));
      const contacts = gatherContacts(runs, settings.groupByClient);
      const batch = await recordContacts(tx, companyId, contacts, loaded, now);
      await savePlans(tx, companyId, plansAfter(loaded, runs, now), now);
      await appendJournal(tx, companyId, batch.events, now);
      return {
        clients: claimed.length,
        invoices: loaded.length,
        messages: batch.messages,
        calls: batch.calls,
        letters: batch.letters,
      };
    },
    { timeoutMs: 60_000 },
  );
}

/** Whole clients until the batch is full; the others stay due for the next batch. */
function withinLimit(claimed: readonly DueClient[]): DueClient[] {
  let count = 0;
  return claimed.flatMap((client, index) => {
    if (index > 0 && count + client.invoices.length > MAX_FACTS) return [];
    count += client.invoices.length;
    return [{ ...client, invoices: client.invoices.slice(0, MAX_FACTS) }];
  });
}

function dueRuns(loaded: readonly LoadedFacts[], now: Instant): DueRun[] {
  return loaded.flatMap(({ facts }) => {
    const decision = nextStep(facts, now);
    return decision.kind === "RUN"
      ? [{ invoiceId: facts.invoice.id, clientId: facts.client.id, decision }]
      : [];
  });
}

/** The decision that follows, computed from the facts as they will be once this batch is committed. */
function plansAfter(loaded: readonly LoadedFacts[], due: readonly DueRun[], now: Instant) {
  const runs = new Map(due.map((run) => [run.invoiceId, run]));
  return loaded.map(({ facts }) => {
    const run = runs.get(facts.invoice.id);
    const after = run ? factsAfter(facts, run, now) : facts;
    return { invoiceId: facts.invoice.id, clientId: facts.client.id, decision: nextStep(after, now) };
  });
}

function factsAfter(facts: DunningFacts, { decision }: DueRun, now: Instant): DunningFacts {
  const today = localDateAt(now, timeZoneOf(facts.company.zone));
  const past = (step: (typeof decision)["step"], state: "DONE" | "SUPERSEDED", channel = step.channel) => ({
    stepId: step.id,
    offsetDays: step.offsetDays,
    channel,
    state,
    executedOn: today,
  });
  return {
    ...facts,
    history: [
      ...facts.history,
      past(decision.step, "DONE", decision.channel),
      ...decision.superseded.map((step) => past(step, "SUPERSEDED")),
    ],
    inFlight:
      decision.channel === "CALL"
        ? null
        : {
            channel: decision.channel,
            state: decision.channel === "EMAIL" && !decision.needsApproval ? "LEAVING" : "AWAITING_APPROVAL",
          },
  };
}

interface Batch {
  messages: number;
  calls: number;
  letters: number;
  events: JournalEvent[];
}

async function recordContacts(
  tx: Tx,
  companyId: string,
  contacts: readonly Contact[],
  loaded: readonly LoadedFacts[],
  now: Instant,
): Promise<Batch> {
  if (contacts.length === 0) return { messages: 0, calls: 0, letters: 0, events: [] };
  const invoices = new Map(loaded.map((one) => [one.facts.invoice.id, one]));
  const zone = loaded[0]?.facts.company.zone ?? "METROPOLE";
  const today = localDateAt(now, timeZoneOf(zone));
  const rows = contacts.map((contact) => contactRow(companyId, contact, invoices, today, now));

  const messages = rows.flatMap((row) => (row.kind === "message" ? [row.message] : []));
  const calls = rows.flatMap((row) => (row.kind === "call" ? [row.call] : []));
  const letters = rows.flatMap((row) => (row.kind === "letter" ? [row.letter] : []));
  const at = new Date(now);
  await insertMessages(tx, companyId, messages, at);
  await insertCalls(tx, companyId, calls, at);
  await insertLetters(tx, companyId, letters, at);
  await insertSteps(
    tx,
    companyId,
    rows.flatMap((row) => stepsOf(row, today)),
    at,
  );
  const waiting = messages.filter(({ state }) => state === "AWAITING_APPROVAL").map(({ id }) => id);
  await carryOwnWords(tx, companyId, waiting);
  return {
    messages: messages.length,
    calls: calls.length,
    letters: letters.length,
    events: rows.map(journalEvent),
  };
}
