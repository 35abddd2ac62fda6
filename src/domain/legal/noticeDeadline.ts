/** The days a formal notice leaves to pay, and what ends them. */
import { addDays, type LocalDate } from "../calendar";
import { defaultNoticeDelayDays, type FormalNoticeInput } from "./formalNoticeInput";

/** Days the letter gives: what it prints is what counts. */
export function noticeDelayDays(input: Pick<FormalNoticeInput, "delayDays" | "debtor">): number {
  return input.delayDays ?? defaultNoticeDelayDays(input.debtor.kind);
}

/**
 * Last day to pay. The day of the first presentation is not counted; a Sunday or a public holiday
 * does not move it: those rules are made for lawsuits (CPC 641 and 642).
 */
export function noticeDeadline(presentedOn: LocalDate, delayDays: number): LocalDate {
  return addDays(presentedOn, delayDays);
}
