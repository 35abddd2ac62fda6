import type { Instant } from "@/domain/calendar";
import type { Clock } from "@/usecases/ports";

/** A clock that stands still until it is set: the past is lived again one event after the other. */
export class HeldClock implements Clock {
  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  /** Time never goes back. */
  advanceTo(at: Instant): void {
    this.at = Math.max(this.at, at);
  }
}
