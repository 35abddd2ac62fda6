/** What each form of the settings is opened on. */

import { maskIban } from "@/domain/parties/iban";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import type { SeenRecord } from "../seenRecord";

const NAMES = {
  identity: {
    legalName: "la raison sociale",
    tradeName: "le nom commercial",
    legalForm: "la forme juridique",
    siren: "le SIREN",
    vatNumber: "le numéro de TVA",
    shareCapitalCents: "le capital",
    rcsCity: "la ville du RCS",
    complement: "le complément d’adresse",
    street: "la rue",
    postcode: "le code postal",
    city: "la ville",
    phone: "le téléphone",
    email: "l’adresse électronique",
  },
  sending: {
    signatoryName: "le nom de la personne qui signe",
    signatoryTitle: "la qualité du signataire",
    replyToEmail: "l’adresse de réponse",
    windowOpensAt: "l’heure d’ouverture",
    windowClosesAt: "l’heure de fermeture",
  },
  pace: {
    calendarZone: "le calendrier",
    groupByClient: "la réunion des factures d’un client",
    lateEntryStartsOver: "la première relance d’une facture saisie en retard",
    contactGapHours: "le délai entre deux contacts",
    contactsPer30Days: "le nombre de contacts en 30 jours",
    declarationHoldDays: "le délai après «\u00a0j’ai payé\u00a0»",
    promiseGraceDays: "le délai après une promesse",
    formalNoticeDays: "le délai d’une mise en demeure",
    defaultTermDays: "le délai de paiement habituel",
  },
  penalties: { penaltyKind: "la règle", penaltyBps: "le taux" },
  debtorPage: {
    isSpaceOpen: "les factures montrées",
    longestPromiseDays: "la date la plus lointaine",
    maxInstalments: "le nombre de versements",
    longestPlanDays: "la durée d’un échéancier",
    leastInstalmentCents: "le plus petit versement",
  },
  card: { cardPaymentUrl: "la page de paiement par carte" },
} as const;

export type SettingsPart = keyof typeof NAMES;

const ACTIONS: Readonly<Record<SettingsPart, JournalAction>> = {
  identity: "company.identity_changed",
  sending: "company.sending_changed",
  pace: "company.pace_changed",
  penalties: "company.penalties_changed",
  debtorPage: "company.debtor_page_changed",
  card: "company.debtor_page_changed",
};

/** The settings that one form shows, of a wider record. */
export function seenSettings(
  part: SettingsPart,
  companyId: string,
  settings: object,
): SeenRecord<Record<string, unknown>> {
  const names: Record<string, string> = NAMES[part];
  const record = Object.fromEntries(
    Object.keys(names).map((field) => [field, (settings as Record<string, unknown>)[field]]),
  );
  return { record, names, what: "ces réglages", entityId: companyId, actions: [ACTIONS[part]] };
}

interface Account {
  iban: string | null;
  bic: string | null;
}

/** The account in force, and the one that waits its day. */
export function seenBank(
  companyId: string,
  { iban, bic }: Account,
  waiting: Account | null,
): SeenRecord<{ account: Account; waiting: Account | null }> {
  return {
    record: {
      account: { iban, bic },
      waiting: waiting && { iban: waiting.iban, bic: waiting.bic },
    },
    names: {
      account: `le compte (${iban === null ? "aucun" : maskIban(iban)})`,
      waiting: waiting?.iban
        ? `un changement attend son jour (${maskIban(waiting.iban)})`
        : "le changement qui attendait n’attend plus",
    },
    what: "ces coordonnées",
    entityId: companyId,
    actions: ["company.bank_changed", "company.bank_asked", "company.bank_stopped"],
  };
}
