/** Exact fractions of cents, so that interest is only rounded where the law's reader sees it. */
import { invariant } from "../invariant";
import { divideHalfUp } from "../money";

/** A fraction in lowest terms with a positive denominator. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Builds a fraction in lowest terms. `denominator` must be positive. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  invariant(denominator > 0n, "denominator must be positive");
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function addRationals(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function sumRationals(values: Iterable<Rational>): Rational {
  let total = ZERO;
  for (const value of values) total = addRationals(total, value);
  return total;
}

/** The nearest whole number; a tie goes up, away from zero. */
export function roundRational(value: Rational): bigint {
  return divideHalfUp(value.numerator, value.denominator);
}

/** `243/2`, or `0` and `17` when the fraction is whole. */
export function rationalText(value: Rational): string {
  const { numerator, denominator } = value;
  return denominator === 1n ? numerator.toString() : `${numerator}/${denominator}`;
}
