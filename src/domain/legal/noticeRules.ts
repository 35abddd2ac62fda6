/**
 * Every point checked in a formal notice, as a jurist would list them. `{detail}` in a sentence is
 * filled with what was found (invoice numbers, a date, a number of days).
 */

/** `block`: unlawful or void, must not leave. `warn`: weak, a person decides. */
export type NoticeSeverity = "block" | "warn";

interface NoticeRule {
  readonly severity: NoticeSeverity;
  /** Part of the input the rule reads. */
  readonly field: string;
  readonly article: string;
  readonly sentence: string;
}

type Row = readonly [severity: NoticeSeverity, field: string, article: string, sentence: string];

const FORM = "art. 1344 du code civil";
const USAGE = "usage";
const PROOF = "art. 1353 du code civil";
const IDENTITY = "art. R. 123-237 du code de commerce";
const COMMERCE = "art. L. 441-10, II du code de commerce";
const RECOVERY_COSTS = "art. L. 111-8 du code des procédures civiles d’exécution";
const ACCOUNTANT = "art. 22 de l’ordonnance n° 45-2138 du 19 septembre 1945";
const THIRD_PARTY = "art. R. 124-4 du code des procédures civiles d’exécution";
const AGREEMENT = "art. R. 124-3 du code des procédures civiles d’exécution";
const GUARANTEES = "art. R. 124-2 du code des procédures civiles d’exécution";

// biome-ignore format: one rule a line reads as a list
const ROWS = {
  CREDITOR_NAME: ["block", "creditor.legalName", IDENTITY, "Indiquez le nom ou la dénomination du créancier."],
  CREDITOR_SIREN: ["block", "creditor.siren", IDENTITY, "Indiquez un SIREN exact : il figure sur toute correspondance d’une entreprise."],
  CREDITOR_ADDRESS: ["block", "creditor.street", IDENTITY, "Indiquez l’adresse complète du créancier."],
  CREDITOR_FORM: ["warn", "creditor.legalForm", IDENTITY, "Indiquez la forme juridique, ou « EI » pour un entrepreneur individuel."],
  CREDITOR_CAPITAL: ["warn", "creditor.shareCapitalCents", "art. R. 123-238 du code de commerce", "Une société indique le montant de son capital."],
  CREDITOR_RCS: ["warn", "creditor.rcsCity", IDENTITY, "Indiquez la ville du registre du commerce et des sociétés, si vous y êtes inscrit."],
  IBAN: ["block", "iban", FORM, "Indiquez l’IBAN du compte à créditer : le débiteur doit savoir comment payer."],
  CONTACT: ["warn", "contact", FORM, "Ajoutez un courriel ou un téléphone : le débiteur doit pouvoir contester ou demander un délai."],
  SIGNATORY: ["warn", "signatory.name", FORM, "Indiquez qui signe la lettre."],
  PLACE: ["warn", "place", FORM, "Indiquez le lieu où la lettre est écrite."],
  DEBTOR_NAME: ["block", "debtor.name", FORM, "Indiquez le nom exact du débiteur, tel qu’au registre ou sur la commande."],
  DEBTOR_ADDRESS: ["block", "debtor.address", FORM, "Complétez l’adresse postale du débiteur : {detail}"],
  DEBTOR_SIREN: ["warn", "debtor.siren", FORM, "Le SIREN du débiteur est inexact : vérifiez-le au répertoire Sirene."],
  DEBTOR_SIREN_MISSING: ["warn", "debtor.siren", COMMERCE, "Sans SIREN, vérifiez que le débiteur est bien un professionnel : l’indemnité de 40 € n’est jamais due par un consommateur."],
  DEBTOR_KIND: ["warn", "debtor.kind", "article liminaire du code de la consommation", "Ce débiteur a un SIREN : vérifiez s’il a agi comme consommateur ou pour son activité."],
  KIND_MISMATCH: ["block", "debtor.kind", COMMERCE, "Le décompte a été calculé pour une autre catégorie de débiteur : recalculez-le."],
  FLAT_FEE_NOT_OWED: ["block", "statement", COMMERCE, "L’indemnité de 40 € ne peut pas être demandée à ce débiteur."],
  COSTS_NOT_OWED: ["block", "statement", RECOVERY_COSTS, "Aucun frais de recouvrement ne peut être demandé à ce débiteur sans titre exécutoire."],
  INSOLVENCY: ["block", "statement", "art. L. 622-7 et L. 622-21 du code de commerce", "Une procédure collective a été ouverte : la créance se déclare, elle ne se réclame plus."],
  NOTHING_DUE: ["block", "statement", FORM, "Il ne reste rien à payer : cette lettre n’a plus d’objet."],
  NOT_DUE: ["block", "statement", FORM, "Une facture n’est pas échue ({detail}) : retirez-la de la lettre."],
  ISSUED_LATER: ["block", "statement", FORM, "Une facture est datée d’après la lettre ({detail})."],
  STATEMENT_AHEAD: ["block", "statement", FORM, "Le décompte est arrêté après la date de la lettre."],
  STATEMENT_OLD: ["warn", "statement", FORM, "Le décompte est arrêté au {detail} : arrêtez-le à un jour plus proche."],
  OVERPAID: ["warn", "statement", "art. 1302 du code civil", "Un trop-perçu existe sur une facture : réglez-le avec le débiteur avant d’envoyer."],
  RATE_NOT_PUBLISHED: ["warn", "statement", COMMERCE, "Le taux des jours suivants n’est pas publié : le montant par jour n’est pas indiqué."],
  DISPUTED: ["block", "invoices", FORM, "Une facture est contestée ({detail}) : répondez d’abord à la contestation, ou retirez la facture."],
  PART_DISPUTED: ["warn", "invoices", FORM, "Une part est contestée ({detail}) : la lettre réclame le reste et réserve vos droits sur cette part. Répondez à la contestation."],
  TIME_BARRED: ["warn", "invoices", "art. 2224 du code civil et L. 218-2 du code de la consommation", "Le délai pour agir en justice semble écoulé ({detail}) : demandez conseil avant d’envoyer."],
  INVOICE_FACTS: ["warn", "invoices", PROOF, "Complétez la commande et la livraison de chaque facture ({detail})."],
  ORDER_MISSING: ["warn", "invoices", PROOF, "Citez la commande, le devis accepté ou le contrat : c’est la preuve de l’obligation ({detail})."],
  DELIVERY_MISSING: ["warn", "invoices", PROOF, "Indiquez la date de livraison ou d’exécution ({detail})."],
  COPY_MISSING: ["warn", "invoices", PROOF, "Joignez le PDF de la facture pour l’imprimer avec la lettre ({detail}) : sans lui, la lettre n’annonce aucune copie."],
  REQUEST_RECEIPT: ["warn", "invoices", "art. R. 2192-10 et suivants du code de la commande publique", "Indiquez le jour où la demande de paiement a été reçue dans Chorus Pro : le délai part de là ({detail})."],
  NO_REMINDER: ["warn", "previousContacts", USAGE, "Aucune relance n’est rappelée : ce n’est pas obligatoire, mais un juge y est attentif."],
  CONTACT_LATER: ["block", "previousContacts", FORM, "Une relance est datée d’après la lettre."],
  DELAY: ["block", "delayDays", FORM, "Laissez au débiteur un délai d’au moins un jour entier."],
  DELAY_UNUSUAL: ["warn", "delayDays", USAGE, "Un délai de {detail} est inhabituel : l’usage est de 8 à 15 jours."],
  ACCOUNTANT_NAME: ["block", "author.name", ACCOUNTANT, "Il manque le nom ou l’adresse du cabinet : complétez-les dans les réglages du cabinet."],
  MANDATE_MISSING: ["block", "mandate", ACCOUNTANT, "Un expert-comptable ne relance qu’en vertu d’un mandat spécifique : enregistrez-le et indiquez sa date."],
  MANDATE_LATER: ["block", "mandate", ACCOUNTANT, "Le mandat est postérieur à la lettre."],
  AUTHOR_SIREN: ["block", "author.siren", IDENTITY, "Il manque le SIREN exact de la personne qui écrit pour le créancier : complétez-le dans les réglages du cabinet."],
  AUTHOR_FORM: ["warn", "author.legalForm", IDENTITY, "Indiquez la forme juridique du cabinet, et son capital si c’est une société : sa correspondance les porte."],
  THIRD_PARTY_NAME: ["block", "author.name", THIRD_PARTY, "Il manque le nom ou l’adresse de la personne chargée du recouvrement : complétez-les dans les réglages du cabinet."],
  AGREEMENT_MISSING: ["block", "mandate", AGREEMENT, "Une convention écrite avec le créancier est nécessaire avant toute relance : indiquez le jour de sa signature dans le mandat."],
  AGREEMENT_LATER: ["block", "mandate", AGREEMENT, "La convention écrite avec le créancier est postérieure à la lettre : vérifiez le jour de sa signature dans le mandat."],
  INSURANCE_MISSING: ["block", "author.insuredUntil", GUARANTEES, "Il manque l’assurance de responsabilité professionnelle : complétez l’assureur, le contrat et sa fin dans les réglages du cabinet."],
  INSURANCE_OVER: ["block", "author.insuredUntil", GUARANTEES, "L’assurance de responsabilité professionnelle a pris fin le {detail} : renouvelez-la et indiquez sa nouvelle fin dans les réglages du cabinet."],
  FUNDS_ACCOUNT_MISSING: ["block", "author.hasFundsAccount", GUARANTEES, "Il manque le compte réservé aux fonds de tiers : indiquez la banque qui le tient dans les réglages du cabinet."],
  DECLARATION_MISSING: ["block", "author.declaredOn", GUARANTEES, "Il manque la déclaration de l’activité au procureur de la République : indiquez son jour et le tribunal dans les réglages du cabinet."],
  THIRD_PARTY_COSTS: ["block", "statement", RECOVERY_COSTS, "La lettre d’un tiers ne demande aucun frais laissé à la charge du créancier."],
  FIRST_LETTER: ["warn", "author.firstLetter", THIRD_PARTY, "Aucune lettre de recouvrement amiable n’est partie pour ces factures : celle-ci en porte toutes les mentions, mais l’usage est de commencer par une lettre sans mise en demeure."],
  SIMPLE_LETTER: ["warn", "channel", PROOF, "Une lettre simple ne prouve ni sa date ni sa réception : préférez un recommandé pour une mise en demeure."],
  ELECTRONIC_CONSENT: ["block", "channel", "art. L. 100 du code des postes et des communications électroniques", "Un non-professionnel doit avoir accepté de recevoir des recommandés électroniques : enregistrez son accord ou choisissez un recommandé papier."],
  TRACKING_NUMBER: ["warn", "trackingNumber", USAGE, "Le numéro de recommandé compte de 11 à 15 lettres et chiffres."],
  TRACKING_CHECK: ["warn", "trackingNumber", USAGE, "Le numéro de recommandé contient peut-être une faute de frappe : sa clé ne correspond pas."],
} as const satisfies Record<string, Row>;

export type NoticeRuleCode = keyof typeof ROWS;

/** The rule of a code. */
export function noticeRule(code: NoticeRuleCode): NoticeRule {
  const [severity, field, article, sentence] = ROWS[code];
  return { severity, field, article, sentence };
}
