/**
 * What one invoice is worth on a given day: principal, late interest line by line, flat fee,
 * costs, what was paid and on what, and the interest of each further day.
 */
import { addDays, daysBetween, type LocalDate, minDate } from "../calendar";
import { formatDate } from "../dateText";
import { DomainError, invariant } from "../invariant";
import { sumCents } from "../money";
import { complementaryCostsCents, flatRecoveryFeeCents } from "./flatRecoveryFee";
import { type AccrualWindow, runAccount, sumImputed } from "./imputation";
import {
  type DailyInterest,
  freezingInsolvencyOn,
  type InvoiceClaim,
  type InvoiceStatement,
} from "./invoiceClaim";
import { exactInterest, type PenaltySegment, penaltySegments, type Stretch } from "./latePenalty";
import { assertPolicyAllowed, type ClauseTest, testClause } from "./penaltyPolicy";
import { accruesFromOn, type RatePlan, ratePlan } from "./ratePlan";
import { type LegalRates, RateNotPublishedError } from "./rateTables";
import { roundRational, sumRationals } from "./rational";
import { statementWarnings } from "./statementWarnings";
import { assertWaivable, waivedOf } from "./waiver";

/**
 * The statement of one invoice, day `statedOn` included.
 *
 * Complementary costs are claimed on proof and are not a settled debt: no payment is imputed on
 * them, and a sum paid in excess is shown beside them.
 *
 * @throws RateNotPublishedError when a day of the delay has no published rate.
 * @throws DomainError when the rule is not open to this debtor, or the facts contradict each other.
 */
export function statementOfInvoice(
  claim: InvoiceClaim,
  statedOn: LocalDate,
  rates: LegalRates,
): InvoiceStatement {
  assertConsistent(claim);
  const window = accrualWindow(claim, statedOn);
  const segmentsOf = segmentPricer(claim, rates);
  const account = runAccount({
    totalCents: claim.totalCents,
    events: claim.events,
    dueOn: claim.dueOn,
    statedOn,
    imputation: claim.imputation ?? "PRINCIPAL_FIRST",
    window,
    penaltyCents: (stretches) => sumCents(segmentsOf(stretches).map((segment) => segment.amountCents)),
    flatFeeCents: (settledOn) => flatFeeCents(claim, settledOn),
  });
  const segments = segmentsOf(account.stretches);
  const stoppedOn = account.settledOn ?? statedOn;
  const penaltyExactCents = sumRationals(segments.map((segment) => segment.exactCents));
  const feeCents = flatFeeCents(claim, stoppedOn);
  const penaltyCents = sumCents(segments.map((segment) => segment.amountCents));
  const penaltyPaidCents = sumImputed(account.lines, "toPenaltyCents");
  const flatFeePaidCents = sumImputed(account.lines, "toFlatFeeCents");
  const waived = waivedOf(claim.waivers, statedOn, {
    penaltyCents: penaltyCents - penaltyPaidCents,
    flatFeeCents: feeCents - flatFeePaidCents,
  });
  const amounts = {
    penaltyCents,
    penaltySettledCents: penaltyPaidCents + waived.penaltyCents,
    penaltyWaivedCents: waived.penaltyCents,
    principalDueCents: account.principalDueCents,
    flatFeeCents: feeCents,
    flatFeeSettledCents: flatFeePaidCents + waived.flatFeeCents,
    flatFeeWaivedCents: waived.flatFeeCents,
    complementaryCents: complementaryCostsCents(claim.recoveryCostsCents ?? 0n, feeCents),
  };
  const statement = {
    claim,
    statedOn,
    daysLate: daysLate(claim.dueOn, stoppedOn),
    segments,
    imputations: account.lines,
    ...amounts,
    penaltyExactCents,
    penaltyRoundedOnceCents: roundRational(penaltyExactCents),
    overpaidCents: sumImputed(account.lines, "unappliedCents"),
    totalDueCents: totalDue(amounts),
    daily: dailyInterest(claim, account.principalDueCents, statedOn, rates),
    clauseTest: knownClauseTest(claim, rates),
  };
  assertAddsUp(statement);
  return { ...statement, warnings: statementWarnings(statement) };
}

function daysLate(dueOn: LocalDate, stoppedOn: LocalDate): number {
  return Math.max(0, daysBetween(dueOn, stoppedOn));
}

function flatFeeCents(claim: InvoiceClaim, stoppedOn: LocalDate): bigint {
  return flatRecoveryFeeCents({
    debtorKind: claim.debtorKind,
    dueOn: claim.dueOn,
    daysLate: daysLate(claim.dueOn, stoppedOn),
    insolvencyOpenedOn: freezingInsolvencyOn(claim),
    invoiceCount: claim.invoiceCount,
  });
}

/** Days that may bear interest: the opening judgment stops it at 0 h of its date (L622-28). */
function accrualWindow(claim: InvoiceClaim, throughOn: LocalDate): AccrualWindow | undefined {
  const fromOn = accruesFromOn(claim.policy, claim.dueOn, claim.formalNoticePresentedOn);
  if (fromOn === undefined) return undefined;
  const openedOn = freezingInsolvencyOn(claim);
  const toOn = openedOn === undefined ? throughOn : minDate(throughOn, addDays(openedOn, -1));
  return fromOn <= toOn ? { fromOn, toOn } : undefined;
}

/** Prices stretches, and asks for rates only when there is something to price. */
function segmentPricer(
  claim: InvoiceClaim,
  rates: LegalRates,
): (stretches: readonly Stretch[]) => PenaltySegment[] {
  let plan: RatePlan | undefined;
  return (stretches) => {
    if (stretches.length === 0) return [];
    plan ??= ratePlan(claim, rates);
    return penaltySegments(stretches, plan, claim.dayCount ?? "ACT_365F");
  };
}

function dailyInterest(
  claim: InvoiceClaim,
  principalDueCents: bigint,
  statedOn: LocalDate,
  rates: LegalRates,
): DailyInterest {
  const nextDay = addDays(statedOn, 1);
  const window = accrualWindow(claim, nextDay);
  if (principalDueCents === 0n || window === undefined || window.toOn < nextDay) return { kind: "NONE" };
  try {
    const { rateBps } = ratePlan(claim, rates).groundOn(nextDay);
    const dayCount = claim.dayCount ?? "ACT_365F";
    const exact = exactInterest(principalDueCents, rateBps, nextDay, nextDay, dayCount);
    return { kind: "RUNNING", amountCents: roundRational(exact), rateBps };
  } catch (error) {
    if (error instanceof RateNotPublishedError) return { kind: "RATE_NOT_PUBLISHED", reason: error.message };
    throw error;
  }
}

/** The clause's verdict. Its rate may be missing here only when no day bore interest on it. */
function knownClauseTest(claim: InvoiceClaim, rates: LegalRates): ClauseTest | undefined {
  try {
    return testClause(claim.policy, claim.issuedOn, rates);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return undefined;
    throw error;
  }
}

type DueParts = Pick<
  InvoiceStatement,
  | "principalDueCents"
  | "penaltyCents"
  | "penaltySettledCents"
  | "flatFeeCents"
  | "flatFeeSettledCents"
  | "complementaryCents"
>;

function totalDue(parts: DueParts): bigint {
  const penaltyDueCents = parts.penaltyCents - parts.penaltySettledCents;
  const feeDueCents = parts.flatFeeCents - parts.flatFeeSettledCents;
  return parts.principalDueCents + penaltyDueCents + feeDueCents + parts.complementaryCents;
}

/** A statement that does not add up never leaves the engine. */
function assertAddsUp(statement: Omit<InvoiceStatement, "warnings">): void {
  const { claim, imputations } = statement;
  const reducedCents = sumImputed(imputations, "toPrincipalCents");
  invariant(
    statement.principalDueCents === claim.totalCents - reducedCents,
    "the principal is the total less what was imputed on it",
  );
  for (const line of imputations) {
    const partsCents =
      line.toPrincipalCents + line.toPenaltyCents + line.toFlatFeeCents + line.unappliedCents;
    invariant(partsCents === line.event.amountCents, "an imputation adds up to its amount");
  }
  invariant(statement.penaltySettledCents <= statement.penaltyCents, "no more interest settled than owed");
  invariant(statement.flatFeeSettledCents <= statement.flatFeeCents, "no more flat fee settled than owed");
}

function assertConsistent(claim: InvoiceClaim): void {
  assertPolicyAllowed(claim.debtorKind, claim.policy);
  const refuse = (isWrong: boolean, field: string, sentence: string): void => {
    if (isWrong) throw new DomainError("CLAIM", sentence, field);
  };
  refuse(claim.totalCents < 0n, "totalCents", "Le montant d’une facture ne peut pas être négatif.");
  refuse(
    claim.dueOn < claim.issuedOn,
    "dueOn",
    `L’échéance (${formatDate(claim.dueOn)}) précède l’émission de la facture (${formatDate(claim.issuedOn)}).`,
  );
  for (const event of claim.events) {
    refuse(event.amountCents <= 0n, "events", "Un règlement ou un avoir est d’un montant positif.");
  }
  assertWaivable(claim.debtorKind, claim.waivers);
  refuse((claim.recoveryCostsCents ?? 0n) < 0n, "recoveryCostsCents", "Des frais ne sont jamais négatifs.");
  const count = claim.invoiceCount ?? 1;
  refuse(!Number.isInteger(count) || count < 1, "invoiceCount", "Le nombre de factures est d’au moins 1.");
}
