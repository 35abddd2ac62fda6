/**
 * What each step of the scenarios was followed by: the payments received within seven days of it.
 * A payment that follows several steps counts once, for the latest of them, because it is the one
 * the debtor had just heard. It says what came after, not why.
 */
import { daysBetween, type LocalDate } from "../calendar";
import type { Channel, Tone } from "../dunning/scenario";
import { sumCents } from "../money";

/** Days after a step, its own day included as 0, in which a payment counts for it. */
export const YIELD_DAYS = 7;

/** Steps of one kind that were done in the period. */
export interface StepRuns {
  offsetDays: number;
  channel: Channel;
  tone: Tone;
  runCount: number;
}

/** A part of a payment put on an invoice, interest and flat fee included, beside one step of that invoice done before it. */
export interface PaymentAfterStep {
  paymentId: string;
  invoiceId: string;
  receivedOn: LocalDate;
  amountCents: bigint;
  stepId: string;
  offsetDays: number;
  channel: Channel;
  tone: Tone;
  executedOn: LocalDate;
}

export interface StepYieldRow extends StepRuns {
  /** Runs followed by a payment at least. */
  paidCount: number;
  /** Whole percentage of the runs that were followed by a payment, rounded down. */
  paidPercent: number;
  receivedCents: bigint;
}

export interface StepYield {
  /** By growing offset. */
  rows: StepYieldRow[];
  runCount: number;
  /** Different invoices on which such a payment was put. */
  invoiceCount: number;
  receivedCents: bigint;
}

/** Gives each payment to one step at most, and adds up. */
export function stepYield(runs: readonly StepRuns[], pairs: readonly PaymentAfterStep[]): StepYield {
  const latest = new Map<string, PaymentAfterStep>();
  for (const pair of pairs) {
    const gapDays = daysBetween(pair.executedOn, pair.receivedOn);
    if (gapDays < 0 || gapDays > YIELD_DAYS) continue;
    const key = `${pair.paymentId} ${pair.invoiceId}`;
    const other = latest.get(key);
    if (!other || isLater(pair, other)) latest.set(key, pair);
  }
  const counted = [...latest.values()];
  const rows = runs
    .map((run) =>
      rowOf(
        run,
        counted.filter((pair) => kindOf(pair) === kindOf(run)),
      ),
    )
    .sort((a, b) => a.offsetDays - b.offsetDays);
  return {
    rows,
    runCount: runs.reduce((sum, run) => sum + run.runCount, 0),
    invoiceCount: new Set(counted.map((pair) => pair.invoiceId)).size,
    receivedCents: sumCents(counted.map((pair) => pair.amountCents)),
  };
}

function kindOf({ offsetDays, channel, tone }: Pick<StepRuns, "offsetDays" | "channel" | "tone">): string {
  return `${offsetDays} ${channel} ${tone}`;
}

function isLater(pair: PaymentAfterStep, other: PaymentAfterStep): boolean {
  if (pair.executedOn !== other.executedOn) return pair.executedOn > other.executedOn;
  return pair.offsetDays > other.offsetDays;
}

function rowOf(run: StepRuns, pairs: readonly PaymentAfterStep[]): StepYieldRow {
  const paidCount = new Set(pairs.map((pair) => pair.stepId)).size;
  return {
    ...run,
    paidCount,
    paidPercent: run.runCount === 0 ? 0 : Math.floor((paidCount * 100) / run.runCount),
    receivedCents: sumCents(pairs.map((pair) => pair.amountCents)),
  };
}
