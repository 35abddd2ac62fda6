/** The facts of an invoice that decide what may be claimed, and the statement made from them. */
import type { LocalDate } from "../calendar";
import type { DebtorKind } from "./debtorKind";
import type { AccountEvent, Imputation, ImputationLine } from "./imputation";
import { isFrozenByInsolvency } from "./insolvency";
import type { DayCount, PenaltySegment } from "./latePenalty";
import type { ClauseTest, PenaltyPolicy } from "./penaltyPolicy";
import type { Rational } from "./rational";
import type { Waiver } from "./waiver";

/** The facts of one invoice that decide what may be claimed. Amounts are TTC (CJEU C-585/20). */
export interface InvoiceClaim {
  /** Invoice number as printed, for the reader of the statement. */
  readonly invoiceNumber: string;
  readonly debtorKind: DebtorKind;
  readonly policy: PenaltyPolicy;
  readonly totalCents: bigint;
  readonly issuedOn: LocalDate;
  /** Due date printed on the invoice. No shift for a Sunday or a public holiday. */
  readonly dueOn: LocalDate;
  readonly events: readonly AccountEvent[];
  /** Day the work was done or the goods delivered, when known. */
  readonly performedOn?: LocalDate | undefined;
  /** First presentation of a formal notice: starts the legal interest of a consumer. */
  readonly formalNoticePresentedOn?: LocalDate | undefined;
  /** Judgment opening a safeguard, reorganisation or liquidation. */
  readonly insolvencyOpenedOn?: LocalDate | undefined;
  /** What the creditor gave up. Never for a public buyer (C. com. publ. L2192-14). */
  readonly waivers?: readonly Waiver[] | undefined;
  /** Recovery costs proven by an attached document, in cents. */
  readonly recoveryCostsCents?: bigint | undefined;
  /** Invoices of the same due date gathered under these figures; 1 by default. */
  readonly invoiceCount?: number | undefined;
  readonly dayCount?: DayCount | undefined;
  readonly imputation?: Imputation | undefined;
  /** False when the printed invoice lacks the mentions of C. com. L441-9 I. */
  readonly hasLegalMentions?: boolean | undefined;
}

/** Interest of each day after the statement. */
export type DailyInterest =
  | { readonly kind: "NONE" }
  | { readonly kind: "RUNNING"; readonly amountCents: bigint; readonly rateBps: number }
  | { readonly kind: "RATE_NOT_PUBLISHED"; readonly reason: string };

export interface InvoiceStatement {
  readonly claim: InvoiceClaim;
  /** « Arrêté au »: this day is included. */
  readonly statedOn: LocalDate;
  /** Calendar days from the due date to full payment, or to the statement. */
  readonly daysLate: number;
  readonly segments: readonly PenaltySegment[];
  readonly imputations: readonly ImputationLine[];
  /** Sum of the segments as displayed. */
  readonly penaltyCents: bigint;
  readonly penaltyExactCents: Rational;
  /** The exact sum rounded once, to compare: never claimed. */
  readonly penaltyRoundedOnceCents: bigint;
  /** Paid on the interest, or waived: no longer owed. */
  readonly penaltySettledCents: bigint;
  /** The waived part of what is settled. */
  readonly penaltyWaivedCents: bigint;
  readonly principalDueCents: bigint;
  readonly flatFeeCents: bigint;
  /** Paid on the flat fee, or waived. */
  readonly flatFeeSettledCents: bigint;
  readonly flatFeeWaivedCents: bigint;
  readonly complementaryCents: bigint;
  /** Paid or credited beyond everything above: owed back to the debtor. */
  readonly overpaidCents: bigint;
  readonly totalDueCents: bigint;
  readonly daily: DailyInterest;
  /** Undefined when the rule is not a clause, or its floor is unknown and nothing accrues. */
  readonly clauseTest: ClauseTest | undefined;
  readonly warnings: readonly StatementWarning[];
}

export type StatementWarningCode =
  | "CLAUSE_BELOW_FLOOR"
  | "CONSUMER_RATE_HIGH"
  | "RATE_TO_VERIFY"
  | "FORMAL_NOTICE_NEEDED"
  | "INSOLVENCY"
  | "OVERPAID"
  | "COSTS_NOT_CLAIMABLE"
  | "MENTIONS_MISSING";

export interface StatementWarning {
  readonly code: StatementWarningCode;
  readonly sentence: string;
  readonly article: string;
}

/** Day of the opening that freezes this claim: a supply made after it stays payable (L622-17). */
export function freezingInsolvencyOn(claim: InvoiceClaim): LocalDate | undefined {
  const { insolvencyOpenedOn, performedOn } = claim;
  if (insolvencyOpenedOn === undefined) return undefined;
  const isFrozen = isFrozenByInsolvency({ openedOn: insolvencyOpenedOn }, performedOn);
  return isFrozen ? insolvencyOpenedOn : undefined;
}
