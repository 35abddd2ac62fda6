/**
 * Runs what is due in one company: decides each due invoice again with its client and its rows
 * locked, gathers what runs into one contact a client, and records contacts, steps and the next
 * decision in the same transaction. Nothing leaves here: messages are intents.
 */
import {
  insertCalls,
  insertLetters,
  insertMessages,
  insertSteps,
  type NewCall,
  type NewLetter,
  type NewMessage,
  type NewStep,
  type RecipientRow,
  readRecipients,
} from "@/db/dunning/contacts";
import { type LoadedFacts, loadDunningFacts, MAX_FACTS } from "@/db/dunning/facts";
import { claimDueClients, type DueClient, savePlans } from "@/db/dunning/plans";
import { inCompany, type Tx } from "@/db/inCompany";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { type Contact, type DueRun, gatherContacts, oneChannelAClient } from "@/domain/dunning/contact";
import type { DunningFacts } from "@/domain/dunning/facts";
import { nextStep } from "@/domain/dunning/nextStep";
import { callee, recipientsOf } from "@/domain/dunning/recipients";
import { sumCents } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { contentKey } from "./contentKey";

export interface DueRunResult {
  clients: number;
  invoices: number;
  messages: number;
  calls: number;
  letters: number;
}

/** Clients decided in one transaction: enough to be quick, few enough to hold locks for an instant. */
const CLIENTS_A_BATCH = 200;

/**
 * Decides and records one batch of due clients.
 *
 * @returns what was done; `clients` is 0 when nothing more is due (or another worker has it)
 */
export async function runDueSteps(
  companyId: string,
  now: Instant,
  clientLimit = CLIENTS_A_BATCH,
): Promise<DueRunResult> {
  return inCompany(
    companyId,
    async (tx) => {
      const claimed = withinLimit(await claimDueClients(tx, companyId, now, clientLimit));
      const invoiceIds = claimed.flatMap((client) => client.invoiceIds);
      const loaded = await loadDunningFacts(tx, companyId, invoiceIds, now, false);
      const settings = await tx.company.findUniqueOrThrow({
        where: { id: companyId },
        select: { groupByClient: true },
      });
      const due = oneChannelAClient(dueRuns(loaded, now));
      const contacts = gatherContacts(due, settings.groupByClient);
      const batch = await recordContacts(tx, companyId, contacts, loaded, now);
      await savePlans(tx, companyId, plansAfter(loaded, due, now), now);
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
    if (index > 0 && count + client.invoiceIds.length > MAX_FACTS) return [];
    count += client.invoiceIds.length;
    return [{ ...client, invoiceIds: client.invoiceIds.slice(0, MAX_FACTS) }];
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
  const recipients = await readRecipients(tx, companyId, [
    ...new Set(contacts.map((contact) => contact.clientId)),
  ]);
  const rows = contacts.map((contact) => contactRow(companyId, contact, invoices, recipients, today, now));

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
  return {
    messages: messages.length,
    calls: calls.length,
    letters: letters.length,
    events: rows.map(journalEvent),
  };
}

type ContactRow = { contact: Contact } & (
  | { kind: "message"; message: NewMessage }
  | { kind: "call"; call: NewCall }
  | { kind: "letter"; letter: NewLetter }
);

function contactRow(
  companyId: string,
  contact: Contact,
  invoices: ReadonlyMap<string, LoadedFacts>,
  recipients: readonly RecipientRow[],
  today: LocalDate,
  now: Instant,
): ContactRow {
  const { clientId } = contact;
  const people = recipients.filter((person) => person.clientId === clientId);
  const lines = contact.runs.map(({ invoiceId }) => ({
    invoiceId,
    invoiceVersion: invoices.get(invoiceId)?.invoiceVersion ?? 0,
    balanceCents: invoices.get(invoiceId)?.facts.invoice.balanceCents ?? 0n,
  }));
  const totalCents = sumCents(lines.map((line) => line.balanceCents));
  const id = newId();
  switch (contact.channel) {
    case "EMAIL": {
      const { to, cc } = recipientsOf(people, contact.escalates);
      const runs = contact.runs.map((run) => ({ invoiceId: run.invoiceId, stepId: run.decision.step.id }));
      const message: NewMessage = {
        id,
        clientId,
        tone: contact.tone,
        state: contact.needsApproval ? "AWAITING_APPROVAL" : "READY",
        contentKey: contentKey(companyId, runs, { to, cc }),
        toEmails: to,
        ccEmails: cc,
        claimedCents: totalCents,
        dueAt: new Date(now),
        invoices: lines,
      };
      return { contact, kind: "message", message };
    }
    case "CALL": {
      const { name, phone } = callee(people);
      const isFallback = contact.runs.some((run) => run.decision.step.channel !== "CALL");
      const call: NewCall = {
        id,
        clientId,
        dueOn: today,
        cause: isFallback ? "NO_EMAIL" : "STEP",
        contactName: name,
        phone,
        invoiceIds: lines.map((line) => line.invoiceId),
      };
      return { contact, kind: "call", call };
    }
    case "LETTER":
    case "FORMAL_NOTICE": {
      const letter: NewLetter = {
        id,
        clientId,
        channel: contact.channel,
        datedOn: today,
        totalCents,
        invoices: lines,
      };
      return { contact, kind: "letter", letter };
    }
  }
}

function idOf(row: ContactRow): string {
  return row.kind === "message" ? row.message.id : row.kind === "call" ? row.call.id : row.letter.id;
}

function stepsOf(row: ContactRow, today: LocalDate): NewStep[] {
  const links = {
    messageId: row.kind === "message" ? row.message.id : null,
    callTaskId: row.kind === "call" ? row.call.id : null,
    letterId: row.kind === "letter" ? row.letter.id : null,
  };
  return row.contact.runs.flatMap(({ invoiceId, decision }) => {
    const done: NewStep = {
      id: newId(),
      invoiceId,
      stepId: decision.step.id,
      offsetDays: decision.step.offsetDays,
      channel: decision.channel,
      state: "DONE",
      executedOn: today,
      ...links,
      reasons: decision.reasons,
    };
    const superseded = decision.superseded.map(
      (step): NewStep => ({
        ...done,
        id: newId(),
        stepId: step.id,
        offsetDays: step.offsetDays,
        channel: step.channel,
        state: "SUPERSEDED",
        messageId: null,
        callTaskId: null,
        letterId: null,
        reasons: [],
      }),
    );
    return [done, ...superseded];
  });
}

function journalEvent(row: ContactRow): JournalEvent {
  return {
    actor: "system",
    action: `${row.kind}.decided`,
    entity: row.kind,
    entityId: idOf(row),
    data: {
      clientId: row.contact.clientId,
      channel: row.contact.channel,
      tone: row.contact.tone,
      needsApproval: row.contact.needsApproval,
      invoices: row.contact.runs.map((run) => ({
        id: run.invoiceId,
        offsetDays: run.decision.step.offsetDays,
        superseded: run.decision.superseded.map((step) => step.offsetDays),
      })),
    },
  };
}
