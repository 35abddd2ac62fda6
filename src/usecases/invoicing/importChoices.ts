/** The closed lists a person chooses from before an import, in the words of its page. */
import type { CsvEncoding } from "@/formats/csvEncoding";
import type { CsvSeparator } from "@/formats/csvSeparator";
import { INVOICE_FIELD_LABELS, INVOICE_FIELDS } from "@/formats/invoiceColumnNames";

const ENCODING_NAMES: Record<CsvEncoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (Texte Unicode)",
  "utf-16be": "UTF-16 (gros-boutiste)",
  "windows-1252": "Windows (Europe de l’Ouest)",
  "iso-8859-15": "ISO-8859-15 (Latin-9)",
};

const SEPARATOR_NAMES: Record<CsvSeparator, string> = {
  ";": "Point-virgule",
  ",": "Virgule",
  "\t": "Tabulation",
  "|": "Barre verticale",
};

const DATE_ORDER_NAMES = { DMY: "Jour puis mois (31/12)", MDY: "Mois puis jour (12/31)" };
const DECIMAL_NAMES = { ",": "Virgule (1 234,56)", ".": "Point (1,234.56)" };

export interface Choice {
  value: string;
  label: string;
}

/** Spaces around what a form sends are dropped, and a tab is one. */
const sentValue = (value: string) => (value === "\t" ? "tab" : value);

/** The choices of a list, the first one being to let the file tell, with what it tells. */
function choicesOf<Value extends string>(
  names: Record<Value, string>,
  told: Value | undefined,
  chosen: Value | undefined,
): Choice[] {
  const isTold = told !== undefined && chosen === undefined;
  return [
    {
      value: "",
      label: isTold ? `${names[told]}, reconnu` : "Laisser reconnaître",
    },
    ...Object.entries<string>(names).map(([value, label]) => ({ value: sentValue(value), label })),
  ];
}

interface ChoiceField {
  name: "encoding" | "separator" | "dateOrder" | "decimalSeparator";
  label: string;
  value: string;
  options: Choice[];
}

interface HowRead {
  encoding: CsvEncoding | undefined;
  separator: CsvSeparator | undefined;
  dateOrder: "DMY" | "MDY" | undefined;
  decimalSeparator: "," | "." | undefined;
}

/**
 * How the file is read, each with its list.
 *
 * @param told what was recognised, @param chosen what a person settled
 */
export function readingChoices(told: HowRead, chosen: Partial<HowRead>): ChoiceField[] {
  return [
    {
      name: "encoding",
      label: "Encodage des lettres",
      value: chosen.encoding ?? "",
      options: choicesOf(ENCODING_NAMES, told.encoding, chosen.encoding),
    },
    {
      name: "separator",
      label: "Séparateur des colonnes",
      value: sentValue(chosen.separator ?? ""),
      options: choicesOf(SEPARATOR_NAMES, told.separator, chosen.separator),
    },
    {
      name: "dateOrder",
      label: "Dates",
      value: chosen.dateOrder ?? "",
      options: choicesOf(DATE_ORDER_NAMES, told.dateOrder, chosen.dateOrder),
    },
    {
      name: "decimalSeparator",
      label: "Centimes",
      value: chosen.decimalSeparator ?? "",
      options: choicesOf(DECIMAL_NAMES, told.decimalSeparator, chosen.decimalSeparator),
    },
  ];
}

/** How the file was read, in one line: « UTF-8, point-virgule ». */
export function readingWords(encoding: CsvEncoding, separator: CsvSeparator): string {
  return `${ENCODING_NAMES[encoding]}, ${SEPARATOR_NAMES[separator].toLowerCase()}`;
}

/** What a column may mean. */
export const COLUMN_MEANINGS: readonly Choice[] = [
  { value: "", label: "Ne pas importer" },
  ...INVOICE_FIELDS.map((value) => ({ value, label: INVOICE_FIELD_LABELS[value] })),
];
