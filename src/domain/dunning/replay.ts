/**
 * A scenario tried on the past: what it would have sent to a company's clients over a year, given
 * the days on which they really paid and the direct debits that were awaited. Pure: invoices,
 * payments and debits in, figures out.
 */
import { addDays, daysBetween, type Instant, type LocalDate } from "../calendar";
import { timeZoneOf } from "../calendarZone";
import type { DebtorKind } from "../legal/debtorKind";
import { instantOf } from "../zonedTime";
import type { CompanyFacts } from "./facts";
import { isCourtesy, type ScenarioVersion } from "./scenario";
import { type DatedHold, type SimulatedContact, type SimulatedInvoice, simulateClient } from "./simulate";

export interface ReplayInvoice {
  id: string;
  number: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  /** Payments and credit notes by growing day; what is left at the end was never settled. */
  events: readonly { on: LocalDate; amountCents: bigint }[];
  /** Cancelled or written off that day. */
  closedOn: LocalDate | null;
  /** Direct debits: nothing is asked for while the bank is awaited. Absent: none. */
  debits?: readonly AwaitedDebit[];
}

/** The bank was awaited from one instant to another. */
export interface AwaitedDebit {
  /** Null: from the invoice on, with which it was noted. */
  fromAt: Instant | null;
  /** When the bank sent it back, or a person stopped it; null: it succeeded, or is awaited still. */
  untilAt: Instant | null;
  /** Null: the due date. */
  debitOn: LocalDate | null;
}

export interface ReplayClient {
  id: string;
  name: string;
  kind: DebtorKind;
  hasUsableEmail: boolean;
  invoices: readonly ReplayInvoice[];
}

/**
 * The stated assumption behind « jours gagnés »: this share of clients, in basis points, pays
 * within so many days of the first reminder, when they really paid later.
 */
export interface ReplayAssumption {
  shareBps: number;
  withinDays: number;
}

export interface ReplayFrame {
  company: CompanyFacts;
  isGrouped: boolean;
  fromOn: LocalDate;
  /** Last day, included. */
  toOn: LocalDate;
  assumption: ReplayAssumption;
}

/** What the replay of one scenario adds up to. */
export interface ReplayFigures {
  invoices: number;
  clients: number;
  messages: number;
  calls: number;
  letters: number;
  formalNotices: number;
  /** Messages and letters that would have reached someone who paid that very day. */
  paidSameDay: number;
  clientsContacted: number;
  /** Most contacts, calls apart, that one client would have had in 30 days. */
  mostIn30Days: number;
  /** Contacts of the client that would have had most, and its name. */
  mostContacts: number;
  mostContactedName: string;
  invoicesReminded: number;
  /** Days gained over all invoices, times 10 000 (the share is in basis points). */
  gainedDayBps: number;
  /** Contacts by month, `2026-03`. */
  byMonth: Record<string, { messages: number; calls: number; letters: number }>;
}

export function emptyFigures(): ReplayFigures {
  return {
    invoices: 0,
    clients: 0,
    messages: 0,
    calls: 0,
    letters: 0,
    formalNotices: 0,
    paidSameDay: 0,
    clientsContacted: 0,
    mostIn30Days: 0,
    mostContacts: 0,
    mostContactedName: "",
    invoicesReminded: 0,
    gainedDayBps: 0,
    byMonth: {},
  };
}

/** What the scenario would have done with one client. */
export function replayClient(
  client: ReplayClient,
  version: ScenarioVersion,
  frame: ReplayFrame,
): SimulatedContact[] {
  const zone = timeZoneOf(frame.company.zone);
  // A payment is known the day after it came: that is how a reminder reaches someone who has just paid.
  const knownAt = (on: LocalDate): Instant => instantOf(addDays(on, 1), 0, zone);
  const invoices = client.invoices.map((invoice): SimulatedInvoice => {
    const fromAt = instantOf(invoice.issuedOn, 0, zone);
    return {
      invoice: {
        id: invoice.id,
        status: "OPEN",
        dueOn: invoice.dueOn,
        balanceCents: invoice.totalCents,
        dunningOptOut: false,
      },
      scenario: version,
      history: [],
      holds: [],
      ...(invoice.debits && { datedHolds: invoice.debits.map((debit) => datedHold(debit, invoice, fromAt)) }),
      inFlight: null,
      fromAt,
      changes: changesOf(invoice).map(({ on, amountCents }) => ({ at: knownAt(on), amountCents })),
    };
  });
  const { id, kind, hasUsableEmail } = client;
  const facts = { id, kind, hasUsableEmail, dunningOptOut: false, automaticContacts: [] };
  const untilAt = instantOf(addDays(frame.toOn, 1), 0, zone);
  return simulateClient(facts, invoices, { ...frame, untilAt });
}

function datedHold(debit: AwaitedDebit, { issuedOn }: ReplayInvoice, invoiceAt: Instant): DatedHold {
  const { fromAt, untilAt, debitOn } = debit;
  const kind = "DIRECT_DEBIT" as const;
  const hold = { kind, startedOn: issuedOn, untilOn: null, endedAt: null, reason: "", debitOn };
  return { hold, fromAt: fromAt ?? invoiceAt, untilAt };
}

function changesOf({ events, closedOn, totalCents }: ReplayInvoice) {
  return closedOn === null ? events : [...events, { on: closedOn, amountCents: totalCents }].sort(byDay);
}

function byDay(a: { on: LocalDate }, b: { on: LocalDate }): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}

/** The day nothing was left to pay; null when something still is. */
export function settledOn({ events, totalCents }: ReplayInvoice): LocalDate | null {
  let left = totalCents;
  for (const { on, amountCents } of events) {
    left -= amountCents;
    if (left <= 0n) return on;
  }
  return null;
}

/** Adds one client to the figures, in place: a year of a large company is many of them. */
export function addToFigures(
  figures: ReplayFigures,
  client: ReplayClient,
  contacts: readonly SimulatedContact[],
  assumption: ReplayAssumption,
): void {
  figures.clients += 1;
  figures.invoices += client.invoices.length;
  const paidOn = new Map(client.invoices.map((invoice) => [invoice.id, settledOn(invoice)]));
  const firstOn = new Map<string, LocalDate>();
  for (const contact of contacts) {
    count(figures, contact);
    if (contact.channel !== "CALL" && contact.runs.some((run) => paidOn.get(run.invoiceId) === contact.on)) {
      figures.paidSameDay += 1;
    }
    for (const { invoiceId, offsetDays } of contact.runs) {
      if (!isCourtesy({ channel: contact.channel, offsetDays }) && !firstOn.has(invoiceId))
        firstOn.set(invoiceId, contact.on);
    }
  }
  figures.invoicesReminded += firstOn.size;
  for (const [invoiceId, on] of firstOn) {
    const paid = paidOn.get(invoiceId);
    if (paid) figures.gainedDayBps += gained(on, paid, assumption) * assumption.shareBps;
  }
  if (contacts.length > 0) figures.clientsContacted += 1;
  figures.mostIn30Days = Math.max(figures.mostIn30Days, densest(contacts));
  if (contacts.length > figures.mostContacts) {
    figures.mostContacts = contacts.length;
    figures.mostContactedName = client.name;
  }
}

function gained(firstOn: LocalDate, paidOn: LocalDate, { withinDays }: ReplayAssumption): number {
  return Math.max(0, daysBetween(addDays(firstOn, withinDays), paidOn));
}

function count(figures: ReplayFigures, { channel, on }: SimulatedContact): void {
  const key = on.slice(0, 7);
  const month = figures.byMonth[key] ?? { messages: 0, calls: 0, letters: 0 };
  figures.byMonth[key] = month;
  switch (channel) {
    case "EMAIL":
      figures.messages += 1;
      month.messages += 1;
      break;
    case "CALL":
      figures.calls += 1;
      month.calls += 1;
      break;
    case "FORMAL_NOTICE":
      figures.formalNotices += 1;
      month.letters += 1;
      break;
    case "LETTER":
      figures.letters += 1;
      month.letters += 1;
      break;
  }
}

/** Most automatic contacts in any 30 days. */
function densest(contacts: readonly SimulatedContact[]): number {
  const days = contacts.filter(({ channel }) => channel !== "CALL").map(({ on }) => on);
  let most = 0;
  let first = 0;
  for (const [last, on] of days.entries()) {
    while (first < last && daysBetween(days[first] ?? on, on) >= 30) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
