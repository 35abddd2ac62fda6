/** What is written to the debtor after an answer: what was understood, and what it changes. */

import type { LocalDate } from "../calendar";
import { formatDate, formatDateEnglish } from "../dateText";
import { type NoteContent, OWN_LINK } from "../dunning/note";
import { signatureOf } from "../dunning/signatureOf";
import { formatEuros, formatEurosEnglish, NBSP } from "../money";
import type { AnswerKind } from "./answer";

type Language = "fr" | "en";

export interface NoteSender {
  name: string;
  identity: string;
  phone: string | null;
  signatory: string;
}

interface Envelope {
  language: Language;
  creditor: NoteSender;
  numbers: readonly string[];
}

export interface ReceiptFacts extends Envelope {
  kind: AnswerKind;
  onDate: LocalDate | null;
  amountCents: bigint | null;
  /** Last day of the suspension; null when it has no end, or there is none. */
  untilOn: LocalDate | null;
  /** What the debtor wrote. */
  message: string;
}

/** Confirms an answer, so that both sides keep the same words. */
export function receiptNote(facts: ReceiptFacts): NoteContent {
  const isEnglish = facts.language === "en";
  const said = isEnglish ? saidInEnglish(facts) : saidInFrench(facts);
  const effect = isEnglish ? effectInEnglish(facts) : effectInFrench(facts);
  const quote =
    facts.message === "" ? [] : [isEnglish ? `“${facts.message}”` : `«${NBSP}${facts.message}${NBSP}»`];
  return {
    ...frame(facts),
    subject: isEnglish
      ? `${aboutInEnglish(facts)}: your answer`
      : `${aboutInFrench(facts)}${NBSP}: votre réponse`,
    preheader: said,
    paragraphs: [said, ...quote, effect],
    button: null,
    footer: [
      facts.creditor.identity,
      isEnglish
        ? "If this answer is not yours, simply reply to this message."
        : `Cette réponse n’est pas la vôtre${NBSP}? Répondez simplement à ce message.`,
    ],
  };
}

/** The creditor's words, with the link that lets the debtor write again. */
export function replyNote(facts: Envelope & { body: string; hasFiles: boolean }): NoteContent {
  const isEnglish = facts.language === "en";
  const files = isEnglish ? "You will find our files attached." : "Vous trouverez nos fichiers ci-joints.";
  return {
    ...frame(facts),
    subject: isEnglish
      ? `${aboutInEnglish(facts)}: our answer`
      : `${aboutInFrench(facts)}${NBSP}: notre réponse`,
    preheader: facts.body.slice(0, 120),
    paragraphs: [...facts.body.split(/\n{2,}/), ...(facts.hasFiles ? [files] : [])],
    button: { label: isEnglish ? "Pay or answer" : "Payer ou répondre", url: OWN_LINK },
    footer: [facts.creditor.identity, simplyReply(facts.language)],
  };
}

/** The invoices asked for again, attached. */
export function invoiceCopyNote(facts: Envelope & { hasFiles: boolean }): NoteContent {
  const isEnglish = facts.language === "en";
  const several = facts.numbers.length > 1;
  const french = facts.hasFiles
    ? `Voici de nouveau ${several ? "vos factures" : "votre facture"} ${facts.numbers.join(", ")}, en pièce jointe.`
    : `Vous avez demandé de nouveau ${several ? "vos factures" : "votre facture"} ${facts.numbers.join(", ")}. Nous vous ${several ? "les" : "la"} envoyons très vite.`;
  const english = facts.hasFiles
    ? `Here ${several ? "are your invoices" : "is your invoice"} ${facts.numbers.join(", ")} again, attached to this message.`
    : `You asked for ${several ? "invoices" : "invoice"} ${facts.numbers.join(", ")} again. We will send ${several ? "them" : "it"} very soon.`;
  return {
    ...frame(facts),
    subject: isEnglish ? `${aboutInEnglish(facts)}, again` : `${aboutInFrench(facts)}, de nouveau`,
    preheader: isEnglish ? english : french,
    paragraphs: [isEnglish ? english : french],
    button: { label: isEnglish ? "Pay or answer" : "Payer ou répondre", url: OWN_LINK },
    footer: [facts.creditor.identity, simplyReply(facts.language)],
    ...(facts.hasFiles && { announcesFiles: true }),
  };
}

/** A fresh link, for someone whose link had closed. */
export function newLinkNote(facts: Envelope): NoteContent {
  const isEnglish = facts.language === "en";
  return {
    ...frame(facts),
    subject: isEnglish
      ? `${aboutInEnglish(facts)}: your new link`
      : `${aboutInFrench(facts)}${NBSP}: votre nouveau lien`,
    preheader: isEnglish ? "The earlier link has closed." : "L’ancien lien s’est fermé.",
    paragraphs: [
      isEnglish
        ? "Someone opened a link of ours that has closed and asked for a new one. Here it is; it is yours alone."
        : "Une personne a ouvert l’un de nos liens, qui s’était fermé, et en a demandé un nouveau. Le voici, il vous est personnel.",
      isEnglish
        ? "If it was not you, there is nothing to do: the link came to this address only."
        : `Ce n’était pas vous${NBSP}? Il n’y a rien à faire${NBSP}: ce lien n’est arrivé qu’à cette adresse.`,
    ],
    button: { label: isEnglish ? "Pay or answer" : "Payer ou répondre", url: OWN_LINK },
    footer: [facts.creditor.identity, simplyReply(facts.language)],
  };
}

export function frame({ language, creditor }: Pick<Envelope, "language" | "creditor">) {
  return {
    language,
    sender: creditor.name,
    greeting: language === "en" ? "Hello," : "Bonjour,",
    rows: [],
    signatory: creditor.signatory,
    signature: signatureOf(creditor),
  };
}

export function simplyReply(language: Language): string {
  return language === "en"
    ? "You can simply reply to this message."
    : "Vous pouvez simplement répondre à ce message.";
}

/** `Facture F-1`, `Factures F-1 et F-2`, `4 factures`. */
export function aboutInFrench({ numbers }: Pick<Envelope, "numbers">): string {
  if (numbers.length === 1) return `Facture ${numbers[0]}`;
  return numbers.length === 2 ? `Factures ${numbers.join(" et ")}` : `${numbers.length}${NBSP}factures`;
}

export function aboutInEnglish({ numbers }: Pick<Envelope, "numbers">): string {
  if (numbers.length === 1) return `Invoice ${numbers[0]}`;
  return numbers.length === 2 ? `Invoices ${numbers.join(" and ")}` : `${numbers.length} invoices`;
}

function saidInFrench({ kind, onDate, amountCents }: ReceiptFacts): string {
  const day = onDate ? ` le ${formatDate(onDate)}` : "";
  const amount = amountCents === null ? "" : ` ${formatEuros(amountCents)}`;
  switch (kind) {
    case "ALREADY_PAID":
      return `Vous nous dites avoir payé${amount}${day}. Merci, c’est noté.`;
    case "PROMISE":
      return `Vous nous annoncez un règlement${amount ? ` de${amount}` : ""}${day}. Merci, c’est noté.`;
    case "INSTALMENTS":
      return "Vous demandez à payer en plusieurs fois. Nous vous répondons par courriel.";
    case "DISPUTE":
      return amountCents === null
        ? "Vous contestez ce qui vous est demandé. Nous examinons ce que vous nous dites."
        : `Vous contestez${amount} de ce qui vous est demandé. Nous examinons ce que vous nous dites.`;
    case "WRONG_RECIPIENT":
      return "Vous nous dites que ce message ne vous était pas destiné. Merci de l’avoir signalé, nous vérifions.";
    case "INVOICE_COPY":
      return "Vous demandez la facture de nouveau.";
    case "MESSAGE":
      return "Nous avons bien reçu votre message. Une personne le lit et vous répond.";
  }
}

function effectInFrench({ kind, untilOn }: ReceiptFacts): string {
  if (kind === "INVOICE_COPY") return "Les relances continuent comme prévu.";
  if (kind === "DISPUTE")
    return "Les relances de ce que vous contestez sont suspendues jusqu’à notre réponse.";
  if (untilOn === null) return "Les relances sont suspendues jusqu’à notre réponse.";
  return `Les relances sont suspendues jusqu’au ${formatDate(untilOn)}.`;
}

function saidInEnglish({ kind, onDate, amountCents }: ReceiptFacts): string {
  const day = onDate ? ` on ${formatDateEnglish(onDate)}` : "";
  const amount = amountCents === null ? "" : ` ${formatEurosEnglish(amountCents)}`;
  switch (kind) {
    case "ALREADY_PAID":
      return `You tell us that you have paid${amount}${day}. Thank you, noted.`;
    case "PROMISE":
      return `You tell us that you will pay${amount}${day}. Thank you, noted.`;
    case "INSTALMENTS":
      return "You ask to pay in several instalments. We will answer by email.";
    case "DISPUTE":
      return amountCents === null
        ? "You object to what you are asked to pay. We are looking into it."
        : `You object to${amount} of what you are asked to pay. We are looking into it.`;
    case "WRONG_RECIPIENT":
      return "You tell us that this message was not meant for you. Thank you for saying so, we are checking.";
    case "INVOICE_COPY":
      return "You ask for the invoice again.";
    case "MESSAGE":
      return "We have received your message. A person reads it and will answer.";
  }
}

function effectInEnglish({ kind, untilOn }: ReceiptFacts): string {
  if (kind === "INVOICE_COPY") return "Reminders go on as planned.";
  if (kind === "DISPUTE") return "Reminders of what you dispute are paused until we answer.";
  if (untilOn === null) return "Reminders are paused until we answer.";
  return `Reminders are paused until ${formatDateEnglish(untilOn)}.`;
}
