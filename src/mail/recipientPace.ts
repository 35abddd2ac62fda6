import type { Instant } from "@/domain/calendar";
import { domainOf, mailboxProvider } from "@/domain/dunning/mailboxProvider";

const MINUTE_MS = 60_000;
/** What a provider takes at once before it is paced: a minute's worth would all leave in one burst. */
const BURST_SHARE = 0.1;
const MAX_DOMAINS = 10_000;

/**
 * How fast one process writes to each place: a steady pace for the large mailbox providers, and a
 * rest for any domain that asked for one. A message is given the instant of its turn, once, so
 * that what waits is not looked at again and again.
 */
export class RecipientPace {
  /** Instant of the next free turn of each provider. */
  private readonly turns = new Map<string, Instant>();
  private readonly rests = new Map<string, Instant>();

  constructor(private readonly sharedPerMinute: number) {}

  /** The instant at which a message to this address may leave; `now` when it is free to go. */
  reserve(address: string, now: Instant): Instant {
    const rest = this.rests.get(domainOf(address));
    const earliest = Math.max(now, rest ?? 0);
    if (rest !== undefined && rest <= now) this.rests.delete(domainOf(address));
    const provider = mailboxProvider(address);
    if (provider === null) return earliest;
    const gapMs = MINUTE_MS / this.sharedPerMinute;
    const toleranceMs = Math.max(1, Math.floor(this.sharedPerMinute * BURST_SHARE)) * gapMs;
    const turn = Math.max(this.turns.get(provider) ?? 0, earliest);
    this.turns.set(provider, turn + gapMs);
    return turn - earliest < toleranceMs ? earliest : Math.round(turn - toleranceMs);
  }

  /** A server has said that this domain gets too much: the others go on. */
  rest(address: string, until: Instant): void {
    const domain = domainOf(address);
    if (this.rests.size >= MAX_DOMAINS) this.rests.clear();
    this.rests.set(domain, Math.max(until, this.rests.get(domain) ?? 0));
  }
}
