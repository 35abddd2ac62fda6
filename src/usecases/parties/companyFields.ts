/** How each setting of a company is read from a form. */
import { CALENDAR_ZONES } from "@/domain/calendarZone";
import { checkbox, line, oneOf, optional, positiveAmount, required, wholeNumber } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parseBic, parseIban } from "@/domain/parties/iban";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { parsePostcode } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { parseVatNumber, vatNumberOfSiren } from "@/domain/parties/vatNumber";

/** Who the company is, for its letters and messages. */
export const IDENTITY_FIELDS = {
  legalName: line("la raison sociale", 120),
  tradeName: optional(line("le nom commercial", 120)),
  legalForm: line("la forme juridique (SARL, SAS, EI…)", 30),
  siren: required("Indiquez le SIREN, neuf chiffres.", parseSiren),
  vatNumber: optional(parseVatNumber),
  chargesNoVat: checkbox,
  shareCapitalCents: optional(positiveAmount("le capital")),
  rcsCity: optional(line("la ville du RCS", 60)),
  complement: optional(line("le complément d’adresse", 60)),
  street: line("le numéro et la rue", 60),
  postcode: required("Indiquez le code postal.", parsePostcode),
  city: line("la ville", 60),
  phone: optional(parsePhoneNumber),
  email: required("Indiquez l’adresse électronique de la société.", parseEmailAddress),
} as const;

/**
 * The VAT number that the letters carry: the one that was typed, else the one the SIREN gives; none for
 * who charges no VAT (CGI, art. 293 B) and has no number to print.
 */
export function withVatNumber<
  Identity extends { siren: string; vatNumber: string | null; chargesNoVat: boolean },
>({ chargesNoVat, ...identity }: Identity) {
  const vatNumber = chargesNoVat ? null : (identity.vatNumber ?? vatNumberOfSiren(identity.siren));
  return { ...identity, vatNumber };
}

/** Where debtors pay. */
export const BANK_FIELDS = {
  iban: optional(parseIban),
  bic: optional(parseBic),
} as const;

/** Who signs. */
export const SIGNATORY_FIELDS = {
  signatoryName: line("le nom de la personne qui signe", 80),
  signatoryTitle: optional(line("la qualité du signataire", 60)),
} as const;

const DAY_MINUTES = 24 * 60;

/** Where answers go, and when messages may leave: minutes since midnight on working days. */
export const SENDING_FIELDS = {
  ...SIGNATORY_FIELDS,
  replyToEmail: required("Indiquez l’adresse où arrivent les réponses.", parseEmailAddress),
  windowOpensAt: wholeNumber("L’heure d’ouverture", 0, DAY_MINUTES - 60),
  windowClosesAt: wholeNumber("L’heure de fermeture", 60, DAY_MINUTES),
} as const;

/** When and how often a client may be reminded, and how long answers are waited for. */
export const PACE_FIELDS = {
  calendarZone: oneOf(CALENDAR_ZONES, "Choisissez votre calendrier."),
  groupByClient: checkbox,
  lateEntryStartsOver: checkbox,
  contactGapHours: wholeNumber("Le délai entre deux contacts, en heures", 24, 720),
  contactsPer30Days: wholeNumber("Le nombre de contacts en 30 jours", 1, 10),
  declarationHoldDays: wholeNumber("Le délai après «\u00a0j’ai payé\u00a0», en jours", 1, 60),
  promiseGraceDays: wholeNumber("Le délai après une promesse, en jours", 0, 30),
  formalNoticeDays: wholeNumber("Le délai d’une mise en demeure, en jours", 1, 60),
  defaultTermDays: wholeNumber("Le délai de paiement habituel, en jours", 0, 120),
} as const;
