/** Reads the cells of one line and gathers what is wrong with them, so that all is said at once. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import type { ColumnConventions } from "./columnConventions";
import type { CsvLimits, CsvRow } from "./csv";
import { withoutNeutraliser } from "./csvExport";
import { INVOICE_FIELD_LABELS, type InvoiceField } from "./invoiceColumnNames";
import type { InvoiceMapping } from "./invoiceColumns";
import type { LineErrorCode, LineIssue, LineNoticeCode } from "./invoiceCsvLine";

/** What is known of the table when its lines are read. */
export interface InvoiceTable {
  titles: readonly string[];
  /** {@link titleKey} of each title, to know them again further down. */
  titleKeys: readonly string[];
  mapping: InvoiceMapping;
  conventions: ColumnConventions;
  limits: CsvLimits;
  /** Days added to the issue date when there is no due date; undefined: such a line is refused. */
  defaultTermDays: number | undefined;
}

/** The cells of a line under the names of fields, and the list of what is wrong. */
export interface LineCells {
  row: CsvRow;
  errors: LineIssue<LineErrorCode>[];
  notices: LineIssue<LineNoticeCode>[];
  /** Clean text of a field on one line, `""` when there is none. */
  text(field: InvoiceField): string;
  refuse(code: LineErrorCode, field: InvoiceField | undefined, sentence: string): void;
  notice(code: LineNoticeCode, field: InvoiceField | undefined, sentence: string): void;
  /** Runs a reading that may be refused: its refusal becomes an error of the line. */
  attempt<T>(field: InvoiceField, read: (text: string) => T): T | undefined;
  /** The same for a detail of the client: its refusal becomes a notice, the invoice is kept. */
  attemptDetail<T>(code: LineNoticeCode, field: InvoiceField, read: (text: string) => T): T | undefined;
}

const RAW_LENGTH = 80;

/** The name of a column for a sentence; titles may be blank. */
export function columnTitle(table: Pick<InvoiceTable, "titles" | "mapping">, field: InvoiceField): string {
  const column = table.mapping[field];
  if (column === undefined) return INVOICE_FIELD_LABELS[field];
  return table.titles[column]?.trim() || `Colonne ${column + 1}`;
}

/** Single spaces, no invisible mark, no apostrophe that our own export put before a formula. */
function cleanText(raw: string): string {
  const visible = withoutNeutraliser(raw)
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ");
  return visible.trim();
}

const CELL_ERRORS: readonly (readonly [RegExp, LineErrorCode, string])[] = [
  [
    /[^\P{Cc}\s]/u,
    "CONTROL_CHARACTER",
    "Cette cellule contient un caractère de contrôle invisible. Retapez-la, ou recommencez l’export.",
  ],
  [
    /\ufffd/,
    "UNREADABLE_CHARACTER",
    "Une lettre de cette cellule s’est perdue en route (�). Corrigez-la, ou recommencez l’export en UTF-8.",
  ],
  [
    /^#(N\/?A|REF!|VALU?E!|VALEUR ?!|DIV\/0 ?!|NAME\?|NOM ?\?|NULL!|NUL ?!|NUM!|NOMBRE ?!|SPILL!|CALC!|GETTING_DATA)$/,
    "FORMULA_ERROR",
    "La formule de cette cellule est en erreur. Corrigez-la dans le tableur, ou écrivez ici sa valeur.",
  ],
];

export function lineCells(row: CsvRow, table: InvoiceTable): LineCells {
  const errors: LineIssue<LineErrorCode>[] = [];
  const notices: LineIssue<LineNoticeCode>[] = [];
  const texts = new Map<InvoiceField, string>();
  const rawOf = (field: InvoiceField | undefined) => {
    const column = field && table.mapping[field];
    return column === undefined ? undefined : row.cells[column];
  };
  const issue = <Code extends string>(
    code: Code,
    field: InvoiceField | undefined,
    sentence: string,
  ): LineIssue<Code> => ({
    line: row.line,
    column: field && columnTitle(table, field),
    field,
    code,
    message: typeset(sentence),
    raw: (field ? rawOf(field) : row.cells[0])?.slice(0, RAW_LENGTH),
  });
  const cells: LineCells = {
    row,
    errors,
    notices,
    refuse: (code, field, sentence) => void errors.push(issue(code, field, sentence)),
    notice: (code, field, sentence) => void notices.push(issue(code, field, sentence)),
    text: (field) => {
      const known = texts.get(field);
      if (known !== undefined) return known;
      const raw = rawOf(field) ?? "";
      const text = cleanText(raw.slice(0, table.limits.cellLength));
      texts.set(field, text);
      if (raw.length > table.limits.cellLength) {
        cells.refuse(
          "CELL_TOO_LONG",
          field,
          `Cette cellule compte ${raw.length} caractères, le maximum est ${table.limits.cellLength}. Un guillemet ou un séparateur est peut-être mal placé.`,
        );
      }
      for (const [pattern, code, sentence] of CELL_ERRORS) {
        if (pattern.test(text)) cells.refuse(code, field, sentence);
      }
      return text;
    },
    attempt: (field, read) => {
      try {
        return read(cells.text(field));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        cells.refuse(error.code as LineErrorCode, field, error.message);
        return undefined;
      }
    },
    attemptDetail: (code, field, read) => {
      try {
        return read(cells.text(field));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        cells.notice(code, field, `${error.message} La facture est importée sans cette information.`);
        return undefined;
      }
    },
  };
  return cells;
}
