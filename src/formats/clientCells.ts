/** The client of an invoice, as the cells of its line describe it. Details that fail are left out. */
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { comparisonKey } from "@/domain/parties/asciiText";
import { countryCodeOf, isDomesticMail } from "@/domain/parties/country";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import { parsePostcode } from "@/domain/parties/postcode";
import { isSiren, isSiret, parseSiren, parseSiret, sirenOfSiret } from "@/domain/parties/siren";
import { parseVatNumber, sirenOfVatNumber } from "@/domain/parties/vatNumber";
import type { ImportedClient } from "./invoiceCsvLine";
import type { LineCells } from "./lineCells";

/** Words of a cell that tell the kind of client. The first pattern that fits is taken. */
const KINDS: readonly (readonly [RegExp, DebtorKind])[] = [
  [/non professionnel|association|\basso\b|copropriete|\bcopro\b|syndicat|comite|non pro\b/, "NON_PRO"],
  [/particulier|consommateur|individu|individual|consumer|personne physique|prive\b|\bb ?(2|to) ?c\b/, "B2C"],
  [/public|administration|collectivite|mairie|etat\b|government|\bb ?(2|to) ?g\b/, "PUBLIC"],
  [/professionnel|entreprise|societe|business|company|personne morale|\bpro\b|\bb ?(2|to) ?b\b/, "B2B"],
];

const WITHOUT = "La facture est importée sans cette information.";

function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/**
 * What the line says its client is. Its penalties and its limitation follow from it: a word that
 * nobody knows is refused, not replaced by the choice made for the lines that say nothing.
 */
function kindOf(cells: LineCells): DebtorKind | undefined {
  const key = comparisonKey(cells.text("clientKind"));
  // A column that is called « Type » alone says what the document is, or who the client is.
  if (key === "") return kindIn(comparisonKey(cells.text("documentType")));
  const kind = kindIn(key);
  if (kind === undefined) {
    cells.refuse(
      "CLIENT_KIND",
      "clientKind",
      "Type de client inconnu. Écrivez « professionnel », « particulier », « public » ou « association », ou videz la cellule.",
    );
  }
  return kind;
}

function kindIn(key: string): DebtorKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(key))?.[1];
}

/** SIREN, SIRET and VAT number, each of which may be typed in the column of another. */
function identifiersOf(cells: LineCells): Pick<ImportedClient, "siren" | "siret" | "vatNumber"> {
  const sirenDigits = cells.text("siren").replace(/\D/g, "");
  const siretDigits = cells.text("siret").replace(/\D/g, "");
  const siret = isSiret(sirenDigits)
    ? sirenDigits
    : isSiren(siretDigits) || siretDigits === ""
      ? undefined
      : cells.attemptDetail("SIRET", "siret", parseSiret);
  const typedSiren = isSiren(siretDigits) ? siretDigits : undefined;
  const siren =
    cells.text("siren") === "" || isSiret(sirenDigits)
      ? typedSiren
      : cells.attemptDetail("SIREN", "siren", parseSiren);
  const vatNumber =
    cells.text("vatNumber") === ""
      ? undefined
      : cells.attemptDetail("VAT_NUMBER", "vatNumber", parseVatNumber);
  if (siren && siret && sirenOfSiret(siret) !== siren) {
    cells.notice("SIRET", "siret", `Ce SIRET n’est pas celui du SIREN de la ligne. ${WITHOUT}`);
    return { siren, siret: undefined, vatNumber };
  }
  const derived = siret ? sirenOfSiret(siret) : vatNumber && sirenOfVatNumber(vatNumber);
  return { siren: siren ?? derived, siret, vatNumber };
}

function emailOf(cells: LineCells): string | undefined {
  const addresses = cells.text("email").split(/[\s;,]+(?=\S+@)/);
  const [first = ""] = addresses;
  if (first === "") return undefined;
  const email = cells.attemptDetail("EMAIL", "email", () => parseEmailAddress(first));
  if (email !== undefined && addresses.length > 1) {
    cells.notice(
      "EMAIL",
      "email",
      `Cette cellule contient plusieurs adresses : seule ${email} est gardée. Ajoutez les autres sur la fiche du client.`,
    );
  }
  return email;
}

/** Spreadsheets drop the first 0 or + of what they take for a number: it is put back. */
function phoneOf(cells: LineCells): string | undefined {
  const text = cells.text("phone");
  if (text === "") return undefined;
  const digits = text.replace(/[\s.-]/g, "");
  const mended = /^[1-9]\d{8}$/.test(digits)
    ? `0${digits}`
    : /^33[1-9]\d{8}$/.test(digits)
      ? `+${digits}`
      : text;
  return cells.attemptDetail("PHONE", "phone", () => parsePhoneNumber(mended));
}

function countryOf(cells: LineCells): string {
  const text = cells.text("country");
  if (text === "") return "FR";
  const code = countryCodeOf(text);
  if (code === undefined) {
    cells.notice("COUNTRY", "country", `Pays inconnu : la facture est importée avec une adresse en France.`);
  }
  return code ?? "FR";
}

function postcodeOf(cells: LineCells, countryCode: string): string | undefined {
  const text = cells.text("postcode");
  if (text === "") return undefined;
  return isDomesticMail(countryCode) ? cells.attemptDetail("POSTCODE", "postcode", parsePostcode) : text;
}

/** Reads every column about the client. The name is checked by the caller. */
export function clientOf(cells: LineCells, name: string): ImportedClient {
  const countryCode = countryOf(cells);
  return {
    name,
    reference: optional(cells.text("clientReference")),
    kind: kindOf(cells),
    ...identifiersOf(cells),
    contactName: optional(cells.text("contactName")),
    email: emailOf(cells),
    phone: phoneOf(cells),
    street: optional(cells.text("street")),
    complement: optional(cells.text("complement")),
    postcode: postcodeOf(cells, countryCode),
    city: optional(cells.text("city")),
    countryCode,
  };
}
