/** What will leave if nothing is paid and nobody answers: contacts gathered by day, channel and client. */
import type { LocalDate } from "../calendar";
import { sumCents } from "../money";
import type { Channel } from "./scenario";
import type { SimulatedContact } from "./simulate";

/** Days ahead that a forecast covers: further, too much will have changed. */
export const FORECAST_DAYS = 60;

export type ChannelCounts = Record<Channel, number>;

export interface ForecastDay {
  on: LocalDate;
  contacts: readonly SimulatedContact[];
  counts: ChannelCounts;
}

export interface ForecastClient {
  clientId: string;
  contacts: readonly SimulatedContact[];
  counts: ChannelCounts;
  /** What is owed on the invoices that will be reminded about, each once. */
  owedCents: bigint;
}

export interface Forecast {
  days: ForecastDay[];
  clients: ForecastClient[];
  counts: ChannelCounts;
}

/** Gathers contacts by day, and by client, those with most contacts first. */
export function forecastOf(contacts: readonly SimulatedContact[]): Forecast {
  const days = [...grouped(contacts, ({ on }) => on)]
    .map(([on, mine]) => ({ on, contacts: mine, counts: countsOf(mine) }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const clients = [...grouped(contacts, ({ clientId }) => clientId)]
    .map(([clientId, mine]) => ({
      clientId,
      contacts: mine,
      counts: countsOf(mine),
      owedCents: owedBy(mine),
    }))
    .sort((a, b) => b.contacts.length - a.contacts.length || (a.owedCents < b.owedCents ? 1 : -1));
  return { days, clients, counts: countsOf(contacts) };
}

function grouped<Key>(contacts: readonly SimulatedContact[], key: (contact: SimulatedContact) => Key) {
  const groups = new Map<Key, SimulatedContact[]>();
  for (const contact of contacts) {
    const group = groups.get(key(contact));
    if (group) group.push(contact);
    else groups.set(key(contact), [contact]);
  }
  return groups;
}

function countsOf(contacts: readonly SimulatedContact[]): ChannelCounts {
  const counts = { EMAIL: 0, CALL: 0, LETTER: 0, FORMAL_NOTICE: 0 };
  for (const { channel } of contacts) counts[channel] += 1;
  return counts;
}

function owedBy(contacts: readonly SimulatedContact[]): bigint {
  const balances = new Map(
    contacts.flatMap(({ runs }) =>
      runs.map(({ invoiceId, balanceCents }) => [invoiceId, balanceCents] as const),
    ),
  );
  return sumCents([...balances.values()]);
}
