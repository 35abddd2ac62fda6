/** What each route is called, costs, lasts and asks, in French, for the page that presents it. */
import { typeset } from "../typography";
import type { CompetentCourt } from "./competentCourt";
import { COURT_FACTS, type CourtFact, INJUNCTION_FORMS } from "./courtData";

export const COURT_ROUTE_KINDS = [
  "CLAIM_DECLARATION",
  "TIME_BARRED",
  "PUBLIC_ESCALATION",
  "INTERRUPT_LIMITATION",
  "MEDIATION",
  "FORMAL_NOTICE",
  "WAIT",
  "COMPLETE_FILE",
  "EUROPEAN_ORDER",
  "FOREIGN_LAWYER",
  "SMALL_CLAIMS",
  "SUMMARY_PROCEEDINGS",
  "PAYMENT_INJUNCTION",
] as const;
export type CourtRouteKind = (typeof COURT_ROUTE_KINDS)[number];

export interface CourtRouteSheet {
  readonly title: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
  readonly costs: readonly string[];
  readonly duration: string | undefined;
  /** Official form, to download from service-public.fr. */
  readonly form: string | undefined;
  /** True when a court of the debtor is seised. */
  readonly needsCourt: boolean;
  /** True when there is a hearing, hence possibly a compulsory lawyer. */
  readonly hasHearing: boolean;
}

interface SheetText {
  readonly title: string;
  readonly steps: readonly string[];
  readonly costs?: readonly CourtFact[];
  readonly duration?: string;
  readonly form?: string;
  readonly needsCourt?: boolean;
  readonly hasHearing?: boolean;
}

function sheet(text: SheetText): CourtRouteSheet {
  return {
    title: typeset(text.title),
    steps: text.steps.map(typeset),
    costs: (text.costs ?? []).map((cost) => typeset(cost.text)),
    duration: text.duration === undefined ? undefined : typeset(text.duration),
    form: text.form === undefined ? undefined : typeset(text.form),
    needsCourt: text.needsCourt ?? false,
    hasHearing: text.hasHearing ?? false,
  };
}

function injunctionSheet(court: CompetentCourt): CourtRouteSheet {
  const isJudicial = court.kind === "TRIBUNAL_JUDICIAIRE";
  const form = isJudicial ? INJUNCTION_FORMS.JUDICIAL : INJUNCTION_FORMS.COMMERCIAL;
  const fee = isJudicial ? COURT_FACTS.judicialContribution : COURT_FACTS.commercialRegistryFee;
  return sheet({
    title: "Injonction de payer",
    steps: [
      `Déposer la requête et son bordereau de pièces au ${court.name}, avec le décompte détaillé.`,
      "Faire signifier l’ordonnance par un commissaire de justice dans les 3 mois, faute de quoi elle devient caduque.",
      "Le débiteur a 1 mois à compter de la signification pour former opposition ; l’affaire est alors jugée.",
      "Sans avis d’opposition, l’exécution forcée est possible 2 mois après la signification.",
    ],
    costs: [fee, COURT_FACTS.service],
    duration: "Ordonnance en 1 à 8 semaines, 3 à 4 mois en tout",
    form: `Formulaire cerfa n° ${form.number} (${form.court}), dernière version sur service-public.fr`,
    needsCourt: true,
  });
}

function summarySheet(court: CompetentCourt): CourtRouteSheet {
  const article = court.kind === "TRIBUNAL_JUDICIAIRE" ? "835, al. 2" : "873, al. 2";
  return sheet({
    title: "Référé-provision",
    steps: [
      `Assigner le débiteur devant le juge des référés du ${court.name} (art. ${article} du code de procédure civile).`,
      "Montrer que l’obligation n’est pas sérieusement contestable : l’urgence n’est pas exigée, et la provision peut couvrir toute la somme.",
      "L’ordonnance est exécutoire immédiatement.",
    ],
    costs: [COURT_FACTS.summaryProceedings, COURT_FACTS.service],
    duration: "3 à 8 semaines",
    needsCourt: true,
    hasHearing: true,
  });
}

function interruptSheet(court: CompetentCourt): CourtRouteSheet {
  return sheet({
    title: "Agir maintenant pour interrompre la prescription",
    steps: [
      `Faire délivrer une assignation, au fond ou en référé, devant le ${court.name}.`,
      "À défaut, obtenir du débiteur une reconnaissance de dette écrite ou un règlement partiel.",
      "Une relance ou une mise en demeure n’arrête pas le délai.",
    ],
    costs: [COURT_FACTS.suit],
    needsCourt: true,
    hasHearing: true,
  });
}

function mediationSheet(court: CompetentCourt): CourtRouteSheet {
  return sheet({
    title: "Médiation ou conciliation, puis assignation au fond",
    steps: [
      "Proposer par écrit un conciliateur de justice, ou le médiateur des entreprises entre professionnels.",
      `En cas d’échec, assigner au fond devant le ${court.name}.`,
    ],
    costs: [COURT_FACTS.free, COURT_FACTS.suit],
    needsCourt: true,
    hasHearing: true,
  });
}

/** One sheet a route; some depend on the court. */
export const COURT_ROUTE_SHEETS: Record<CourtRouteKind, (court: CompetentCourt) => CourtRouteSheet> = {
  CLAIM_DECLARATION: () =>
    sheet({
      title: "Déclarer la créance",
      steps: [
        "Arrêter toute relance des factures antérieures au jugement.",
        "Déclarer la créance au mandataire judiciaire ou au liquidateur dans les 2 mois de la publication au BODACC (4 mois pour un créancier établi hors de France métropolitaine).",
        "Joindre les factures, le contrat, la preuve de livraison et le décompte arrêté à la veille du jugement.",
      ],
      costs: [COURT_FACTS.free],
    }),
  TIME_BARRED: () =>
    sheet({
      title: "Vérifier la prescription",
      steps: [
        "Chercher un acte qui aurait interrompu le délai : reconnaissance de dette, règlement partiel, demande en justice.",
        "Prendre l’avis d’un avocat avant toute nouvelle démarche.",
      ],
    }),
  PUBLIC_ESCALATION: () =>
    sheet({
      title: "Chorus Pro, mise en demeure, puis référé-provision administratif",
      steps: [
        "Vérifier le statut de la demande de paiement dans Chorus Pro.",
        "Adresser une mise en demeure au service et au comptable public.",
        "Saisir le médiateur des entreprises ou le comité consultatif de règlement amiable.",
        "À défaut, demander un référé-provision au tribunal administratif (art. R. 541-1 du code de justice administrative).",
      ],
      costs: [COURT_FACTS.free],
    }),
  INTERRUPT_LIMITATION: interruptSheet,
  MEDIATION: mediationSheet,
  FORMAL_NOTICE: () =>
    sheet({
      title: "Envoyer la mise en demeure",
      steps: ["Relire et envoyer la mise en demeure, puis conserver la preuve de sa présentation."],
    }),
  WAIT: () =>
    sheet({
      title: "Attendre la fin du délai de la mise en demeure",
      steps: ["Attendre la fin du délai laissé au débiteur, puis revenir ici."],
    }),
  COMPLETE_FILE: () =>
    sheet({
      title: "Compléter le dossier",
      steps: ["Réunir la commande ou le contrat, et la preuve de la livraison ou de l’exécution."],
    }),
  EUROPEAN_ORDER: () =>
    sheet({
      title: "Injonction de payer européenne",
      steps: [
        "Remplir le formulaire A du règlement (CE) n° 1896/2006 et l’adresser à la juridiction compétente.",
      ],
      costs: [COURT_FACTS.service],
      form: "Formulaire A, sur e-justice.europa.eu",
    }),
  FOREIGN_LAWYER: () =>
    sheet({
      title: "Consulter un avocat du pays du débiteur",
      steps: ["Vérifier la loi applicable et le tribunal compétent avec un avocat avant d’agir."],
      costs: [COURT_FACTS.suit],
    }),
  SMALL_CLAIMS: () =>
    sheet({
      title: "Procédure simplifiée des petites créances",
      steps: [
        "Saisir un commissaire de justice du ressort de la cour d’appel du débiteur.",
        "Il invite le débiteur à participer : celui-ci a 1 mois pour accepter.",
        "Avec son accord sur le montant et les modalités, un titre exécutoire est établi ; son silence ou son refus met fin à la procédure.",
        "Un autre commissaire de justice se charge de l’exécution éventuelle.",
      ],
      costs: [COURT_FACTS.smallClaims],
      duration: "1 à 2 mois",
    }),
  SUMMARY_PROCEEDINGS: summarySheet,
  PAYMENT_INJUNCTION: injunctionSheet,
};
