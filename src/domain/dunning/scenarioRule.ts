/** Which scenario an invoice follows: chosen by hand, else by the first rule that fits, else the default one. */
import { DEBTOR_KIND_LABELS, type DebtorKind } from "../legal/debtorKind";
import { formatEuros, NBSP } from "../money";
import type { UsualDelayDays } from "../reporting/paymentHabits";

export const PAYER_HABITS = ["GOOD", "LATE", "UNKNOWN"] as const;
/** How a client has paid over the last year. */
export type PayerHabit = (typeof PAYER_HABITS)[number];

/** A client whose invoices are usually settled no later than this after the due date pays well. */
export const GOOD_PAYER_DAYS = 5;

/** Conditions of a rule; those that are null ask nothing. */
export interface ScenarioRule {
  id: string;
  scenarioId: string;
  clientKind: DebtorKind | null;
  /** Total of the invoice, in cents, both ends included. */
  minTotalCents: bigint | null;
  maxTotalCents: bigint | null;
  tag: string | null;
  habit: PayerHabit | null;
}

export interface RuleFacts {
  clientKind: DebtorKind;
  totalCents: bigint;
  tags: readonly string[];
  usualDelayDays: UsualDelayDays;
}

/** The habit that rules speak of. */
export function habitOf(usualDelayDays: UsualDelayDays): PayerHabit {
  if (usualDelayDays === null) return "UNKNOWN";
  return usualDelayDays <= GOOD_PAYER_DAYS ? "GOOD" : "LATE";
}

/** True when every condition of the rule holds. A rule without any fits everything. */
export function fitsRule(rule: ScenarioRule, facts: RuleFacts): boolean {
  return (
    (rule.clientKind === null || rule.clientKind === facts.clientKind) &&
    (rule.minTotalCents === null || facts.totalCents >= rule.minTotalCents) &&
    (rule.maxTotalCents === null || facts.totalCents <= rule.maxTotalCents) &&
    (rule.tag === null || facts.tags.includes(rule.tag)) &&
    (rule.habit === null || rule.habit === habitOf(facts.usualDelayDays))
  );
}

/** The first rule, in their order, that fits. */
export function firstRule(rules: readonly ScenarioRule[], facts: RuleFacts): ScenarioRule | null {
  return rules.find((rule) => fitsRule(rule, facts)) ?? null;
}

export const HABIT_NAMES: Record<PayerHabit, string> = {
  GOOD: `Paie d’ordinaire à ${GOOD_PAYER_DAYS}${NBSP}jours au plus`,
  LATE: `Paie d’ordinaire après ${GOOD_PAYER_DAYS}${NBSP}jours`,
  UNKNOWN: "N’a pas encore d’habitude",
};

/** « Acheteur public, à partir de 1 000,00 €, étiquette « grands comptes ». » */
export function ruleSentence(rule: Omit<ScenarioRule, "id" | "scenarioId">): string {
  const parts = [
    ...(rule.clientKind ? [DEBTOR_KIND_LABELS[rule.clientKind]] : []),
    ...amountParts(rule.minTotalCents, rule.maxTotalCents),
    ...(rule.tag ? [`étiquette «${NBSP}${rule.tag}${NBSP}»`] : []),
    ...(rule.habit ? [HABIT_NAMES[rule.habit].replace(/^./, (letter) => letter.toLowerCase())] : []),
  ];
  const text = parts.join(", ");
  return text === "" ? "Toutes les factures." : `${text.replace(/^./, (letter) => letter.toUpperCase())}.`;
}

function amountParts(min: bigint | null, max: bigint | null): string[] {
  if (min !== null && max !== null) return [`factures de ${formatEuros(min)} à ${formatEuros(max)}`];
  if (min !== null) return [`factures à partir de ${formatEuros(min)}`];
  return max === null ? [] : [`factures jusqu’à ${formatEuros(max)}`];
}
