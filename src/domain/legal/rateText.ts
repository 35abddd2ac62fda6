/** A yearly rate or a margin in points, as people type it. */
import { DomainError } from "../invariant";
import { plainAmount } from "../money";
import { typeset } from "../typography";

/** No clause is written above 100 % a year. */
const MAX_RATE_BPS = 10_000;
const PATTERN = /^(\d{1,3})(?:[.,](\d{1,2}))?$/;

/**
 * Reads `12,4 %`, `12.40`, `10 points` → basis points.
 *
 * @param what names it in the sentence of an error: `le taux`, `la marge`
 * @throws DomainError `RATE` in French
 */
export function parseRateBps(text: string, what: string, field?: string): number {
  const cleaned = text.replace(/[\s\u00a0\u202f%]|points?/gi, "");
  if (cleaned === "") throw new DomainError("RATE", `Indiquez ${what}, par exemple 12,40.`, field);
  const match = PATTERN.exec(cleaned);
  if (!match) {
    throw new DomainError(
      "RATE",
      typeset(`« ${text.trim().slice(0, 20)} » n’est pas un taux. Écrivez par exemple 12,40.`),
      field,
    );
  }
  const rateBps = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  if (rateBps > MAX_RATE_BPS) {
    throw new DomainError("RATE", typeset("Un taux annuel dépasse rarement 100 % : vérifiez-le."), field);
  }
  return rateBps;
}

/** `1240` → `12,40`: for a field. */
export function rateFieldText(rateBps: number): string {
  return plainAmount(BigInt(rateBps)).replace(".", ",");
}
