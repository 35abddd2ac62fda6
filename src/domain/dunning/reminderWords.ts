/** The sentences of reminders, in French and in English. The same facts fill both. */
import { formatDate, formatDateEnglish, formatDayMonth, type LocalDate, minDate } from "../calendar";
import type { PenaltySegment } from "../legal/latePenalty";
import { formatEuros, formatEurosEnglish, formatRateBps, NBSP } from "../money";
import { typeset } from "../typography";
import type { EarlierContact, ReminderInvoice } from "./reminderFacts";

export interface ReminderWords {
  euros(cents: bigint): string;
  numbers(numbers: readonly string[]): string;
  subject(facts: { isFriendly: boolean; numbers: string; count: number; daysLate: number }): string;
  preheader(facts: { isFriendly: boolean; amount: string; sentOn: LocalDate; dueOn: LocalDate }): string;
  opening(facts: {
    isFriendly: boolean;
    single: ReminderInvoice | null;
    numbers: string;
    earlier: readonly EarlierContact[];
  }): string;
  greeting: string;
  toPay: string;
  dueOn(on: LocalDate): string;
  singleNote(facts: { isFriendly: boolean; invoice: ReminderInvoice; daysLate: number }): string;
  severalNote(count: number): string;
  linesTitle(on: LocalDate): string;
  invoiceLine: string;
  invoiceNumbered(number: string): string;
  invoiceDetail(invoice: ReminderInvoice): string;
  received: string;
  receivedOn(on: LocalDate): string;
  creditNote: string;
  penalties: string;
  penaltyDetail(segments: readonly PenaltySegment[]): string;
  flatFee: string;
  flatFeeDetail(count: number): string;
  total: string;
  ask(payBy: LocalDate): string;
  payTo: string;
  reference: string;
  amount: string;
  button: string;
  answersTitle: string;
  answers: readonly { label: string; answer: "paye" | "date" | "desaccord" }[];
  closing(facts: {
    isFriendly: boolean;
    isFormalNoticeNext: boolean;
    hasAttachment: boolean;
    count: number;
  }): string[];
  footer(count: number): string;
}

export function reminderWords(language: "fr" | "en"): ReminderWords {
  return language === "en" ? ENGLISH : FRENCH;
}

function listed(items: readonly string[], and: string): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${and} ${items.at(-1)}`;
}

/** Several numbers, or the first and how many more: a subject and a bank reference stay short. */
function shortNumbers(numbers: readonly string[], and: string, more: (count: number) => string): string {
  return numbers.length <= 4
    ? listed(numbers, and)
    : `${numbers.slice(0, 3).join(", ")} ${more(numbers.length - 3)}`;
}

function days(segments: readonly PenaltySegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.days, 0);
}

function rates(segments: readonly PenaltySegment[]): string[] {
  return [...new Set(segments.map((segment) => formatRateBps(segment.rateBps)))];
}

/** « notre message du 26 octobre et notre appel du 2 novembre ». */
function frenchContacts(earlier: readonly EarlierContact[]): string {
  const part = (kind: EarlierContact["kind"], one: string, several: string) => {
    const on = earlier
      .filter((contact) => contact.kind === kind)
      .map((contact) => formatDayMonth(contact.on));
    if (on.length === 0) return [];
    return [on.length === 1 ? `${one} du ${on[0]}` : `${several} des ${listed(on, "et")}`];
  };
  return listed(
    [...part("EMAIL", "notre message", "nos messages"), ...part("CALL", "notre appel", "nos appels")],
    "et",
  );
}

const FRENCH: ReminderWords = {
  euros: formatEuros,
  numbers: (numbers) => shortNumbers(numbers, "et", (count) => `et ${count} autres`),
  subject: ({ isFriendly, numbers, count, daysLate }) => {
    const invoices = count === 1 ? `Facture ${numbers}` : `Factures ${numbers}`;
    if (isFriendly) return `${invoices}, un rappel`;
    return count === 1 ? `${invoices}, en retard de ${daysLate}${NBSP}jours` : `${invoices}, en retard`;
  },
  preheader: ({ isFriendly, amount, sentOn, dueOn }) =>
    isFriendly
      ? `${amount} à échéance du ${formatDayMonth(dueOn)}. Si le virement est parti, dites-le en un clic.`
      : `${amount} au ${formatDayMonth(sentOn)}. Merci de régler ou de répondre.`,
  greeting: "Bonjour,",
  opening: ({ isFriendly, single, numbers, earlier }) => {
    if (isFriendly) {
      return single
        ? `La facture ${single.number} du ${formatDate(single.issuedOn)} est arrivée à échéance le ${formatDayMonth(single.dueOn)}. Sauf erreur de notre part, nous n’avons pas encore reçu ${single.balanceCents < single.totalCents ? "le solde" : "son règlement"}.`
        : `Les factures ${numbers} sont arrivées à échéance. Sauf erreur de notre part, nous n’avons pas encore reçu leur règlement.`;
    }
    const lead = earlier.length > 0 ? `Malgré ${frenchContacts(earlier)}, ` : "Sauf erreur de notre part, ";
    if (!single) return `${lead}les factures ${numbers} restent impayées.`;
    const unpaid = single.balanceCents < single.totalCents ? "n’est réglée qu’en partie" : "reste impayée";
    return `${lead}la facture ${single.number} du ${formatDate(single.issuedOn)} ${unpaid}.`;
  },
  toPay: "À régler",
  dueOn: (on) => `Dû au ${formatDate(on)}`,
  singleNote: ({ isFriendly, invoice, daysLate }) => {
    if (!isFriendly) return `Échéance du ${formatDate(invoice.dueOn)}, dépassée de ${daysLate}${NBSP}jours`;
    return [`Facture ${invoice.number}`, invoice.subject, invoice.orderReference].filter(Boolean).join(", ");
  },
  severalNote: (count) => `${count}${NBSP}factures, détaillées ci-dessous`,
  linesTitle: (on) => `Décompte au ${formatDate(on)}`,
  invoiceLine: "Facture TTC",
  invoiceNumbered: (number) => `Facture ${number}`,
  invoiceDetail: (invoice) => `Échéance du ${formatDate(invoice.dueOn)}`,
  received: "Règlement reçu",
  receivedOn: (on) => `Le ${formatDate(on)}, merci`,
  creditNote: "Avoir",
  penalties: "Pénalités de retard",
  penaltyDetail: (segments) => {
    const article = [...new Set(segments.map((segment) => segment.article))].join(", ");
    return typeset(`${days(segments)}${NBSP}jours, ${listed(rates(segments), "puis")} par an, ${article}`);
  },
  flatFee: "Indemnité forfaitaire",
  flatFeeDetail: (count) =>
    count === 1
      ? `Article D.${NBSP}441-5 du Code de commerce`
      : `${count}${NBSP}factures, article D.${NBSP}441-5 du Code de commerce`,
  total: "Total",
  ask: (payBy) =>
    `Merci de régler cette somme d’ici au ${formatDate(payBy)}, ou de nous dire ce qui l’empêche.`,
  payTo: "Virement à",
  reference: "Référence",
  amount: "Montant",
  button: "Payer ou répondre",
  answersTitle: "Ou dites-nous où vous en êtes, sans compte à créer",
  answers: [
    { label: "J’ai déjà payé", answer: "paye" },
    { label: "Je paierai à une date précise", answer: "date" },
    { label: "Quelque chose ne va pas", answer: "desaccord" },
  ],
  closing: ({ isFriendly, isFormalNoticeNext, hasAttachment, count }) => [
    ...(hasAttachment
      ? [count === 1 ? "La facture est jointe à ce message." : "Les factures sont jointes à ce message."]
      : []),
    ...(isFriendly ? ["Si le virement est déjà parti, merci, et ne tenez pas compte de ce rappel."] : []),
    ...(isFormalNoticeNext && !isFriendly
      ? ["Sans nouvelles de votre part, la prochaine étape sera une mise en demeure par lettre recommandée."]
      : []),
  ],
  footer: (count) =>
    `Ce message concerne ${count === 1 ? "une facture" : "des factures"} en cours${NBSP}; vous pouvez simplement y répondre.`,
};

const ENGLISH: ReminderWords = {
  euros: formatEurosEnglish,
  numbers: (numbers) => shortNumbers(numbers, "and", (count) => `and ${count} more`),
  subject: ({ isFriendly, numbers, count, daysLate }) => {
    const invoices = count === 1 ? `Invoice ${numbers}` : `Invoices ${numbers}`;
    if (isFriendly) return `${invoices}, a reminder`;
    return count === 1 ? `${invoices}, ${daysLate} days overdue` : `${invoices}, overdue`;
  },
  preheader: ({ isFriendly, amount, sentOn, dueOn }) =>
    isFriendly
      ? `${amount} was due on ${formatDateEnglish(dueOn)}. If the transfer has left, tell us in one click.`
      : `${amount} on ${formatDateEnglish(sentOn)}. Please pay or reply.`,
  greeting: "Hello,",
  opening: ({ isFriendly, single, numbers, earlier }) => {
    if (isFriendly) {
      return single
        ? `Invoice ${single.number} of ${formatDateEnglish(single.issuedOn)} was due on ${formatDateEnglish(single.dueOn)}. Unless we are mistaken, we have not yet received ${single.balanceCents < single.totalCents ? "the balance" : "its payment"}.`
        : `Invoices ${numbers} are now due. Unless we are mistaken, we have not yet received their payment.`;
    }
    const first = earlier.reduce<LocalDate | null>(
      (on, contact) => (on ? minDate(on, contact.on) : contact.on),
      null,
    );
    const lead = first
      ? `Although we have contacted you since ${formatDateEnglish(first)}, `
      : "Unless we are mistaken, ";
    if (!single) return `${lead}invoices ${numbers} remain unpaid.`;
    const unpaid = single.balanceCents < single.totalCents ? "is only partly paid" : "remains unpaid";
    return `${lead}invoice ${single.number} of ${formatDateEnglish(single.issuedOn)} ${unpaid}.`;
  },
  toPay: "To pay",
  dueOn: (on) => `Due on ${formatDateEnglish(on)}`,
  singleNote: ({ isFriendly, invoice, daysLate }) =>
    isFriendly
      ? [`Invoice ${invoice.number}`, invoice.subject, invoice.orderReference].filter(Boolean).join(", ")
      : `Due date ${formatDateEnglish(invoice.dueOn)}, ${daysLate} days ago`,
  severalNote: (count) => `${count} invoices, listed below`,
  linesTitle: (on) => `Statement on ${formatDateEnglish(on)}`,
  invoiceLine: "Invoice, VAT included",
  invoiceNumbered: (number) => `Invoice ${number}`,
  invoiceDetail: (invoice) => `Due date ${formatDateEnglish(invoice.dueOn)}`,
  received: "Payment received",
  receivedOn: (on) => `On ${formatDateEnglish(on)}, thank you`,
  creditNote: "Credit note",
  penalties: "Late payment interest",
  penaltyDetail: (segments) =>
    `${days(segments)} days, ${listed(rates(segments), "then")} a year, French Commercial Code L.${NBSP}441-10`,
  flatFee: "Fixed recovery charge",
  flatFeeDetail: (count) =>
    count === 1
      ? `French Commercial Code D.${NBSP}441-5`
      : `${count} invoices, French Commercial Code D.${NBSP}441-5`,
  total: "Total",
  ask: (payBy) => `Please pay this sum by ${formatDateEnglish(payBy)}, or tell us what prevents it.`,
  payTo: "Transfer to",
  reference: "Reference",
  amount: "Amount",
  button: "Pay or reply",
  answersTitle: "Or tell us where things stand, no account needed",
  answers: [
    { label: "I have already paid", answer: "paye" },
    { label: "I will pay on a given date", answer: "date" },
    { label: "Something is wrong", answer: "desaccord" },
  ],
  closing: ({ isFriendly, isFormalNoticeNext, hasAttachment, count }) => [
    ...(hasAttachment ? [count === 1 ? "The invoice is attached." : "The invoices are attached."] : []),
    ...(isFriendly ? ["If the transfer has already left, thank you, and please ignore this reminder."] : []),
    ...(isFormalNoticeNext && !isFriendly
      ? ["If we do not hear from you, the next step will be a formal notice by registered letter."]
      : []),
  ],
  footer: () => "This message is about a running invoice; you can simply reply to it.",
};
