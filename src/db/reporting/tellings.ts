/** What entries of the journal mean to programs of the company, read in the transaction that writes them. */
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { invariant } from "@/domain/invariant";
import { cents, invoiceCreditNote, invoiceHold, invoicePayment, word } from "@/domain/reporting/apiObjects";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { eventsOf, type WebhookEvent } from "@/domain/reporting/webhookEvent";
import { localDateAt } from "@/domain/zonedTime";
import type { Tx } from "../inCompany";
import { toLocalDate, toLocalDateOrNull } from "../values";

/** An entry of the journal. */
export interface Entry {
  action: JournalAction;
  entityId: string;
  data: Record<string, unknown>;
}

/** One event, without the invoices that it is about. */
export interface Telling {
  type: WebhookEvent;
  data: Record<string, unknown>;
  /** About one invoice, several said together, or none. */
  about: { invoiceId: string } | { invoiceIds: readonly string[] } | null;
}

interface Company {
  tx: Tx;
  companyId: string;
  zone: CalendarZone;
}

/** Everything these entries mean. `invoice.settled` is told of each invoice that they may have settled. */
export async function readTellings(company: Company, entries: readonly Entry[]): Promise<Telling[]> {
  return [
    ...(await ofPayments(company, only(entries, "payment."))),
    ...(await ofCreditNotes(company, only(entries, "credit_note."))),
    ...[...only(entries, "invoice."), ...only(entries, "promise.")].flatMap(ofInvoice),
    ...(await ofHolds(company, [...only(entries, "hold."), ...only(entries, "promise.")])),
    ...(await ofMessages(company, [...only(entries, "message."), ...only(entries, "inbound.")])),
    ...(await ofLetters(company, only(entries, "letter."))),
    ...(await ofAnswers(company, [...only(entries, "answer."), ...only(entries, "dispute.")])),
    ...(await ofImports(company, only(entries, "import."))),
  ];
}

function only(entries: readonly Entry[], thing: string): Entry[] {
  return entries.filter(({ action }) => action.startsWith(thing));
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ entityId }) => entityId);
}

function typeOf({ action }: Entry): WebhookEvent {
  const [type] = eventsOf(action);
  invariant(type, "only what is told of is read");
  return type;
}

const settled = (invoiceId: string): Telling => ({ type: "invoice.settled", data: {}, about: { invoiceId } });

/** A payment is told once for each of its invoices, as they show it. */
async function ofPayments({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  // What is told of a reversal is the payment that it undoes.
  const idOf = ({ entityId, data }: Entry) => (typeof data.reverses === "string" ? data.reverses : entityId);
  const payments = await tx.payment.findMany({
    where: { companyId, id: { in: entries.map(idOf) } },
    include: { allocations: { orderBy: { invoiceId: "asc" } } },
  });
  return entries.flatMap((entry) => {
    const payment = payments.find(({ id }) => id === idOf(entry));
    invariant(payment, "a payment that is told of exists");
    return payment.allocations.flatMap(({ invoiceId, amountCents, accessoryCents }): Telling[] => {
      const shown = invoicePayment({
        ...payment,
        receivedOn: toLocalDate(payment.receivedOn),
        amountCents: amountCents + accessoryCents,
        accessoryCents,
        isReversed: entry.action === "payment.reversed",
      });
      const told: Telling = { type: typeOf(entry), data: { payment: shown }, about: { invoiceId } };
      const maySettle = entry.action === "payment.recorded" && amountCents > 0n;
      return maySettle ? [told, settled(invoiceId)] : [told];
    });
  });
}

async function ofCreditNotes({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const credits = await tx.creditNote.findMany({
    where: { companyId, invoiceId: { in: idsOf(entries) } },
    orderBy: { id: "asc" },
  });
  const keyOf = (...parts: readonly unknown[]) => JSON.stringify(parts);
  // A number is free again once its note is cancelled: the last of this number is meant.
  const creditOf = new Map(
    credits.map((one) => [keyOf(one.invoiceId, one.number, one.cancelledAt !== null), one]),
  );
  return entries.flatMap((entry): Telling[] => {
    const { entityId: invoiceId, data } = entry;
    const isCancelled = entry.action === "credit_note.cancelled";
    const credit = creditOf.get(keyOf(invoiceId, data.number, isCancelled));
    invariant(credit, "a credit note that is told of exists");
    const creditNote = invoiceCreditNote({ ...credit, issuedOn: toLocalDate(credit.issuedOn), isCancelled });
    const told: Telling = { type: typeOf(entry), data: { creditNote }, about: { invoiceId } };
    return isCancelled ? [told] : [told, settled(invoiceId)];
  });
}

function ofInvoice(entry: Entry): Telling[] {
  const { action, entityId: invoiceId, data } = entry;
  if (action === "invoice.edited") {
    const reopened: Telling = { type: "invoice.reopened", data: {}, about: { invoiceId } };
    return data.settles === true ? [settled(invoiceId)] : data.reopens === true ? [reopened] : [];
  }
  return [{ type: typeOf(entry), data: {}, about: { invoiceId } }];
}

/** What suspends an invoice as it stands now: several that end at once are said together. */
async function ofHolds({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const holds = await tx.hold.findMany({
    where: { companyId, invoiceId: { in: idsOf(entries) }, endedAt: null },
    orderBy: { id: "asc" },
  });
  const tell = (type: WebhookEvent, of: readonly Entry[]) =>
    [...new Set(idsOf(of))].map((invoiceId): Telling => {
      const shown = holds
        .filter((hold) => hold.invoiceId === invoiceId)
        .map(({ id, kind, startedOn, untilOn }) =>
          invoiceHold({
            id,
            kind,
            startedOn: toLocalDate(startedOn),
            untilOn: toLocalDateOrNull(untilOn),
          }),
        );
      return { type, data: { holds: shown }, about: { invoiceId } };
    });
  const isStart = ({ action }: Entry) => action === "hold.started";
  return [
    ...tell("invoice.held", entries.filter(isStart)),
    ...tell(
      "invoice.released",
      entries.filter((entry) => !isStart(entry)),
    ),
  ];
}

/** Reminders only: what else is written to a client has its own places. */
async function ofMessages({ tx, companyId, zone }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const messages = await tx.message.findMany({
    where: { companyId, id: { in: idsOf(entries) }, kind: "REMINDER" },
    select: {
      id: true,
      tone: true,
      sentAt: true,
      sendingAt: true,
      bouncedAt: true,
      claimedCents: true,
      invoices: { select: { invoiceId: true }, orderBy: { invoiceId: "asc" } },
    },
  });
  const known = new Map(messages.map((message) => [message.id, message]));
  return entries.flatMap((entry): Telling[] => {
    const message = known.get(entry.entityId);
    // What comes back of one recipient among others, or once more, changes nothing.
    if (!message || (entry.action === "inbound.bounce" && entry.data.isLost !== true)) return [];
    const said = typeOf(entry);
    const { isLost } = entry.data;
    // It came back before it was known to have left: that was told then.
    if (said === "reminder.sent" && message.bouncedAt !== null && isLost !== true) return [];
    // It left for its copies, and for nobody it is addressed to.
    const type = said === "reminder.sent" && isLost === true ? "reminder.bounced" : said;
    const hasLeft = type === "reminder.sent" || type === "reminder.bounced";
    const leftAt = hasLeft ? (message.sentAt ?? message.sendingAt) : null;
    const reminder = {
      id: message.id,
      channel: "email",
      tone: word(message.tone),
      on: leftAt ? localDateAt(leftAt.getTime(), timeZoneOf(zone)) : null,
      claimedCents: cents(message.claimedCents),
    };
    return [{ type, data: { reminder }, about: { invoiceIds: message.invoices.map((i) => i.invoiceId) } }];
  });
}

async function ofLetters({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const letters = await tx.letter.findMany({
    where: { companyId, id: { in: idsOf(entries) } },
    select: {
      id: true,
      channel: true,
      postedOn: true,
      totalCents: true,
      invoices: { select: { invoiceId: true }, orderBy: { invoiceId: "asc" } },
    },
  });
  return letters.map(({ id, channel, postedOn, totalCents, invoices }): Telling => {
    const on = toLocalDateOrNull(postedOn);
    const reminder = { id, channel: word(channel), tone: "final", on, claimedCents: cents(totalCents) };
    const about = { invoiceIds: invoices.map(({ invoiceId }) => invoiceId) };
    return { type: "reminder.sent", data: { reminder }, about };
  });
}

/** What a client said, without its words: they are read in the product. */
async function ofAnswers({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const answers = await tx.answer.findMany({
    where: { companyId, id: { in: idsOf(entries) } },
    include: { invoices: { select: { invoiceId: true }, orderBy: { invoiceId: "asc" } } },
  });
  return entries.map((entry): Telling => {
    const found = answers.find(({ id }) => id === entry.entityId);
    invariant(found, "an answer that is told of exists");
    const answer = {
      id: found.id,
      kind: word(found.kind),
      source: word(found.source),
      on: toLocalDateOrNull(found.onDate),
      amountCents: found.amountCents === null ? null : cents(found.amountCents),
      reason: found.reason === "" ? null : word(found.reason),
    };
    const about = { invoiceIds: found.invoices.map(({ invoiceId }) => invoiceId) };
    const type = typeOf(entry);
    if (type !== "dispute.decided") return { type, data: { answer }, about };
    const decision = entry.action === "dispute.accepted" ? "accepted" : "maintained";
    const remedy = typeof entry.data.remedy === "string" ? word(entry.data.remedy) : null;
    return { type, data: { answer, decision, remedy }, about };
  });
}

/** How much an import has brought, or taken back: what it brought is read by what changed. */
async function ofImports({ tx, companyId }: Company, entries: readonly Entry[]): Promise<Telling[]> {
  if (entries.length === 0) return [];
  const imports = await tx.invoiceImport.findMany({
    where: { companyId, id: { in: idsOf(entries) } },
    select: {
      id: true,
      state: true,
      createdCount: true,
      creditedCount: true,
      unchangedCount: true,
      errorCount: true,
      undoneCount: true,
      undoneCreditCount: true,
    },
  });
  return entries.flatMap((entry) =>
    imports
      .filter(({ id }) => id === entry.entityId)
      .map((row): Telling => {
        const told = {
          id: row.id,
          state: entry.action === "import.undone" ? "undone" : word(row.state),
          created: row.createdCount,
          credited: row.creditedCount,
          unchanged: row.unchangedCount,
          refused: row.errorCount,
          undone: row.undoneCount,
          undoneCredits: row.undoneCreditCount,
        };
        return { type: typeOf(entry), data: { import: told }, about: null };
      }),
  );
}
