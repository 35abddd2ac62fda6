/**
 * Money is a `bigint` of euro cents, everywhere; names end in `Cents`. Rates are integer
 * basis points (12.40 % = 1240); names end in `Bps`. Nothing here goes through a float.
 */
import { DomainError, invariant } from "./invariant";

/** The no-break space used in amounts. The embedded fonts have no U+202F. */
export const NBSP = "\u00a0";

/** Largest amount accepted from a person or a file: 999 999 999.99 €, far above any real invoice. */
export const MAX_AMOUNT_CENTS = 99_999_999_999n;

/** Divides and rounds half up, away from zero for negative numbers. `divisor` must be positive. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  invariant(divisor > 0n, "divisor must be positive");
  const sign = dividend < 0n ? -1n : 1n;
  const magnitude = dividend * sign;
  return sign * ((2n * magnitude + divisor) / (2n * divisor));
}

/** Adds amounts in cents. An empty list is worth 0. */
export function sumCents(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

export function minCents(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function maxCents(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}

/** `12345` → `12 345` with a no-break space: a number of things. */
export function formatCount(count: number | bigint): string {
  return groupThousands(count.toString());
}

/** `123456n` → `1 234,56` with no-break spaces and the true minus sign. No currency. */
export function formatAmount(cents: bigint): string {
  const sign = cents < 0n ? "−" : "";
  const magnitude = cents < 0n ? -cents : cents;
  const euros = groupThousands((magnitude / 100n).toString());
  return `${sign}${euros},${(magnitude % 100n).toString().padStart(2, "0")}`;
}

/** `123456n` → `1 234,56 €`, the only way an amount is written for a French reader. */
export function formatEuros(cents: bigint): string {
  return `${formatAmount(cents)}${NBSP}€`;
}

/** `123456n` → `€1,234.56`, for a reader who asked for English. */
export function formatEurosEnglish(cents: bigint): string {
  const sign = cents < 0n ? "−" : "";
  const magnitude = cents < 0n ? -cents : cents;
  const euros = (magnitude / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}€${euros}.${(magnitude % 100n).toString().padStart(2, "0")}`;
}

/** `1240` → `12,40 %`. */
export function formatRateBps(rateBps: number): string {
  invariant(Number.isInteger(rateBps), "a rate is a whole number of basis points");
  return `${formatAmount(BigInt(rateBps))}${NBSP}%`;
}

/** `123456n` → `1234.56`: for CSV files, QR codes and machines. */
export function plainAmount(cents: bigint): string {
  const sign = cents < 0n ? "-" : "";
  const magnitude = cents < 0n ? -cents : cents;
  return `${sign}${magnitude / 100n}.${(magnitude % 100n).toString().padStart(2, "0")}`;
}

const AMOUNT_PATTERN = /^([+-])?(\d+)(?:[.,](\d{1,2}))?$/;

/**
 * Reads an amount as French people and their software write it: `1 234,56`, `1234.56`,
 * `1.234,56`, `1,234.56`, `€ 12`, `12,5 €`, `−3,00`.
 *
 * A single separator followed by exactly three digits (`1.234`) could be thousands or a
 * mistake: it is read as thousands only after 1 to 3 digits, the first of which is
 * not 0, and never with a decimal part.
 *
 * @throws DomainError `AMOUNT` in French when the text is not an amount, has more than two
 *   decimals, or is larger than {@link MAX_AMOUNT_CENTS}.
 */
export function parseAmount(text: string, field?: string): bigint {
  const cleaned = text
    .replace(/[\s\u00a0\u202f\u2009']/g, "")
    .replace(/€|EUR/gi, "")
    .replace(/[\u2212\u2013]/g, "-");
  const match = AMOUNT_PATTERN.exec(withoutThousands(cleaned));
  if (!match) {
    throw new DomainError(
      "AMOUNT",
      `« ${text.trim().slice(0, 40)} » n’est pas un montant. Écrivez par exemple 1${NBSP}234,56.`,
      field,
    );
  }
  const [, sign, euros = "0", decimals = ""] = match;
  const cents = BigInt(euros) * 100n + BigInt(decimals.padEnd(2, "0"));
  if (cents > MAX_AMOUNT_CENTS) {
    throw new DomainError("AMOUNT", "Ce montant dépasse 999 999 999,99 €. Vérifiez les chiffres.", field);
  }
  return sign === "-" ? -cents : cents;
}

/** Removes thousands separators, keeps the decimal one. */
function withoutThousands(text: string): string {
  // A group of thousands never begins with 0: `0,500` is a decimal that lost its way, not 500.
  const lastComma = text.lastIndexOf(",");
  const lastDot = text.lastIndexOf(".");
  if (lastComma >= 0 && lastDot >= 0) {
    // Both appear: the last one is the decimal separator, the other groups thousands.
    const thousands = lastComma > lastDot ? "." : ",";
    const groups = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${thousands}\\d{3})+[.,]\\d{1,2}$`);
    return groups.test(text) ? text.replaceAll(thousands, "") : text;
  }
  const onlyGroups = /^([+-]?[1-9]\d{0,2})([.,]\d{3})+$/;
  return onlyGroups.test(text) ? text.replace(/[.,]/g, "") : text;
}
