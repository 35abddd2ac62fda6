/** The words around the text of a reminder, in French and in English: amounts, statement, answers. */

import type { LocalDate } from "../calendar";
import { formatDate, formatDateEnglish, formatDayMonth } from "../dateText";
import type { PenaltySegment } from "../legal/latePenalty";
import { capitalised } from "../legal/phrases";
import { formatEuros, formatEurosEnglish, formatRateBps, NBSP } from "../money";
import { typeset } from "../typography";
import type { ReminderInvoice } from "./reminderFacts";
import type { AddressForm } from "./scenario";

export interface ReminderWords {
  euros(cents: bigint): string;
  numbers(numbers: readonly string[]): string;
  preheader(facts: { isFriendly: boolean; amount: string; sentOn: LocalDate; dueOn: LocalDate }): string;
  toPay: string;
  dueOn(on: LocalDate): string;
  singleNote(facts: { isFriendly: boolean; invoice: ReminderInvoice; daysLate: number }): string;
  severalNote(count: number): string;
  linesTitle(on: LocalDate): string;
  invoiceLine: string;
  invoiceNumbered(number: string): string;
  invoiceDetail(invoice: ReminderInvoice): string;
  /** Why the line of an invoice among several is not its total: what came in, what was credited. */
  reducedDetail(totalCents: bigint, paidCents: bigint, creditedCents: bigint): string;
  received: string;
  receivedOn(on: LocalDate): string;
  /** @param number empty for a credit of the client */
  creditNote(number: string): string;
  creditNoteOn(on: LocalDate): string;
  /** @param number the invoice, where the message speaks of several; empty otherwise */
  disputed(number: string): { label: string; detail: string };
  freeCredit: { label: string; detail: string };
  penalties: string;
  /** @param numbers invoices they run on, where the message speaks of several: days of several would add up to nothing */
  penaltyDetail(segments: readonly PenaltySegment[], numbers: readonly string[]): string;
  flatFee: string;
  /** @param numbers invoices it is due on, where the message speaks of several */
  flatFeeDetail(numbers: readonly string[]): string;
  total: string;
  payTo: string;
  reference: string;
  amount: string;
  button: string;
  answersTitle: string;
  answers: readonly { label: string; answer: "paye" | "date" | "desaccord" }[];
  footer(count: number): string;
}

/** Beside the transfer code: what it is for. */
export function transferCodeWords(language: "fr" | "en"): string {
  return language === "en"
    ? "Or scan this code with your banking app: the transfer is filled in, you only confirm it."
    : `Ou scannez ce code avec l’application de votre banque${NBSP}: le virement est rempli, il reste à le valider.`;
}

export function reminderWords(language: "fr" | "en", form: AddressForm = "FORMAL"): ReminderWords {
  if (language === "en") return ENGLISH;
  return form === "FRIENDLY" ? FRENCH_FRIENDLY : FRENCH;
}

export function listed(items: readonly string[], and: string): string {
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

/** `12.40%`: the figure and its sign as English writes them. */
function rateEnglish(rate: string): string {
  return rate.replace(",", ".").replace(`${NBSP}%`, "%");
}

function rates(segments: readonly PenaltySegment[]): string[] {
  return [...new Set(segments.map((segment) => formatRateBps(segment.rateBps)))];
}

const FRENCH: ReminderWords = {
  euros: formatEuros,
  numbers: (numbers) => shortNumbers(numbers, "et", (count) => `et ${count} autres`),
  preheader: ({ isFriendly, amount, sentOn, dueOn }) =>
    isFriendly
      ? `${amount} à échéance du ${formatDayMonth(dueOn)}. Si le virement est parti, dites-le en un clic.`
      : `${amount} au ${formatDayMonth(sentOn)}. Merci de régler ou de répondre.`,
  toPay: "À régler",
  dueOn: (on) => `Dû au ${formatDate(on)}`,
  singleNote: ({ isFriendly, invoice, daysLate }) => {
    if (!isFriendly)
      return `Échéance du ${formatDate(invoice.dueOn)}, dépassée de ${daysLate}${NBSP}jour${daysLate > 1 ? "s" : ""}`;
    return [`Facture ${invoice.number}`, invoice.subject, invoice.orderReference].filter(Boolean).join(", ");
  },
  severalNote: (count) => `${count}${NBSP}factures, détaillées ci-dessous`,
  linesTitle: (on) => `Décompte au ${formatDate(on)}`,
  invoiceLine: "Facture TTC",
  invoiceNumbered: (number) => `Facture ${number}`,
  invoiceDetail: (invoice) => `Échéance du ${formatDate(invoice.dueOn)}`,
  reducedDetail: (totalCents, paidCents, creditedCents) => {
    const parts = [
      ...(paidCents > 0n ? [`${formatEuros(paidCents)} reçus`] : []),
      ...(creditedCents > 0n ? [`${formatEuros(creditedCents)} d’avoir`] : []),
    ];
    return `Reste de ${formatEuros(totalCents)}, ${listed(parts, "et")}`;
  },
  received: "Règlement reçu",
  receivedOn: (on) => `Le ${formatDate(on)}, merci`,
  creditNote: (number) => (number === "" ? "Avoir commercial" : `Avoir ${number}`),
  creditNoteOn: (on) => `Du ${formatDate(on)}`,
  disputed: (number) => ({
    label: "Part contestée",
    detail:
      number === "" ? "Mise de côté jusqu’à la réponse" : `Sur ${number}, mise de côté jusqu’à la réponse`,
  }),
  freeCredit: { label: "Avoir à votre nom", detail: "Déduit de ce qui est demandé" },
  penalties: "Pénalités de retard",
  penaltyDetail: (segments, numbers) => {
    const article = [...new Set(segments.map((segment) => segment.article))].join(", ");
    const span = numbers.length > 1 ? `${numbers.length}${NBSP}factures` : `${days(segments)}${NBSP}jours`;
    const on = numbers.length === 1 ? `Sur ${numbers[0]}, ` : "";
    return typeset(`${on}${span}, ${listed(rates(segments), "puis")} par an, ${article}`);
  },
  flatFee: "Indemnité forfaitaire",
  flatFeeDetail: (numbers) => {
    const article = `article D.${NBSP}441-5 du code de commerce`;
    if (numbers.length === 0) return capitalised(article);
    return numbers.length === 1
      ? `Pour ${numbers[0]}, ${article}`
      : `${numbers.length}${NBSP}factures, ${article}`;
  },
  total: "Total",
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
  footer: (count) =>
    `Ce message concerne ${count === 1 ? "une facture" : "des factures"} en cours${NBSP}; vous pouvez simplement y répondre.`,
};

/** The same, for those who say « tu ». */
const FRENCH_FRIENDLY: ReminderWords = {
  ...FRENCH,
  preheader: ({ isFriendly, amount, sentOn, dueOn }) =>
    isFriendly
      ? `${amount} à échéance du ${formatDayMonth(dueOn)}. Si le virement est parti, dis-le en un clic.`
      : `${amount} au ${formatDayMonth(sentOn)}. Merci de régler ou de répondre.`,
  answersTitle: "Ou dis-moi où tu en es, sans compte à créer",
  footer: (count) =>
    `Ce message concerne ${count === 1 ? "une facture" : "des factures"} en cours${NBSP}; tu peux simplement y répondre.`,
};

const ENGLISH: ReminderWords = {
  euros: formatEurosEnglish,
  numbers: (numbers) => shortNumbers(numbers, "and", (count) => `and ${count} more`),
  preheader: ({ isFriendly, amount, sentOn, dueOn }) =>
    isFriendly
      ? `${amount} was due on ${formatDateEnglish(dueOn)}. If the transfer has left, tell us in one click.`
      : `${amount} on ${formatDateEnglish(sentOn)}. Please pay or reply.`,
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
  reducedDetail: (totalCents, paidCents, creditedCents) => {
    const parts = [
      ...(paidCents > 0n ? [`${formatEurosEnglish(paidCents)} received`] : []),
      ...(creditedCents > 0n ? [`${formatEurosEnglish(creditedCents)} credited`] : []),
    ];
    return `Left of ${formatEurosEnglish(totalCents)}, ${listed(parts, "and")}`;
  },
  received: "Payment received",
  receivedOn: (on) => `On ${formatDateEnglish(on)}, thank you`,
  creditNote: (number) => (number === "" ? "Commercial credit" : `Credit note ${number}`),
  creditNoteOn: (on) => `Of ${formatDateEnglish(on)}`,
  disputed: (number) => ({
    label: "Disputed part",
    detail: number === "" ? "Set aside until it is answered" : `On ${number}, set aside until it is answered`,
  }),
  freeCredit: { label: "Credit in your name", detail: "Deducted from what is asked" },
  penalties: "Late payment interest",
  penaltyDetail: (segments, numbers) => {
    const span = numbers.length > 1 ? `${numbers.length} invoices` : `${days(segments)} days`;
    const on = numbers.length === 1 ? `On ${numbers[0]}, ` : "";
    return `${on}${span}, ${listed(rates(segments).map(rateEnglish), "then")} a year, French Commercial Code L.${NBSP}441-10`;
  },
  flatFee: "Fixed recovery charge",
  flatFeeDetail: (numbers) => {
    const which =
      numbers.length === 0
        ? ""
        : numbers.length === 1
          ? `For ${numbers[0]}, `
          : `${numbers.length} invoices, `;
    return `${which}French Commercial Code D.${NBSP}441-5`;
  },
  total: "Total",
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
  footer: () => "This message is about a running invoice; you can simply reply to it.",
};
