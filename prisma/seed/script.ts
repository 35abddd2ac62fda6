/**
 * What happens in a company of the demonstration, told as data. Days are counted from the day the
 * demonstration opens (`-3`: three days before), so that it is as rich whenever it is started.
 */
import { addDays, type LocalDate } from "@/domain/calendar";
import type { CalendarZone } from "@/domain/calendarZone";
import { isWorkingDay, nextWorkingDay } from "@/domain/workingDays";
import type { CallOutcome } from "@/usecases/dunning/recordCall";
import type { PaymentMethod } from "@/usecases/settlement/recordPayment";

/** Days from the opening day; negative in the past. */
export type DayOffset = number;

/**
 * When an invoice falls due: a day, or the day that makes a step of the scenario fall exactly on
 * the opening day (`ago` 0) or so many working days before it (after it when negative).
 */
export type DueScript = DayOffset | { step: 2 | 7 | 15 | 30; ago: number };

/** The invoice's step falls on the opening day, or some working days before. */
export function reached(step: 2 | 7 | 15 | 30, ago = 0): DueScript {
  return { step, ago };
}

/** A call, in the order they are proposed; `LEFT_OPEN` waits for the person at the demonstration. */
export type CallScript =
  | "LEFT_OPEN"
  | {
      outcome: CallOutcome;
      note: string;
      /** Day promised. */
      promise?: DayOffset;
      /** Days the call waited before somebody made it. */
      afterDays?: number;
    };

/** What the debtor answers by the link of a reminder. */
export interface AnswerScript {
  /** The reminder answered. */
  step: 2 | 15;
  afterDays: number;
  says: "paye" | "date" | "desaccord" | "echeancier" | "message";
  /** Day promised, or of the first instalment. */
  on?: DayOffset;
  /** Payments asked for, and who asks. */
  count?: number;
  signer?: string;
  method?: "TRANSFER" | "CHEQUE" | "CARD" | "OTHER";
  message?: string;
  /** What the creditor makes of it, and when. */
  decided?: { on: DayOffset; as: "CONFIRMED" | "REJECTED" };
}

/** How far the registered letter of an invoice went, in days after the gesture before. */
export interface LetterScript {
  approvedAfter?: number;
  postedAfter?: number;
  presentedAfter?: number;
  deliveredAfter?: number;
  returnedAfter?: number;
  returnReason?: "UNCLAIMED" | "REFUSED" | "WRONG_ADDRESS";
  trackingNumber?: string;
}

export type InvoiceEvent =
  | { on: DayOffset; what: "PAYMENT"; euros: string; method?: PaymentMethod }
  | { on: DayOffset; what: "CREDIT_NOTE"; euros: string; effect: "RETROACTIVE" | "PROSPECTIVE" }
  | { on: DayOffset; what: "CANCELLED" | "WRITTEN_OFF"; reason: string }
  | { on: DayOffset; what: "HOLD"; until: DayOffset; reason: string };

export interface InvoiceScript {
  due: DueScript;
  /** With tax. */
  euros: string;
  subject: string;
  order?: string;
  /** Paid whole this many days after it was due (before when negative). */
  paidAfter?: number;
  method?: PaymentMethod;
  events?: readonly InvoiceEvent[];
  calls?: readonly CallScript[];
  answer?: AnswerScript;
  letter?: LetterScript;
  /** The debtor opens the page of its reminders without answering. */
  isOpened?: boolean;
  /** No PDF is attached. */
  isBare?: boolean;
}

export interface ClientScript {
  name: string;
  kind?: "B2B" | "PUBLIC" | "B2C" | "NON_PRO";
  siren?: string;
  street: string;
  postcode: string;
  city: string;
  country?: string;
  language?: "en";
  contact: string;
  email: string;
  phone: string;
  copyEmail?: string;
  note?: string;
  isOptedOut?: boolean;
  /** How the mail server of this client answers, when it is not well. */
  mailServer?: "REFUSES_ADDRESS" | "REFUSES_MESSAGE" | "HANGS_UP";
  termDays?: number;
  invoices: readonly InvoiceScript[];
}

/** A movement of the bank account. */
export interface MovementScript {
  on: DayOffset;
  /** Negative when the money goes out. */
  euros: string;
  label: string;
  /** What a person has made of it; it waits otherwise. */
  becomes?: "CONFIRMED" | "ASIDE";
  reason?: string;
}

export interface CompanyScript {
  /** Fields of `createCompany`. */
  identity: Readonly<Record<string, string>>;
  /** Who made the account of the company. */
  owner: { name: string; email: string };
  isSafe: boolean;
  /** When the firm of the demonstration got its mandate; undefined without one. */
  mandatedOn?: DayOffset;
  /** `F` in `F-2026-0301`, and the first number of the story. */
  numbering: { prefix: string; first: number };
  clients: readonly ClientScript[];
  /** The bank statement dropped on the opening day; none when absent. */
  movements?: readonly MovementScript[];
}

/** The calendar day of an offset. */
export function dayAt(openingOn: LocalDate, offset: DayOffset): LocalDate {
  return addDays(openingOn, offset);
}

/** The working day that lies `ago` working days before the opening day (after it when negative). */
export function workingDayAgo(openingOn: LocalDate, ago: number, zone: CalendarZone): LocalDate {
  let day = openingOn;
  for (let left = ago; left > 0; left -= 1) {
    do day = addDays(day, -1);
    while (!isWorkingDay(day, zone));
  }
  for (let left = ago; left < 0; left += 1) day = nextWorkingDay(day, zone);
  return day;
}

/** The due date of an invoice, counted back from the working day its step falls on. */
export function dueOnOf(due: DueScript, openingOn: LocalDate, zone: CalendarZone): LocalDate {
  if (typeof due === "number") return dayAt(openingOn, due);
  return addDays(workingDayAgo(openingOn, due.ago, zone), -due.step);
}

/** An invoice of the past, paid: the usual case. */
export function paid(
  due: DayOffset,
  euros: string,
  subject: string,
  paidAfter: number,
  more: Partial<InvoiceScript> = {},
): InvoiceScript {
  return { due, euros, subject, paidAfter, ...more };
}

/** An invoice that is not due yet. */
export function upcoming(due: DayOffset, euros: string, subject: string): InvoiceScript {
  return { due, euros, subject };
}
