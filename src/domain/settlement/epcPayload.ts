/**
 * The text of a transfer code: the QR code that banking applications read to fill in a SEPA credit
 * transfer (European Payments Council, EPC069-12, version 2).
 */
import { DomainError } from "../invariant";
import { MAX_AMOUNT_CENTS, plainAmount } from "../money";
import { withoutAccents } from "../parties/asciiText";

export interface EpcTransfer {
  /** Holder of the account. */
  readonly holder: string;
  /** Electronic form, without spaces. */
  readonly iban: string;
  /** Optional in the European Economic Area. */
  readonly bic?: string | undefined;
  readonly amountCents: bigint;
  /** What the transfer repeats to the creditor. */
  readonly reference: string;
}

/** Longest payload the standard allows, in bytes. */
export const MAX_EPC_BYTES = 331;
const MAX_HOLDER_LENGTH = 70;
const MAX_REFERENCE_LENGTH = 140;

/**
 * The payload, one field a line. Names and references are cut to the length the standard allows and
 * written without accents, in the letters that every bank of the zone carries.
 *
 * @throws DomainError `EPC_AMOUNT` when the amount is not between 0.01 € and 999 999 999.99 €.
 */
export function epcPayload({ holder, iban, bic, amountCents, reference }: EpcTransfer): string {
  if (amountCents <= 0n || amountCents > MAX_AMOUNT_CENTS) {
    throw new DomainError(
      "EPC_AMOUNT",
      "Un code de virement porte un montant de 0,01\u00a0€ à 999\u00a0999\u00a0999,99\u00a0€.",
      "amountCents",
    );
  }
  return [
    "BCD",
    "002",
    "1",
    "SCT",
    bic ?? "",
    bankLetters(holder, MAX_HOLDER_LENGTH),
    iban,
    `EUR${plainAmount(amountCents)}`,
    "",
    "",
    bankLetters(reference, MAX_REFERENCE_LENGTH),
  ].join("\n");
}

/** The letters of SEPA messages (EPC217-08): Latin without accents, digits, a few signs. */
function bankLetters(text: string, maxLength: number): string {
  return withoutAccents(text)
    .replace(/[’‘]/g, "'")
    .replace(/&/g, "+")
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, maxLength)
    .trim();
}
