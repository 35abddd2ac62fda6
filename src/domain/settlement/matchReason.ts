/** Why a movement seems to pay something, as facts and as sentences. */
import type { LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { formatEuros } from "../money";
import { typeset } from "../typography";

export type MatchReason =
  | { code: "CITED"; numbers: readonly string[] }
  | { code: "CITES_SETTLED"; numbers: readonly string[] }
  | { code: "EXACT_BALANCE"; number: string }
  | { code: "EXACT_SUM"; count: number }
  | { code: "WITH_ACCESSORIES"; cents: bigint }
  | { code: "SOME_ACCESSORIES"; cents: bigint; ofCents: bigint }
  | { code: "PART"; cents: bigint; ofCents: bigint }
  | { code: "SURPLUS"; cents: bigint; ofCents: bigint }
  | { code: "NAMED"; clientName: string }
  | { code: "KNOWN_ACCOUNT"; clientName: string }
  | { code: "DECLARED"; on: LocalDate }
  | { code: "SAME_AMOUNT"; count: number }
  | { code: "RECORDED"; on: LocalDate };

/** `1 200,00 € soldent F-12, 50,00 € restent en avoir du client`: what becomes of money that is more than what it pays. */
export function surplusSentence(numbers: readonly string[], paidCents: bigint, surplusCents: bigint): string {
  return `${formatEuros(paidCents)} soldent ${listed(numbers)}, ${formatEuros(surplusCents)} restent en avoir du client`;
}

/** The reason in one French sentence, without its full stop. */
export function matchReasonSentence(reason: MatchReason): string {
  return typeset(words(reason));
}

function words(reason: MatchReason): string {
  switch (reason.code) {
    case "CITED":
      return `le libellé cite ${listed(reason.numbers)}`;
    case "CITES_SETTLED":
      return `le libellé cite ${listed(reason.numbers)}, déjà réglée${reason.numbers.length > 1 ? "s" : ""}`;
    case "EXACT_BALANCE":
      return `c’est exactement le solde de ${reason.number}`;
    case "EXACT_SUM":
      return `c’est exactement la somme des ${reason.count} factures`;
    case "WITH_ACCESSORIES":
      return `pénalités et indemnité comprises (${formatEuros(reason.cents)})`;
    case "PART":
      return `c’est une partie du solde (${formatEuros(reason.cents)} sur ${formatEuros(reason.ofCents)})`;
    case "SOME_ACCESSORIES":
      return `c’est tout le solde, et ${formatEuros(reason.cents)} des pénalités et indemnités réclamées (${formatEuros(reason.ofCents)})`;
    case "SURPLUS":
      return `c’est ${formatEuros(reason.cents)} de plus que tout ce qui est dû (${formatEuros(reason.ofCents)})`;
    case "NAMED":
      return `le virement porte le nom de ${reason.clientName}`;
    case "KNOWN_ACCOUNT":
      return `${reason.clientName} a déjà payé depuis ce compte`;
    case "DECLARED":
      return `le client a dit avoir payé, le ${formatDate(reason.on)}`;
    case "SAME_AMOUNT":
      return `${reason.count} factures ont ce solde : la plus ancienne est proposée`;
    case "RECORDED":
      return `un règlement du même montant est déjà enregistré au ${formatDate(reason.on)}`;
  }
}

function listed(numbers: readonly string[]): string {
  const shown = numbers.slice(0, 3);
  const more = numbers.length - shown.length;
  if (more > 0) return `${shown.join(", ")} et ${more} autre${more > 1 ? "s" : ""}`;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} et ${shown.at(-1)}`;
}
