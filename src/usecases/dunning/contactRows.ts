/** What a contact becomes: a message, a call or a letter, with the steps it carries out and its trace. */
import type { NewCall, NewLetter, NewMessage, NewStep } from "@/db/dunning/contacts";
import type { LoadedFacts } from "@/db/dunning/facts";
import type { JournalEvent } from "@/db/system/journal";
import { newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import type { Contact } from "@/domain/dunning/contact";
import { callee, recipientsOf } from "@/domain/dunning/recipients";
import { sumCents } from "@/domain/money";
import { contentKey } from "./contentKey";

export type ContactRow = { contact: Contact } & (
  | { kind: "message"; message: NewMessage }
  | { kind: "call"; call: NewCall }
  | { kind: "letter"; letter: NewLetter }
);

/** The row of one contact, with the versions and balances its invoices had when it was decided. */
export function contactRow(
  companyId: string,
  contact: Contact,
  invoices: ReadonlyMap<string, LoadedFacts>,
  today: LocalDate,
  now: Instant,
): ContactRow {
  const { clientId } = contact;
  const people = contact.runs.flatMap(({ invoiceId }) => invoices.get(invoiceId) ?? []).at(0)?.people ?? [];
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

/** The steps a contact carries out, and those it makes needless. */
export function stepsOf(row: ContactRow, today: LocalDate): NewStep[] {
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

/** What the journal keeps of a decision. */
export function journalEvent(row: ContactRow): JournalEvent {
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
