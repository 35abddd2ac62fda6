/** Why an approved letter no longer says what is owed: the sentence a person reads before it leaves. */
import { formatEuros } from "../money";
import { typeset } from "../typography";
import { type LetterInvoiceFacts, letterObstacle } from "./letterObstacle";

/** One invoice of a letter, as it is now, beside what the letter says of it. */
export interface ClaimedInvoice extends LetterInvoiceFacts {
  /** What is left to pay, in cents. */
  balanceCents: bigint;
  /** What of it is contested, in cents: a letter sets it aside. Absent: nothing. */
  disputedCents?: bigint;
  /** The principal that the letter claims, in cents. */
  claimedCents: bigint;
  /** A fact about it was recorded since the letter was drawn. */
  isChanged: boolean;
}

/** What a letter prints besides its invoices and the company has changed since. */
export interface ChangedTerms {
  /** The account to pay to. */
  isAccountChanged: boolean;
  /** The rule of late interest between businesses. */
  isPenaltyRuleChanged: boolean;
}

/**
 * What changed since the letter was drawn, in French; null when it may leave as it is. A letter
 * about no invoice claims nothing any more.
 */
export function whyStale(invoices: readonly ClaimedInvoice[], terms?: ChangedTerms): string | null {
  if (invoices.length === 0) return "Cette lettre ne réclame plus aucune facture.";
  const sentences = [...invoices.flatMap(changesOf), ...changedTerms(terms)];
  return sentences.length === 0 ? null : [...new Set(sentences)].join(" ");
}

function changedTerms(terms: ChangedTerms | undefined): string[] {
  return [
    ...(terms?.isAccountChanged
      ? ["Vos coordonnées bancaires ont changé depuis que la lettre est écrite : elle donne les anciennes."]
      : []),
    ...(terms?.isPenaltyRuleChanged
      ? ["Votre règle de pénalités a changé depuis que la lettre est écrite : elle compte avec l’ancienne."]
      : []),
  ].map(typeset);
}

function changesOf(invoice: ClaimedInvoice): string[] {
  const { number, status, balanceCents, disputedCents = 0n, claimedCents, isChanged } = invoice;
  const obstacle = letterObstacle(invoice);
  if (status !== "OPEN") return obstacle ? [obstacle.message] : [];
  // What the client says changes no figure, and must be answered all the same.
  if (!isChanged) return obstacle?.code === "INVOICE_SAID_PAID" ? [obstacle.message] : [];
  const askedCents = balanceCents - disputedCents;
  const now = formatEuros(askedCents);
  const then = formatEuros(claimedCents);
  const toPay = disputedCents > 0n ? "à réclamer, contestation déduite," : "à payer";
  const changes = [
    ...(askedCents < claimedCents && askedCents > 0n
      ? [`Il ne reste que ${now} ${toPay} sur la facture ${number}, et la lettre en réclame ${then}.`]
      : []),
    ...(askedCents > claimedCents
      ? [`Il reste ${now} ${toPay} sur la facture ${number}, et la lettre n’en réclame que ${then}.`]
      : []),
    ...(obstacle ? [obstacle.message] : []),
  ];
  if (changes.length > 0) return changes.map(typeset);
  return [typeset(`Un fait est arrivé sur la facture ${number} depuis que la lettre est écrite.`)];
}
