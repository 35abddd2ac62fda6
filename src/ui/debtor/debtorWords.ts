/** The words of the debtor's page, in the debtor's language. */
import { formatDate, formatDateEnglish, formatDayMonth, type LocalDate } from "@/domain/calendar";
import { formatEuros, formatEurosEnglish, NBSP } from "@/domain/money";

export type DebtorLanguage = "fr" | "en";

export interface DebtorWords {
  euros(cents: bigint): string;
  date(on: LocalDate): string;
  skip: string;
  about: string;
  invoice: string;
  titleOne(number: string): string;
  titleSeveral(count: number): string;
  nothingLeft: string;
  nothingLeftDetail: string;
  dueOn(on: LocalDate): string;
  thanks(cents: bigint, on: LocalDate | null): string;
  jump: string;
  pay: string;
  ibanOf(name: string): string;
  touch: string;
  reference: string;
  amount: string;
  legal(total: string): string;
  principal: string;
  penalties: string;
  penaltiesDetail: string;
  fee: string;
  feeDetail: string;
  totalOn(on: LocalDate): string;
  invoices: string;
  answer: string;
  paid: string;
  paidOn: string;
  means: string;
  transfer: string;
  cheque: string;
  card: string;
  other: string;
  warn(name: string): string;
  paidEffect: string;
  promise: string;
  promiseDay: string;
  giveDay: string;
  promiseEffect: string;
  dispute: string;
  disputeWhat: string;
  sendAnswer: string;
  disputeEffect: string;
  waiting: {
    ALREADY_PAID(on: LocalDate | null, until: LocalDate | null): string;
    PROMISE(on: LocalDate | null): string;
    DISPUTE: string;
  };
  again: string;
  footer(expires: LocalDate): string;
  data: string;
  errorTitle: string;
}

function until(on: LocalDate | null): string {
  return on ? ` jusqu’au ${formatDate(on)}` : "";
}

const FRENCH: DebtorWords = {
  euros: formatEuros,
  date: formatDate,
  skip: "Aller aux réponses",
  about: "vous écrit au sujet de votre commande",
  invoice: "Facture",
  titleOne: (number) => `Facture ${number}, reste à payer`,
  titleSeveral: (count) => `${count}${NBSP}factures, reste à payer`,
  nothingLeft: "Tout est réglé",
  nothingLeftDetail: "Il ne reste rien à payer sur ces factures. Merci.",
  dueOn: (on) => `Échéance le ${formatDate(on)}.`,
  thanks: (cents, on) =>
    on
      ? `Merci pour les ${formatEuros(cents)} reçus le ${formatDayMonth(on)}.`
      : `Merci pour les ${formatEuros(cents)} déjà reçus.`,
  jump: `Déjà payé, ou une question${NBSP}?`,
  pay: "Payer par virement",
  ibanOf: (name) => `IBAN ${/^[AEIOUYÉÈÊÂÎÔÛH]/i.test(name) ? "d’" : "de "}${name}`,
  touch: "(touchez-le pour le sélectionner en entier)",
  reference: "Référence à rappeler",
  amount: "Montant",
  legal: (total) => `Pénalités et indemnité, ${total}`,
  principal: "Principal",
  penalties: "Pénalités de retard",
  penaltiesDetail: `article L.${NBSP}441-10 du Code de commerce`,
  fee: "Indemnité forfaitaire",
  feeDetail: `article D.${NBSP}441-5 du Code de commerce`,
  totalOn: (on) => `Total au ${formatDate(on)}`,
  invoices: "Les factures",
  answer: "Ou répondre, en une minute",
  paid: "J’ai payé",
  paidOn: "Payé le",
  means: "Moyen de paiement",
  transfer: "Virement",
  cheque: "Chèque",
  card: "Carte",
  other: "Autre",
  warn: (name) => `Prévenir ${name}`,
  paidEffect: "Les relances s’arrêtent le temps de vérifier.",
  promise: "Je paierai à une date précise",
  promiseDay: "Date du règlement",
  giveDay: "Donner cette date",
  promiseEffect:
    "Les relances s’arrêtent jusqu’à cette date. Une demande de délai vaut reconnaissance de la dette.",
  dispute: "Quelque chose ne va pas",
  disputeWhat: "Ce qui ne va pas",
  sendAnswer: "Envoyer ma réponse",
  disputeEffect: "Les relances s’arrêtent jusqu’à la réponse de votre interlocuteur.",
  waiting: {
    ALREADY_PAID: (on, end) =>
      `Merci, c’est noté${on ? `${NBSP}: payé le ${formatDate(on)}` : ""}. Les relances sont suspendues${until(end)}, le temps de vérifier.`,
    PROMISE: (on) =>
      on
        ? `C’est noté${NBSP}: règlement le ${formatDate(on)}. Les relances sont suspendues jusque-là.`
        : "C’est noté.",
    DISPUTE:
      "Votre désaccord est transmis. Les relances sont suspendues jusqu’à la réponse de votre interlocuteur.",
  },
  again: "Changer de réponse",
  footer: (expires) => `Lien personnel, valable jusqu’au ${formatDate(expires)}. Envoyé avec Dûment.`,
  data: "Vos données",
  errorTitle: "Rien n’a été envoyé",
};

const ENGLISH: DebtorWords = {
  euros: formatEurosEnglish,
  date: formatDateEnglish,
  skip: "Go to the answers",
  about: "is writing about your order",
  invoice: "Invoice",
  titleOne: (number) => `Invoice ${number}, still to pay`,
  titleSeveral: (count) => `${count} invoices, still to pay`,
  nothingLeft: "Everything is paid",
  nothingLeftDetail: "Nothing is left to pay on these invoices. Thank you.",
  dueOn: (on) => `Due on ${formatDateEnglish(on)}.`,
  thanks: (cents, on) =>
    on
      ? `Thank you for ${formatEurosEnglish(cents)} received on ${formatDateEnglish(on)}.`
      : `Thank you for ${formatEurosEnglish(cents)} already received.`,
  jump: "Already paid, or a question?",
  pay: "Pay by bank transfer",
  ibanOf: (name) => `IBAN of ${name}`,
  touch: "(touch it to select all of it)",
  reference: "Reference to quote",
  amount: "Amount",
  legal: (total) => `Interest and fixed charge, ${total}`,
  principal: "Principal",
  penalties: "Late payment interest",
  penaltiesDetail: `French Commercial Code, L.${NBSP}441-10`,
  fee: "Fixed recovery charge",
  feeDetail: `French Commercial Code, D.${NBSP}441-5`,
  totalOn: (on) => `Total on ${formatDateEnglish(on)}`,
  invoices: "The invoices",
  answer: "Or reply, in a minute",
  paid: "I have paid",
  paidOn: "Paid on",
  means: "Means of payment",
  transfer: "Bank transfer",
  cheque: "Cheque",
  card: "Card",
  other: "Other",
  warn: (name) => `Tell ${name}`,
  paidEffect: "Reminders stop while it is checked.",
  promise: "I will pay on a given date",
  promiseDay: "Date of payment",
  giveDay: "Give this date",
  promiseEffect: "Reminders stop until that day. Asking for time acknowledges the debt.",
  dispute: "Something is wrong",
  disputeWhat: "What is wrong",
  sendAnswer: "Send my answer",
  disputeEffect: "Reminders stop until you get an answer.",
  waiting: {
    ALREADY_PAID: (on, end) =>
      `Thank you, noted${on ? `: paid on ${formatDateEnglish(on)}` : ""}. Reminders are paused${end ? ` until ${formatDateEnglish(end)}` : ""} while it is checked.`,
    PROMISE: (on) =>
      on ? `Noted: payment on ${formatDateEnglish(on)}. Reminders are paused until then.` : "Noted.",
    DISPUTE: "Your objection has been passed on. Reminders are paused until you get an answer.",
  },
  again: "Change my answer",
  footer: (expires) => `Personal link, valid until ${formatDateEnglish(expires)}. Sent with Dûment.`,
  data: "Your data",
  errorTitle: "Nothing was sent",
};

export function debtorWords(language: DebtorLanguage): DebtorWords {
  return language === "en" ? ENGLISH : FRENCH;
}
