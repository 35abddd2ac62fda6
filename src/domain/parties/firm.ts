/** A firm that acts for creditors: what it is, which decides what its letters must say. */
import type { LocalDate } from "../calendar";

/**
 * ACCOUNTANT: chartered accountants, under a specific mandate (ordonnance of 19 September 1945,
 * art. 22). COLLECTOR: collects for others without a professional status (CPCE R124-1 to R124-7).
 */
export const FIRM_KINDS = ["ACCOUNTANT", "COLLECTOR"] as const;
export type FirmKind = (typeof FIRM_KINDS)[number];

export const FIRM_KIND_NAMES: Record<FirmKind, string> = {
  ACCOUNTANT: "Cabinet d’expertise comptable",
  COLLECTOR: "Société de recouvrement, secrétariat ou autre mandataire",
};

export const FIRM_KIND_HINTS: Record<FirmKind, string> = {
  ACCOUNTANT:
    "Inscrit à l’Ordre\u00a0: il relance à titre accessoire, sous un mandat propre à chaque client.",
  COLLECTOR:
    "Sans statut professionnel réglementé\u00a0: assurance, compte réservé, déclaration au procureur et convention écrite (articles R. 124-1 à R. 124-7 du code des procédures civiles d’exécution).",
};

/** What R124-2 asks of a collector, as it was declared; empty or null where it is not filled. */
export interface CollectorGuarantees {
  insurerName: string;
  insurancePolicy: string;
  /** Last day covered. */
  insuredUntil: LocalDate | null;
  /** Bank that keeps the account for the funds of others. */
  fundsBank: string;
  /** Day and court of the declaration to the public prosecutor. */
  declaredOn: LocalDate | null;
  declaredCourt: string;
}

/** Last day of an insurance that is told whole: insurer, policy and end; undefined otherwise. */
export function insuranceEnd(guarantees: CollectorGuarantees): LocalDate | undefined {
  const isWhole = guarantees.insurerName !== "" && guarantees.insurancePolicy !== "";
  return isWhole ? (guarantees.insuredUntil ?? undefined) : undefined;
}

/** Day of a declaration that is told whole: day and court; undefined otherwise. */
export function declarationDay(guarantees: CollectorGuarantees): LocalDate | undefined {
  return guarantees.declaredCourt === "" ? undefined : (guarantees.declaredOn ?? undefined);
}
