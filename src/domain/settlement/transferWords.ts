/** Money that came in and whose invoice nobody has said, in words. */
import { formatCount, NBSP } from "../money";

/** `12 virements à rapprocher`, `Un virement à rapprocher`. */
export function transferWords(count: number): string {
  return count > 1 ? `${formatCount(count)} virements à rapprocher` : "Un virement à rapprocher";
}

/** `1 virement à rapprocher`, among other things that wait; empty when there is none. */
export function transferNoun(count: number): string {
  if (count === 0) return "";
  return `${formatCount(count)}${NBSP}virement${count > 1 ? "s" : ""} à rapprocher`;
}

/** What these transfers keep from leaving, as a sentence. */
export function heldWords(count: number): string {
  if (count === 0) return "Dites quelles factures ils règlent, ou écartez-les.";
  return count > 1
    ? `Les relances de ${formatCount(count)} factures attendent votre accord.`
    : "Les relances d’une facture attendent votre accord.";
}
