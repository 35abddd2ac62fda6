/** What proposals of matches are made from, arranged once for all the movements. */
import { daysBetween, type LocalDate } from "../calendar";
import { CitationIndex } from "./invoiceCitation";
import { CUT_LETTERS, type NameKey, nameKey } from "./payerName";

/** Money that came in, in euros, and that no one has looked at. */
export interface CreditLine {
  id: string;
  bookedOn: LocalDate;
  amountCents: bigint;
  counterpartyName: string;
  counterpartyIban: string;
  label: string;
}

export interface MatchableInvoice {
  id: string;
  number: string;
  clientId: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  balanceCents: bigint;
  /** What would be due of its interest and flat fee were it paid on a day, once they were asked for. */
  accessoriesOn?: ReadonlyMap<LocalDate, bigint>;
}

export interface MatchableClient {
  id: string;
  name: string;
  /** Accounts from which money of this client came before. */
  ibans: readonly string[];
}

/** « J'ai payé », waiting. */
export interface WaitingDeclaration {
  answerId: string;
  clientId: string;
  invoiceIds: readonly string[];
  /** Day and amount as the client said; null: not said. */
  paidOn: LocalDate | null;
  amountCents: bigint | null;
  saidOn: LocalDate;
}

/** A payment recorded without a movement of the account. */
export interface RecordedPayment {
  id: string;
  clientId: string;
  receivedOn: LocalDate;
  /** All that was received, what stayed the client's included. */
  amountCents: bigint;
  /** Of the invoices it paid. */
  invoiceNumbers: readonly string[];
}

/** An invoice with nothing left to pay. */
export interface SettledInvoice {
  number: string;
}

export interface MatchFacts {
  lines: readonly CreditLine[];
  /** Open ones, with something to pay. */
  invoices: readonly MatchableInvoice[];
  /** Also those without an invoice: a name that is theirs is no one else's. */
  clients: readonly MatchableClient[];
  settled: readonly SettledInvoice[];
  declarations: readonly WaitingDeclaration[];
  payments: readonly RecordedPayment[];
}

export type NamedClient = readonly [MatchableClient, NameKey];

/** Clients by the longest word of their name, and by its beginning. */
export interface NameIndex {
  byWord: ReadonlyMap<string, readonly NamedClient[]>;
  byStart: ReadonlyMap<string, readonly NamedClient[]>;
}

/** Facts arranged once for all the movements. */
export interface Indexed {
  facts: MatchFacts;
  clientsById: ReadonlyMap<string, MatchableClient>;
  /** Oldest due first. */
  invoicesOf: ReadonlyMap<string, readonly MatchableInvoice[]>;
  byAmount: ReadonlyMap<bigint, readonly MatchableInvoice[]>;
  citations: CitationIndex<MatchableInvoice>;
  settledCitations: CitationIndex<SettledInvoice>;
  paidCitations: CitationIndex<RecordedPayment>;
  names: NameIndex;
  byIban: ReadonlyMap<string, readonly MatchableClient[]>;
}

/** Oldest due first, as the law imputes (C. civ. 1342-10). */
export function byDueDate(a: MatchableInvoice, b: MatchableInvoice): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

export function indexFacts(facts: MatchFacts): Indexed {
  const invoices = [...facts.invoices].sort(byDueDate);
  const clients = [...facts.clients].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byIban = new Map<string, MatchableClient[]>();
  for (const client of clients) for (const iban of client.ibans) put(byIban, iban, client);
  const invoicesOf = new Map<string, MatchableInvoice[]>();
  const byAmount = new Map<bigint, MatchableInvoice[]>();
  for (const invoice of invoices) {
    put(invoicesOf, invoice.clientId, invoice);
    put(byAmount, invoice.balanceCents, invoice);
  }
  return {
    facts,
    clientsById: new Map(clients.map((client) => [client.id, client])),
    invoicesOf,
    byAmount,
    citations: new CitationIndex(invoices.map((invoice) => [invoice.number, invoice] as const)),
    settledCitations: new CitationIndex(facts.settled.map((invoice) => [invoice.number, invoice] as const)),
    paidCitations: new CitationIndex(
      facts.payments.flatMap((payment) => payment.invoiceNumbers.map((number) => [number, payment] as const)),
    ),
    names: indexNames(clients),
    byIban,
  };
}

function indexNames(clients: readonly MatchableClient[]): NameIndex {
  const byWord = new Map<string, NamedClient[]>();
  const byStart = new Map<string, NamedClient[]>();
  for (const client of clients) {
    const key = nameKey(client.name);
    const longest = key.words.reduce((a, b) => (b.length > a.length ? b : a), "");
    put(byWord, longest, [client, key]);
    put(byStart, key.whole.slice(0, CUT_LETTERS), [client, key]);
  }
  return { byWord, byStart };
}

function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Days between two dates, whichever comes first. */
export function daysApart(a: LocalDate, b: LocalDate): number {
  return Math.abs(daysBetween(a, b));
}
