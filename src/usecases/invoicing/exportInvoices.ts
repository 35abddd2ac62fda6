/** The list of invoices as a spreadsheet opens it: the rows of the page, all of them. */
import { inCompany } from "@/db/inCompany";
import { type InvoiceCursor, type InvoiceListRow, readInvoicePage } from "@/db/invoicing/invoiceList";
import type { LocalDate } from "@/domain/calendar";
import { CSV_MARK, type CsvCell, csvLine } from "@/formats/csvExport";
import type { CompanyCtx } from "../ports";
import { type InvoiceQuery, invoiceFilterOf, invoiceLineOf } from "./listInvoices";
import { companyToday } from "./saveInvoice";

/** Rows read with one query: a whole export never sits in memory, nor in one transaction. */
const BATCH = 1_000;

const TITLES = [
  "Client",
  "Facture",
  "Date",
  "Échéance",
  "Jours de retard",
  "Montant TTC",
  "Reste à payer",
  "État",
  "Prochaine étape",
] as const;

const STATUS_WORDS = { OPEN: null, PAID: "Soldée", CANCELLED: "Annulée", WRITTEN_OFF: "Passée en perte" };

export interface InvoiceExport {
  /** Day the delays are counted on. */
  today: LocalDate;
  /** The text of the file, piece by piece. */
  parts: AsyncGenerator<string>;
}

/** The rows of the page, filtered as it is, oldest due date first. */
export async function exportInvoices(ctx: CompanyCtx, query: InvoiceQuery): Promise<InvoiceExport> {
  const { companyId } = ctx;
  const today = await inCompany(companyId, (tx) => companyToday(tx, companyId, ctx.clock.now()));
  return { today, parts: partsOf(companyId, query, today) };
}

async function* partsOf(companyId: string, query: InvoiceQuery, today: LocalDate): AsyncGenerator<string> {
  const filter = invoiceFilterOf(query);
  yield CSV_MARK + csvLine(TITLES);
  let cursor: InvoiceCursor | null = null;
  for (;;) {
    const request: Parameters<typeof readInvoicePage>[2] = { filter, cursor, limit: BATCH, today };
    const rows: InvoiceListRow[] = await inCompany(companyId, (tx) =>
      readInvoicePage(tx, companyId, request),
    );
    yield rows.map((row) => csvLine(cellsOf(invoiceLineOf(row, today)))).join("");
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    cursor = { dueOn: last.dueOn, id: last.id, direction: "after" };
  }
}

function cellsOf(line: ReturnType<typeof invoiceLineOf>): CsvCell[] {
  return [
    line.clientName,
    line.number,
    { on: line.issuedOn },
    { on: line.dueOn },
    { count: line.daysLate },
    { amountCents: line.totalCents },
    { amountCents: line.status === "OPEN" ? line.balanceCents : 0n },
    STATUS_WORDS[line.status] ?? line.standing.word,
    line.next,
  ];
}
