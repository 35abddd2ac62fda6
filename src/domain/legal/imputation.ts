/**
 * How each payment and credit note eats into what is owed. Interest and principal meet here:
 * the balance decides the interest, and a payment may be imputed on the interest first.
 */
import { addDays, type LocalDate, maxDate, minDate } from "../calendar";
import { maxCents, minCents, sumCents } from "../money";
import type { Stretch } from "./latePenalty";

/**
 * INTEREST_FIRST is the strict law (C. civ. 1343-1). PRINCIPAL_FIRST is a concession of the
 * creditor, the default, because payments normally carry the amount of the invoice.
 */
export const IMPUTATIONS = ["PRINCIPAL_FIRST", "INTEREST_FIRST"] as const;
export type Imputation = (typeof IMPUTATIONS)[number];

/**
 * Something that lowers the balance. A payment dated P leaves the old balance through P included.
 * A RETRO credit note corrects the invoice and counts from the start; a PROSPECTIVE one is a later
 * rebate and counts like a payment of its date, but never pays interest before principal.
 */
export type AccountEvent =
  | {
      readonly kind: "PAYMENT";
      readonly on: LocalDate;
      readonly amountCents: bigint;
      /** Of this amount, what was received for interest and flat fee, whatever principal is left (C. civ. 1342-10). */
      readonly accessoryCents?: bigint;
    }
  | {
      readonly kind: "CREDIT_NOTE";
      readonly on: LocalDate;
      readonly amountCents: bigint;
      readonly effect: "RETRO" | "PROSPECTIVE";
    }
  | {
      /** What the debtor contests, set aside from the start: not claimed, nor what it would bear; not waived either. */
      readonly kind: "CONTESTED";
      /** Day of the contestation. */
      readonly on: LocalDate;
      readonly amountCents: bigint;
    };

/** What of an event lowers the balance: all of it, but for what was received for interest and flat fee. */
export function loweringCents(event: AccountEvent): bigint {
  return event.amountCents - (event.kind === "PAYMENT" ? (event.accessoryCents ?? 0n) : 0n);
}

/** Days during which interest may run, both included. */
export interface AccrualWindow {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
}

export interface AccountRules {
  readonly totalCents: bigint;
  readonly events: readonly AccountEvent[];
  readonly dueOn: LocalDate;
  /** Payments and rebates after this day have not happened yet; a correction always counts. */
  readonly statedOn: LocalDate;
  readonly imputation: Imputation;
  /** Undefined when no interest can run. */
  readonly window: AccrualWindow | undefined;
  /** Sum of the rounded interest of these stretches, in cents. */
  readonly penaltyCents: (stretches: readonly Stretch[]) => bigint;
  /** Flat fee owed if the principal was still unpaid on this many days after the due date. */
  readonly flatFeeCents: (settledOn: LocalDate) => bigint;
}

/** Where one payment or credit note went. The parts add up to the amount. */
export interface ImputationLine {
  readonly event: AccountEvent;
  readonly toPrincipalCents: bigint;
  readonly toPenaltyCents: bigint;
  readonly toFlatFeeCents: bigint;
  readonly unappliedCents: bigint;
}

export interface AccountResult {
  readonly stretches: readonly Stretch[];
  readonly principalDueCents: bigint;
  /** Day on which the principal was fully paid or cancelled, if it was. */
  readonly settledOn: LocalDate | undefined;
  readonly lines: readonly ImputationLine[];
}

/** The state that one event changes. */
interface Running {
  balanceCents: bigint;
  penaltyPaidCents: bigint;
  flatFeePaidCents: bigint;
  settledOn: LocalDate | undefined;
  readonly stretches: Stretch[];
}

/**
 * Runs the account from the invoice to the statement. The order in which events are given does
 * not matter: retroactive credit notes and contested parts first, then by day, credit notes before payments.
 */
export function runAccount(rules: AccountRules): AccountResult {
  const known = rules.events.filter((event) => countsOn(event, rules.statedOn));
  const retro = known.filter(isRetro).sort(byDay);
  const moves = known.filter((event) => !isRetro(event)).sort(byDay);
  const running: Running = {
    balanceCents: rules.totalCents,
    penaltyPaidCents: 0n,
    flatFeePaidCents: 0n,
    settledOn: rules.totalCents === 0n ? rules.dueOn : undefined,
    stretches: [],
  };
  // A correction counts from the start: an invoice it cancels was never late. So does what is set aside.
  const lines = retro.map((event) => impute(event, running, rules, rules.dueOn));
  let nextDay: LocalDate | undefined = rules.window?.fromOn;
  for (const event of moves) {
    nextDay = accrueThrough(event.on, nextDay, running, rules);
    lines.push(impute(event, running, rules, event.on));
  }
  accrueThrough(rules.statedOn, nextDay, running, rules);
  return {
    stretches: running.stretches,
    principalDueCents: running.balanceCents,
    settledOn: running.settledOn,
    lines,
  };
}

/**
 * Does this event lower what is owed on that day? A correction does on any day, its own date or not:
 * what it takes away was never owed. A contested part is set aside whatever the day.
 */
export function countsOn(event: AccountEvent, day: LocalDate): boolean {
  return isRetro(event) || event.on <= day;
}

function isRetro(event: AccountEvent): boolean {
  return event.kind === "CONTESTED" || (event.kind === "CREDIT_NOTE" && event.effect === "RETRO");
}

function byDay(a: AccountEvent, b: AccountEvent): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.kind !== b.kind) return a.kind === "CREDIT_NOTE" ? -1 : 1;
  return a.amountCents < b.amountCents ? -1 : Number(a.amountCents > b.amountCents);
}

/** Records the unpaid days up to `day`, and returns the first day not recorded yet. */
function accrueThrough(
  day: LocalDate,
  nextDay: LocalDate | undefined,
  running: Running,
  { window }: AccountRules,
): LocalDate | undefined {
  if (window === undefined || nextDay === undefined) return undefined;
  const toOn = minDate(day, window.toOn);
  if (toOn < nextDay) return nextDay;
  if (running.balanceCents > 0n) addStretch(running.stretches, nextDay, toOn, running.balanceCents);
  return addDays(toOn, 1);
}

/** A stretch is a constant balance: days that follow with the same balance lengthen the last one. */
function addStretch(stretches: Stretch[], fromOn: LocalDate, toOn: LocalDate, balanceCents: bigint): void {
  const last = stretches.at(-1);
  if (last && last.balanceCents === balanceCents && addDays(last.toOn, 1) === fromOn) {
    stretches[stretches.length - 1] = { ...last, toOn: maxDate(last.toOn, toOn) };
  } else {
    stretches.push({ fromOn, toOn, balanceCents });
  }
}

/** Imputes one event on principal, interest and flat fee, in that order or interest first. */
function impute(event: AccountEvent, running: Running, rules: AccountRules, on: LocalDate): ImputationLine {
  let leftCents = loweringCents(event);
  const namedCents = event.amountCents - leftCents;
  const take = (owedCents: bigint): bigint => {
    const takenCents = minCents(leftCents, owedCents);
    leftCents -= takenCents;
    return takenCents;
  };
  const payPenalty = (): bigint => {
    if (leftCents === 0n) return 0n;
    const paidCents = take(rules.penaltyCents(running.stretches) - running.penaltyPaidCents);
    running.penaltyPaidCents += paidCents;
    return paidCents;
  };
  const interestFirst = rules.imputation === "INTEREST_FIRST" && event.kind === "PAYMENT";
  let toPenaltyCents = interestFirst ? payPenalty() : 0n;
  const toPrincipalCents = take(running.balanceCents);
  running.balanceCents -= toPrincipalCents;
  if (running.balanceCents === 0n) running.settledOn ??= on;
  // What is left pays the accessories only once the principal is gone, unless it was received for them; the 40 € come last.
  leftCents += namedCents;
  toPenaltyCents += payPenalty();
  const feeOn = running.settledOn ?? (namedCents > 0n ? on : undefined);
  const feeOwedCents = feeOn === undefined ? 0n : rules.flatFeeCents(feeOn);
  // Paid before with interest, while principal was left: nothing of it is owed on this day, and nothing comes back.
  const toFlatFeeCents = take(maxCents(feeOwedCents - running.flatFeePaidCents, 0n));
  running.flatFeePaidCents += toFlatFeeCents;
  return { event, toPrincipalCents, toPenaltyCents, toFlatFeeCents, unappliedCents: leftCents };
}

/** Sums one column of the imputation lines. */
export function sumImputed(
  lines: readonly ImputationLine[],
  column: "toPrincipalCents" | "toPenaltyCents" | "toFlatFeeCents" | "unappliedCents",
): bigint {
  return sumCents(lines.map((line) => line[column]));
}
