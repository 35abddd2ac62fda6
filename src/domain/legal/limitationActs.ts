/** The acts that stop or restart the limitation, as people choose them, and what changes nothing. */
import { typeset } from "../typography";
import type { DebtorKind } from "./debtorKind";
import { type InterruptionKind, mayInterrupt } from "./limitationPeriod";

export const LIMITATION_ACT_KINDS = [
  "ACKNOWLEDGEMENT",
  "PARTIAL_PAYMENT",
  "JUDICIAL",
  "EXECUTION",
  "WRITTEN_CLAIM",
  "SUSPENSION",
] as const satisfies readonly (InterruptionKind | "SUSPENSION")[];
export type LimitationActKind = (typeof LIMITATION_ACT_KINDS)[number];

export interface LimitationActSheet {
  readonly name: string;
  /** What it is, with its article. */
  readonly hint: string;
  /** What its last date means; empty when it has none. */
  readonly endLabel: string;
}

/** How each act is called, and what it covers. */
export const LIMITATION_ACT_SHEETS: Record<LimitationActKind, LimitationActSheet> = {
  ACKNOWLEDGEMENT: {
    name: "Reconnaissance de dette",
    hint: typeset(
      "Écrit du débiteur qui admet devoir : échéancier signé, demande de délai, courriel (art. 2240 du code civil).",
    ),
    endLabel: "",
  },
  PARTIAL_PAYMENT: {
    name: "Règlement partiel",
    hint: typeset(
      "Versé par le débiteur lui-même : il vaut reconnaissance. Gardez la preuve de qui a payé (art. 2240 du code civil).",
    ),
    endLabel: "",
  },
  JUDICIAL: {
    name: "Demande en justice",
    hint: typeset(
      "Assignation, référé, ou signification d’une ordonnance d’injonction de payer ; la requête seule ne suffit pas (art. 2241 du code civil).",
    ),
    endLabel: "Fin de l’affaire",
  },
  EXECUTION: {
    name: "Mesure d’exécution ou conservatoire",
    hint: typeset("Saisie, mesure conservatoire, acte d’exécution forcée (art. 2244 du code civil)."),
    endLabel: "",
  },
  WRITTEN_CLAIM: {
    name: "Demande de paiement écrite",
    hint: typeset(
      "Envers un acheteur public seulement : toute réclamation écrite adressée à l’administration (loi n° 68-1250, art. 2).",
    ),
    endLabel: "",
  },
  SUSPENSION: {
    name: "Médiation ou conciliation",
    hint: typeset(
      "Acceptée par écrit par les deux parties, ou procédure de petites créances acceptée : le temps s’arrête tant qu’elle dure (art. 2238 du code civil).",
    ),
    endLabel: "Fin de la médiation",
  },
};

/** The acts the law knows for this debtor. */
export function limitationActsOf(debtorKind: DebtorKind): LimitationActKind[] {
  return LIMITATION_ACT_KINDS.filter((kind) => kind === "SUSPENSION" || mayInterrupt(kind, debtorKind));
}

/** What people believe to interrupt it, and does not, in French sentences. */
export function withoutEffect(debtorKind: DebtorKind): string[] {
  if (debtorKind === "PUBLIC") {
    return [
      "Un appel ou un courriel sans trace de réception ne prouve pas une demande écrite.",
      "Une demande envoyée à un service qui n’en a pas gardé la trace se discute : gardez l’accusé de Chorus Pro.",
    ].map(typeset);
  }
  return [
    "Une relance, par courriel, par téléphone ou par courrier.",
    "Une mise en demeure, même en lettre recommandée avec avis de réception (Cass. com., 18 mai 2022, n° 20-23.204).",
    "Le dépôt d’une requête en injonction de payer : seule la signification de l’ordonnance interrompt.",
    "Un règlement dont rien ne prouve qu’il vient du débiteur.",
  ].map(typeset);
}
