/** Random histories of one company: what people, clients, servers and accidents do, day after day. */

import type { Oracle } from "./oracle";
import type { Chance } from "./random";

export interface House {
  readonly oracle: Oracle;
  now: number;
  importInvoice(client: string, dueOn: string, cents: number): Promise<string>;
  pay(invoice: string, cents: number): Promise<string | null>;
  reverse(payment: string): Promise<void>;
  dispute(invoice: string, cents: number | null): Promise<string | null>;
  settle(invoice: string, dispute: string): Promise<void>;
  cancel(invoice: string): Promise<void>;
  stop(isStopped: boolean): Promise<void>;
  editScenario(offsets: readonly number[]): Promise<void>;
  /** Someone opens the answer page of a message: nothing may change. */
  click(): Promise<void>;
  /** A person says what became of messages that may have left. */
  resolve(): Promise<void>;
  /** The worker looks; `accident` strikes it on the way. @returns what the oracle found illegal */
  work(accident: Accident | null): Promise<string[]>;
}

/** `decide`: dies before committing decisions. `send`: dies or loses the line while sending. `bounce`: an address is refused. */
export type Accident = "decide" | "send" | "bounce";

const DAY_MS = 86_400_000;
export const CLIENTS = ["alder", "birch", "cedar"];

interface Seen {
  invoices: { id: string; cents: number; payments: string[]; disputes: string[] }[];
  isStopped: boolean;
}

/** Plays one history. @returns the faults found, each with the day it happened */
export async function playHistory(house: House, chance: Chance, events: number): Promise<string[]> {
  const seen: Seen = { invoices: [], isStopped: false };
  const faults: string[] = [];
  for (let event = 0; event < events && faults.length === 0; event += 1) {
    await happen(house, chance, seen);
    house.now += Math.floor(chance.next() * (chance.happens(0.2) ? 12 : 1.2) * DAY_MS);
    const accident = chance.happens(0.12) ? (chance.of(["decide", "send", "bounce"] as const) ?? null) : null;
    const found = await house.work(accident);
    faults.push(...found.map((fault) => `${new Date(house.now).toISOString()} ${fault}`));
  }
  return faults;
}

async function happen(house: House, chance: Chance, seen: Seen): Promise<void> {
  const one = chance.of(seen.invoices);
  const roll = chance.next();
  if (!one || roll < 0.22) return importOne(house, chance, seen);
  if (roll < 0.36) return payOne(house, chance, one);
  if (roll < 0.41) {
    const payment = one.payments.pop();
    return payment ? house.reverse(payment) : undefined;
  }
  if (roll < 0.49) {
    const part = chance.happens(0.5) ? Math.ceil(one.cents * 0.4) : null;
    const dispute = await house.dispute(one.id, part);
    if (dispute) one.disputes.push(dispute);
    return undefined;
  }
  if (roll < 0.56) {
    const dispute = one.disputes.shift();
    return dispute ? house.settle(one.id, dispute) : undefined;
  }
  if (roll < 0.59) return house.cancel(one.id);
  if (roll < 0.63) {
    seen.isStopped = !seen.isStopped;
    return house.stop(seen.isStopped);
  }
  if (roll < 0.68) return house.editScenario(someOffsets(chance));
  if (roll < 0.75) return house.click();
  if (roll < 0.82) return house.resolve();
  return undefined;
}

async function importOne(house: House, chance: Chance, seen: Seen): Promise<void> {
  // Old invoices as well as new ones: an import never brings a burst.
  const dueAt = house.now + (chance.below(70) - 45) * DAY_MS;
  const cents = 1_000 + chance.below(500_000);
  const dueOn = new Date(dueAt).toISOString().slice(0, 10);
  const id = await house.importInvoice(chance.of(CLIENTS) ?? "alder", dueOn, cents);
  seen.invoices.push({ id, cents, payments: [], disputes: [] });
}

async function payOne(house: House, chance: Chance, one: Seen["invoices"][number]): Promise<void> {
  const cents = chance.happens(0.6) ? one.cents : Math.ceil(one.cents * chance.next());
  const payment = await house.pay(one.id, cents);
  if (payment) one.payments.push(payment);
}

function someOffsets(chance: Chance): number[] {
  const offsets = new Set([-5, 2, 7, 10, 15, 20, 30, 45].filter(() => chance.happens(0.5)));
  return offsets.size === 0 ? [2, 15, 30] : [...offsets];
}
