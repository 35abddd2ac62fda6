/**
 * Words no letter of this product may carry: threats the law forbids, and well-spread mistakes
 * about French law. Used on the texts people write themselves before a letter leaves.
 */
import { typeset } from "../typography";

export interface ForbiddenWording {
  readonly pattern: RegExp;
  /** Why, in one French sentence. */
  readonly sentence: string;
  readonly article: string;
}

const HARASSMENT = "art. L. 121-6 et L. 121-7 du code de la consommation";

export const FORBIDDEN_WORDINGS: readonly ForbiddenWording[] = [
  {
    pattern: /plainte|poursuites? pénales?|escroquerie|délit/i,
    sentence: "Une facture impayée n’est pas une infraction : ne menacez pas d’une plainte.",
    article: HARASSMENT,
  },
  {
    pattern: /fich(er|age|ier)|liste noire|mauvais payeurs?|interdit bancaire/i,
    sentence: "N’annoncez pas d’inscription sur un fichier ou une liste.",
    article: "règlement (UE) 2016/679 et référentiel de la CNIL sur les impayés",
  },
  {
    pattern: /saisi(e|r (vos|votre|le compte|les comptes|le salaire|les biens))|expulsion/i,
    sentence: "Une saisie suppose un titre exécutoire : ne l’annoncez pas avant un jugement.",
    article: "art. L. 111-2 du code des procédures civiles d’exécution",
  },
  {
    pattern: /commandement de payer|assignation à comparaître|au nom du peuple français/i,
    sentence: "Une lettre ne doit pas ressembler à un acte de justice.",
    article: "art. 433-13 du code pénal",
  },
  {
    pattern: /huissier/i,
    sentence: "Depuis le 1er juillet 2022, on parle de commissaire de justice.",
    article: "ordonnance n° 2016-728 du 2 juin 2016",
  },
  {
    pattern: /!/,
    sentence: "Un point d’exclamation n’ajoute rien à une demande et la durcit.",
    article: "usage",
  },
  {
    pattern: /interrom(pt|pra|pre|pant) (la|le délai de) prescription|suspen(d|dra) la prescription/i,
    sentence: "Une lettre, même recommandée, n’interrompt pas la prescription.",
    article: "Cass. com., 18 mai 2022, n° 20-23.204",
  },
  {
    pattern: /frais de (relance|dossier|mise en demeure)|frais (de recouvrement )?à votre charge/i,
    sentence: "Les frais engagés sans titre exécutoire restent à la charge du créancier.",
    article: "art. L. 111-8 du code des procédures civiles d’exécution",
  },
  {
    pattern: /(employeur|voisins?|famille|conjoint) (sera|seront|serait|seraient) (informé|prévenu|averti)/i,
    sentence: "Ne parlez de la dette à personne d’autre que le débiteur.",
    article: "art. 222-33-2-2 du code pénal",
  },
];

/** The wordings found in a text, in the order of the list. */
export function findForbiddenWording(text: string): ForbiddenWording[] {
  return FORBIDDEN_WORDINGS.filter(({ pattern }) => pattern.test(text)).map((wording) => ({
    ...wording,
    sentence: typeset(wording.sentence),
    article: typeset(wording.article),
  }));
}
