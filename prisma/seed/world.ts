/** One company while its past is lived again: its clock, its people, what they will do. */
import type { Instant, LocalDate } from "@/domain/calendar";
import { nextWorkingDay, workingDayOnOrAfter } from "@/domain/workingDays";
import { instantOf } from "@/domain/zonedTime";
import type { CompanyCtx, LetterPorts, MailPorts } from "@/usecases/ports";
import type { Agenda } from "./agenda";
import type { HeldClock } from "./heldClock";
import type { CallScript, ClientScript, CompanyScript, InvoiceScript } from "./script";

/** The demonstration takes place in metropolitan France. */
export const ZONE = "METROPOLE";
export const TIME_ZONE = "Europe/Paris";

/** An invoice as it is told, and as it is recorded. */
export interface PlayedInvoice {
  id: string;
  number: string;
  script: InvoiceScript;
  client: ClientScript;
  dueOn: LocalDate;
  /** Calls not made yet, in order. */
  calls: CallScript[];
}

/** A message that reached a mailbox. */
export interface SeenMail {
  at: Instant;
  sha256: string;
  mime: Uint8Array;
}

export interface World {
  script: CompanyScript;
  companyId: string;
  /** Whoever does the daily work: the owner, or the accountant under the mandate. */
  ctx: CompanyCtx;
  clock: HeldClock;
  openingOn: LocalDate;
  agenda: Agenda;
  /** By id. */
  invoices: Map<string, PlayedInvoice>;
  mailPorts: MailPorts;
  letterPorts: LetterPorts;
  /** What left, in order. */
  seen: SeenMail[];
  /** Calls, messages and letters already looked at. */
  known: Set<string>;
  /** The day suspensions were last looked at. */
  holdsEndedOn: LocalDate | null;
}

/** A wall time of the working day on or after this one. */
export function workingTimeOn(day: LocalDate, hour: number, minute = 0): Instant {
  return instantOf(workingDayOnOrAfter(day, ZONE), hour * 60 + minute, TIME_ZONE);
}

/** A wall time, this many working days after a day. */
export function workingDaysLater(day: LocalDate, count: number, hour: number, minute = 0): Instant {
  let later = workingDayOnOrAfter(day, ZONE);
  for (let left = count; left > 0; left -= 1) later = nextWorkingDay(later, ZONE);
  return workingTimeOn(later, hour, minute);
}
