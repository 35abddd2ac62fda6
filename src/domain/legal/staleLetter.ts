/** Why an approved letter no longer says what is owed: the sentence a person reads before it leaves. */
import { formatEuros } from "../money";
import { typeset } from "../typography";
import { type LetterInvoiceFacts, letterObstacle } from "./letterObstacle";

/** One invoice of a letter, as it is now, beside what the letter says of it. */
export interface ClaimedInvoice extends LetterInvoiceFacts {
  /** What is left to pay, in cents. */
  balanceCents: bigint;
  /** The principal that the letter claims, in cents. */
  claimedCents: bigint;
  /** A fact about it was recorded since the letter was drawn. */
  isChanged: boolean;
}

/**
 * What changed since the letter was drawn, in French; null when it may leave as it is. A letter
 * about no invoice claims nothing any more.
 */
export function whyStale(invoices: readonly ClaimedInvoice[]): string | null {
  if (invoices.length === 0) return "Cette lettre ne réclame plus aucune facture.";
  const sentences = invoices.flatMap(changesOf);
  return sentences.length === 0 ? null : [...new Set(sentences)].join(" ");
}

function changesOf(invoice: ClaimedInvoice): string[] {
  const { number, status, balanceCents, claimedCents, isChanged } = invoice;
  const obstacle = letterObstacle(invoice);
  if (status !== "OPEN") return obstacle ? [obstacle.message] : [];
  // What the client says changes no figure, and must be answered all the same.
  if (!isChanged) return obstacle?.code === "INVOICE_SAID_PAID" ? [obstacle.message] : [];
  const now = formatEuros(balanceCents);
  const then = formatEuros(claimedCents);
  const changes = [
    ...(balanceCents < claimedCents
      ? [`Il ne reste que ${now} à payer sur la facture ${number}, et la lettre en réclame ${then}.`]
      : []),
    ...(balanceCents > claimedCents
      ? [`Il reste ${now} à payer sur la facture ${number}, et la lettre n’en réclame que ${then}.`]
      : []),
    ...(obstacle ? [obstacle.message] : []),
  ];
  if (changes.length > 0) return changes.map(typeset);
  return [typeset(`Un fait est arrivé sur la facture ${number} depuis que la lettre est écrite.`)];
}
