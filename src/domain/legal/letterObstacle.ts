/** Why an invoice may not be claimed by a letter that a person asks for, whatever its scenario says. */
import { DomainError } from "../invariant";
import { formatEuros } from "../money";
import { typeset } from "../typography";

/** What is known of one invoice when a letter is asked for. */
export interface LetterInvoiceFacts {
  number: string;
  status: "OPEN" | "PAID" | "CANCELLED" | "WRITTEN_OFF";
  /** A running collective procedure freezes the claim: it was born before the judgment. */
  isFrozen: boolean;
  /** All that is left of it is contested, and the contestation is not settled. A part of it is set aside. */
  isWhollyDisputed: boolean;
  /** The client says it has paid, or a movement of the account shows it, and nobody has answered. Absent: no. */
  isSaidPaid?: boolean;
  /** What is held for the client and belongs to no invoice: a letter claims an exact sum. Absent: nothing. */
  freeCreditCents?: bigint;
}

/** Codes of the refusals. */
export type LetterObstacleCode =
  | "INVOICE_PAID"
  | "INVOICE_CLOSED"
  | "INVOICE_FROZEN"
  | "INVOICE_DISPUTED"
  | "INVOICE_SAID_PAID"
  | "CLIENT_CREDITED";

const refusal = (code: LetterObstacleCode, sentence: string) => new DomainError(code, typeset(sentence));

/** The refusal of an invoice that no paper may claim, not even what is left of its interest; null otherwise. */
export function closedObstacle({
  number,
  status,
}: Pick<LetterInvoiceFacts, "number" | "status">): DomainError | null {
  const name = `La facture ${number}`;
  if (status === "CANCELLED") {
    return refusal("INVOICE_CLOSED", `${name} est annulée : elle ne peut plus être réclamée.`);
  }
  if (status === "WRITTEN_OFF") {
    return refusal("INVOICE_CLOSED", `${name} est passée en perte : rouvrez-la avant de la réclamer.`);
  }
  return null;
}

/** The refusal that this invoice calls for, null when it may be claimed. Its sentence is French. */
export function letterObstacle(invoice: LetterInvoiceFacts): DomainError | null {
  const name = `La facture ${invoice.number}`;
  if (invoice.status === "PAID") {
    return refusal("INVOICE_PAID", `${name} est réglée : il n’y a plus rien à demander.`);
  }
  if (invoice.status !== "OPEN") return closedObstacle(invoice);
  if (invoice.isFrozen) {
    return refusal(
      "INVOICE_FROZEN",
      `${name} est visée par une procédure collective : la loi interdit de la réclamer, déclarez la créance (articles L. 622-7 et L. 622-21 du code de commerce).`,
    );
  }
  if (invoice.isWhollyDisputed) {
    return refusal(
      "INVOICE_DISPUTED",
      `${name} est contestée en entier : répondez à la contestation avant d’écrire.`,
    );
  }
  if (invoice.isSaidPaid) {
    return refusal(
      "INVOICE_SAID_PAID",
      `Votre client dit avoir payé la facture ${invoice.number}, ou votre banque le montre : confirmez ce règlement, ou notez que vous ne l’avez pas reçu, avant d’écrire.`,
    );
  }
  const { freeCreditCents = 0n } = invoice;
  return freeCreditCents > 0n ? creditToUse(freeCreditCents) : null;
}

/** The refusal of a document that claims an exact sum while a credit of the client belongs to no invoice. */
export function creditToUse(freeCreditCents: bigint): DomainError {
  const sum = formatEuros(freeCreditCents);
  return new DomainError(
    "CLIENT_CREDITED",
    typeset(`Ce client dispose d’un avoir de ${sum} non affecté : affectez-le avant d’écrire.`),
  );
}
