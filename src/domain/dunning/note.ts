/** Short messages around a reminder: what was agreed on the phone, thanks for a payment. */

import type { LocalDate } from "../calendar";
import { formatDate, formatDateEnglish } from "../dateText";
import { formatEuros, formatEurosEnglish } from "../money";
import { signatureOf } from "./signatureOf";

/** Kinds of messages that are not reminders: their words are written when they are decided. */
export type NoteKind =
  | "CALL_CONFIRMATION"
  | "PAYMENT_THANKS"
  | "ANSWER_RECEIPT"
  | "ANSWER_REPLY"
  | "INVOICE_COPY"
  | "NEW_LINK"
  | "PLAN_AGREEMENT"
  | "INSTALMENT_NOTICE"
  | "DISPUTE_DECISION"
  | "PLAN_COUNTER";

/** How each is called on the creditor's pages. */
export const NOTE_NAMES: Readonly<Record<Exclude<MessageKind, "REMINDER">, string>> = {
  CALL_CONFIRMATION: "Confirmation d’un appel",
  PAYMENT_THANKS: "Remerciement",
  ANSWER_RECEIPT: "Accusé de réception d’une réponse",
  ANSWER_REPLY: "Votre réponse au client",
  INVOICE_COPY: "Facture renvoyée",
  NEW_LINK: "Nouveau lien de réponse",
  PLAN_AGREEMENT: "Accord d’échéancier",
  INSTALMENT_NOTICE: "Rappel d’un versement",
  DISPUTE_DECISION: "Votre décision sur un litige",
  PLAN_COUNTER: "Autres versements proposés",
  ACCOUNT_STATEMENT: "Relevé de compte",
};

/** Reminders and statements are written when they leave, with the facts of then. */
export type MessageKind = "REMINDER" | "ACCOUNT_STATEMENT" | NoteKind;

/** What leaves without anyone asking for it at that moment. */
export const AUTOMATIC_KINDS: readonly MessageKind[] = ["REMINDER", "ACCOUNT_STATEMENT", "INSTALMENT_NOTICE"];

/**
 * Leaves by itself: it waits for the sending window and, in safe mode, for an approval; it does not leave
 * under a pause, to an excluded client, or once its facts have changed. The announcement of an agreed
 * instalment counts for no pressure limit: the debtor asked for these days.
 */
export function isAutomatic(kind: MessageKind): boolean {
  return AUTOMATIC_KINDS.includes(kind);
}

/**
 * Words that count on a payment. Once a collective procedure freezes one of their invoices, the debtor may not
 * pay it any more (C. com. L622-7): those that have not left do not leave.
 */
export const COUNTING_ON_PAYMENT: readonly MessageKind[] = [
  "CALL_CONFIRMATION",
  "PLAN_AGREEMENT",
  "PLAN_COUNTER",
  "DISPUTE_DECISION",
];

/** Stands for the debtor's own link in words that are kept: the link is made when the bytes are. */
export const OWN_LINK = "own-link:";

/** The note with its debtor's link, where it holds one. */
export function withOwnLink(note: NoteContent, url: string): NoteContent {
  return note.button?.url === OWN_LINK ? { ...note, button: { ...note.button, url } } : note;
}

export interface NoteContent {
  language: "fr" | "en";
  subject: string;
  preheader: string;
  sender: string;
  greeting: string;
  paragraphs: readonly string[];
  rows: readonly { label: string; value: string }[];
  button: { label: string; url: string } | null;
  signatory: string;
  signature: string;
  footer: readonly string[];
  /** Its words announce files: without them, it is not sent. */
  announcesFiles?: true;
}

interface NoteFacts {
  language: "fr" | "en";
  creditor: { name: string; identity: string; phone: string | null; signatory: string; iban: string | null };
  numbers: readonly string[];
  amountCents: bigint;
  on: LocalDate;
  answerUrl: string | null;
}

/** Confirms a promise made on the phone, so that both sides keep the same date in writing. */
export function promiseNote(facts: NoteFacts): NoteContent {
  const { creditor } = facts;
  const numbers = facts.numbers.join(", ");
  if (facts.language === "en") {
    return {
      ...frame(facts),
      subject: `Invoice ${numbers}, as agreed on the phone`,
      preheader: `Payment of ${formatEurosEnglish(facts.amountCents)} expected on ${formatDateEnglish(facts.on)}.`,
      greeting: "Hello,",
      paragraphs: [
        `Thank you for your time on the phone. We have noted that you will pay ${formatEurosEnglish(facts.amountCents)} on ${formatDateEnglish(facts.on)}.`,
        "Until then, we will not remind you again.",
      ],
      rows: rows(facts, {
        to: "Transfer to",
        reference: "Reference",
        amount: formatEurosEnglish(facts.amountCents),
      }),
      button: facts.answerUrl ? { label: "Pay or reply", url: facts.answerUrl } : null,
      footer: [creditor.identity, "You can simply reply to this message."],
    };
  }
  return {
    ...frame(facts),
    subject: `Facture ${numbers}, comme convenu au téléphone`,
    preheader: `Règlement de ${formatEuros(facts.amountCents)} attendu le ${formatDate(facts.on)}.`,
    greeting: "Bonjour,",
    paragraphs: [
      `Merci pour votre temps au téléphone. Nous avons noté que vous réglerez ${formatEuros(facts.amountCents)} le ${formatDate(facts.on)}.`,
      "D’ici là, nous ne vous relancerons pas.",
    ],
    rows: rows(facts, { to: "Virement à", reference: "Référence", amount: formatEuros(facts.amountCents) }),
    button: facts.answerUrl ? { label: "Payer ou répondre", url: facts.answerUrl } : null,
    footer: [creditor.identity, "Vous pouvez simplement répondre à ce message."],
  };
}

/**
 * Thanks for a payment that the creditor has confirmed.
 *
 * @param restCents what is left of these invoices, in cents: a part payment says so
 */
export function thanksNote(facts: NoteFacts, restCents: bigint): NoteContent {
  const numbers = facts.numbers.join(", ");
  const isOne = facts.numbers.length === 1;
  if (facts.language === "en") {
    return {
      ...frame(facts),
      subject: `Invoice ${numbers}, payment received`,
      preheader: `We have received ${formatEurosEnglish(facts.amountCents)}. Thank you.`,
      greeting: "Hello,",
      paragraphs: [
        `We have received your payment of ${formatEurosEnglish(facts.amountCents)} for ${isOne ? "invoice" : "invoices"} ${numbers}. Thank you.`,
        restCents > 0n
          ? `${formatEurosEnglish(restCents)} remains to be paid.`
          : `${isOne ? "It is" : "They are"} now fully paid.`,
      ],
      rows: [],
      button: null,
      footer: [facts.creditor.identity],
    };
  }
  return {
    ...frame(facts),
    subject: `Facture ${numbers}, règlement reçu`,
    preheader: `Nous avons reçu ${formatEuros(facts.amountCents)}. Merci.`,
    greeting: "Bonjour,",
    paragraphs: [
      `Nous avons bien reçu votre règlement de ${formatEuros(facts.amountCents)} pour ${isOne ? "la facture" : "les factures"} ${numbers}. Merci.`,
      restCents > 0n
        ? `Il reste ${formatEuros(restCents)} à régler.`
        : `${isOne ? "Elle est entièrement réglée" : "Elles sont entièrement réglées"}.`,
    ],
    rows: [],
    button: null,
    footer: [facts.creditor.identity],
  };
}

function frame({ language, creditor }: NoteFacts) {
  return {
    language,
    sender: creditor.name,
    signatory: creditor.signatory,
    signature: signatureOf(creditor),
  };
}

function rows(facts: NoteFacts, words: { to: string; reference: string; amount: string }) {
  if (!facts.creditor.iban) return [];
  return [
    { label: words.to, value: facts.creditor.name },
    { label: "IBAN", value: facts.creditor.iban },
    { label: words.reference, value: facts.numbers.join(", ") },
    { label: facts.language === "en" ? "Amount" : "Montant", value: words.amount },
  ];
}

/** The text part of a note. */
export function noteAsText(note: NoteContent): string {
  const colon = note.language === "en" ? ": " : "\u00a0: ";
  const blocks = [
    note.greeting,
    ...note.paragraphs,
    note.rows.map((row) => `${row.label}${colon}${row.value}`).join("\n"),
    note.button ? `${note.button.label}${colon}\n${note.button.url}` : "",
    [note.signatory, note.signature].filter(Boolean).join("\n"),
    `-- \n${note.footer.join("\n")}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
