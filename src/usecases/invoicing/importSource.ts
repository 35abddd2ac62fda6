/** The lines of what was dropped: those of a table, or one a file for electronic invoices. */
import { inCompany } from "@/db/inCompany";
import type { Original } from "@/db/invoicing/importOriginals";
import { unpackFiles } from "@/formats/einvoice/bundle";
import { type ReadSoFar, readEInvoiceLine } from "@/formats/einvoice/eInvoiceLine";
import type { EInvoiceSeller } from "@/formats/einvoice/eInvoiceTerms";
import { eInvoiceFileKind } from "@/formats/einvoice/readEInvoice";
import { readInvoiceBatches } from "@/formats/invoiceCsv";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { ImportOptions } from "./importOptions";
import { BATCH_LINES } from "./importRun";

/** Files of a transaction: each may bring a PDF of some megabytes. */
const BATCH_FILES = 10;

/** What an electronic invoice is held against: the company that issues, and its settings. */
export async function readSeller(companyId: string): Promise<EInvoiceSeller> {
  const company = await inCompany(companyId, (tx) =>
    tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { siren: true, vatNumber: true, iban: true, penaltyKind: true, penaltyBps: true },
    }),
  );
  const { siren, vatNumber, iban, penaltyKind: kind, penaltyBps: bps } = company;
  return { siren, vatNumber, iban, penalty: { kind, bps } };
}

/** Gives the lines to import, credit notes last: the same bytes and options always give the same batches. */
export async function* importBatches(source: {
  companyId: string;
  bytes: Uint8Array;
  options: ImportOptions;
}): AsyncGenerator<InvoiceCsvLine[]> {
  const { companyId, bytes, options } = source;
  if (!options.isBundle) {
    yield* readInvoiceBatches(bytes, options.csv, BATCH_LINES);
    return;
  }
  const seller = await readSeller(companyId);
  const soFar: ReadSoFar = new Map();
  const files = unpackFiles(bytes);
  const credits: InvoiceCsvLine[] = [];
  for (let from = 0; from < files.length; from += BATCH_FILES) {
    const lines = files
      .slice(from, from + BATCH_FILES)
      .map((file) => readEInvoiceLine(file, seller, options.csv, soFar));
    credits.push(...lines.filter(({ credit }) => credit));
    const others = lines.filter(({ credit }) => !credit);
    if (others.length > 0) yield others;
  }
  // The invoices that they lower may be anywhere among the files.
  if (credits.length > 0) yield credits;
}

/** The PDFs among the files, by their line; none of a table. */
export function originalsOf(bytes: Uint8Array, { isBundle }: ImportOptions): ReadonlyMap<number, Original> {
  if (!isBundle) return new Map();
  const pdfs = unpackFiles(bytes).filter((file) => eInvoiceFileKind(file.bytes) === "PDF");
  return new Map(pdfs.map(({ line, name, bytes: pdf }) => [line, { name, bytes: pdf }]));
}
