/**
 * The formal notice (mise en demeure) as structured paragraphs. The law asks no form (C. civ. 1344):
 * a clear demand for a determined debt. The tone stays exact and courteous, and announces nothing
 * that the law does not allow before a judgment.
 */
import { addDays, formatDate } from "../calendar";
import { formatEuros, formatRateBps } from "../money";
import { fullLegalName, identityLine } from "../parties/creditorIdentity";
import { formatIban } from "../parties/iban";
import { formatPhoneNumber } from "../parties/phoneNumber";
import { addressBlock } from "../parties/postalAddress";
import { formatPostcodeCity } from "../parties/postcode";
import { afterDe, typeset } from "../typography";
import {
  defaultNoticeDelayDays,
  type FormalNotice,
  type FormalNoticeInput,
  type NoticeSection,
  type NoticeSectionKey,
  type PreviousContact,
} from "./formalNoticeInput";
import { invoiceSentence, noticeRows } from "./formalNoticeRows";
import { consequences, contactParagraphs, DEMAND_VERBS, LEGAL_REFERENCES } from "./formalNoticeWording";
import { authorParagraphs, senderLines, thirdPartyParagraphs } from "./noticeAuthor";

/**
 * Composes the letter. Lint the input first: this function writes what it is given.
 *
 * @throws DomainError `ADDRESS` when the debtor's address does not fit the window.
 */
export function formalNotice(input: FormalNoticeInput): FormalNotice {
  return {
    sender: senderLines(input),
    recipient: addressBlock(input.debtor.address),
    placeAndDate: typeset(`${input.place}, le ${formatDate(input.writtenOn)}`),
    delivery: typeset(deliveryLine(input)),
    subject: typeset(subjectLine(input)),
    salutation: "Madame, Monsieur,",
    sections: sectionsOf(input),
    rows: noticeRows(input.statement),
    totalCents: input.statement.totalDueCents,
    closing: typeset("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
    signature: signatureLines(input),
    enclosures: enclosureLines(input).map(typeset),
    footer: identityLine(input.creditor),
  };
}

function deliveryLine({ channel, trackingNumber }: FormalNoticeInput): string {
  const name =
    channel === "LRE" ? "Lettre recommandée électronique" : "Lettre recommandée avec avis de réception";
  return trackingNumber ? `${name} n° ${trackingNumber}` : name;
}

function invoiceNumbers({ statement }: FormalNoticeInput): string {
  const numbers = statement.invoices.map((invoice) => invoice.claim.invoiceNumber);
  return `${numbers.length > 1 ? "factures" : "facture"} n° ${numbers.join(", ")}`;
}

function subjectLine(input: FormalNoticeInput): string {
  const title = input.kind === "AMICABLE_FIRST_LETTER" ? "RECOUVREMENT AMIABLE" : "MISE EN DEMEURE DE PAYER";
  return `${title} : ${invoiceNumbers(input)} (réf. ${input.reference})`;
}

function sectionsOf(input: FormalNoticeInput): NoticeSection[] {
  const isAmicable = input.kind === "AMICABLE_FIRST_LETTER";
  const paragraphs: [NoticeSectionKey, string[]][] = [
    ["AUTHOR", authorParagraphs(input)],
    ["FACTS", factParagraphs(input)],
    ["STATEMENT", statementParagraphs(input)],
    ["DEMAND", demandParagraphs(input)],
    ["PAYMENT", paymentParagraphs(input)],
    ["CONSEQUENCES", isAmicable ? [] : [consequences(input.debtor.kind)]],
    ["LEGAL_REFERENCE", isAmicable ? [] : [LEGAL_REFERENCES[input.debtor.kind]]],
    ["CONTACT", contactParagraphs(input.debtor.kind, contactText(input))],
    ["THIRD_PARTY", thirdPartyParagraphs(input)],
    ["PRIVACY", privacyParagraphs(input)],
  ];
  return paragraphs
    .filter(([, texts]) => texts.length > 0)
    .map(([key, texts]) => ({ key, paragraphs: texts.map(typeset) }));
}

const CHANNEL_LABELS: Record<PreviousContact["channel"], string> = {
  EMAIL: "courriel",
  CALL: "appel",
  LETTER: "lettre",
  REGISTERED_LETTER: "lettre recommandée",
};

function factParagraphs(input: FormalNoticeInput): string[] {
  const { statement, previousContacts } = input;
  const opening =
    statement.invoices.length > 1
      ? "Sauf erreur de notre part, les factures suivantes n’ont pas été entièrement réglées."
      : "Sauf erreur de notre part, la facture suivante n’a pas été entièrement réglée.";
  const invoices = statement.invoices.map((invoice) => {
    const facts = input.invoices.find((known) => known.invoiceNumber === invoice.claim.invoiceNumber);
    return invoiceSentence(invoice, facts);
  });
  if (previousContacts.length === 0) return [opening, ...invoices];
  const contacts = [...previousContacts]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map((contact) => `${formatDate(contact.on)} (${CHANNEL_LABELS[contact.channel]})`);
  return [opening, ...invoices, `Relances restées sans règlement complet : ${contacts.join(", ")}.`];
}

function statementParagraphs({ statement }: FormalNoticeInput): string[] {
  return [
    `Décompte arrêté au ${formatDate(statement.statedOn)} inclus, dont le détail figure ci-dessous : ${formatEuros(statement.totalDueCents)}.`,
  ];
}

const DAY_WORDS: Readonly<Record<number, string>> = {
  8: "huit",
  10: "dix",
  12: "douze",
  14: "quatorze",
  15: "quinze",
  20: "vingt",
  21: "vingt et un",
  30: "trente",
};

function demandParagraphs(input: FormalNoticeInput): string[] {
  const days = input.delayDays ?? defaultNoticeDelayDays(input.debtor.kind);
  const sum = formatEuros(input.statement.totalDueCents);
  const verb = DEMAND_VERBS[input.kind ?? "FORMAL_NOTICE"];
  return [
    `${verb} de payer la somme de ${sum} dans un délai de ${DAY_WORDS[days] ?? days} jours à compter de la première présentation de cette lettre.`,
    ...furtherInterest(input),
    "Si votre règlement nous est parvenu entre-temps, ne tenez pas compte de cette lettre.",
  ];
}

/** Interest after the statement: a daily sum when it runs, the legal rate when the notice starts it. */
function furtherInterest({ statement, kind }: FormalNoticeInput): string[] {
  const sentences: string[] = [];
  const { dailyCents } = statement;
  if (dailyCents !== undefined && dailyCents > 0n) {
    const from = formatDate(addDays(statement.statedOn, 1));
    sentences.push(
      `S’y ajoutent les intérêts${commonRate(statement)}, soit ${formatEuros(dailyCents)} par jour à compter du ${from}, jusqu’à parfait paiement.`,
    );
  } else if (dailyCents === undefined) {
    sentences.push("S’y ajoutent les intérêts au taux en vigueur, jusqu’à parfait paiement.");
  }
  const startsInterest = statement.invoices.some(
    ({ claim, principalDueCents }) =>
      claim.policy.kind === "B2C_LEGAL" &&
      claim.formalNoticePresentedOn === undefined &&
      principalDueCents > 0n,
  );
  if (startsInterest && kind !== "AMICABLE_FIRST_LETTER") {
    sentences.push(
      "À compter du lendemain de la première présentation de cette lettre, le principal porte intérêt au taux légal, jusqu’à parfait paiement.",
    );
  }
  return sentences;
}

/** ` au taux de 12,40 % l’an` when one rate runs on every invoice. */
function commonRate({ invoices }: FormalNoticeInput["statement"]): string {
  const rates = new Set(invoices.flatMap(({ daily }) => (daily.kind === "RUNNING" ? [daily.rateBps] : [])));
  const [rateBps] = rates;
  return rates.size === 1 && rateBps !== undefined ? ` au taux de ${formatRateBps(rateBps)} l’an` : "";
}

function paymentParagraphs({ iban, paymentReference, creditor }: FormalNoticeInput): string[] {
  return [
    `Règlement par virement à ${fullLegalName(creditor)}, IBAN ${formatIban(iban)}, en rappelant la référence ${paymentReference}.`,
  ];
}

function contactText({ contact, creditor }: FormalNoticeInput): string {
  const ways = [contact.phone ? formatPhoneNumber(contact.phone) : undefined, contact.email];
  const known = ways.filter((way) => way !== undefined && way !== "");
  const address = `${creditor.street}, ${formatPostcodeCity(creditor.postcode, creditor.city)}`;
  return known.length > 0 ? known.join(" ou ") : address;
}

/** Natural persons learn who uses their data and how to object (GDPR, art. 13 and 14). */
function privacyParagraphs(input: FormalNoticeInput): string[] {
  if (!input.debtor.isNaturalPerson) return [];
  return [
    `Vos données sont utilisées par ${fullLegalName(input.creditor)} pour recouvrer ses factures. Vous pouvez y accéder, les faire rectifier ou vous opposer à leur usage : ${contactText(input)}. Vous pouvez aussi saisir la CNIL.`,
  ];
}

function signatureLines(input: FormalNoticeInput): string[] {
  const { author, creditor, signatory } = input;
  const onBehalf =
    author.kind === "CREDITOR"
      ? fullLegalName(creditor)
      : `${author.name}, au nom et pour le compte ${afterDe(fullLegalName(creditor))}`;
  return [signatory.name, signatory.role, onBehalf].filter((line) => line !== "").map(typeset);
}

function enclosureLines(input: FormalNoticeInput): string[] {
  const many = input.statement.invoices.length > 1;
  return [
    many ? "Copie des factures" : "Copie de la facture",
    `Décompte arrêté au ${formatDate(input.statement.statedOn)}`,
    ...(input.enclosures ?? []),
  ];
}
