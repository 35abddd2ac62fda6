/** Small counts in letters, as French sentences want them. */

const FEMININE = ["aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

/** `trois`, `une`; digits beyond ten. For feminine nouns: factures, relances, décisions. */
export function feminineCount(count: number): string {
  return FEMININE[count] ?? String(count);
}
