/** When a breaker opens and for how long. */
export interface BreakerPolicy {
  /** Consecutive connection failures after which nothing is tried any more. */
  readonly failures: number;
  /** Rest before one trial connection, in milliseconds. */
  readonly openMs: number;
}

type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryInMs: number };

/**
 * Keeps us from knocking at a host that does not answer.
 *
 * Closed: every connection may be tried. Open, after `failures` failures in a row: none. After
 * `openMs` one trial is admitted (half-open): its success closes the breaker, its failure opens
 * it for another `openMs`. The clock is given.
 */
export class CircuitBreaker {
  private failureCount = 0;
  private openUntil = 0;
  private hasTrial = false;

  constructor(
    private readonly policy: BreakerPolicy,
    private readonly now: () => number,
  ) {}

  /** Asks whether a connection may be tried. Each admission is followed by one report. */
  admit(): Admission {
    if (this.failureCount < this.policy.failures) return { admitted: true };
    const restMs = this.openUntil - this.now();
    if (restMs > 0) return { admitted: false, retryInMs: restMs };
    if (this.hasTrial) return { admitted: false, retryInMs: this.policy.openMs };
    this.hasTrial = true;
    return { admitted: true };
  }

  /** The admitted connection was made. */
  succeeded(): void {
    this.failureCount = 0;
    this.hasTrial = false;
  }

  /** The admitted connection was not made. */
  failed(): void {
    this.failureCount += 1;
    this.hasTrial = false;
    if (this.failureCount >= this.policy.failures) this.openUntil = this.now() + this.policy.openMs;
  }

  /** The admitted connection was given up by the caller: it says nothing about the host. */
  withdrawn(): void {
    this.hasTrial = false;
  }
}
