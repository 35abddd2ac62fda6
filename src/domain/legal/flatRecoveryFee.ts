/**
 * The 40 € fee for recovery costs and the complementary compensation (C. com. L441-10 II and
 * D441-5; CCP L2192-13 and R2192-35). Neither bears interest nor VAT.
 */
import type { LocalDate } from "../calendar";
import { maxCents } from "../money";
import { type DebtorKind, owesFlatRecoveryFee } from "./debtorKind";
import { FLAT_FEE_CENTS, PUBLIC_FLAT_FEE_CENTS } from "./legalConstants";

/** What decides whether an invoice carries the fee. */
export interface FlatFeeFacts {
  readonly debtorKind: DebtorKind;
  readonly dueOn: LocalDate;
  /** Days during which principal stayed unpaid after the due date. */
  readonly daysLate: number;
  /** Opening of a collective procedure that covers this claim. */
  readonly insolvencyOpenedOn?: LocalDate | undefined;
  /** Invoices gathered under these figures: the fee is owed once for each (CJEU C-585/20). */
  readonly invoiceCount?: number | undefined;
}

/** The fee in cents for one invoice, 0 for a consumer or a non-professional. */
export function flatFeeOf(kind: DebtorKind): { readonly cents: bigint; readonly article: string } {
  if (!owesFlatRecoveryFee(kind)) return { cents: 0n, article: "" };
  const fee = kind === "PUBLIC" ? PUBLIC_FLAT_FEE_CENTS : FLAT_FEE_CENTS;
  return { cents: fee.value, article: fee.article };
}

/**
 * Flat fee owed, in cents: once an invoice, from the first day late, however short the delay or
 * small the sum (CJEU C-279/23), even when the principal was paid since.
 *
 * Nothing when the procedure had opened by the due date: the law then forbade paying on time.
 */
export function flatRecoveryFeeCents(facts: FlatFeeFacts): bigint {
  if (facts.daysLate <= 0) return 0n;
  const { insolvencyOpenedOn } = facts;
  if (insolvencyOpenedOn !== undefined && insolvencyOpenedOn <= facts.dueOn) return 0n;
  return flatFeeOf(facts.debtorKind).cents * BigInt(facts.invoiceCount ?? 1);
}

/**
 * Complementary compensation in cents: proven recovery costs above the flat fee. A debtor who owes
 * no flat fee owes no cost either (CPCE L111-8), nor does one protected by a collective procedure.
 */
export function complementaryCostsCents(recoveryCostsCents: bigint, flatFeeCents: bigint): bigint {
  return flatFeeCents === 0n ? 0n : maxCents(0n, recoveryCostsCents - flatFeeCents);
}
