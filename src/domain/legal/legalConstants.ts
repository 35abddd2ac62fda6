/**
 * Numbers written in the law, each with its article and the day since which it holds. Change a
 * number here, with its source, and every computation and sentence follows.
 */
import { type LocalDate, localDate } from "../calendar";

/** One number of the law. The unit is in the name of the constant. */
export interface LegalConstant<Value> {
  readonly value: Value;
  readonly inForceOn: LocalDate;
  /** Article in French, ready to be printed. */
  readonly article: string;
  /** Text that set the number. */
  readonly source: string;
}

/** Points added to the ECB rate between businesses when no valid clause says otherwise. */
export const B2B_MARGIN_BPS: LegalConstant<number> = {
  value: 1000,
  inForceOn: localDate("2019-04-26"),
  article: "art. L. 441-10, II du code de commerce",
  source: "ordonnance n° 2019-359 du 24 avril 2019",
};

/** A clause between businesses may not go below this many times the legal interest rate. */
export const CLAUSE_FLOOR_MULTIPLE: LegalConstant<number> = {
  value: 3,
  inForceOn: localDate("2019-04-26"),
  article: "art. L. 441-10, II du code de commerce",
  source: "ordonnance n° 2019-359 du 24 avril 2019",
};

/** Points added to the ECB rate for a public buyer; the rate is frozen for the whole delay. */
export const PUBLIC_MARGIN_BPS: LegalConstant<number> = {
  value: 800,
  inForceOn: localDate("2019-04-01"),
  article: "art. R. 2192-31 du code de la commande publique",
  source: "décret n° 2018-1075 du 3 décembre 2018",
};

/** Flat recovery fee, once an invoice paid late, between businesses. */
export const FLAT_FEE_CENTS: LegalConstant<bigint> = {
  value: 4000n,
  inForceOn: localDate("2013-01-01"),
  article: "art. D. 441-5 du code de commerce",
  source: "décret n° 2012-1115 du 2 octobre 2012",
};

/** Flat recovery fee owed by a public buyer. */
export const PUBLIC_FLAT_FEE_CENTS: LegalConstant<bigint> = {
  value: 4000n,
  inForceOn: localDate("2019-04-01"),
  article: "art. R. 2192-35 du code de la commande publique",
  source: "décret n° 2018-1075 du 3 décembre 2018",
};

/** Above this yearly rate a clause towards a consumer risks being held unfair: prudence, not law. */
export const CONSUMER_RATE_WARNING_BPS: LegalConstant<number> = {
  value: 1000,
  inForceOn: localDate("2016-07-01"),
  article: "art. R. 212-2, 3° du code de la consommation",
  source: "seuil de prudence retenu par le produit",
};
