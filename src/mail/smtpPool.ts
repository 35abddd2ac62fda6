import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import { type BreakerPolicy, CircuitBreaker } from "./circuitBreaker";
import type { DeliverOptions } from "./deliver";
import { ServerPool, type ServerPoolOptions } from "./serverPool";
import { type SmtpServer, serverKeyOf } from "./smtpServer";
import { DEFAULT_TIMEOUTS, type SmtpTimeouts } from "./smtpTimeouts";

export interface SmtpPoolOptions extends Partial<Omit<ServerPoolOptions, "timeouts" | "now" | "clientName">> {
  /** The host name we give in EHLO: the platform's mail domain. */
  readonly clientName: string;
  /** Servers whose connections are kept; beyond, the least recently used one is let go. */
  readonly maxServers?: number;
  readonly breaker?: BreakerPolicy;
  readonly timeouts?: Partial<SmtpTimeouts>;
  /** Milliseconds, for idle times and breakers. */
  readonly now: () => number;
}

/** One delivery: where to, and what the caller asks of it. */
export interface PoolDeliverOptions extends DeliverOptions {
  readonly server: SmtpServer;
}

const DEFAULT_BREAKER: BreakerPolicy = { failures: 5, openMs: 30_000 };
const MAX_BREAKERS = 1_000;

/**
 * Delivers messages to any number of servers over few, long-lived connections: at most
 * `maxConnections` for each server and credentials, `maxServers` servers at a time, one circuit
 * breaker for each host. A server that hangs holds its own connections only.
 */
export class SmtpPool {
  private readonly pools = new Map<string, ServerPool>();
  /** Pools let go while they still had work. */
  private retired: ServerPool[] = [];
  private readonly breakers = new Map<string, CircuitBreaker>();
  private readonly options: ServerPoolOptions;
  private readonly maxServers: number;
  private readonly breakerPolicy: BreakerPolicy;
  private isClosed = false;

  constructor({ maxServers = 50, breaker = DEFAULT_BREAKER, timeouts, ...options }: SmtpPoolOptions) {
    this.maxServers = maxServers;
    this.breakerPolicy = breaker;
    this.options = {
      maxConnections: 5,
      maxWaiting: 10_000,
      maxMessagesPerConnection: 100,
      idleMs: 20_000,
      probeAfterMs: 2_000,
      signInRestMs: 60_000,
      ...options,
      timeouts: { ...DEFAULT_TIMEOUTS, ...timeouts },
    };
  }

  /** Delivers one message. Failures are outcomes; it throws only what the caller's hooks throw. */
  async deliver(mail: OutgoingMail, { server, ...options }: PoolDeliverOptions): Promise<DeliveryOutcome> {
    if (this.isClosed) return { kind: "not_sent", reason: "closed", detail: "the pool is closed" };
    return this.poolOf(server).deliver(mail, options);
  }

  /** Open connections to all servers. */
  get connectionCount(): number {
    let count = 0;
    for (const pool of this.pools.values()) count += pool.connectionCount;
    return count;
  }

  /** Lets deliveries under way finish, or cuts them with `force`, and closes every connection. */
  async close({ force = false }: { force?: boolean } = {}): Promise<void> {
    this.isClosed = true;
    const pools = [...this.pools.values(), ...this.retired];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.close(force)));
  }

  private poolOf(server: SmtpServer): ServerPool {
    const key = serverKeyOf(server);
    const known = this.pools.get(key);
    if (known) {
      // Maps keep the order of insertion: the first one is the least recently used.
      this.pools.delete(key);
      this.pools.set(key, known);
      return known;
    }
    this.makeRoom();
    const pool = new ServerPool(server, this.breakerOf(server), this.options);
    this.pools.set(key, pool);
    return pool;
  }

  /** Lets go of the least recently used server, one that delivers nothing if there is one. */
  private makeRoom(): void {
    if (this.pools.size < this.maxServers) return;
    const entries = [...this.pools];
    const [key, pool] = entries.find(([, candidate]) => candidate.isIdle) ?? entries[0] ?? [];
    if (key === undefined || !pool) return;
    this.pools.delete(key);
    pool.retire();
    this.retired = [...this.retired, pool].filter((candidate) => !candidate.isIdle);
  }

  private breakerOf(server: SmtpServer): CircuitBreaker {
    // A wrong setting of one customer, TLS where there is none, says nothing about the host of another.
    const key = `${server.host}:${server.port}:${server.tls}`;
    const known = this.breakers.get(key);
    if (known) return known;
    const [oldest] = this.breakers.keys();
    if (this.breakers.size >= MAX_BREAKERS && oldest !== undefined) this.breakers.delete(oldest);
    const breaker = new CircuitBreaker(this.breakerPolicy, this.options.now);
    this.breakers.set(key, breaker);
    return breaker;
  }
}
