/** What a person chooses before an import: how the file is read, and what to do with what it leaves out. */
import {
  checkbox,
  type FieldError,
  type FieldReader,
  InputError,
  oneOf,
  optional,
  type RawFields,
  readFields,
  wholeNumber,
} from "@/domain/fields";
import { DEBTOR_KINDS, type DebtorKind } from "@/domain/legal/debtorKind";
import { typeset } from "@/domain/typography";
import { CSV_ENCODINGS } from "@/formats/csvEncoding";
import { CSV_SEPARATORS } from "@/formats/csvSeparator";
import { INVOICE_FIELD_LABELS, INVOICE_FIELDS } from "@/formats/invoiceColumnNames";
import type { InvoiceMapping } from "@/formats/invoiceColumns";
import type { InvoiceCsvPreview } from "@/formats/invoiceCsv";
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";
import { readCorrections } from "./importCorrections";

/** Plain data, kept with the import so that it resumes the same way. */
export interface ImportOptions {
  csv: InvoiceCsvOptions;
  /** The file holds electronic invoices, one a line: of `csv`, only the default term counts. */
  isBundle?: true;
  /** Kind of the clients whose kind the file does not say; null until a person chose. */
  defaultKind: DebtorKind | null;
  /** One line refused, and nothing is imported. */
  isAllOrNothing: boolean;
}

/** The options kept with an import: only {@link readImportOptions} and the start of an import write them. */
export function importOptionsOf({ options }: { options: unknown }): ImportOptions {
  return options as ImportOptions;
}

/** Names of the selects, one a column of the file: `column-0`… */
export const COLUMN_FIELD = "column-";

/** Value of the button that gives the lines of the file back. */
const FORGET_CORRECTIONS = "sans-corrections";

const MAX_TERM_DAYS = 365;

/** One choice of a closed list, or nothing: let the file tell. */
function choiceOf<Choice extends string>(choices: readonly Choice[]): FieldReader<Choice | undefined> {
  const read = oneOf(choices, "Choisissez dans la liste.");
  return (text, field) => (text === "" ? undefined : read(text, field));
}

const separatorChoice = choiceOf(CSV_SEPARATORS);

const OPTION_FIELDS = {
  encoding: choiceOf(CSV_ENCODINGS),
  // Spaces around what was typed are dropped, and a tab is one.
  separator: (text: string, field: string) => (text === "tab" ? "\t" : separatorChoice(text, field)),
  dateOrder: choiceOf(["DMY", "MDY"] as const),
  decimalSeparator: choiceOf([",", "."] as const),
  headerLine: optional(wholeNumber("Ligne des titres", 1, 1_000)),
  defaultTermDays: optional(wholeNumber("Délai", 0, MAX_TERM_DAYS)),
  defaultKind: optional(oneOf(DEBTOR_KINDS, "Choisissez dans la liste.")),
  isAllOrNothing: checkbox,
} as const;

/**
 * Reads the choices of the page. When the file is to be cut otherwise (encoding, separator, row of
 * the titles), its columns are no longer those the person saw: their choices are dropped, and so are
 * the lines that were mended.
 *
 * @param before the choices the page showed
 * @param refused the refused lines the page showed, to be mended
 * @throws InputError with every field that is wrong, also when two columns are given one meaning
 */
export function readImportOptions(
  raw: RawFields,
  before: ImportOptions,
  refused: NonNullable<InvoiceCsvPreview["refusedLines"]> = [],
): ImportOptions {
  const { defaultKind, isAllOrNothing, headerLine, defaultTermDays, ...format } = readFields(
    raw,
    OPTION_FIELDS,
  );
  const csv: InvoiceCsvOptions = {
    ...format,
    headerLine: headerLine ?? undefined,
    defaultTermDays: defaultTermDays ?? undefined,
  };
  const isCutAlike =
    csv.encoding === before.csv.encoding &&
    csv.separator === before.csv.separator &&
    csv.headerLine === before.csv.headerLine;
  if (isCutAlike) {
    csv.mapping = readMapping(raw) ?? before.csv.mapping;
    const corrections = readCorrections(raw, before.csv.corrections, refused);
    if (corrections && raw.geste !== FORGET_CORRECTIONS) csv.corrections = corrections;
  }
  return { csv, ...(before.isBundle && { isBundle: true }), defaultKind, isAllOrNothing };
}

/** What each column means; undefined when the form had no column. */
function readMapping(raw: RawFields): InvoiceMapping | undefined {
  const names = Object.keys(raw).filter((name) => name.startsWith(COLUMN_FIELD));
  if (names.length === 0) return undefined;
  const mapping: InvoiceMapping = {};
  const errors: FieldError[] = [];
  for (const name of names) {
    const column = Number(name.slice(COLUMN_FIELD.length));
    const field = INVOICE_FIELDS.find((candidate) => candidate === raw[name]);
    if (field === undefined || !Number.isInteger(column)) continue;
    if (mapping[field] === undefined) mapping[field] = column;
    else {
      const message = typeset(
        `Une autre colonne est déjà « ${INVOICE_FIELD_LABELS[field]} ». Gardez-en une seule.`,
      );
      errors.push({ field: name, code: "TWO_COLUMNS", message });
    }
  }
  if (errors.length > 0) throw new InputError(errors);
  return mapping;
}
