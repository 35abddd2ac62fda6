/** Thresholds, forms and costs of the courts, as dated data: change them here, with their source. */

import { type LocalDate, localDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros } from "../money";
import { typeset } from "../typography";
import type { LegalConstant } from "./legalConstants";

/** Simplified small-claims procedure: most of principal and interest. */
const SMALL_CLAIMS_CENTS: LegalConstant<bigint> = {
  value: 500_000n,
  inForceOn: localDate("2020-01-01"),
  article: "art. R. 125-1 du code des procédures civiles d’exécution",
  source: "décret n° 2019-1333 du 11 décembre 2019",
};

/** Up to this, an amicable attempt comes before the tribunal judiciaire. */
const AMICABLE_CENTS: LegalConstant<bigint> = {
  value: 500_000n,
  inForceOn: localDate("2023-10-01"),
  article: "art. 750-1 du code de procédure civile",
  source: "décret n° 2023-357 du 11 mai 2023",
};

/** Above this, a lawyer is compulsory for a hearing. */
const LAWYER_CENTS: LegalConstant<bigint> = {
  value: 1_000_000n,
  inForceOn: localDate("2020-01-01"),
  article: "art. 761 et 853 du code de procédure civile",
  source: "décret n° 2019-1333 du 11 décembre 2019",
};

/** Amounts in cents and delays that decide between the routes. An administrator may change them. */
export interface CourtThresholds {
  readonly smallClaimsCents: bigint;
  readonly amicableCents: bigint;
  readonly lawyerCents: bigint;
  /** Below this the costs may exceed the stake: prudence, not law. */
  readonly smallStakeCents: bigint;
  /** Fewer days than this to limitation: act now. Prudence, not law. */
  readonly urgentDays: number;
}

export const COURT_THRESHOLDS: CourtThresholds = {
  smallClaimsCents: SMALL_CLAIMS_CENTS.value,
  amicableCents: AMICABLE_CENTS.value,
  lawyerCents: LAWYER_CENTS.value,
  smallStakeCents: 15_000n,
  urgentDays: 120,
};

/** A number a person must check before relying on it. */
export interface CourtFact {
  readonly text: string;
  readonly asOfOn: LocalDate;
  readonly source: string;
  readonly isToVerify: boolean;
}

const asOfOn = localDate("2026-11-22");

/** Forms of the payment injunction; the version suffix changes, so it is left to the official site. */
export const INJUNCTION_FORMS = {
  COMMERCIAL: { number: "12946", court: "tribunal de commerce ou tribunal des activités économiques" },
  JUDICIAL: { number: "12948", court: "tribunal judiciaire" },
} as const;

export const COURT_FACTS = {
  commercialRegistryFee: {
    text: "Greffe du tribunal de commerce : de 33 à 42 € environ, à vérifier",
    asOfOn,
    source: "tarif des greffes, relevé auprès de praticiens",
    isToVerify: true,
  },
  judicialContribution: {
    text: "Tribunal judiciaire : pas de frais de greffe ; contribution de 50 € possible, à vérifier sur timbre.justice.gouv.fr",
    asOfOn,
    source: "art. 1635 bis Q du code général des impôts, loi n° 2026-103 du 19 février 2026",
    isToVerify: true,
  },
  service: {
    text: "Signification par commissaire de justice : de 25 à 100 € environ par acte",
    asOfOn,
    source: "tarif réglementé, selon l’acte et la distance",
    isToVerify: true,
  },
  smallClaims: {
    text: "Tous les frais restent à la charge du créancier",
    asOfOn,
    source: "art. L. 125-1 et R. 125-1 et suivants du code des procédures civiles d’exécution",
    isToVerify: false,
  },
  summaryProceedings: {
    text: "De 500 à 2 000 € environ avec un avocat, à confirmer par un devis",
    asOfOn,
    source: "ordre de grandeur observé",
    isToVerify: true,
  },
  suit: {
    text: "Assignation, avocat le cas échéant : demandez un devis",
    asOfOn,
    source: "honoraires libres",
    isToVerify: true,
  },
  free: { text: "Gratuit", asOfOn, source: "service public de l’amiable", isToVerify: false },
} as const satisfies Record<string, CourtFact>;

/** Seats of the tribunaux des activités économiques, and how they are named after « tribunal ». */
export const ECONOMIC_COURTS: Readonly<Record<string, string>> = {
  Auxerre: "d’Auxerre",
  Avignon: "d’Avignon",
  "Le Havre": "du Havre",
  "Le Mans": "du Mans",
  Limoges: "de Limoges",
  Lyon: "de Lyon",
  Marseille: "de Marseille",
  Nancy: "de Nancy",
  Nanterre: "de Nanterre",
  Paris: "de Paris",
  "Saint-Brieuc": "de Saint-Brieuc",
  Versailles: "de Versailles",
};

/** The experiment of the tribunaux des activités économiques, both days included. */
export const ECONOMIC_COURTS_PERIOD = {
  fromOn: localDate("2025-01-01"),
  toOn: localDate("2028-12-31"),
};

/** Printed under every recommendation. */
export const NOT_LEGAL_ADVICE =
  "Ceci n’est pas un conseil juridique. Vérifiez auprès du greffe, d’un avocat ou d’un commissaire de justice.";

/** One figure or form the recommendation rests on, with its date and where it comes from. */
export interface CourtReference {
  readonly label: string;
  readonly value: string;
  /** Where it comes from and since when, in one sentence. */
  readonly source: string;
}

const FACT_NAMES: Record<keyof typeof COURT_FACTS, string> = {
  commercialRegistryFee: "Frais de greffe, tribunal de commerce",
  judicialContribution: "Frais, tribunal judiciaire",
  service: "Signification d’un acte",
  smallClaims: "Petites créances, coût",
  summaryProceedings: "Référé-provision, coût",
  suit: "Assignation au fond, coût",
  free: "Conciliation, médiation, coût",
};

/** Every figure and form in use, to be read beside the recommendation. */
export function courtReferences(): CourtReference[] {
  const threshold = (label: string, constant: LegalConstant<bigint>): CourtReference => ({
    label,
    value: formatEuros(constant.value),
    source: typeset(
      `En vigueur depuis le ${formatDate(constant.inForceOn)} : ${constant.article}, ${constant.source}.`,
    ),
  });
  const form = (kind: keyof typeof INJUNCTION_FORMS): CourtReference => ({
    label: `Injonction de payer, ${INJUNCTION_FORMS[kind].court}`,
    value: typeset(`cerfa n° ${INJUNCTION_FORMS[kind].number}`),
    source: typeset(`Relevé au ${formatDate(asOfOn)} ; prenez la dernière version sur service-public.fr.`),
  });
  return [
    threshold("Petites créances, principal et intérêts, au plus", SMALL_CLAIMS_CENTS),
    threshold("Tentative amiable avant le tribunal judiciaire, jusqu’à", AMICABLE_CENTS),
    threshold("Avocat obligatoire à l’audience, au-delà de", LAWYER_CENTS),
    form("COMMERCIAL"),
    form("JUDICIAL"),
    ...(Object.keys(FACT_NAMES) as (keyof typeof COURT_FACTS)[]).map((name): CourtReference => {
      const fact: CourtFact = COURT_FACTS[name];
      const check = fact.isToVerify ? ", à vérifier" : "";
      return {
        label: FACT_NAMES[name],
        value: "",
        source: typeset(`${fact.text}. Relevé au ${formatDate(fact.asOfOn)}${check} : ${fact.source}.`),
      };
    }),
    {
      label: "Tribunaux des activités économiques",
      value: "12 villes",
      source: typeset(
        `Expérimentation du ${formatDate(ECONOMIC_COURTS_PERIOD.fromOn)} au ${formatDate(ECONOMIC_COURTS_PERIOD.toOn)} : ${Object.keys(ECONOMIC_COURTS).join(", ")}.`,
      ),
    },
  ];
}
