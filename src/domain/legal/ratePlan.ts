/** From a penalty policy to the yearly rate of a given day, with the article that grounds it. */
import { addDays, type LocalDate, maxDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatRateBps } from "../money";
import { typeset } from "../typography";
import { type HalfYear, halfYearOf, halfYearStart } from "./halfYear";
import { B2B_MARGIN_BPS, CLAUSE_FLOOR_MULTIPLE, PUBLIC_MARGIN_BPS } from "./legalConstants";
import { type ClauseTest, type PenaltyPolicy, testClause } from "./penaltyPolicy";
import { type Confidence, ecbRefinancingRate, type LegalRates, legalInterestRate } from "./rateTables";

/** A yearly rate and why it is this one. */
export interface RateGround {
  readonly rateBps: number;
  /** Article in French. */
  readonly article: string;
  /** Where the rate comes from, in French, to be read after « au taux de 12,40 % ». */
  readonly reason: string;
  readonly confidence: Confidence;
}

/** The rate of each day of a delay. */
export interface RatePlan {
  /** True when the rate is set anew each half-year, so that a period is cut on 1 January and 1 July. */
  readonly isFloating: boolean;
  /** @throws RateNotPublishedError when the rate of that day is not in the tables. */
  groundOn(day: LocalDate): RateGround;
}

/** What an invoice must tell for its rate to be known. */
export interface RatePlanFacts {
  readonly policy: PenaltyPolicy;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
}

const CLAUSE_ARTICLE = B2B_MARGIN_BPS.article;
const CONSUMER_CLAUSE_ARTICLE = "art. 1103 et 1231-5 du code civil";
const CONSUMER_LEGAL_ARTICLE = "art. 1231-6 et 1344-1 du code civil";

/**
 * First day that bears interest: the day after the due date without any reminder (L441-10 II),
 * the day after the formal notice when only the legal rate applies (C. civ. 1344-1).
 *
 * @returns undefined when nothing runs because no formal notice was presented.
 */
export function accruesFromOn(
  policy: PenaltyPolicy,
  dueOn: LocalDate,
  formalNoticePresentedOn: LocalDate | undefined,
): LocalDate | undefined {
  const dayAfterDue = addDays(dueOn, 1);
  if (policy.kind === "B2C_LEGAL") {
    if (formalNoticePresentedOn === undefined) return undefined;
    return maxDate(dayAfterDue, addDays(formalNoticePresentedOn, 1));
  }
  if (policy.kind === "B2C_CLAUSE" && policy.startsOn !== undefined) {
    return maxDate(dayAfterDue, policy.startsOn);
  }
  return dayAfterDue;
}

/**
 * The rates of one invoice.
 *
 * @throws RateNotPublishedError when the floor of a clause, or the frozen rate of a public buyer,
 *   needs a half-year that is not in the tables.
 */
export function ratePlan(facts: RatePlanFacts, rates: LegalRates): RatePlan {
  const { policy, issuedOn, dueOn } = facts;
  switch (policy.kind) {
    case "STATUTORY_B2B":
      return floating((halfYear) => statutoryGround(halfYear, rates));
    case "CONTRACT_3X_LEGAL":
      return floating((halfYear) => threeTimesLegalGround(halfYear, rates));
    case "CONTRACT_FIXED":
    case "CONTRACT_ECB_PLUS": {
      const clauseTest = testClause(policy, issuedOn, rates);
      if (clauseTest && !clauseTest.isLawful) return replacedClausePlan(policy, clauseTest, rates);
      return policy.kind === "CONTRACT_FIXED"
        ? constant(fixedClauseGround(policy.rateBps))
        : floating((halfYear) => ecbClauseGround(halfYear, policy.marginBps, rates));
    }
    case "PUBLIC":
      // Frozen at the half-year in which interest began to run (CCP R2192-31).
      return constant(publicGround(halfYearOf(addDays(dueOn, 1)), rates));
    case "B2C_CLAUSE":
      return constant(consumerClauseGround(policy.rateBps));
    case "B2C_LEGAL":
      return floating((halfYear) => consumerLegalGround(halfYear, rates));
  }
}

function constant(ground: RateGround): RatePlan {
  return { isFloating: false, groundOn: () => ground };
}

function floating(groundOf: (halfYear: HalfYear) => RateGround): RatePlan {
  return { isFloating: true, groundOn: (day) => groundOf(halfYearOf(day)) };
}

/** A clause below the floor: the user's remedy decides, and every segment says so. */
function replacedClausePlan(policy: PenaltyPolicy, clauseTest: ClauseTest, rates: LegalRates): RatePlan {
  if (clauseTest.remedy === "FLOOR") {
    return constant({
      rateBps: clauseTest.floorBps,
      article: CLAUSE_FLOOR_MULTIPLE.article,
      reason: typeset("clause inférieure au minimum légal, relevée à trois fois le taux d’intérêt légal"),
      confidence: legalInterestRate(rates, clauseTest.halfYear).confidence,
    });
  }
  return floating((halfYear) => {
    const statutory = statutoryGround(halfYear, rates);
    const clause =
      policy.kind === "CONTRACT_ECB_PLUS"
        ? ecbClauseGround(halfYear, policy.marginBps, rates)
        : fixedClauseGround(clauseTest.clauseRateBps);
    if (clause.rateBps > statutory.rateBps) return clause;
    return { ...statutory, reason: `clause inférieure au minimum légal, écartée\u00a0; ${statutory.reason}` };
  });
}

function ecbReason(halfYear: HalfYear, ecbBps: number, margin: string): string {
  const day = formatDate(halfYearStart(halfYear));
  return `taux de refinancement de la BCE au ${day} (${formatRateBps(ecbBps)}) majoré de ${margin}`;
}

/** `800` → `8 points`, `825` → `8,25 points`. */
function formatPoints(marginBps: number): string {
  const points = formatRateBps(marginBps).slice(0, -2).replace(/,00$/, "");
  return `${points} point${marginBps >= 200 ? "s" : ""}`;
}

function ecbGround(halfYear: HalfYear, marginBps: number, article: string, rates: LegalRates): RateGround {
  const ecb = ecbRefinancingRate(rates, halfYear);
  return {
    rateBps: ecb.rateBps + marginBps,
    article,
    reason: ecbReason(halfYear, ecb.rateBps, formatPoints(marginBps)),
    confidence: ecb.confidence,
  };
}

function statutoryGround(halfYear: HalfYear, rates: LegalRates): RateGround {
  return ecbGround(halfYear, B2B_MARGIN_BPS.value, B2B_MARGIN_BPS.article, rates);
}

function ecbClauseGround(halfYear: HalfYear, marginBps: number, rates: LegalRates): RateGround {
  const ground = ecbGround(halfYear, marginBps, CLAUSE_ARTICLE, rates);
  return { ...ground, reason: `clause du contrat, ${ground.reason}` };
}

function publicGround(halfYear: HalfYear, rates: LegalRates): RateGround {
  const ground = ecbGround(halfYear, PUBLIC_MARGIN_BPS.value, PUBLIC_MARGIN_BPS.article, rates);
  return { ...ground, reason: `${ground.reason}, fixe pendant tout le retard` };
}

function fixedClauseGround(rateBps: number): RateGround {
  return { rateBps, article: CLAUSE_ARTICLE, reason: "taux fixé par le contrat", confidence: "sure" };
}

function consumerClauseGround(rateBps: number): RateGround {
  return {
    rateBps,
    article: CONSUMER_CLAUSE_ARTICLE,
    reason: "taux fixé par le contrat accepté",
    confidence: "sure",
  };
}

function threeTimesLegalGround(halfYear: HalfYear, rates: LegalRates): RateGround {
  const legal = legalInterestRate(rates, halfYear);
  const day = formatDate(halfYearStart(halfYear));
  return {
    rateBps: CLAUSE_FLOOR_MULTIPLE.value * legal.otherCasesBps,
    article: CLAUSE_ARTICLE,
    reason: `clause du contrat, trois fois le taux d’intérêt légal au ${day} (${formatRateBps(legal.otherCasesBps)})`,
    confidence: legal.confidence,
  };
}

function consumerLegalGround(halfYear: HalfYear, rates: LegalRates): RateGround {
  const legal = legalInterestRate(rates, halfYear);
  const day = formatDate(halfYearStart(halfYear));
  return {
    rateBps: legal.otherCasesBps,
    article: CONSUMER_LEGAL_ARTICLE,
    reason: `taux d’intérêt légal des créances professionnelles au ${day}, à compter de la mise en demeure`,
    confidence: legal.confidence,
  };
}
