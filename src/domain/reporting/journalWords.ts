/** The facts of a journal entry in words: what the sentences of the table are made of. */
import { isLocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, NBSP } from "../money";
import { COMPANY_ROLE_NAMES } from "../parties/membership";

/** Facts kept with an entry. */
export type JournalData = Readonly<Record<string, unknown>>;

const FIELD_NAMES: Record<string, string> = {
  isOn: "envoi mensuel",
  dayOfMonth: "jour du mois",
  forEveryone: "clients concernés",
  tags: "étiquettes",
  onlyOpen: "seulement si quelque chose est dû",
  onlyQuiet: "seulement sans message récent",
  legalName: "raison sociale",
  tradeName: "nom commercial",
  legalForm: "forme juridique",
  siren: "SIREN",
  vatNumber: "numéro de TVA",
  shareCapitalCents: "capital",
  rcsCity: "RCS",
  complement: "complément d’adresse",
  street: "rue",
  postcode: "code postal",
  city: "ville",
  phone: "téléphone",
  email: "adresse électronique",
  replyToEmail: "adresse de réponse",
  signatoryName: "signataire",
  signatoryTitle: "qualité du signataire",
  windowOpensAt: "début de la plage d’envoi",
  windowClosesAt: "fin de la plage d’envoi",
  calendarZone: "calendrier",
  groupByClient: "regroupement par client",
  lateEntryStartsOver: "première relance d’une facture saisie en retard",
  contactGapHours: "délai entre deux contacts",
  contactsPer30Days: "contacts en 30 jours",
  declarationHoldDays: "délai après « j’ai payé »",
  promiseGraceDays: "délai après une promesse",
  isSpaceOpen: "espace du client",
  cardPaymentUrl: "paiement par carte",
  longestPromiseDays: "date la plus lointaine",
  maxInstalments: "nombre de versements",
  longestPlanDays: "durée d’un échéancier",
  leastInstalmentCents: "plus petit versement",
  formalNoticeDays: "délai d’une mise en demeure",
  defaultTermDays: "délai de paiement habituel",
};

function record(value: unknown): JournalData {
  return typeof value === "object" && value !== null ? (value as JournalData) : {};
}

export function said(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : "?";
}

export function changedNames(data: JournalData): string {
  const names = Object.keys(record(data.changes)).map((field) => FIELD_NAMES[field] ?? field);
  return names.length === 0 ? "sans détail" : names.join(", ");
}

export function changeOf(data: JournalData, field: string): string {
  const change = record(record(data.changes)[field]);
  const from = typeof change.from === "string" ? change.from : "aucun";
  return typeof change.to === "string" ? ` (${from}, puis ${change.to})` : "";
}

export function roleName(role: unknown): string {
  const names: Record<string, string> = COMPANY_ROLE_NAMES;
  return (
    (typeof role === "string" && Object.hasOwn(names, role) ? names[role] : undefined)?.toLowerCase() ??
    "membre"
  );
}

export function noteOf(value: unknown): string {
  return typeof value === "string" && value !== "" ? ` (${value})` : "";
}

export function dayOf(value: unknown, before: string): string {
  return typeof value === "string" && isLocalDate(value) ? `${before}${formatDate(value)}` : "";
}

export function untilOf(data: JournalData): string {
  return dayOf(data.untilOn, " jusqu’au ");
}

export function mandateDates(data: JournalData): string {
  return `${dayOf(data.grantedOn, ", du ")}${dayOf(data.endsOn, " au ")}`;
}

export function amountOf(data: JournalData): string {
  const cents = data.amountCents ?? data.totalCents;
  return typeof cents === "string" && /^-?\d{1,15}$/.test(cents) ? ` : ${formatEuros(BigInt(cents))}` : "";
}

/** `3 factures créées`. */
export function counted(value: unknown, words: string): string {
  const count = typeof value === "number" ? value : 0;
  return `${count}${NBSP}${count > 1 ? words.replaceAll(/( |$)/g, "s$1") : words}`;
}

/** Which lines of the file. */
export function linesOf({ firstLine, lastLine }: JournalData): string {
  if (typeof firstLine !== "number" || typeof lastLine !== "number") return "";
  return firstLine === lastLine ? `, ligne ${firstLine}` : `, lignes ${firstLine} à ${lastLine}`;
}

export function remedyOf({ remedy }: JournalData): string {
  const names: Record<string, string> = {
    CREDIT_NOTE: ", avoir enregistré",
    CANCELLED: ", facture annulée",
    WRITTEN_OFF: ", facture passée en perte",
  };
  return typeof remedy === "string" && Object.hasOwn(names, remedy) ? (names[remedy] ?? "") : "";
}
