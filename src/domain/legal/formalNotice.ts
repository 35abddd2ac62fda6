/**
 * The letter to a debtor as structured content: formal notice (mise en demeure), amicable letter of
 * a third party, plain reminder. The law asks no form (C. civ. 1344): a clear demand for a determined
 * debt. The tone stays exact and courteous, and announces nothing that the law does not allow before
 * a judgment.
 */
import { addDays } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros, formatRateBps, NBSP } from "../money";
import { fullLegalName } from "../parties/creditorIdentity";
import { formatIban } from "../parties/iban";
import { formatPhoneNumber } from "../parties/phoneNumber";
import { addressBlock } from "../parties/postalAddress";
import { formatPostcodeCity } from "../parties/postcode";
import { typeset } from "../typography";
import { contestedCents } from "./contestedPart";
import type { FormalNotice, NoticePayment, NoticeSection, NoticeSectionKey } from "./formalNoticeContent";
import { factParagraphs, noticeInvoiceRows, subjectDetail } from "./formalNoticeFacts";
import type { FormalNoticeInput, NoticeKind } from "./formalNoticeInput";
import { noticeStatement } from "./formalNoticeRows";
import {
  consequences,
  contactParagraph,
  DELIVERY_NAMES,
  DEMAND_VERBS,
  INTEREST_NAMES,
  LETTER_NAMES,
  SUBJECT_TITLES,
} from "./formalNoticeWording";
import type { InvoiceStatement } from "./invoiceClaim";
import { authorParagraphs, identityFooter, letterhead, thirdPartyParagraphs } from "./noticeAuthor";
import { noticeDelayDays } from "./noticeDeadline";
import { listed } from "./phrases";
import { statementDetail } from "./statementDetail";
import { formatTrackingNumber } from "./trackingNumber";

/**
 * Composes the letter. Lint the input first: this function writes what it is given.
 *
 * @throws DomainError `ADDRESS` when the debtor's address does not fit the window.
 */
export function formalNotice(input: FormalNoticeInput): FormalNotice {
  const { creditor, debtor, statement, author } = input;
  const kind = kindOf(input);
  const creditorName = fullLegalName(creditor);
  return {
    kind,
    title: typeset(`${LETTER_NAMES[kind]}, réf. ${input.reference}, ${debtor.name}`),
    authorName: author.kind === "CREDITOR" ? creditorName : author.name,
    writtenOn: input.writtenOn,
    sender: letterhead(input),
    recipient: addressBlock(debtor.address),
    references: references(input),
    subject: { title: SUBJECT_TITLES[kind], detail: subjectDetail(statement) },
    salutation: "Madame, Monsieur,",
    sections: sectionsOf(input),
    invoices: noticeInvoiceRows(input),
    statement: noticeStatement(statement),
    payment: paymentOf(input),
    closing: typeset("Veuillez agréer, Madame, Monsieur, nos salutations distinguées."),
    signature: signatureLines(input),
    enclosures: enclosureLines(input).map(typeset),
    footer: typeset(identityFooter(input)),
    detail: statementDetail({ ...input, creditorName }),
  };
}

function kindOf(input: FormalNoticeInput): NoticeKind {
  return input.kind ?? "FORMAL_NOTICE";
}

/** How the letter travels, where and when it was written, and how to name it. */
function references(input: FormalNoticeInput): { label: string; value: string }[] {
  const { channel, trackingNumber } = input;
  const mode = DELIVERY_NAMES[channel];
  const delivery =
    trackingNumber === undefined || trackingNumber === ""
      ? { label: "Envoi", value: mode }
      : { label: mode, value: `n° ${formatTrackingNumber(trackingNumber)}` };
  return [
    delivery,
    { label: `${input.place}, le`, value: formatDate(input.writtenOn) },
    { label: "Notre référence", value: input.reference },
  ].map(({ label, value }) => ({ label: typeset(label), value: typeset(value) }));
}

function sectionsOf(input: FormalNoticeInput): NoticeSection[] {
  const kind = kindOf(input);
  const debtorKind = input.debtor.kind;
  const paragraphs: [NoticeSectionKey, string[]][] = [
    ["AUTHOR", authorParagraphs(input)],
    ["FACTS", factParagraphs(input)],
    ["FURTHER_INTEREST", furtherInterest(input)],
    ["DEMAND", [demand(input)]],
    ["PAYMENT", [paymentParagraph(input)]],
    ["CONSEQUENCES", kind === "AMICABLE_FIRST_LETTER" ? [] : [consequences(debtorKind, kind)]],
    ["CONTACT", [contactParagraph(debtorKind, `${contactText(input)}${onlineAnswer(input)}`)]],
    ["THIRD_PARTY", thirdPartyParagraphs(input)],
    ["PRIVACY", privacyParagraphs(input)],
  ];
  return paragraphs
    .filter(([, texts]) => texts.length > 0)
    .map(([key, texts]) => ({ key, paragraphs: texts.map(typeset) }));
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

/** The demand, in one sentence: the sum, the delay and its start. */
function demand(input: FormalNoticeInput): string {
  const days = noticeDelayDays(input);
  const sum = formatEuros(input.statement.totalDueCents);
  return `${DEMAND_VERBS[kindOf(input)]} de payer la somme de ${sum} dans un délai de ${DAY_WORDS[days] ?? days} jour${days > 1 ? "s" : ""} à compter de ${arrivalOf(input)} de cette lettre.`;
}

/** Only a registered letter is presented by the post; an ordinary one is received. */
function arrivalOf({ channel }: FormalNoticeInput): string {
  return channel === "SIMPLE" ? "la réception" : "la première présentation";
}

/** Interest after the statement: a daily sum when it runs, the legal rate when the notice starts it. */
function furtherInterest(input: FormalNoticeInput): string[] {
  const { statement, debtor } = input;
  const sentences: string[] = [];
  const { dailyCents } = statement;
  const name = INTEREST_NAMES[debtor.kind];
  if (dailyCents !== undefined && dailyCents > 0n) {
    const from = formatDate(addDays(statement.statedOn, 1));
    sentences.push(
      `S’y ajoutent les ${name}${commonRate(statement)}, soit ${formatEuros(dailyCents)} par jour à compter du ${from}, jusqu’à parfait paiement.`,
    );
  } else if (dailyCents === undefined) {
    sentences.push(`S’y ajoutent les ${name} au taux en vigueur, jusqu’à parfait paiement.`);
  }
  const startsInterest = statement.invoices.some(
    ({ claim, principalDueCents }) =>
      claim.policy.kind === "B2C_LEGAL" &&
      claim.formalNoticePresentedOn === undefined &&
      principalDueCents > 0n,
  );
  if (startsInterest && kindOf(input) === "FORMAL_NOTICE") {
    const isPart = statement.invoices.some((invoice) => contestedCents(invoice) > 0n);
    sentences.push(
      `À compter du lendemain de ${arrivalOf(input)} de cette lettre, le principal${isPart ? " réclamé" : ""} porte intérêt au taux légal, jusqu’à parfait paiement.`,
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

function paymentParagraph({ iban, bic, paymentReference, creditor }: FormalNoticeInput): string {
  const account = [`IBAN${NBSP}${formatIban(iban)}`, bic ? `BIC${NBSP}${bic}` : ""].filter(
    (part) => part !== "",
  );
  return `Règlement par virement à ${fullLegalName(creditor)} : ${account.join(", ")}, référence ${paymentReference}. Si vous avez réglé entre-temps, ne tenez pas compte de cette lettre.`;
}

function paymentOf({ iban, bic, paymentReference, creditor, statement }: FormalNoticeInput): NoticePayment {
  return {
    holder: fullLegalName(creditor),
    iban,
    bic: bic === "" ? undefined : bic,
    reference: paymentReference,
    amountCents: statement.totalDueCents,
  };
}

function contactText({ contact, creditor }: FormalNoticeInput): string {
  const ways = [contact.phone ? formatPhoneNumber(contact.phone) : undefined, contact.email, contact.page];
  const known = ways.filter((way) => way !== undefined && way !== "");
  const address = `${creditor.street}, ${formatPostcodeCity(creditor.postcode, creditor.city)}`;
  return known.length > 0 ? known.join(" ou ") : address;
}

/** The way to the answer page that the debtor holds already. */
function onlineAnswer({ contact: { linkedOn } }: FormalNoticeInput): string {
  return linkedOn === undefined
    ? ""
    : `, ou en ligne par le lien de notre courriel du ${formatDate(linkedOn)}`;
}

/** Natural persons learn who uses their data and how to object (GDPR, art. 13 and 14). */
function privacyParagraphs(input: FormalNoticeInput): string[] {
  if (!input.debtor.isNaturalPerson) return [];
  return [
    `Vos données sont utilisées par ${fullLegalName(input.creditor)} pour recouvrer ses factures. Vous pouvez y accéder, les faire rectifier ou vous opposer à leur usage : ${contactText(input)}. Vous pouvez aussi saisir la CNIL.`,
  ];
}

/** Who signs, and for whom when it is not the creditor. */
function signatureLines({ author, creditor, signatory }: FormalNoticeInput): string[] {
  const { name, role } = signatory;
  const person = role === "" ? name : `${name}, ${asApposition(role)}`;
  if (author.kind === "CREDITOR") return [typeset(person)];
  return [person, `${author.name}, pour ${fullLegalName(creditor)}`].map(typeset);
}

/** `Gérante` → `gérante` after a name; `DAF` stays. */
function asApposition(role: string): string {
  return /^\p{Lu}\p{Ll}/u.test(role) ? `${role.charAt(0).toLowerCase()}${role.slice(1)}` : role;
}

/** Only what is on file is announced: a letter must not promise a paper that is not in the envelope. */
function enclosureLines(input: FormalNoticeInput): string[] {
  const { invoices, statedOn } = input.statement;
  const missing = new Set(
    input.invoices.filter(({ hasCopy }) => hasCopy === false).map(({ invoiceNumber }) => invoiceNumber),
  );
  const copied = invoices.filter(({ claim }) => !missing.has(claim.invoiceNumber));
  const statement = `décompte détaillé arrêté au ${formatDate(statedOn)}`;
  return [...copyLine(copied, invoices.length), statement, ...(input.enclosures ?? [])];
}

function copyLine(copied: readonly InvoiceStatement[], count: number): string[] {
  const numbers = copied.map(({ claim }) => claim.invoiceNumber);
  const [first] = numbers;
  if (first === undefined) return [];
  if (numbers.length === 1) return [`copie de la facture ${first}`];
  if (numbers.length === count) return [`copie des ${count} factures`];
  return [`copie des factures ${listed(numbers)}`];
}
