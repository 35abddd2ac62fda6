/**
 * A postal address and its block as the post reads it: NF Z10-011 (January 2013). At most six
 * lines, seven abroad, of 38 characters; the last ones in capitals without accents or punctuation.
 */
import { DomainError } from "../invariant";
import { typeset } from "../typography";
import { withoutAccents } from "./asciiText";
import { countryName, isDomesticMail } from "./country";
import { parsePostcode } from "./postcode";

/** An address by its parts. An empty or blank part makes no line. */
export interface PostalAddress {
  /** Line 1: registered name, or title and name of a person. */
  name: string;
  /** Line 2: person or department who receives; a flat, a floor. */
  attention?: string;
  /** Line 3: building, residence, business park. */
  complement?: string;
  /** Line 4: number and street. */
  street?: string;
  /** Line 5: hamlet, post-office box. */
  place?: string;
  /** Line 6, before the city. Five digits in France, anything abroad. */
  postcode: string;
  /** Line 6: city, with CEDEX when there is one. */
  city: string;
  /** ISO 3166-1 code of two letters. */
  countryCode: string;
}

/** Characters of a line, spaces included (NF Z10-011). */
export const MAX_ADDRESS_LINE_LENGTH = 38;

/** Words that may be shortened, in the order they give way: legal form, street, place, titles. */
const ABBREVIATIONS: readonly (readonly [word: string, short: string])[] = [
  ["SOCIETE CIVILE IMMOBILIERE", "SCI"],
  ["SOCIETE CIVILE PROFESSIONNELLE", "SCP"],
  ["SOCIETE A RESPONSABILITE LIMITEE", "SARL"],
  ["SOCIETE PAR ACTIONS SIMPLIFIEE", "SAS"],
  ["SYNDICAT DES COPROPRIETAIRES", "SDC"],
  ["BOULEVARD", "BD"],
  ["AVENUE", "AV"],
  ["IMPASSE", "IMP"],
  ["FAUBOURG", "FG"],
  ["CHEMIN", "CHE"],
  ["ROUTE", "RTE"],
  ["PLACE", "PL"],
  ["SQUARE", "SQ"],
  ["ALLEE", "ALL"],
  ["ALLEES", "ALL"],
  ["PASSAGE", "PAS"],
  ["PROMENADE", "PROM"],
  ["ESPLANADE", "ESP"],
  ["RESIDENCE", "RES"],
  ["BATIMENT", "BAT"],
  ["APPARTEMENT", "APP"],
  ["IMMEUBLE", "IMM"],
  ["ESCALIER", "ESC"],
  ["LOTISSEMENT", "LOT"],
  ["HAMEAU", "HAM"],
  ["QUARTIER", "QUA"],
  ["DOMAINE", "DOM"],
  ["ZONE INDUSTRIELLE", "ZI"],
  ["ZONE ARTISANALE", "ZA"],
  ["ZONE D ACTIVITES", "ZA"],
  ["CENTRE COMMERCIAL", "CCAL"],
  ["ROND POINT", "RPT"],
  ["GENERAL", "GAL"],
  ["MARECHAL", "MAL"],
  ["PRESIDENT", "PDT"],
  ["DOCTEUR", "DR"],
  ["PROFESSEUR", "PR"],
  ["COMMANDANT", "CDT"],
  ["CAPITAINE", "CNE"],
  ["LIEUTENANT", "LT"],
  ["COLONEL", "CEL"],
  ["SAINTE", "STE"],
  ["SAINT", "ST"],
  ["ETABLISSEMENTS", "ETS"],
  ["SERVICE", "SCE"],
  ["A L ATTENTION DE", "ATTN"],
  ["A L ATTENTION DU", "ATTN"],
];

/** How a sentence calls each line. */
const LINE_LABELS = {
  name: "du nom",
  attention: "du service ou du destinataire",
  complement: "du complément d’adresse",
  street: "de la voie",
  place: "du lieu-dit ou de la boîte postale",
  city: "du code postal et de la ville",
  country: "du pays",
} as const;
type LineName = keyof typeof LINE_LABELS;

function refuse(sentence: string, field: string): never {
  throw new DomainError("ADDRESS", typeset(sentence), field);
}

/** One line of plain text: no control character, single spaces. */
function singleLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, " ")
    .replace(/^ | $/g, "")
    .trim();
}

/** Capitals, digits and single spaces only: lines 4 to 6, which sorting machines read. */
function machineLine(text: string): string {
  return withoutAccents(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, " ")
    .trim();
}

/** Shortens words one after the other, and no more than the line needs. */
function shortened(line: string): string {
  let current = line;
  for (const [word, short] of ABBREVIATIONS) {
    if (current.length <= MAX_ADDRESS_LINE_LENGTH) return current;
    // Lines 1 to 3 keep their accents and case: find the word in the plain form, cut both alike.
    const plain = withoutAccents(current).toUpperCase().replace(/['’-]/g, " ");
    if (plain.length !== current.length) continue;
    const at = ` ${plain} `.indexOf(` ${word} `);
    if (at >= 0) current = current.slice(0, at) + short + current.slice(at + word.length);
  }
  return current;
}

function fittingLine(line: string, name: LineName): string {
  const fitted = line.length > MAX_ADDRESS_LINE_LENGTH ? shortened(line) : line;
  if (fitted.length > MAX_ADDRESS_LINE_LENGTH) {
    refuse(
      `La ligne ${LINE_LABELS[name]} compte ${fitted.length} caractères, la Poste en accepte ${MAX_ADDRESS_LINE_LENGTH} : « ${fitted.slice(0, 80)} ». Raccourcissez-la.`,
      name,
    );
  }
  return fitted;
}

function checkComplete(address: PostalAddress, domestic: boolean): void {
  if (singleLine(address.name) === "") refuse("Indiquez le nom du destinataire.", "name");
  if (machineLine(address.street ?? "") === "" && machineLine(address.place ?? "") === "") {
    refuse("Indiquez la voie, ou le lieu-dit s’il n’y a pas de nom de rue.", "street");
  }
  if (singleLine(address.city) === "") refuse("Indiquez la ville.", "city");
  if (machineLine(address.city) === "") refuse("Écrivez la ville en lettres latines.", "city");
  if (domestic) parsePostcode(address.postcode, "postcode");
}

/**
 * The lines to print on the envelope or in its window, from the name to the city, or to the
 * country when the letter leaves France. Words are abbreviated only on a line that is too long.
 *
 * @throws DomainError `ADDRESS` or `POSTCODE` in French, whose `field` names the part that is
 *   missing or still too long once abbreviated.
 */
export function addressBlock(address: PostalAddress): string[] {
  const domestic = isDomesticMail(address.countryCode);
  checkComplete(address, domestic);
  const postcode = domestic ? parsePostcode(address.postcode) : machineLine(address.postcode);
  const parts: [LineName, string][] = [
    ["name", singleLine(address.name)],
    ["attention", singleLine(address.attention ?? "")],
    ["complement", singleLine(address.complement ?? "")],
    ["street", machineLine(address.street ?? "")],
    ["place", machineLine(address.place ?? "")],
    ["city", `${postcode} ${machineLine(address.city)}`.trim()],
    ["country", domestic ? "" : machineLine(countryName(address.countryCode))],
  ];
  return parts.filter(([, line]) => line !== "").map(([name, line]) => fittingLine(line, name));
}
