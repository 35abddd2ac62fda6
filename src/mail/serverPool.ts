import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import type { CircuitBreaker } from "./circuitBreaker";
import type { DeliverOptions } from "./deliver";
import { Slots } from "./slots";
import type { SmtpServer } from "./smtpServer";
import { type Opening, SmtpSession } from "./smtpSession";
import type { SmtpTimeouts } from "./smtpTimeouts";

export interface ServerPoolOptions {
  readonly clientName: string;
  readonly timeouts: SmtpTimeouts;
  readonly maxConnections: number;
  /** Deliveries that may wait for a connection. */
  readonly maxWaiting: number;
  /** Messages after which a connection is renewed: many servers count them. */
  readonly maxMessagesPerConnection: number;
  /** An unused connection is closed after this time. */
  readonly idleMs: number;
  /** A connection unused for longer is tried with RSET before a message is trusted to it. */
  readonly probeAfterMs: number;
  /** After a refused sign-in, nobody tries again with the same password for this time. */
  readonly signInRestMs: number;
  readonly now: () => number;
}

const PROBE_LIMIT_MS = 5_000;

interface IdleSession {
  readonly session: SmtpSession;
  readonly sinceMs: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * The connections to one server with one set of credentials, kept open between messages.
 *
 * A server may close an idle connection at any moment, also while the next MAIL FROM is on its
 * way. Such a message has certainly not left, so it is tried once more on a new connection;
 * anything that could have left is never tried again here.
 */
export class ServerPool {
  private readonly slots: Slots;
  private readonly idle: IdleSession[] = [];
  private readonly busy = new Set<SmtpSession>();
  private readonly closing = new AbortController();
  private signInRefusal: { readonly outcome: DeliveryOutcome; readonly untilMs: number } | undefined;
  private onIdle: (() => void) | undefined;
  private isRetired = false;

  constructor(
    private readonly server: SmtpServer,
    private readonly breaker: CircuitBreaker,
    private readonly options: ServerPoolOptions,
  ) {
    this.slots = new Slots(options.maxConnections, options.maxWaiting);
  }

  /** True when no delivery runs or waits. */
  get isIdle(): boolean {
    return this.slots.isIdle;
  }

  /** Open connections, used or not. */
  get connectionCount(): number {
    return this.idle.length + this.busy.size;
  }

  async deliver(mail: OutgoingMail, options: DeliverOptions): Promise<DeliveryOutcome> {
    const answer = await this.slots.take(options.signal);
    if (answer === "aborted") return { kind: "aborted" };
    if (answer === "closed") return { kind: "not_sent", reason: "closed", detail: "the pool is closed" };
    if (answer === "busy") return { kind: "not_sent", reason: "busy", detail: "too many messages wait" };
    try {
      return await this.deliverInSlot(mail, options);
    } finally {
      this.slots.give();
      if (this.slots.isIdle) this.onIdle?.();
    }
  }

  /** Closes each connection as soon as it is free. Deliveries go on, those that wait as well. */
  retire(): void {
    this.isRetired = true;
    while (this.idle.length > 0) this.dropOneIdle();
  }

  /**
   * Refuses new deliveries and those that wait, lets those under way finish, and closes all
   * connections. With `force`, those under way are cut: each gets the outcome of how far it was.
   */
  async close(force: boolean): Promise<void> {
    this.slots.close();
    this.retire();
    if (force) {
      this.closing.abort();
      for (const session of this.busy) session.close();
    }
    if (this.slots.isIdle) return;
    await new Promise<void>((resolve) => {
      this.onIdle = resolve;
    });
  }

  private async deliverInSlot(mail: OutgoingMail, options: DeliverOptions): Promise<DeliveryOutcome> {
    const kept = await this.takeIdle();
    if (kept) {
      const outcome = await this.deliverOver(kept, mail, options);
      if (!isStale(outcome)) return outcome;
      // Makes room for the new connection: what is idle is probably closed as well.
      this.dropOneIdle();
    }
    const opening = await this.open(options.signal);
    if (!opening.session) return opening.outcome;
    return this.deliverOver(opening.session, mail, options);
  }

  private async deliverOver(
    session: SmtpSession,
    mail: OutgoingMail,
    options: DeliverOptions,
  ): Promise<DeliveryOutcome> {
    this.busy.add(session);
    try {
      return await session.deliver(mail, options);
    } finally {
      this.busy.delete(session);
      this.keep(session);
    }
  }

  private keep(session: SmtpSession): void {
    const isWorn = session.sentCount >= this.options.maxMessagesPerConnection;
    if (!session.isAlive || isWorn || this.isRetired) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => this.expire(session), this.options.idleMs);
    timer.unref();
    this.idle.push({ session, sinceMs: this.options.now(), timer });
  }

  private expire(session: SmtpSession): void {
    const index = this.idle.findIndex((entry) => entry.session === session);
    if (index >= 0) this.idle.splice(index, 1);
    session.quit();
  }

  private dropOneIdle(): void {
    const entry = this.idle.shift();
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.session.quit();
  }

  /** The most recently used connection that still answers, or none. */
  private async takeIdle(): Promise<SmtpSession | undefined> {
    for (let entry = this.idle.pop(); entry; entry = this.idle.pop()) {
      const { session, sinceMs, timer } = entry;
      clearTimeout(timer);
      if (!session.isAlive) continue;
      const isOld = this.options.now() - sinceMs > this.options.probeAfterMs;
      if (!isOld && !session.needsReset) return session;
      this.busy.add(session);
      const answers = await session.reset(PROBE_LIMIT_MS);
      this.busy.delete(session);
      if (answers) return session;
    }
    return undefined;
  }

  private async open(signal: AbortSignal | undefined): Promise<Opening> {
    if (this.signInRefusal && this.options.now() < this.signInRefusal.untilMs)
      return { outcome: this.signInRefusal.outcome };
    const admission = this.breaker.admit();
    if (!admission.admitted) {
      const detail = "the server did not answer several times in a row";
      return {
        outcome: { kind: "not_sent", reason: "circuit_open", detail, retryInMs: admission.retryInMs },
      };
    }
    const withdrawal = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
    const opening = await SmtpSession.open(this.server, {
      clientName: this.options.clientName,
      timeouts: this.options.timeouts,
      signal: withdrawal,
    });
    if (withdrawal.aborted) {
      this.breaker.withdrawn();
      opening.session?.quit();
      if (signal?.aborted) return { outcome: { kind: "aborted" } };
      return { outcome: { kind: "not_sent", reason: "closed", detail: "the pool is closed" } };
    }
    this.report(opening);
    return opening;
  }

  private report({ outcome }: Opening): void {
    const isRefusal = outcome?.kind === "refused_permanent" || outcome?.kind === "refused_temporary";
    const isSignIn = isRefusal && outcome.stage === "auth";
    // Whoever answers the sign-in is there: the fault is in the credentials, not in the host.
    if (!outcome || isSignIn) this.breaker.succeeded();
    else this.breaker.failed();
    this.signInRefusal =
      outcome?.kind === "refused_permanent" && isSignIn
        ? { outcome, untilMs: this.options.now() + this.options.signInRestMs }
        : undefined;
  }
}

/** True for what an idle connection that the server has closed looks like. Nothing has left. */
function isStale(outcome: DeliveryOutcome): boolean {
  if (outcome.kind === "not_sent") return outcome.reason === "connection_lost";
  return outcome.kind === "refused_temporary" && outcome.code === 421 && outcome.stage !== "final";
}
