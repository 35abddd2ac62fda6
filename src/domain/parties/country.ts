/** Countries as ISO 3166-1 codes of two letters, and their names as people write them. */
import { comparisonKey } from "./asciiText";

/** Codes whose mail travels at French rates with a French postcode, and shows no country line. */
const DOMESTIC_CODES = new Set([
  "FR",
  "GP",
  "MQ",
  "GF",
  "RE",
  "YT",
  "PM",
  "BL",
  "MF",
  "NC",
  "PF",
  "WF",
  "TF",
  "MC",
]);

/** How people also write some countries, beside the French and English names. */
const OTHER_NAMES: Record<string, string> = {
  "france metropolitaine": "FR",
  "republique francaise": "FR",
  fra: "FR",
  bel: "BE",
  lux: "LU",
  deu: "DE",
  che: "CH",
  esp: "ES",
  ita: "IT",
  nld: "NL",
  gbr: "GB",
  prt: "PT",
  usa: "US",
  angleterre: "GB",
  england: "GB",
  "great britain": "GB",
  "grande bretagne": "GB",
  hollande: "NL",
  "etats unis d amerique": "US",
  "republique tcheque": "CZ",
  "hong kong": "HK",
  vatican: "VA",
  reunion: "RE",
};

/** Codes that name no country: unions, unknown places, tests. */
const NO_COUNTRY = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

let codesByName: ReadonlyMap<string, string> | undefined;

/** The current code of a country: `UK` and `DD` were codes once. undefined when it names none. */
function currentCode(code: string): string | undefined {
  if (NO_COUNTRY.has(code)) return undefined;
  const current = new Intl.Locale(`und-${code}`).region;
  const names = new Intl.DisplayNames("fr", { type: "region", fallback: "none" });
  return current !== undefined && names.of(current) !== undefined ? current : undefined;
}

/** Every current code by its French and English names. Built once. */
function allNames(): ReadonlyMap<string, string> {
  if (codesByName) return codesByName;
  const names = new Map(Object.entries(OTHER_NAMES));
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => currentCode(code) === code);
  for (const language of ["fr", "en"]) {
    const display = new Intl.DisplayNames(language, { type: "region" });
    for (const code of codes) {
      const key = comparisonKey(display.of(code) ?? "");
      if (!names.has(key)) names.set(key, code);
    }
  }
  codesByName = names;
  return names;
}

/** `Belgique`, `Belgium`, `be` → `BE`; undefined when nobody calls a country so. */
export function countryCodeOf(text: string): string | undefined {
  const key = comparisonKey(text);
  return /^[a-z]{2}$/.test(key) ? currentCode(key.toUpperCase()) : allNames().get(key);
}

/** `BE` → `Belgique`; the code itself when it has no French name. */
export function countryName(code: string): string {
  return new Intl.DisplayNames("fr", { type: "region" }).of(code) ?? code;
}

/** True when a letter to this country is addressed as a letter inside France. */
export function isDomesticMail(countryCode: string): boolean {
  return DOMESTIC_CODES.has(countryCode);
}
