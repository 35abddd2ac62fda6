/** Sentences of the formal notice that depend on the debtor. Each names only what the law allows. */
import type { DebtorKind } from "./debtorKind";
import type { NoticeChannel, NoticeKind } from "./formalNoticeInput";

export const DEMAND_VERBS: Record<NoticeKind, string> = {
  FORMAL_NOTICE: "Nous vous mettons en demeure",
  AMICABLE_FIRST_LETTER: "Nous vous demandons",
  REMINDER: "Nous vous demandons",
};

/** What each letter is, at the head of its subject. */
export const SUBJECT_TITLES: Record<NoticeKind, string> = {
  FORMAL_NOTICE: "MISE EN DEMEURE DE PAYER",
  AMICABLE_FIRST_LETTER: "RECOUVREMENT AMIABLE",
  REMINDER: "RELANCE",
};

/** How each letter is called in the name of a file. */
export const LETTER_NAMES: Record<NoticeKind, string> = {
  FORMAL_NOTICE: "Mise en demeure de payer",
  AMICABLE_FIRST_LETTER: "Lettre de recouvrement amiable",
  REMINDER: "Relance",
};

export const DELIVERY_NAMES: Record<NoticeChannel, string> = {
  LRAR_PAPER: "Lettre recommandée avec avis de réception",
  LRAR_ONLINE: "Lettre recommandée avec avis de réception",
  LRE: "Lettre recommandée électronique",
  SIMPLE: "Lettre simple",
};

/** How the interest of late payment is called, by kind of debtor. */
export const INTEREST_NAMES: Record<DebtorKind, string> = {
  B2B: "pénalités de retard",
  PUBLIC: "intérêts moratoires",
  B2C: "intérêts de retard",
  NON_PRO: "intérêts de retard",
};

/** The article that gives the letter its effect, by kind of debtor. */
const LEGAL_REFERENCES: Record<DebtorKind, string> = {
  B2B: "La présente lettre vaut mise en demeure au sens des articles 1344 et suivants du code civil. Les pénalités de retard et l’indemnité forfaitaire sont dues de plein droit en application de l’article L. 441-10 du code de commerce.",
  PUBLIC:
    "La présente lettre vaut mise en demeure au sens des articles 1344 et suivants du code civil. Les intérêts moratoires et l’indemnité forfaitaire sont dus de plein droit (articles L. 2192-13 et R. 2192-31 à R. 2192-36 du code de la commande publique).",
  B2C: "La présente lettre vaut mise en demeure au sens des articles 1344 et suivants et de l’article 1231-6 du code civil.",
  NON_PRO:
    "La présente lettre vaut mise en demeure au sens des articles 1344 et suivants et de l’article 1231-6 du code civil.",
};

/**
 * What follows if nothing is paid, and what gives the letter its effect. A judge decides; nothing
 * else is announced.
 */
export function consequences(kind: DebtorKind, letter: NoticeKind): string {
  if (letter === "REMINDER") {
    return "Sans règlement ni réponse de votre part dans ce délai, nous vous adresserons une mise en demeure.";
  }
  const next =
    kind === "PUBLIC"
      ? "nous pourrons demander une provision au juge administratif"
      : "nous pourrons demander en justice le recouvrement de cette somme";
  return `À défaut de paiement dans ce délai, ${next}, sans autre avis. ${LEGAL_REFERENCES[kind]}`;
}

/**
 * How to answer. The consumer's own mediator is never proposed: a professional cannot go to him
 * against a consumer (C. conso. L611-4).
 */
export function contactParagraph(kind: DebtorKind, contact: string): string {
  return `Si vous contestez cette somme, ou si vous souhaitez la régler en plusieurs fois, répondez-nous dans ce délai : ${contact}. Nous examinerons votre demande avec attention. ${MEDIATION_OFFERS[kind]}`;
}

const MEDIATION_OFFERS: Record<DebtorKind, string> = {
  B2B: "En cas de désaccord, nous sommes prêts à rencontrer avec vous le médiateur des entreprises ou un conciliateur de justice, dont l’intervention est gratuite.",
  PUBLIC:
    "En cas de désaccord, nous sommes prêts à saisir avec vous le médiateur des entreprises, dont l’intervention est gratuite.",
  B2C: "En cas de désaccord, nous sommes prêts à rencontrer avec vous un conciliateur de justice, dont l’intervention est gratuite.",
  NON_PRO:
    "En cas de désaccord, nous sommes prêts à rencontrer avec vous un conciliateur de justice, dont l’intervention est gratuite.",
};

/** CPCE L111-8, alinéas 2 and 3, word for word: a third party must reproduce them (R124-4, 5°). */
export const RECOVERY_COST_TEXT: readonly [second: string, third: string] = [
  "« Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s’ils concernent un acte dont l’accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire. »",
  "« Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l’exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi. »",
];
