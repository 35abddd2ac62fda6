/** How the interest of a statement was computed, in the words of the papers that must say it. */
import type { LocalDate } from "../calendar";
import { typeset } from "../typography";
import type { InvoiceStatement } from "./invoiceClaim";

/** A rate that was applied and why. */
export interface RateOrigin {
  readonly rateBps: number;
  /** To be read after « au taux de 12,40 % ». */
  readonly reason: string;
  readonly article: string;
}

/** Each rate once, in the order in which the lines use them. */
export function rateOrigins(invoices: readonly InvoiceStatement[]): RateOrigin[] {
  const origins = new Map<string, RateOrigin & { since: LocalDate }>();
  for (const segment of invoices.flatMap(({ segments }) => segments)) {
    const { rateBps, reason, article, fromOn } = segment;
    const key = `${rateBps} ${reason} ${article}`;
    const known = origins.get(key);
    if (known && known.since <= fromOn) continue;
    origins.set(key, { rateBps, reason: typeset(reason), article: typeset(article), since: fromOn });
  }
  return [...origins.values()]
    .sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)))
    .map(({ rateBps, reason, article }) => ({ rateBps, reason, article }));
}

/** `Solde TTC × taux annuel × jours / 365, arrondi au centime à chaque ligne`: the days of its years. */
export function interestFormula(invoices: readonly InvoiceStatement[]): string {
  const isActual = invoices.some(({ claim }) => claim.dayCount === "ACT_ACT");
  const divisor = isActual ? "365 (366 pour les jours d’une année bissextile)" : "365";
  return `Solde TTC × taux annuel × jours / ${divisor}, arrondi au centime à chaque ligne`;
}
