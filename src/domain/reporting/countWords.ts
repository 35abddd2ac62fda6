/** Small numbers in words, as a headline says them. */

const UNITS = [
  "zéro",
  "un",
  "deux",
  "trois",
  "quatre",
  "cinq",
  "six",
  "sept",
  "huit",
  "neuf",
  "dix",
  "onze",
  "douze",
  "treize",
  "quatorze",
  "quinze",
  "seize",
];
const TENS = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

/**
 * `31` → `trente et une`, up to 69; figures beyond.
 *
 * @param gender of what is counted: decides `un` or `une`
 */
export function countWords(count: number, gender: "masculine" | "feminine"): string {
  if (count < 0 || count > 69 || !Number.isInteger(count)) return String(count);
  const one = gender === "feminine" ? "une" : "un";
  if (count === 1) return one;
  if (count <= 16) return UNITS[count] ?? String(count);
  if (count < 20) return `dix-${UNITS[count - 10]}`;
  const ten = TENS[Math.floor(count / 10)] ?? "";
  const unit = count % 10;
  if (unit === 0) return ten;
  return unit === 1 ? `${ten} et ${one}` : `${ten}-${UNITS[unit]}`;
}
