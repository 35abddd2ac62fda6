/**
 * Payment terms: the due date they give, and the longest one the law allows
 * (C. com. L441-10 to L441-13; CCP R2192-10 and R2192-11). All days are calendar days.
 */
import { addDays, dateOf, endOfMonth, type LocalDate, lastDayOfMonth, maxDate } from "../calendar";
import { formatDate } from "../dateText";
import { DomainError } from "../invariant";
import { typeset } from "../typography";

/** What the contract says. « Fin de mois » A adds the days first, B goes to the month end first. */
export type PaymentTerms =
  | { readonly kind: "NOTHING_AGREED" }
  /** Due on the day of issue. */
  | { readonly kind: "AT_ONCE" }
  | { readonly kind: "DAYS"; readonly days: number }
  | {
      readonly kind: "END_OF_MONTH";
      readonly days: number;
      readonly method: "A" | "B";
      /** « le 10 »: the next such day after the month end. */
      readonly thenDayOfMonth?: number | undefined;
    }
  /** Days after the delivery of the goods or the end of the work. */
  | { readonly kind: "DAYS_AFTER_DELIVERY"; readonly days: number };

/** Trades and debtors whose longest term is fixed by a text of its own. */
export const PAYMENT_SECTORS = [
  "GENERAL",
  "PERIODIC_INVOICE",
  "TRANSPORT",
  "PERISHABLE_FOOD",
  "PERISHABLE_FOOD_PERIODIC",
  "LIVE_CATTLE_FRESH_MEAT",
  "ALCOHOL",
  "WINE",
  "SEASONAL",
  "EXPORT_OUTSIDE_EU",
  "PUBLIC_GENERAL",
  "PUBLIC_HEALTH",
  "PUBLIC_COMPANY",
  "CONSUMER",
] as const;
export type PaymentSector = (typeof PAYMENT_SECTORS)[number];

/** The days an invoice carries. */
export interface PaymentDates {
  readonly issuedOn: LocalDate;
  /** Goods received or work done; the day of issue stands in when it is unknown. */
  readonly performedOn?: LocalDate | undefined;
  /** The public buyer received the payment request (Chorus Pro). */
  readonly requestReceivedOn?: LocalDate | undefined;
}

/** The last due date the law allows, and why. */
export interface LegalMaximum {
  readonly latestOn: LocalDate;
  /** The rule in French, to be read after « Le délai légal est de ». */
  readonly rule: string;
  readonly article: string;
}

const MAX_TERM_DAYS = 365;

/**
 * The due date of an invoice. The day of issue is not counted.
 *
 * @throws DomainError `PAYMENT_TERMS` when the number of days or the day of the month makes no sense.
 */
export function dueDate(terms: PaymentTerms, dates: PaymentDates, sector: PaymentSector): LocalDate {
  assertTerms(terms);
  const { issuedOn } = dates;
  switch (terms.kind) {
    case "NOTHING_AGREED":
      return dueDateByLaw(dates, sector);
    case "AT_ONCE":
      return issuedOn;
    case "DAYS":
      return addDays(issuedOn, terms.days);
    case "DAYS_AFTER_DELIVERY":
      return addDays(dates.performedOn ?? issuedOn, terms.days);
    case "END_OF_MONTH": {
      const end = endOfMonthDue(issuedOn, terms.days, terms.method);
      return terms.thenDayOfMonth === undefined ? end : nextDayOfMonth(end, terms.thenDayOfMonth);
    }
  }
}

function assertTerms(terms: PaymentTerms): void {
  if ("days" in terms && (!Number.isInteger(terms.days) || terms.days < 0 || terms.days > MAX_TERM_DAYS)) {
    throw new DomainError(
      "PAYMENT_TERMS",
      `Le délai est un nombre de jours de 0 à ${MAX_TERM_DAYS}.`,
      "days",
    );
  }
  const dayOfMonth = terms.kind === "END_OF_MONTH" ? terms.thenDayOfMonth : undefined;
  if (dayOfMonth !== undefined && (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > 31)) {
    throw new DomainError("PAYMENT_TERMS", "Le jour du mois va de 1 à 31.", "thenDayOfMonth");
  }
}

/** Without agreement: 30 days after delivery, at once for a consumer, the public delay for a buyer. */
function dueDateByLaw(dates: PaymentDates, sector: PaymentSector): LocalDate {
  const performedOn = dates.performedOn ?? dates.issuedOn;
  switch (sector) {
    case "CONSUMER":
      return dates.issuedOn;
    case "PUBLIC_GENERAL":
    case "PUBLIC_HEALTH":
    case "PUBLIC_COMPANY":
    case "LIVE_CATTLE_FRESH_MEAT":
      return legalMaximum(sector, dates)?.latestOn ?? addDays(performedOn, 30);
    default:
      return addDays(performedOn, 30);
  }
}

function endOfMonthDue(issuedOn: LocalDate, days: number, method: "A" | "B"): LocalDate {
  return method === "A" ? endOfMonth(addDays(issuedOn, days)) : addDays(endOfMonth(issuedOn), days);
}

/** The first such day of a month strictly after a date, or the last day of a shorter month. */
function nextDayOfMonth(after: LocalDate, dayOfMonth: number): LocalDate {
  const inMonthOf = (date: LocalDate): LocalDate => {
    const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
    return dateOf(year, month, Math.min(dayOfMonth, lastDayOfMonth(year, month)));
  };
  const sameMonth = inMonthOf(after);
  return sameMonth > after ? sameMonth : inMonthOf(addDays(endOfMonth(after), 1));
}

/** The 10-day period of the month (1–10, 11–20, 21–end) ends on this day. */
function endOfDecade(date: LocalDate): LocalDate {
  const day = Number(date.slice(8, 10));
  if (day > 20) return endOfMonth(date);
  return dateOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), day <= 10 ? 10 : 20);
}

/** What a maximum is counted from. */
type Origin = "ISSUE" | "DELIVERY" | "DELIVERY_DECADE_END" | "DELIVERY_MONTH_END" | "REQUEST_RECEIPT";

interface SectorMaximum {
  readonly days: number;
  readonly from: Origin;
  readonly article: string;
}

const COMMERCE_SECTOR_ARTICLE = "art. L. 441-11, II du code de commerce";
const PUBLIC_ARTICLE = "art. R. 2192-10 et R. 2192-11 du code de la commande publique";

/** Longest terms that a single count of days describes. */
const SECTOR_MAXIMA: Partial<Record<PaymentSector, SectorMaximum>> = {
  PERIODIC_INVOICE: { days: 45, from: "ISSUE", article: "art. L. 441-10, I du code de commerce" },
  TRANSPORT: { days: 30, from: "ISSUE", article: COMMERCE_SECTOR_ARTICLE },
  PERISHABLE_FOOD: { days: 30, from: "DELIVERY", article: COMMERCE_SECTOR_ARTICLE },
  PERISHABLE_FOOD_PERIODIC: { days: 30, from: "DELIVERY_DECADE_END", article: COMMERCE_SECTOR_ARTICLE },
  LIVE_CATTLE_FRESH_MEAT: { days: 20, from: "DELIVERY", article: COMMERCE_SECTOR_ARTICLE },
  ALCOHOL: { days: 30, from: "DELIVERY_MONTH_END", article: COMMERCE_SECTOR_ARTICLE },
  EXPORT_OUTSIDE_EU: { days: 90, from: "ISSUE", article: "art. L. 441-12 du code de commerce" },
  PUBLIC_GENERAL: { days: 30, from: "REQUEST_RECEIPT", article: PUBLIC_ARTICLE },
  PUBLIC_HEALTH: { days: 50, from: "REQUEST_RECEIPT", article: PUBLIC_ARTICLE },
  PUBLIC_COMPANY: { days: 60, from: "REQUEST_RECEIPT", article: PUBLIC_ARTICLE },
};

const ORIGIN_LABELS: Record<Origin, string> = {
  ISSUE: "après l’émission de la facture",
  DELIVERY: "après la livraison",
  DELIVERY_DECADE_END: "après la fin de la décade de livraison",
  DELIVERY_MONTH_END: "après la fin du mois de livraison",
  REQUEST_RECEIPT: "après la réception de la demande de paiement",
};

function originOn(from: Origin, dates: PaymentDates): LocalDate {
  const performedOn = dates.performedOn ?? dates.issuedOn;
  switch (from) {
    case "ISSUE":
      return dates.issuedOn;
    case "DELIVERY":
      return performedOn;
    case "DELIVERY_DECADE_END":
      return endOfDecade(performedOn);
    case "DELIVERY_MONTH_END":
      return endOfMonth(performedOn);
    case "REQUEST_RECEIPT":
      // The delay of a public buyer waits for the work when it is done after the request.
      return maxDate(dates.requestReceivedOn ?? dates.issuedOn, performedOn);
  }
}

/**
 * The longest term the law allows, undefined where the contract is free (consumer) or the
 * computation depends on the season (agricultural equipment, sport, leather, watches, toys).
 */
export function legalMaximum(
  sector: PaymentSector,
  dates: PaymentDates,
  terms?: PaymentTerms,
): LegalMaximum | undefined {
  if (sector === "GENERAL" || sector === "WINE") return generalMaximum(sector, dates.issuedOn, terms);
  const maximum = SECTOR_MAXIMA[sector];
  if (maximum === undefined) return undefined;
  return {
    latestOn: addDays(originOn(maximum.from, dates), maximum.days),
    rule: `${maximum.days} jours ${ORIGIN_LABELS[maximum.from]}`,
    article: typeset(maximum.article),
  };
}

function latestEndOfMonth45(issuedOn: LocalDate): LocalDate {
  return maxDate(endOfMonthDue(issuedOn, 45, "A"), endOfMonthDue(issuedOn, 45, "B"));
}

/** 60 days, or « 45 jours fin de mois » when the contract expressly counts to the end of a month. */
function generalMaximum(
  sector: "GENERAL" | "WINE",
  issuedOn: LocalDate,
  terms: PaymentTerms | undefined,
): LegalMaximum {
  const sixtyDaysOn = addDays(issuedOn, 60);
  const mayEndMonth = sector === "WINE" || terms?.kind === "END_OF_MONTH";
  return {
    latestOn: mayEndMonth ? maxDate(sixtyDaysOn, latestEndOfMonth45(issuedOn)) : sixtyDaysOn,
    rule: `60 jours après l’émission de la facture${mayEndMonth ? " ou 45 jours fin de mois" : ""}`,
    article: typeset(sector === "WINE" ? COMMERCE_SECTOR_ARTICLE : "art. L. 441-10, I du code de commerce"),
  };
}

/**
 * What to tell the user about the due date printed on an invoice, undefined when all is well.
 * The printed date still decides the delay: a longer one never makes the debtor late earlier.
 */
export function paymentTermsWarning(
  dueOn: LocalDate,
  sector: PaymentSector,
  dates: PaymentDates,
  terms?: PaymentTerms,
): string | undefined {
  if (sector === "SEASONAL") {
    return typeset(
      "Ce secteur saisonnier suit un délai particulier (art. L. 441-11, II et D. 441-5-1 du code de commerce) : vérifiez l’échéance.",
    );
  }
  const maximum = legalMaximum(sector, dates, terms);
  if (maximum === undefined || dueOn <= maximum.latestOn) return undefined;
  return typeset(
    `L’échéance du ${formatDate(dueOn)} dépasse le délai légal, ${maximum.rule}, soit le ${formatDate(maximum.latestOn)} (${maximum.article}). ` +
      "Les relances partent de l’échéance imprimée, mais ce dépassement expose à une amende administrative.",
  );
}
