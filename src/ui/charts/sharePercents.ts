import { sumCents } from "@/domain/money";

/**
 * Whole percentages of a total that add up to 100, by the largest remainders; ties go to the first.
 * All are 0 when nothing is owed. Amounts are in cents, none negative.
 */
export function sharePercents(amountsCents: readonly bigint[]): number[] {
  const totalCents = sumCents(amountsCents);
  if (totalCents <= 0n) return amountsCents.map(() => 0);
  const shares = amountsCents.map((cents, index) => ({
    index,
    percent: Number((cents * 100n) / totalCents),
    remainder: (cents * 100n) % totalCents,
  }));
  const missing = 100 - shares.reduce((sum, { percent }) => sum + percent, 0);
  const byRemainder = [...shares].sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
  const rounded = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return shares.map(({ index, percent }) => percent + (rounded.has(index) ? 1 : 0));
}
