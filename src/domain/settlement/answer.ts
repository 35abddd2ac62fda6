/** What a debtor may answer behind the link, and what each answer does to the scenario. */
import { addDays, type LocalDate } from "../calendar";
import type { HoldKind } from "../dunning/facts";

export const ANSWER_KINDS = [
  "ALREADY_PAID",
  "PROMISE",
  "INSTALMENTS",
  "DISPUTE",
  "WRONG_RECIPIENT",
  "INVOICE_COPY",
  "MESSAGE",
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export type AnswerSource = "LINK" | "CALL" | "CREDITOR";

/** Waits of the company that decide how long an answer suspends the scenario, in days. */
export interface AnswerDelays {
  /** Time to check what was said. */
  declarationHoldDays: number;
  /** Time left after a promised day for the money to arrive. */
  promiseGraceDays: number;
}

export interface AnswerEffect {
  /** Null: the scenario goes on. */
  hold: HoldKind | null;
  /** Last day of the suspension; null when it lasts until the creditor answers, or there is none. */
  untilOn: LocalDate | null;
}

/**
 * The suspension an answer opens. Only a dispute has no end of its own: everything else resumes by
 * itself, so that a creditor who never answers is not left with a claim that sleeps.
 *
 * @param onDate day promised, for a promise
 */
export function answerEffect(
  kind: AnswerKind,
  today: LocalDate,
  onDate: LocalDate | null,
  delays: AnswerDelays,
): AnswerEffect {
  const checked = addDays(today, delays.declarationHoldDays);
  switch (kind) {
    case "ALREADY_PAID":
      return { hold: "DECLARATION", untilOn: checked };
    case "PROMISE":
      return { hold: "PROMISE", untilOn: addDays(onDate ?? today, delays.promiseGraceDays) };
    case "DISPUTE":
      return { hold: "DISPUTE", untilOn: null };
    case "INSTALMENTS":
      return { hold: "PLAN", untilOn: checked };
    case "WRONG_RECIPIENT":
    case "MESSAGE":
      return { hold: "REPLY", untilOn: checked };
    case "INVOICE_COPY":
      return { hold: null, untilOn: null };
  }
}

/** Answers that a later one of the same kind of subject replaces: when it will be paid, in one word. */
export const REPLACEABLE: readonly AnswerKind[] = ["ALREADY_PAID", "PROMISE", "INSTALMENTS"];

/** Answers that say something new about the payment, and so replace what was said before. */
export function replacesEarlier(kind: AnswerKind): boolean {
  return kind !== "WRONG_RECIPIENT" && kind !== "INVOICE_COPY" && kind !== "MESSAGE";
}
