/** Turns one row of a table of invoices into an invoice, or into sentences that say why not. */
import { addDays, type LocalDate } from "@/domain/calendar";
import { comparisonKey } from "@/domain/parties/asciiText";
import { readDate } from "./cellValues";
import { clientOf } from "./clientCells";
import { AMOUNT_FIELDS, type DateField } from "./columnConventions";
import { IS_PAYMENT, invoicesCreditedBy, isCreditLine, isPaymentLine, NO_ORIGINAL } from "./creditLine";
import type { CsvRow } from "./csv";
import { amountsOf, creditCentsOf, isNegative } from "./invoiceAmounts";
import { INVOICE_FIELDS, type InvoiceField } from "./invoiceColumnNames";
import { titleKey } from "./invoiceColumns";
import type { ImportedCredit, InvoiceCsvLine, LineNoticeCode } from "./invoiceCsvLine";
import { columnTitle, type InvoiceTable, type LineCells, lineCells } from "./lineCells";

/** Longest number of an invoice, and longest of the other texts but the subject. */
const MAX_NUMBER_LENGTH = 60;
const MAX_TEXT_LENGTH = 250;
const TEXT_FIELDS = [
  "clientName",
  "clientReference",
  "contactName",
  "street",
  "complement",
  "city",
  "orderReference",
] as const;

const TOTAL_LABEL = /^(sous |grand )?(total|totaux)\b|^cumul\b/;
const DIRECT_DEBIT = /\bprelevements?\b|\bprlv\b|\bsdd\b|\bdirect ?debit\b/;
const NOT_AN_INVOICE = /\bdevis\b|\bpro ?forma\b|\bquote\b|\bestimate\b|\bbon (de )?(commande|livraison)\b/;
const NOT_TO_REMIND =
  /^(brouillon|draft|provisoire|annulee?|cancelled|canceled|void|voided|supprimee?|deleted)$/;

/** What a row is when it is no invoice: a line of total, the titles again, a quote, a draft. */
function leftOut(
  cells: LineCells,
  table: InvoiceTable,
): [LineNoticeCode, InvoiceField | undefined, string] | undefined {
  const { row } = cells;
  const titlesAgain =
    row.cells.some((cell) => cell.trim() !== "") &&
    row.cells.every((cell, column) => titleKey(cell) === (table.titleKeys[column] ?? ""));
  if (titlesAgain) return ["REPEATED_TITLES", undefined, "Les titres reviennent ici : la ligne est ignorée."];
  if (isTotalRow(cells, table)) {
    return ["TOTAL_ROW", undefined, "Ligne de total : elle est ignorée, ce n’est pas une facture."];
  }
  if (NOT_AN_INVOICE.test(comparisonKey(cells.text("documentType")))) {
    return ["NOT_AN_INVOICE", "documentType", "Ce document n’est pas une facture : la ligne est ignorée."];
  }
  if (NOT_TO_REMIND.test(comparisonKey(cells.text("status")))) {
    return ["NOT_AN_INVOICE", "status", "Facture non émise ou annulée : la ligne est ignorée."];
  }
  return undefined;
}

/** « Total » in front of amounts, or amounts alone: no number, no date, no client. */
function isTotalRow(cells: LineCells, table: InvoiceTable): boolean {
  const first = comparisonKey(cells.row.cells.find((cell) => cell.trim() !== "") ?? "");
  const number = comparisonKey(cells.text("number"));
  const hasLabel = TOTAL_LABEL.test(first) && (number === "" || number === first);
  if (hasLabel) return cells.text("issuedOn") === "";
  const filled = INVOICE_FIELDS.filter(
    (field) => table.mapping[field] !== undefined && cells.text(field) !== "",
  );
  const amounts: readonly InvoiceField[] = AMOUNT_FIELDS;
  return filled.length > 0 && filled.every((field) => amounts.includes(field));
}

/** A required text; a row cut before its column is said to be cut. */
function required(cells: LineCells, table: InvoiceTable, field: InvoiceField): string {
  const text = cells.text(field);
  if (text !== "") return text;
  const title = columnTitle(table, field);
  const isCut = (table.mapping[field] ?? 0) >= cells.row.cells.length;
  if (isCut) {
    cells.refuse(
      "ROW_RAGGED",
      field,
      `La ligne s’arrête après ${cells.row.cells.length} colonnes sur ${table.titles.length} : « ${title} » manque.`,
    );
  } else cells.refuse("EMPTY", field, `« ${title} » est vide. Complétez la cellule.`);
  return "";
}

function numberOf(cells: LineCells, table: InvoiceTable): string {
  const number = required(cells, table, "number");
  if (/^\d([.,]\d+)?E\+\d+$/i.test(number)) {
    cells.refuse(
      "NUMBER_MANGLED",
      "number",
      "Le tableur a abrégé ce numéro. Mettez la colonne au format Texte, puis réexportez.",
    );
  } else if (number.length > MAX_NUMBER_LENGTH) {
    cells.refuse(
      "CELL_TOO_LONG",
      "number",
      `Ce numéro dépasse ${MAX_NUMBER_LENGTH} caractères. Vérifiez la colonne choisie.`,
    );
  }
  return number;
}

function dateOf(cells: LineCells, table: InvoiceTable, field: DateField): LocalDate | undefined {
  if (cells.text(field) === "") return undefined;
  return cells.attempt(field, (text) => readDate(text, table.conventions.dates[field]));
}

function dueOnOf(
  cells: LineCells,
  table: InvoiceTable,
  issuedOn: LocalDate | undefined,
): LocalDate | undefined {
  if (cells.text("dueOn") !== "") {
    const dueOn = dateOf(cells, table, "dueOn");
    if (dueOn && issuedOn && dueOn < issuedOn) {
      cells.refuse(
        "DUE_BEFORE_ISSUE",
        "dueOn",
        "L’échéance tombe avant la date de la facture. Corrigez l’une des deux.",
      );
    }
    return dueOn;
  }
  if (table.defaultTermDays === undefined) {
    required(cells, table, "dueOn");
    return undefined;
  }
  if (!issuedOn) return undefined;
  cells.notice(
    "DUE_DATE_COMPUTED",
    "dueOn",
    `Échéance absente : calculée à ${table.defaultTermDays} jours de la facture.`,
  );
  return addDays(issuedOn, table.defaultTermDays);
}

function checkCurrency(cells: LineCells): void {
  const currency = cells.text("currency");
  if (/^(|€|eur|euro|euros)$/i.test(currency)) return;
  cells.refuse(
    "CURRENCY",
    "currency",
    `Facture en ${currency.slice(0, 20)} : seules les factures en euros se relancent ici. Retirez la ligne.`,
  );
}

function checkTexts(cells: LineCells): void {
  for (const field of TEXT_FIELDS) {
    if (cells.text(field).length <= MAX_TEXT_LENGTH) continue;
    cells.refuse("CELL_TOO_LONG", field, `Ce texte dépasse ${MAX_TEXT_LENGTH} caractères. Raccourcissez-le.`);
  }
}

/** Rows whose cells cannot be trusted at all. */
function checkShape(cells: LineCells, table: InvoiceTable): void {
  const { row } = cells;
  if (row.broken === "UNCLOSED_QUOTE") {
    cells.refuse(
      "ROW_UNCLOSED_QUOTE",
      undefined,
      "Un guillemet ouvert sur cette ligne ne se referme pas. Supprimez-le, ou doublez-le s’il fait partie du texte.",
    );
  } else if (row.broken === "TOO_LONG") {
    cells.refuse(
      "ROW_TOO_LONG",
      undefined,
      "Cette ligne est démesurée. Vérifiez qu’il n’y manque pas un retour à la ligne.",
    );
  } else if (row.cells.slice(table.titles.length).some((cell) => cell.trim() !== "")) {
    cells.refuse(
      "ROW_RAGGED",
      undefined,
      `La ligne compte ${row.cells.length} colonnes au lieu de ${table.titles.length} : une cellule contient sans doute le séparateur. Mettez-la entre guillemets.`,
    );
  }
}

/**
 * Reads one row. Never throws for what a file may hold.
 *
 * @param firstLineOf what was read so far, by kind and number, and its line; grows with this one
 */
export function readInvoiceLine(
  row: CsvRow,
  table: InvoiceTable,
  firstLineOf: Map<string, number>,
): InvoiceCsvLine {
  const cells = lineCells(row, table);
  const { errors, notices } = cells;
  const source = { line: row.line, cells: row.pieces ?? row.cells };
  const refused = { ...source, record: undefined, errors, notices };
  checkShape(cells, table);
  if (errors.length > 0) return refused;
  const reason = leftOut(cells, table);
  if (reason) {
    cells.notice(...reason);
    return { ...refused, errors: [] };
  }
  if (isCreditLine(cells, table)) {
    const credit = creditOf(cells, table);
    return credit && takeNumber(cells, "L’avoir", credit.number, firstLineOf)
      ? { ...refused, credit }
      : refused;
  }
  const number = numberOf(cells, table);
  const name = required(cells, table, "clientName");
  const issuedOn = required(cells, table, "issuedOn") === "" ? undefined : dateOf(cells, table, "issuedOn");
  const dueOn = dueOnOf(cells, table, issuedOn);
  const performedOn = dateOf(cells, table, "performedOn");
  checkCurrency(cells);
  checkTexts(cells);
  const amounts = amountsOf(cells, table);
  const subject = cells.text("subject");
  const orderReference = cells.text("orderReference");
  const client = clientOf(cells, name);
  if (errors.length > 0 || !issuedOn || !dueOn || !amounts) return refused;
  if (!takeNumber(cells, "La facture", number, firstLineOf)) return refused;
  const record = {
    number,
    issuedOn,
    dueOn,
    isDueOnComputed: cells.text("dueOn") === "",
    performedOn,
    ...amounts,
    orderReference: orderReference === "" ? undefined : orderReference,
    subject: subject === "" ? undefined : subject,
    ...(DIRECT_DEBIT.test(comparisonKey(cells.text("paymentMeans"))) && { isDebited: true as const }),
    client,
  };
  return { ...source, record, errors, notices };
}

/** What a credit note takes off, and of which invoices. Its client is there to be compared, never to be created. */
function creditOf(cells: LineCells, table: InvoiceTable): ImportedCredit | undefined {
  const number = numberOf(cells, table);
  const name = required(cells, table, "clientName");
  const issuedOn = required(cells, table, "issuedOn") === "" ? undefined : dateOf(cells, table, "issuedOn");
  checkCurrency(cells);
  checkTexts(cells);
  const amountCents = creditCentsOf(cells, table);
  const invoices = invoicesCreditedBy(cells, number);
  if (isPaymentLine(cells)) cells.refuse("CREDIT_NOTE", "total", IS_PAYMENT);
  else if (invoices.invoiceNumbers.length === 0 && invoices.mentioned.length === 0)
    cells.refuse("CREDIT_NOTE", isNegative(cells, table) ? "total" : "documentType", NO_ORIGINAL);
  if (cells.errors.length > 0 || !issuedOn || amountCents === undefined) return undefined;
  const client = clientOf(cells, name);
  // What is to be known of a client that it does not create is of no use.
  cells.notices.length = 0;
  const isUnsaid = cells.text("paid") === "" && cells.text("balance") === "";
  return { number, issuedOn, amountCents, ...invoices, ...(isUnsaid && { isUnsaid }), client };
}

/** Notes the number of a good line; refuses one already taken among its like, whatever its case. */
function takeNumber(
  cells: LineCells,
  what: "La facture" | "L’avoir",
  number: string,
  firstLineOf: Map<string, number>,
): boolean {
  const key = `${what} ${number.toUpperCase()}`;
  const first = firstLineOf.get(key);
  if (first === undefined) {
    firstLineOf.set(key, cells.row.line);
    return true;
  }
  cells.refuse(
    "DUPLICATE_NUMBER",
    "number",
    `${what} ${number} est déjà à la ligne ${first}. Gardez une seule ligne par facture ; si votre export en a une par article, choisissez celui par facture.`,
  );
  return false;
}
