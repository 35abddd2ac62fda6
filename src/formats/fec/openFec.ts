/** Makes a FEC ready to be read as a table of invoices: a line for each invoice of its accounts that is still open. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { DomainError } from "@/domain/invariant";
import { plainAmount } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { conventionsOf, emptyTally } from "../columnConventions";
import { openCsv } from "../csv";
import { csvLineCells } from "../csvLineCells";
import { titleKey } from "../invoiceColumns";
import type { InvoiceCsvLine } from "../invoiceCsvLine";
import type { InvoiceTable } from "../lineCells";
import { type InvoiceCsvOptions, type OpenInvoiceTable, SAMPLE_LINES } from "../openInvoiceTable";
import { readInvoiceLine } from "../readInvoiceLine";
import { type FecColumns, fecColumnsOf, fecHeaderScore } from "./fecColumns";
import { type ClientEntry, readFecEntries } from "./fecEntries";
import { type OpenItem, openItemsOf } from "./openItems";

/** The columns shown and mended, in words that a table may have: the lines given back are one. */
const TITLES = [
  "Numéro de facture",
  "Client",
  "Code client",
  "Date de facture",
  "Montant TTC",
  "Déjà réglé",
  "Devise",
];
const MAPPING = { number: 0, clientName: 1, clientReference: 2, issuedOn: 3, total: 4, paid: 5, currency: 6 };

/** Lines given before others have their turn. */
const TURN_LINES = 1_000;

function refuse(code: string, sentence: string): never {
  throw new DomainError(code, typeset(sentence));
}

/**
 * Reads the accounts of the clients. How titles are named and columns written is the law's: of the options, only the
 * encoding, the separator, the default term and the corrections count.
 *
 * @throws DomainError in French: `FILE_…` or `NO_LINES`
 */
export async function openFec(bytes: Uint8Array, options: InvoiceCsvOptions): Promise<OpenInvoiceTable> {
  const { encoding, separator, limits } = options;
  const source = openCsv(bytes, { encoding, separator, limits, headerScore: fecHeaderScore });
  const reading = await readFecEntries(source, columnsOf(source.utf8, source.separator));
  if (reading.entries.length === 0) {
    refuse("NO_LINES", "Ce FEC n’a aucune écriture sur un compte client (411).");
  }
  const { items, ...counts } = await openItemsOf(reading);
  if (items.length === 0) {
    refuse("NO_LINES", "Toutes les factures clients de ce FEC sont lettrées : il n’y a rien à relancer.");
  }
  if (items.length > source.limits.rows) {
    refuse("FILE_TOO_MANY_ROWS", `Ce FEC a plus de ${source.limits.rows - 1} factures ouvertes.`);
  }
  const table = tableOf(options, source.limits);
  const { hasByteOrderMark } = source;
  const { firstDay, lastDay } = reading;
  return {
    text: { encoding: source.encoding, hasByteOrderMark, separator: source.separator },
    fec: { firstDay, lastDay, ...counts },
    headerLine: 1,
    table,
    problems: [],
    lineCount: items.length,
    rawSample: items.slice(0, SAMPLE_LINES).map(cellsOf),
    lines: () => linesOf(items, table, options.corrections),
  };
}

function columnsOf(utf8: Buffer, separator: string): FecColumns {
  const [titles = ""] = utf8
    .toString("utf8", 0, 4_096)
    .trimStart()
    .split(/[\r\n]/, 1);
  return fecColumnsOf(csvLineCells(titles, separator) ?? titles.split(separator)) ?? {};
}

function tableOf({ defaultTermDays }: InvoiceCsvOptions, limits: InvoiceTable["limits"]): InvoiceTable {
  const hints = { dateOrder: "DMY", decimalSeparator: ",", isFrench: true } as const;
  return {
    titles: TITLES,
    titleKeys: TITLES.map(titleKey),
    mapping: MAPPING,
    conventions: conventionsOf(emptyTally(), hints),
    limits,
    defaultTermDays,
  };
}

async function* linesOf(
  items: readonly OpenItem[],
  table: InvoiceTable,
  corrections: InvoiceCsvOptions["corrections"] = {},
): AsyncGenerator<InvoiceCsvLine> {
  const firstLineOf = new Map<string, number>();
  let count = 0;
  for (const item of items) {
    yield lineOf(item, table, corrections[item.entry.line], firstLineOf);
    count += 1;
    if (count % TURN_LINES === 0) await nextTurn();
  }
}

function lineOf(
  item: OpenItem,
  table: InvoiceTable,
  mended: readonly string[] | undefined,
  firstLineOf: Map<string, number>,
): InvoiceCsvLine {
  const { entry, invoice } = item;
  const { line } = entry;
  const cells = mended ? [...mended] : cellsOf(item);
  const issue = { line, column: undefined, field: undefined, raw: cells[0]?.slice(0, 80) };
  const remarks = item.remarks.map(({ code, sentence }) => ({ ...issue, code, message: typeset(sentence) }));
  if (!invoice) return { line, cells, record: undefined, errors: [], notices: remarks };
  if (invoice.isSharedRef && !mended) {
    const message = typeset(
      `La pièce « ${entry.pieceRef.slice(0, 60)} » est celle de plusieurs clients : ce n’est pas le numéro d’une facture. Écrivez le bon.`,
    );
    const error = {
      ...issue,
      column: TITLES[0],
      field: "number" as const,
      code: "DUPLICATE_NUMBER" as const,
    };
    return { line, cells, record: undefined, errors: [{ ...error, message }], notices: [] };
  }
  const read = readInvoiceLine({ line, cells }, table, firstLineOf);
  const { doubt } = invoice;
  if (!read.record) return doubt === undefined ? read : { ...read, errors: withWarning(read.errors) };
  const record = doubt === undefined ? read.record : { ...read.record, doubt };
  return { ...read, record, notices: [...remarks, ...read.notices] };
}

/** A refused line given back in a table is held no more: its message says what to look at before. */
function withWarning([first, ...others]: InvoiceCsvLine["errors"]): InvoiceCsvLine["errors"] {
  if (!first) return [];
  const warning =
    "Un crédit la règle peut-être déjà : vérifiez que la facture reste due avant de l’importer.";
  return [{ ...first, message: typeset(`${first.message} ${warning}`) }, ...others];
}

function cellsOf({ entry, invoice }: OpenItem): string[] {
  const { pieceRef, clientName, clientReference, currency } = entry;
  const isRead = entry.cents !== undefined;
  const total = isRead ? decimalText(invoice?.totalCents ?? entry.cents ?? 0n) : entry.amountText;
  const paid = invoice && invoice.paidCents > 0n ? decimalText(invoice.paidCents) : "";
  return [pieceRef, clientName, clientReference, frenchDate(entry), total, paid, currency];
}

function decimalText(cents: bigint): string {
  return plainAmount(cents).replace(".", ",");
}

/** `20261122` as a person reads it; anything else as it is. */
function frenchDate({ date }: ClientEntry): string {
  return date.replace(/^(\d{4})(\d{2})(\d{2})$/, "$3/$2/$1");
}
