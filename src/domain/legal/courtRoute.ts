/**
 * Which step comes next for an unpaid claim, among those the law offers. A recommendation with its
 * reasons, its cost and what is missing; never legal advice.
 */
import type { LocalDate } from "../calendar";
import { formatEuros } from "../money";
import { typeset } from "../typography";
import { type CompetentCourt, competentCourt, type DebtorActivity } from "./competentCourt";
import { COURT_THRESHOLDS, type CourtThresholds, NOT_LEGAL_ADVICE } from "./courtData";
import { COURT_ROUTE_SHEETS, type CourtRouteKind, type CourtRouteSheet } from "./courtRouteSheets";
import type { DebtorKind } from "./debtorKind";

/** What is known of the claim. */
export interface CourtRouteFacts {
  readonly on: LocalDate;
  readonly debtorKind: DebtorKind;
  readonly debtorActivity: DebtorActivity;
  readonly debtorCountry: "FRANCE" | "EU" | "OTHER";
  readonly courtCity?: string | undefined;
  readonly isAlsaceMoselle?: boolean | undefined;
  /** Principal and interest, without the flat fee: what the small-claims limit looks at. */
  readonly principalAndInterestCents: bigint;
  readonly totalDueCents: bigint;
  /** A collective procedure freezes the claim: it is earlier than the opening judgment. */
  readonly hasInsolvency: boolean;
  /** Negative when the period is over, undefined while a case stops it. */
  readonly daysToLimitation: number | undefined;
  readonly hasSeriousDispute: boolean;
  readonly formalNotice: "NOT_SENT" | "DELAY_RUNNING" | "DELAY_OVER";
  readonly documents: CourtDocuments;
  /** The debtor answers or promised to pay. */
  readonly isDebtorTalking: boolean;
  /** The debtor refused, or let a small-claims offer lapse. */
  readonly hasDebtorRefused: boolean;
  /** A solvent debtor and a title wanted quickly. */
  readonly wantsQuickTitle: boolean;
}

/** Pieces of the file; the first two prove the claim. */
export interface CourtDocuments {
  readonly hasOrderOrContract: boolean;
  readonly hasDeliveryProof: boolean;
  readonly hasInvoices: boolean;
  readonly hasReminders: boolean;
  readonly hasFormalNoticeReceipt: boolean;
  readonly hasStatement: boolean;
}

export interface CourtRoute extends CourtRouteSheet {
  readonly kind: CourtRouteKind;
  /** The court to address, undefined when no court is seised. */
  readonly court: CompetentCourt | undefined;
  readonly isLawyerMandatory: boolean;
  /** Why this route, in French. */
  readonly reason: string;
  readonly missingDocuments: readonly string[];
  /** Points to watch, in French. */
  readonly notes: readonly string[];
  readonly disclaimer: string;
}

/** The recommended route. Total: every claim gets one. */
export function courtRoute(
  facts: CourtRouteFacts,
  thresholds: CourtThresholds = COURT_THRESHOLDS,
): CourtRoute {
  const { kind, reason } = chooseRoute(facts, thresholds);
  const court = competentCourt(facts);
  const sheet = COURT_ROUTE_SHEETS[kind](court);
  return {
    kind,
    ...sheet,
    court: sheet.needsCourt ? court : undefined,
    isLawyerMandatory: sheet.hasHearing && facts.totalDueCents > thresholds.lawyerCents,
    reason: typeset(reason),
    missingDocuments: missingDocuments(facts.documents),
    notes: notesOf(kind, facts, court, thresholds).map(typeset),
    disclaimer: NOT_LEGAL_ADVICE,
  };
}

interface Choice {
  readonly kind: CourtRouteKind;
  readonly reason: string;
}

/** First what forbids or presses, then what is missing, then the route that fits the stake. */
function chooseRoute(facts: CourtRouteFacts, thresholds: CourtThresholds): Choice {
  return pressingChoice(facts, thresholds) ?? preparationChoice(facts) ?? stakeChoice(facts, thresholds);
}

function pressingChoice(facts: CourtRouteFacts, { urgentDays }: CourtThresholds): Choice | undefined {
  if (facts.hasInsolvency) {
    return {
      kind: "CLAIM_DECLARATION",
      reason: "Une procédure collective a été ouverte : toute poursuite individuelle est arrêtée.",
    };
  }
  const days = facts.daysToLimitation;
  if (days !== undefined && days < 0) {
    return { kind: "TIME_BARRED", reason: "Le délai pour agir en justice semble écoulé." };
  }
  if (facts.debtorKind === "PUBLIC") {
    return {
      kind: "PUBLIC_ESCALATION",
      reason: "Un marché public relève en principe du juge administratif.",
    };
  }
  if (days !== undefined && days < urgentDays) {
    return {
      kind: "INTERRUPT_LIMITATION",
      reason: `Il reste ${days} jour${days > 1 ? "s" : ""} avant la prescription : seule une demande en justice, une mesure d’exécution ou une reconnaissance de dette l’interrompt.`,
    };
  }
  if (facts.hasSeriousDispute) {
    return { kind: "MEDIATION", reason: "Le débiteur conteste sérieusement : cherchez d’abord un accord." };
  }
  return undefined;
}

function preparationChoice(facts: CourtRouteFacts): Choice | undefined {
  if (facts.formalNotice === "NOT_SENT") {
    return {
      kind: "FORMAL_NOTICE",
      reason: "Aucune mise en demeure n’est partie : les juges s’attendent à en trouver une au dossier.",
    };
  }
  if (facts.formalNotice === "DELAY_RUNNING") {
    return { kind: "WAIT", reason: "Le délai laissé par la mise en demeure court encore." };
  }
  if (!facts.documents.hasOrderOrContract || !facts.documents.hasDeliveryProof) {
    return { kind: "COMPLETE_FILE", reason: "La preuve de la commande ou de la livraison manque." };
  }
  return undefined;
}

function stakeChoice(facts: CourtRouteFacts, thresholds: CourtThresholds): Choice {
  if (facts.debtorCountry === "EU") {
    return {
      kind: "EUROPEAN_ORDER",
      reason: "Le débiteur est établi dans un autre État de l’Union européenne.",
    };
  }
  if (facts.debtorCountry === "OTHER") {
    return { kind: "FOREIGN_LAWYER", reason: "Le débiteur est établi hors de l’Union européenne." };
  }
  const isSmall = facts.principalAndInterestCents <= thresholds.smallClaimsCents;
  if (isSmall && facts.isDebtorTalking && !facts.hasDebtorRefused) {
    return {
      kind: "SMALL_CLAIMS",
      reason: `La créance ne dépasse pas ${formatEuros(thresholds.smallClaimsCents)}, intérêts compris, et le débiteur répond : il peut donner son accord.`,
    };
  }
  if (facts.totalDueCents > thresholds.lawyerCents && facts.wantsQuickTitle) {
    return {
      kind: "SUMMARY_PROCEEDINGS",
      reason: "La somme est importante, la dette n’est pas contestée et un titre est attendu rapidement.",
    };
  }
  return {
    kind: "PAYMENT_INJUNCTION",
    reason: "La créance est contractuelle, d’un montant déterminé, et n’est pas contestée.",
  };
}

const DOCUMENT_LABELS: Record<keyof CourtDocuments, string> = {
  hasOrderOrContract: "Bon de commande, devis accepté ou contrat",
  hasDeliveryProof: "Preuve de livraison ou d’exécution",
  hasInvoices: "Factures",
  hasReminders: "Relances",
  hasFormalNoticeReceipt: "Preuve d’envoi ou de réception de la mise en demeure",
  hasStatement: "Décompte détaillé",
};

function missingDocuments(documents: CourtDocuments): string[] {
  const keys = Object.keys(DOCUMENT_LABELS) as (keyof CourtDocuments)[];
  return keys.filter((key) => !documents[key]).map((key) => DOCUMENT_LABELS[key]);
}

/** Routes that end before a court when the debtor does not pay. */
const COURT_ROUTES: readonly CourtRouteKind[] = ["INTERRUPT_LIMITATION", "MEDIATION", "SUMMARY_PROCEEDINGS"];
const COSTLY_ROUTES: readonly CourtRouteKind[] = [...COURT_ROUTES, "PAYMENT_INJUNCTION", "EUROPEAN_ORDER"];

function notesOf(
  kind: CourtRouteKind,
  facts: CourtRouteFacts,
  court: CompetentCourt,
  thresholds: CourtThresholds,
): string[] {
  const notes: string[] = [];
  if (kind === "INTERRUPT_LIMITATION") {
    notes.push("Consultez sans attendre un avocat ou un commissaire de justice.");
  }
  const mustConciliate =
    court.kind === "TRIBUNAL_JUDICIAIRE" && facts.totalDueCents <= thresholds.amicableCents;
  if (mustConciliate && COURT_ROUTES.includes(kind)) {
    notes.push(
      `Jusqu’à ${formatEuros(thresholds.amicableCents)}, une tentative amiable (conciliateur de justice, médiation) précède la saisine du tribunal judiciaire (art. 750-1 du code de procédure civile).`,
    );
  }
  if (facts.totalDueCents < thresholds.smallStakeCents && COSTLY_ROUTES.includes(kind)) {
    notes.push(
      `En dessous de ${formatEuros(thresholds.smallStakeCents)} environ, les frais peuvent dépasser l’enjeu : la procédure des petites créances ou l’abandon peuvent être préférables.`,
    );
  }
  return notes;
}
