/** Of which invoice is what a debtor contests: only that part is set aside, and the rest goes on being asked for. */
import { fieldError } from "../fields";
import { formatEuros, sumCents } from "../money";
import { typeset } from "../typography";

export interface ContestedInvoice {
  balanceCents: bigint;
}

/** Why more than what is owed is not taken, to whoever contests as to whoever notes it. */
export function moreThanOwed(owedCents: bigint): string {
  return `Le montant contesté dépasse les ${formatEuros(owedCents)} restants.`;
}

/**
 * The part of one invoice that is contested, in cents; null when the invoices are contested whole.
 * An amount belongs to one invoice: over several nobody can say which of them it is about, and all of
 * them would wait for a part of one.
 *
 * @param amountCents what was typed; null: all of it
 * @param invoices those the answer is about, still open
 * @throws InputError `ABOVE_BALANCE` or `ABOVE_EACH` on `amountCents`, `WHICH` on `facture`
 */
export function disputedPart(
  amountCents: bigint | null,
  invoices: readonly ContestedInvoice[],
): bigint | null {
  if (amountCents === null) return null;
  const owedCents = sumCents(invoices.map(({ balanceCents }) => balanceCents));
  if (amountCents > owedCents) {
    throw fieldError("amountCents", "ABOVE_BALANCE", moreThanOwed(owedCents));
  }
  if (amountCents === owedCents) return null;
  if (invoices.length === 1) return amountCents;
  if (invoices.every(({ balanceCents }) => amountCents > balanceCents)) {
    throw fieldError(
      "amountCents",
      "ABOVE_EACH",
      typeset(
        "Ce montant dépasse chacune de ces factures. Si vous contestez une partie de plusieurs d’entre elles, envoyez une réponse pour chacune. Si vous contestez tout, laissez ce champ vide.",
      ),
    );
  }
  throw fieldError(
    "facture",
    "WHICH",
    typeset(
      "Sur quelle facture porte le montant contesté ? Choisissez-la ici : les autres demeurent à payer. Si vous en contestez plusieurs en partie, envoyez une réponse pour chacune.",
    ),
  );
}
