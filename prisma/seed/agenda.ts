import type { Instant } from "@/domain/calendar";

interface Appointment {
  at: Instant;
  run: () => Promise<void>;
}

/** What people will do and when; in the order it was noted when two things fall together. */
export class Agenda {
  private readonly appointments: Appointment[] = [];

  note(at: Instant, run: () => Promise<void>): void {
    const place = this.appointments.findIndex((other) => other.at > at);
    this.appointments.splice(place < 0 ? this.appointments.length : place, 0, { at, run });
  }

  /** When the next thing is to be done; null when nothing is. */
  nextAt(): Instant | null {
    return this.appointments[0]?.at ?? null;
  }

  /** Does everything whose time has come. */
  async runUntil(now: Instant): Promise<void> {
    for (let next = this.appointments[0]; next && next.at <= now; next = this.appointments[0]) {
      this.appointments.shift();
      await next.run();
    }
  }
}
