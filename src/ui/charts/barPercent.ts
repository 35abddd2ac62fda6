/**
 * Length of a bar as a percentage of the longest, to one decimal. For drawing only. What is owed is
 * never drawn as nothing: 0.5 at least.
 */
export function barPercent(cents: bigint, longestCents: bigint): number {
  if (cents <= 0n || longestCents <= 0n) return 0;
  const perMille = Number((cents * 1000n) / longestCents);
  return Math.max(perMille, 5) / 10;
}
