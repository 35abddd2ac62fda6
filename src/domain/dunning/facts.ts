/** Everything the decision about one invoice depends on. Facts in, decision out: nothing else counts. */

import type { Instant, LocalDate } from "../calendar";
import type { CalendarZone } from "../calendarZone";
import type { DebtorKind } from "../legal/debtorKind";
import type { FreeCreditFact } from "../settlement/clientCredit";
import type { Channel, ScenarioVersion } from "./scenario";

export const HOLD_KINDS = [
  "DISPUTE",
  "PROMISE",
  "DECLARATION",
  "PLAN",
  "INSOLVENCY",
  "MANUAL",
  "E_INVOICE_STATUS",
  "REPLY",
  "DIRECT_DEBIT",
  "BANK_LINE",
  "IMPORT",
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** Where a suspension of the kind `MANUAL` comes from, when no person set it as such: a program, or a decision on a dispute. */
export type HoldOrigin = "PROGRAM" | "DECISION";

/** What a suspension is, in the words of people. */
export interface HoldSort {
  kind: HoldKind;
  /** Null or absent: its kind says it. */
  origin?: HoldOrigin | null;
}

/**
 * Where a suspension comes from: the days given to a client with a decision bear the answer that was decided, and a
 * program is no person of the company.
 */
export function holdOrigin(hold: {
  kind: HoldKind;
  answerId: string | null;
  createdById: string | null;
}): HoldOrigin | null {
  if (hold.kind !== "MANUAL") return null;
  if (hold.answerId !== null) return "DECISION";
  return hold.createdById === null ? "PROGRAM" : null;
}

/** A suspension, running or past. */
export interface HoldFact extends HoldSort {
  startedOn: LocalDate;
  /** Last day of the suspension; null until a person ends it. */
  untilOn: LocalDate | null;
  /** A person or a fact ended it before its day. */
  endedAt: Instant | null;
  reason: string;
  /** The disputed part of the invoice, in cents: the rest goes on. Null or absent: all of it. */
  partCents?: bigint | null;
  /** Day of a direct debit. Null or absent: the due date. */
  debitOn?: LocalDate | null;
}

/** A step that already happened to this invoice, or was set aside. */
export interface StepFact {
  stepId: string;
  offsetDays: number;
  channel: Channel;
  state: "DONE" | "SUPERSEDED";
  executedOn: LocalDate;
  /** A person set its message or its letter aside: nobody heard of it, and the scenario goes on from its day. */
  isSetAside?: true;
  /** Its call when nobody made it: still to make, or dropped. Absent: it was made, or there is none. */
  unmadeCall?: "OPEN" | "CANCELLED";
}

/** Something of this invoice is on its way and must end before anything else starts. */
export interface InFlightFact {
  channel: Channel;
  state: "AWAITING_APPROVAL" | "LEAVING" | "UNCERTAIN" | "TO_POST";
}

export interface CompanyFacts {
  zone: CalendarZone;
  /** Sending window on working days, minutes since midnight. */
  windowOpensAt: number;
  windowClosesAt: number;
  safeMode: boolean;
  paused: boolean;
  /** Pressure limit: hours between two automatic contacts of a client, and most in 30 days. */
  contactGapHours: number;
  contactsPer30Days: number;
  /** An invoice entered late starts with the first reminder, not with the step of its age. Absent: it does not. */
  lateEntryStartsOver?: boolean;
}

export interface ClientFacts {
  id: string;
  kind: DebtorKind;
  dunningOptOut: boolean;
  /** At least one address that no server has refused. */
  hasUsableEmail: boolean;
  /** Instants of the automatic contacts of the last 30 days, oldest first, over all invoices. */
  automaticContacts: readonly Instant[];
  /** What is held for this client and belongs to no invoice. Null or absent: nothing. */
  freeCredit?: FreeCreditFact | null;
}

export interface InvoiceFacts {
  id: string;
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
  dueOn: LocalDate;
  balanceCents: bigint;
  dunningOptOut: boolean;
  /** What of the client's free credit is deducted from this invoice. Absent: all of it, it is the only one. */
  creditShareCents?: bigint;
  /** Day it was entered. Absent: before anything was to leave. */
  enteredOn?: LocalDate;
  /** A reminder or a letter that a person asked for has left about it. Absent: none has. */
  isRemindedByHand?: boolean;
}

export interface DunningFacts {
  invoice: InvoiceFacts;
  client: ClientFacts;
  company: CompanyFacts;
  /** Null when no scenario applies. */
  scenario: ScenarioVersion | null;
  history: readonly StepFact[];
  holds: readonly HoldFact[];
  inFlight: InFlightFact | null;
}
