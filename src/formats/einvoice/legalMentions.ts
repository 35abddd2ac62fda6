/**
 * What an invoice says of late payment: the rate of the penalties and the 40 € that article L441-9 of the Code de
 * commerce asks it to print. Companies word them as they like: what is not certain is not read.
 */
import { comparisonKey } from "@/domain/parties/asciiText";
import type { EInvoice } from "./eInvoice";

/** UNTDID 4451, as the French mandate uses it. */
const PENALTY_NOTE = "PMD";
const RECOVERY_NOTE = "PMT";

/** The rate of the penalties, in the same terms as the settings of a company. */
export type StatedPenalty =
  | { kind: "CONTRACT_FIXED"; bps: number }
  | { kind: "CONTRACT_3X_LEGAL"; bps: null }
  | { kind: "CONTRACT_ECB_PLUS"; bps: number };

export interface LegalMentions {
  /** Both are there; otherwise the file does not say, and the drawing of the invoice may. */
  arePresent: true | undefined;
  /** The text of the penalties; empty when there is none. */
  penaltyText: string;
  /** The rate, when the text leaves no doubt. */
  penalty: StatedPenalty | undefined;
}

export function legalMentionsOf({ notes }: EInvoice): LegalMentions {
  const textOf = (subject: string) =>
    notes
      .filter((note) => note.subject === subject)
      .map(({ text }) => text)
      .join(" ");
  const penaltyText = textOf(PENALTY_NOTE);
  const isRecovery = /\b40\b/.test(textOf(RECOVERY_NOTE));
  return {
    arePresent: penaltyText !== "" && isRecovery ? true : undefined,
    penaltyText,
    penalty: statedPenalty(penaltyText),
  };
}

const THREE_TIMES_LEGAL = /\b(trois|3) fois (le |du )?taux (d |de l )?interet legal\b/;
const ECB = /\b(bce|banque centrale europeenne|refinancement)\b/;
const ECB_POINTS = /\b(majore|augmente|plus)\b.{0,20}?\b(\d{1,2}|dix) points?\b/;
const A_YEAR = /(\d{1,2}(?:[.,]\d{1,2})?)\s*%\s*(?:par an|l.an|annuels?|an\b)/i;

/** The rate a text states; undefined when it states none, several, or one that may be read in two ways. */
export function statedPenalty(text: string): StatedPenalty | undefined {
  const key = comparisonKey(text);
  const percents = text.match(/\d\s*%/g)?.length ?? 0;
  const isLegal = THREE_TIMES_LEGAL.test(key);
  const isEcb = ECB.test(key);
  if (isLegal) return isEcb || percents > 0 ? undefined : { kind: "CONTRACT_3X_LEGAL", bps: null };
  if (isEcb) {
    const points = ECB_POINTS.exec(key)?.[2];
    if (points === undefined || percents > 0) return undefined;
    return { kind: "CONTRACT_ECB_PLUS", bps: (points === "dix" ? 10 : Number(points)) * 100 };
  }
  const rate = A_YEAR.exec(text)?.[1];
  if (rate === undefined || percents !== 1 || /\blegal\b/.test(key)) return undefined;
  return { kind: "CONTRACT_FIXED", bps: Math.round(Number(rate.replace(",", ".")) * 100) };
}
