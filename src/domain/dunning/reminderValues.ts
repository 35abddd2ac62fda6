/** What each variable of a message becomes, agreed with the number of invoices, the language and the form of address. */
import { addDays, daysBetween, type LocalDate } from "../calendar";
import { formatDate, formatDateEnglish, formatDayMonthSeen, inDays, inDaysEnglish } from "../dateText";
import { sumCents } from "../money";
import type { EarlierContact, ReminderInvoice } from "./reminderFacts";
import { listed, type ReminderWords } from "./reminderWords";
import type { AddressForm } from "./scenario";
import type { TextValues } from "./textTemplate";
import type { VariableName } from "./textVariables";

/** Days given to pay in a firm message. */
export const PAY_WITHIN_DAYS = 8;

export interface ValueFacts {
  language: "fr" | "en";
  form: AddressForm;
  sentOn: LocalDate;
  /** By growing due date. */
  invoices: readonly ReminderInvoice[];
  earlierContacts: readonly EarlierContact[];
  isFormalNoticeNext: boolean;
  hasAttachment: boolean;
  claimedCents: bigint;
  clientName: string;
  contactName: string;
  creditor: { name: string; signatory: string; iban: string | null; phone: string | null };
}

/** Every variable of a message. */
export function reminderValues(facts: ValueFacts, words: ReminderWords): TextValues {
  const { invoices, sentOn, creditor } = facts;
  const [oldest] = invoices;
  const numbers = words.numbers(invoices.map((invoice) => invoice.number));
  const daysLate = oldest ? Math.max(0, daysBetween(oldest.dueOn, sentOn)) : 0;
  const statements = invoices.flatMap(({ statement }) => statement ?? []);
  const date = facts.language === "en" ? formatDateEnglish : formatDate;
  const own: Record<AgreedName, string> =
    facts.language === "en" ? english(facts, numbers, daysLate) : french(facts, numbers, daysLate);
  return {
    ...own,
    numéro: numbers,
    "jours de retard": String(daysLate),
    "date d’émission": oldest ? date(oldest.issuedOn) : "",
    échéance: oldest ? date(oldest.dueOn) : "",
    "date demandée": date(addDays(sentOn, PAY_WITHIN_DAYS)),
    solde: words.euros(sumCents(invoices.map((invoice) => invoice.balanceCents))),
    total: words.euros(facts.claimedCents),
    pénalités: words.euros(sumCents(statements.map((one) => one.penaltyCents - one.penaltySettledCents))),
    indemnité: words.euros(sumCents(statements.map((one) => one.flatFeeCents - one.flatFeeSettledCents))),
    commande: distinct(invoices.map((invoice) => invoice.orderReference ?? "")),
    objet: distinct(invoices.map((invoice) => invoice.subject)),
    client: facts.clientName,
    contact: facts.contactName,
    IBAN: creditor.iban ?? "",
    société: creditor.name,
    signataire: creditor.signatory,
    téléphone: creditor.phone ?? "",
  };
}

function distinct(values: readonly string[]): string {
  return [...new Set(values.filter((value) => value !== ""))].join(", ");
}

/** Variables whose words agree with the facts. */
type AgreedName = Extract<
  VariableName,
  | "bonjour"
  | "titre"
  | "factures"
  | "échue"
  | "à venir"
  | "impayée"
  | "règlement"
  | "rappel"
  | "retard"
  | "pièces jointes"
  | "suite"
>;

function french(facts: ValueFacts, numbers: string, daysLate: number): Record<AgreedName, string> {
  const { invoices, sentOn, earlierContacts } = facts;
  const single = invoices.length === 1 ? invoices[0] : undefined;
  const isFriendly = facts.form === "FRIENDLY";
  const isPart = invoices.some(({ balanceCents, totalCents }) => balanceCents < totalCents);
  const isSomeAhead = invoices.some((invoice) => invoice.dueOn >= sentOn);
  const firstName = facts.contactName.split(" ")[0] ?? "";
  return {
    bonjour: isFriendly && firstName !== "" ? `Bonjour ${firstName},` : "Bonjour,",
    titre: single ? `Facture ${numbers}` : `Factures ${numbers}`,
    factures: single
      ? `la facture ${single.number} du ${formatDate(single.issuedOn)}`
      : `les factures ${numbers}`,
    échue: single
      ? `${single.dueOn < sentOn ? "est arrivée" : "arrive"} à échéance le ${formatDayMonthSeen(single.dueOn, sentOn)}`
      : isSomeAhead
        ? "sont arrivées à échéance ou le seront bientôt"
        : "sont arrivées à échéance",
    "à venir": single ? `arrive à échéance ${dayWords(single.dueOn, sentOn)}` : "arrivent à échéance",
    impayée: unpaid(invoices, {
      part: ["n’est réglée qu’en partie", "ne sont pas entièrement réglées"],
      none: ["reste impayée", "restent impayées"],
    }),
    règlement: isPart ? (single ? "le solde" : "leur solde") : single ? "son règlement" : "leur règlement",
    rappel:
      earlierContacts.length > 0
        ? `malgré ${frenchContacts(earlierContacts, { sentOn, isFriendly })}`
        : `sauf erreur de ${isFriendly ? "ma" : "notre"} part`,
    retard: single ? `en retard de ${inDays(daysLate)}` : "en retard",
    "pièces jointes": facts.hasAttachment
      ? single
        ? "La facture est jointe à ce message."
        : "Les factures sont jointes à ce message."
      : "",
    suite: facts.isFormalNoticeNext
      ? `Sans nouvelles de ${isFriendly ? "ta" : "votre"} part, la prochaine étape sera une mise en demeure par lettre recommandée.`
      : "",
  };
}

/** One or several, paid in part or not at all: a credit note that lowers an invoice pays nothing. */
function unpaid(
  invoices: readonly ReminderInvoice[],
  words: { part: readonly [string, string]; none: readonly [string, string] },
): string {
  const [one, several] = invoices.some(({ payments }) => payments.length > 0) ? words.part : words.none;
  return invoices.length === 1 ? one : several;
}

function dayWords(dueOn: LocalDate, sentOn: LocalDate): string {
  return dueOn === sentOn ? "aujourd’hui" : `le ${formatDayMonthSeen(dueOn, sentOn)}`;
}

/** How each kind is named, in the order in which they are listed. */
const CONTACT_WORDS: Record<EarlierContact["kind"], { mine: "mon" | "ma"; one: string; several: string }> = {
  EMAIL: { mine: "mon", one: "message", several: "messages" },
  CALL: { mine: "mon", one: "appel", several: "appels" },
  LETTER: { mine: "ma", one: "lettre", several: "lettres" },
  FORMAL_NOTICE: { mine: "ma", one: "mise en demeure", several: "mises en demeure" },
};

/** « notre message du 26 octobre et notre appel du 2 novembre ». */
function frenchContacts(
  earlier: readonly EarlierContact[],
  { sentOn, isFriendly }: { sentOn: LocalDate; isFriendly: boolean },
): string {
  const parts = Object.entries(CONTACT_WORDS).flatMap(([kind, { mine, one, several }]) => {
    const on = earlier
      .filter((contact) => contact.kind === kind)
      .map((contact) => formatDayMonthSeen(contact.on, sentOn));
    if (on.length === 0) return [];
    return on.length === 1
      ? `${isFriendly ? mine : "notre"} ${one} du ${on[0]}`
      : `${isFriendly ? "mes" : "nos"} ${several} des ${listed(on, "et")}`;
  });
  return listed(parts, "et");
}

function english(facts: ValueFacts, numbers: string, daysLate: number): Record<AgreedName, string> {
  const { invoices, sentOn, earlierContacts } = facts;
  const single = invoices.length === 1 ? invoices[0] : undefined;
  const isPart = invoices.some(({ balanceCents, totalCents }) => balanceCents < totalCents);
  const isSomeAhead = invoices.some((invoice) => invoice.dueOn >= sentOn);
  const firstOn = earlierContacts.map(({ on }) => on).sort()[0];
  return {
    bonjour:
      facts.form === "FRIENDLY" && facts.contactName ? `Hello ${facts.contactName.split(" ")[0]},` : "Hello,",
    titre: single ? `Invoice ${numbers}` : `Invoices ${numbers}`,
    factures: single
      ? `invoice ${single.number} of ${formatDateEnglish(single.issuedOn)}`
      : `invoices ${numbers}`,
    échue: single
      ? `${single.dueOn < sentOn ? "was" : "is"} due on ${formatDateEnglish(single.dueOn)}`
      : isSomeAhead
        ? "are due, or soon will be"
        : "are now due",
    "à venir": single
      ? `is due ${single.dueOn === sentOn ? "today" : `on ${formatDateEnglish(single.dueOn)}`}`
      : "are due soon",
    impayée: unpaid(invoices, {
      part: ["is only partly paid", "are not fully paid"],
      none: ["remains unpaid", "remain unpaid"],
    }),
    règlement: isPart ? (single ? "the balance" : "their balance") : single ? "its payment" : "their payment",
    rappel: firstOn
      ? `although we have contacted you since ${formatDateEnglish(firstOn)}`
      : "unless we are mistaken",
    retard: single ? `${inDaysEnglish(daysLate)} overdue` : "overdue",
    "pièces jointes": facts.hasAttachment
      ? single
        ? "The invoice is attached."
        : "The invoices are attached."
      : "",
    suite: facts.isFormalNoticeNext
      ? "If we do not hear from you, the next step will be a formal notice by registered letter."
      : "",
  };
}
