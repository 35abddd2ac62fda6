/** Where the debtor is established, as far as the choice of a court goes. */

const FRENCH = new Set(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"]);

/** States bound by the European order for payment (reg. 1896/2006): Denmark stands aside. */
const EUROPEAN = new Set(
  "AT BE BG CY CZ DE EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** @param code ISO 3166-1, two letters */
export function debtorCountryOf(code: string): "FRANCE" | "EU" | "OTHER" {
  if (FRENCH.has(code)) return "FRANCE";
  return EUROPEAN.has(code) ? "EU" : "OTHER";
}

/** Bas-Rhin, Haut-Rhin, Moselle: commercial claims go to a chamber of the tribunal judiciaire. */
export function isAlsaceMoselle(code: string, postcode: string): boolean {
  return code === "FR" && /^(57|67|68)\d{3}$/.test(postcode);
}
