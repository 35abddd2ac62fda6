/** Text without accents, for what machines read or compare: the last lines of an address, headers. */

/** Letters that Unicode does not decompose into a plain letter and an accent. */
const LIGATURES: Record<string, string> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
};

/** `Cœur d’Été` → `Coeur d’Ete`: accents go, everything else stays, even what is not Latin. */
export function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒæÆßøØłŁđĐ]/g, (letter) => LIGATURES[letter] ?? letter)
    .normalize("NFC");
}

/**
 * A key to compare texts written by hand: small letters and digits, one space between words.
 * `N° de  Facture` and `n-de-facture` give the same key.
 */
export function comparisonKey(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
