/** What a movement of the account is called on screen. */
import { formatAmount, formatEuros, NBSP } from "@/domain/money";
import { maskIban } from "@/domain/parties/iban";
import { typeset } from "@/domain/typography";
import type { BankLineView, BankStateWord, ProposalView } from "@/usecases/settlement/listBankLines";

export const STATE_LABELS: Readonly<Record<BankStateWord, string>> = {
  "a-rapprocher": "À rapprocher",
  rapproches: "Rapprochés",
  ecartes: "Écartés",
  tous: "Toutes les opérations",
};

/** An IBAN by its ends, as on the other pages; another name of the account as the bank writes it. */
export function accountWords(account: string): string {
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(account) ? maskIban(account) : account;
}

/** Who paid, or the beginning of what the bank wrote. */
export function lineTitle({ counterpartyName, label }: BankLineView): string {
  return counterpartyName || label.slice(0, 60) || "Opération sans libellé";
}

/** `1 200,00 €`, `−35,00 €`, `80,00 USD`. */
export function lineAmount({ amountCents, currency }: BankLineView): string {
  return currency === "EUR" ? formatEuros(amountCents) : `${formatAmount(amountCents)}${NBSP}${currency}`;
}

/** What the bank wrote, when the title does not say it already. */
export function labelWords(line: BankLineView): string {
  return line.label === "" || line.label === lineTitle(line) ? "" : line.label;
}

/** `F-12 et F-13, de Garage Pennec`, and what is left over when something is. */
export function proposalWords(proposal: ProposalView): string {
  const { surplus } = proposal;
  return surplus ? `${whatIsPaid(proposal)}${NBSP}: ${surplus}` : whatIsPaid(proposal);
}

function whatIsPaid({ kind, clientName, invoices }: ProposalView): string {
  if (kind === "KNOWN") return `Règlement déjà enregistré de ${clientName}`;
  const numbers = invoices.map(({ number }) => number);
  const listed =
    numbers.length < 2 ? (numbers[0] ?? "") : `${numbers.slice(0, -1).join(", ")} et ${numbers.at(-1)}`;
  return `${listed}, de ${clientName}`;
}

/** `Parce que le libellé cite F-12, c’est exactement le solde de F-12.` */
export function reasonWords({ reasons }: ProposalView): string {
  return `Parce que${NBSP}: ${reasons.join(", ")}.`;
}

/** What there is to know of a movement without a proposal; empty for most. */
export function asideWords({ amountCents, currency, isReturn, hasTwin, match }: BankLineView): string {
  if (isReturn) return typeset("Argent revenu : un rejet ou un retour n’est jamais rapproché.");
  if (amountCents <= 0n) return "Sortie d’argent.";
  if (hasTwin && !match) {
    return typeset(
      "Une opération du même jour et du même montant est déjà rapprochée : c’est peut-être celle-ci, venue d’un autre fichier. Écartez-la si c’est le cas.",
    );
  }
  return currency === "EUR" ? "" : typeset("Devise étrangère : elle n’est pas rapprochée.");
}
