/**
 * What became of the interest and flat fee of an invoice: accrued, paid, waived, demanded and still
 * due, or never demanded yet. The four parts add up to what accrued, so that nothing is asked for
 * twice nor lost without a word.
 */
import type { LocalDate } from "../calendar";
import { invariant } from "../invariant";
import { maxCents, minCents, sumCents } from "../money";
import type { InvoiceStatement } from "./invoiceClaim";
import type { Waivable } from "./waiver";

/** A document that left and asked for these sums: what was due that day, payments deducted. */
export interface AccessoryDemand extends Waivable {
  readonly on: LocalDate;
}

/** One kind of accessory. Cents; `accrued` is the sum of the four others. */
export interface AccessoryAccount {
  readonly accruedCents: bigint;
  readonly paidCents: bigint;
  readonly waivedCents: bigint;
  /** Asked for in a document that left, and still due. */
  readonly demandedCents: bigint;
  /** Due, and asked for in no document yet. */
  readonly undemandedCents: bigint;
}

export interface AccessoryLedger {
  readonly penalty: AccessoryAccount;
  readonly flatFee: AccessoryAccount;
  readonly lastDemandOn: LocalDate | undefined;
}

/**
 * Reads the ledger of an invoice on the day of its statement.
 *
 * A demand states everything due on its day: two demands overlap and never add up. The largest one,
 * with what was settled before it, says how much has been asked for.
 */
export function accessoryLedger(
  statement: InvoiceStatement,
  demands: readonly AccessoryDemand[],
): AccessoryLedger {
  const past = demands.filter((demand) => demand.on <= statement.statedOn);
  const paid = (key: "toPenaltyCents" | "toFlatFeeCents", through: LocalDate) =>
    sumCents(statement.imputations.filter((line) => line.event.on <= through).map((line) => line[key]));
  const waived = (key: keyof Waivable, through: LocalDate) =>
    sumCents((statement.claim.waivers ?? []).filter((one) => one.on <= through).map((one) => one[key]));
  const account = (
    key: keyof Waivable,
    paidKey: "toPenaltyCents" | "toFlatFeeCents",
    accruedCents: bigint,
    waivedCents: bigint,
  ) =>
    accountOf({
      accruedCents,
      paidCents: paid(paidKey, statement.statedOn),
      waivedCents,
      askedCents: past
        .map((demand) => demand[key] + paid(paidKey, demand.on) + waived(key, demand.on))
        .reduce(maxCents, 0n),
    });
  const { penaltyCents, penaltyWaivedCents, flatFeeCents, flatFeeWaivedCents } = statement;
  return {
    penalty: account("penaltyCents", "toPenaltyCents", penaltyCents, penaltyWaivedCents),
    flatFee: account("flatFeeCents", "toFlatFeeCents", flatFeeCents, flatFeeWaivedCents),
    lastDemandOn: past
      .filter((demand) => demand.penaltyCents + demand.flatFeeCents > 0n)
      .map((demand) => demand.on)
      .sort()
      .at(-1),
  };
}

interface Figures {
  accruedCents: bigint;
  paidCents: bigint;
  waivedCents: bigint;
  /** Largest sum ever asked for, with what was settled before: counted from the first day. */
  askedCents: bigint;
}

function accountOf({ accruedCents, paidCents, waivedCents, askedCents }: Figures): AccessoryAccount {
  const settledCents = paidCents + waivedCents;
  // A credit note may lower what accrued below what was once asked for.
  const coveredCents = minCents(accruedCents, maxCents(askedCents, settledCents));
  const account = {
    accruedCents,
    paidCents,
    waivedCents,
    demandedCents: coveredCents - settledCents,
    undemandedCents: accruedCents - coveredCents,
  };
  invariant(account.demandedCents >= 0n, "no more settled than accrued");
  return account;
}

/** Adds accounts up: several invoices, or interest and fee together. */
export function sumAccounts(accounts: readonly AccessoryAccount[]): AccessoryAccount {
  const sum = (key: keyof AccessoryAccount) => sumCents(accounts.map((account) => account[key]));
  return {
    accruedCents: sum("accruedCents"),
    paidCents: sum("paidCents"),
    waivedCents: sum("waivedCents"),
    demandedCents: sum("demandedCents"),
    undemandedCents: sum("undemandedCents"),
  };
}
