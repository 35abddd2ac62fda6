/**
 * The two official rates that late interest is built on, by half-year. The tables are data
 * given to the engine, so that an administrator can add a row; a rate that is not published is
 * never guessed.
 */
import { DomainError } from "../invariant";
import { formatHalfYear, type HalfYear } from "./halfYear";

/** `sure`: read from several agreeing sources. `likely`: to check on the official site. */
export type Confidence = "sure" | "likely";

/** ECB main refinancing operations rate in force on the first day of the half-year. */
export interface EcbRefinancingRate {
  readonly halfYear: HalfYear;
  readonly rateBps: number;
  readonly confidence: Confidence;
  /** Where the value was read, in French. */
  readonly source: string;
}

/** Taux de l’intérêt légal (CMF L313-2, D313-1-A), two columns by kind of creditor. */
export interface LegalInterestRate {
  readonly halfYear: HalfYear;
  /** Creditor is a natural person acting outside any business. Never used by this product. */
  readonly individualBps: number;
  /** « Tous les autres cas »: every professional creditor, also against a consumer. */
  readonly otherCasesBps: number;
  readonly confidence: Confidence;
  /** Where the value was read, in French, with the arrêté when it is known. */
  readonly source: string;
}

/** Every published rate the engine may use. */
export interface LegalRates {
  readonly ecbRefinancing: readonly EcbRefinancingRate[];
  readonly legalInterest: readonly LegalInterestRate[];
}

/** The rate of a half-year is not in the table: the amount cannot be computed. */
export class RateNotPublishedError extends DomainError {
  readonly halfYear: HalfYear;

  constructor(rateName: string, halfYear: HalfYear) {
    super(
      "RATE_NOT_PUBLISHED",
      `Le ${rateName} du ${formatHalfYear(halfYear)} n’est pas publié ou pas encore saisi. ` +
        "Le décompte ne peut pas être calculé jusqu’à cette date.",
    );
    this.name = "RateNotPublishedError";
    this.halfYear = halfYear;
  }
}

/** @throws RateNotPublishedError when the table has no row for this half-year. */
export function ecbRefinancingRate(rates: LegalRates, halfYear: HalfYear): EcbRefinancingRate {
  const row = rates.ecbRefinancing.find((rate) => rate.halfYear === halfYear);
  if (!row) throw new RateNotPublishedError("taux de refinancement de la BCE", halfYear);
  return row;
}

/** @throws RateNotPublishedError when the table has no row for this half-year. */
export function legalInterestRate(rates: LegalRates, halfYear: HalfYear): LegalInterestRate {
  const row = rates.legalInterest.find((rate) => rate.halfYear === halfYear);
  if (!row) throw new RateNotPublishedError("taux d’intérêt légal", halfYear);
  return row;
}

/** Tables in which this half-year is still missing, for the alert of 1 January and 1 July. */
export function missingRates(rates: LegalRates, halfYear: HalfYear): ("ECB" | "LEGAL")[] {
  const missing: ("ECB" | "LEGAL")[] = [];
  if (!rates.ecbRefinancing.some((rate) => rate.halfYear === halfYear)) missing.push("ECB");
  if (!rates.legalInterest.some((rate) => rate.halfYear === halfYear)) missing.push("LEGAL");
  return missing;
}
