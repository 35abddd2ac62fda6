/**
 * Which late-interest rule an invoice follows, and whether the law accepts it. A rule is kept
 * as a policy, not as a number, because most of them float with the half-year.
 */
import type { LocalDate } from "../calendar";
import { DomainError } from "../invariant";
import { formatRateBps } from "../money";
import { typeset } from "../typography";
import { DEBTOR_KIND_LABELS, type DebtorKind } from "./debtorKind";
import { formatHalfYear, type HalfYear, halfYearOf } from "./halfYear";
import { CLAUSE_FLOOR_MULTIPLE } from "./legalConstants";
import { ecbRefinancingRate, type LegalRates, legalInterestRate } from "./rateTables";

/**
 * What replaces a clause below the floor. Courts have not settled it: STATUTORY takes the higher
 * of the clause and the default rate of the law, FLOOR raises the clause to the floor.
 */
export type ClauseRemedy = "STATUTORY" | "FLOOR";

export type PenaltyPolicy =
  /** ECB + 10 points, each half-year (C. com. L441-10 II). */
  | { readonly kind: "STATUTORY_B2B" }
  /** A yearly rate written in the contract. */
  | { readonly kind: "CONTRACT_FIXED"; readonly rateBps: number; readonly remedy?: ClauseRemedy }
  /** « Trois fois le taux d’intérêt légal », each half-year. */
  | { readonly kind: "CONTRACT_3X_LEGAL" }
  /** « Taux BCE majoré de n points », each half-year. */
  | { readonly kind: "CONTRACT_ECB_PLUS"; readonly marginBps: number; readonly remedy?: ClauseRemedy }
  /** ECB + 8 points, frozen when interest begins to run (CCP R2192-31). */
  | { readonly kind: "PUBLIC" }
  /** The clause of a contract with a consumer; `startsOn` when the clause runs later than the due date. */
  | { readonly kind: "B2C_CLAUSE"; readonly rateBps: number; readonly startsOn?: LocalDate }
  /** Legal rate from the formal notice (C. civ. 1231-6 and 1344-1). */
  | { readonly kind: "B2C_LEGAL" };

export type PenaltyPolicyKind = PenaltyPolicy["kind"];

const POLICIES_OF: Record<DebtorKind, readonly PenaltyPolicyKind[]> = {
  B2B: ["STATUTORY_B2B", "CONTRACT_FIXED", "CONTRACT_3X_LEGAL", "CONTRACT_ECB_PLUS"],
  PUBLIC: ["PUBLIC"],
  B2C: ["B2C_CLAUSE", "B2C_LEGAL"],
  NON_PRO: ["B2C_CLAUSE", "B2C_LEGAL"],
};

/** Rules the law allows for this kind of debtor, the default one included. */
export function policiesOf(kind: DebtorKind): readonly PenaltyPolicyKind[] {
  return POLICIES_OF[kind];
}

/** The rule that applies when nothing was agreed. */
export function defaultPolicy(kind: DebtorKind): PenaltyPolicy {
  if (kind === "B2B") return { kind: "STATUTORY_B2B" };
  return kind === "PUBLIC" ? { kind: "PUBLIC" } : { kind: "B2C_LEGAL" };
}

/** @throws DomainError `POLICY_NOT_ALLOWED` when the rule is not open to this kind of debtor. */
export function assertPolicyAllowed(kind: DebtorKind, policy: PenaltyPolicy): void {
  if (POLICIES_OF[kind].includes(policy.kind)) return;
  throw new DomainError(
    "POLICY_NOT_ALLOWED",
    typeset(
      `La règle de pénalités « ${policy.kind} » ne s’applique pas à un débiteur « ${DEBTOR_KIND_LABELS[kind]} ».`,
    ),
    "policy",
  );
}

/** The verdict on a clause between businesses. */
export interface ClauseTest {
  readonly clauseRateBps: number;
  /** Three times the legal rate of the half-year in which the invoice was issued. */
  readonly floorBps: number;
  readonly halfYear: HalfYear;
  readonly isLawful: boolean;
  /** What the engine does when the clause is too low. */
  readonly remedy: ClauseRemedy;
  /** One French sentence for the user. */
  readonly sentence: string;
  readonly article: string;
}

/**
 * Compares a clause with the floor of the half-year in which the invoice was issued. The floor
 * binds clauses only: it is not a floor on ECB + 10.
 *
 * @returns undefined for rules that are not clauses, or that equal the floor by their terms.
 * @throws RateNotPublishedError when the half-year of issue is not in the tables.
 */
export function testClause(
  policy: PenaltyPolicy,
  issuedOn: LocalDate,
  rates: LegalRates,
): ClauseTest | undefined {
  if (policy.kind !== "CONTRACT_FIXED" && policy.kind !== "CONTRACT_ECB_PLUS") return undefined;
  const halfYear = halfYearOf(issuedOn);
  const floorBps = CLAUSE_FLOOR_MULTIPLE.value * legalInterestRate(rates, halfYear).otherCasesBps;
  const clauseRateBps =
    policy.kind === "CONTRACT_FIXED"
      ? policy.rateBps
      : ecbRefinancingRate(rates, halfYear).rateBps + policy.marginBps;
  const remedy = policy.remedy ?? "STATUTORY";
  const isLawful = clauseRateBps >= floorBps;
  return {
    clauseRateBps,
    floorBps,
    halfYear,
    isLawful,
    remedy,
    sentence: clauseSentence(clauseRateBps, floorBps, halfYear, isLawful, remedy),
    article: CLAUSE_FLOOR_MULTIPLE.article,
  };
}

function clauseSentence(
  clauseRateBps: number,
  floorBps: number,
  halfYear: HalfYear,
  isLawful: boolean,
  remedy: ClauseRemedy,
): string {
  const floor = `trois fois le taux d’intérêt légal du ${formatHalfYear(halfYear)}, soit ${formatRateBps(floorBps)}`;
  if (isLawful)
    return `La clause du contrat (${formatRateBps(clauseRateBps)}) respecte le minimum légal (${floor}).`;
  const replacement =
    remedy === "STATUTORY"
      ? "Elle est écartée au profit du taux légal supplétif (taux BCE majoré de 10 points)"
      : "Elle est relevée à ce minimum";
  return typeset(
    `La clause du contrat (${formatRateBps(clauseRateBps)}) est inférieure au minimum légal (${floor}). ` +
      `${replacement}. Corrigez vos conditions générales : cette clause expose à une amende administrative.`,
  );
}
