/**
 * Rates entered after this version was made. They are laid over the published ones: for each
 * half-year the latest entry wins, and the earlier ones stay readable.
 */
import { type HalfYear, halfYearOf, halfYearStart, nextHalfYear } from "./halfYear";
import type { Confidence, EcbRefinancingRate, LegalInterestRate, LegalRates } from "./rateTables";

export const RATE_KINDS = ["ECB_REFINANCING", "LEGAL_INTEREST"] as const;
export type RateKind = (typeof RATE_KINDS)[number];

/** How each rate is called on screen. */
export const RATE_NAMES: Record<RateKind, string> = {
  ECB_REFINANCING: "Taux de refinancement de la BCE",
  LEGAL_INTEREST: "Taux de l’intérêt légal",
};

/** One value of one half-year, as a person entered it. */
export interface RateVersion {
  readonly kind: RateKind;
  readonly halfYear: HalfYear;
  /** The ECB rate, or the legal interest of « tous les autres cas », in basis points. */
  readonly rateBps: number;
  /** The legal interest owed to natural persons; null for the ECB. */
  readonly individualBps: number | null;
  readonly confidence: Confidence;
  readonly source: string;
}

/**
 * The tables to compute with.
 *
 * @param versions oldest first: a later one takes the place of an earlier one
 */
export function ratesWith(published: LegalRates, versions: readonly RateVersion[]): LegalRates {
  const ecb = new Map(published.ecbRefinancing.map((rate) => [rate.halfYear, rate]));
  const legal = new Map(published.legalInterest.map((rate) => [rate.halfYear, rate]));
  for (const version of versions) {
    const { halfYear, rateBps, confidence, source } = version;
    if (version.kind === "ECB_REFINANCING") ecb.set(halfYear, { halfYear, rateBps, confidence, source });
    else {
      legal.set(halfYear, {
        halfYear,
        individualBps: version.individualBps ?? rateBps,
        otherCasesBps: rateBps,
        confidence,
        source,
      });
    }
  }
  return { ecbRefinancing: [...ecb.values()].sort(byTime), legalInterest: [...legal.values()].sort(byTime) };
}

function byTime(a: { halfYear: HalfYear }, b: { halfYear: HalfYear }): number {
  return a.halfYear < b.halfYear ? -1 : Number(a.halfYear > b.halfYear);
}

/** What is known of one half-year. */
export interface RateRow {
  readonly halfYear: HalfYear;
  readonly ecb: EcbRefinancingRate | undefined;
  readonly legal: LegalInterestRate | undefined;
}

/** Half-years of the tables up to the one of today, whether known or not, newest first. */
export function rateRows(rates: LegalRates, today: Parameters<typeof halfYearOf>[0]): RateRow[] {
  const known = [...rates.ecbRefinancing, ...rates.legalInterest].map((rate) => rate.halfYear);
  const all = [...known, halfYearOf(today)].sort();
  const last = all.at(-1) ?? halfYearOf(today);
  const rows: RateRow[] = [];
  const first = all[0] ?? last;
  for (let halfYear = first; halfYear <= last; halfYear = nextHalfYear(halfYear)) {
    rows.unshift({
      halfYear,
      ecb: rates.ecbRefinancing.find((rate) => rate.halfYear === halfYear),
      legal: rates.legalInterest.find((rate) => rate.halfYear === halfYear),
    });
  }
  return rows;
}

/** Rates of this half-year that must still be checked on the official site. */
export function likelyRates(rates: LegalRates, halfYear: HalfYear): RateKind[] {
  const isLikely = (rate: { halfYear: HalfYear; confidence: Confidence }) =>
    rate.halfYear === halfYear && rate.confidence === "likely";
  return [
    ...(rates.ecbRefinancing.some(isLikely) ? ["ECB_REFINANCING" as const] : []),
    ...(rates.legalInterest.some(isLikely) ? ["LEGAL_INTEREST" as const] : []),
  ];
}

/** A rate may be entered from 2015 on, and for the half-year that comes at the latest: it is never foretold. */
export function mayEnterRate(halfYear: HalfYear, today: Parameters<typeof halfYearOf>[0]): boolean {
  return halfYear >= "2015-S1" && halfYearStart(halfYear) <= halfYearStart(nextHalfYear(halfYearOf(today)));
}
