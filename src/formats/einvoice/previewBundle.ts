/** What dropped electronic invoices would give, in the same terms as a table of invoices. */
import { setImmediate } from "node:timers/promises";
import { conventionsOf, emptyTally } from "../columnConventions";
import { countLine, type InvoiceCsvPreview } from "../invoiceCsv";
import type { InvoiceCsvLine } from "../invoiceCsvLine";
import { unpackFiles } from "./bundle";
import { type EInvoiceOptions, type ReadSoFar, readEInvoiceLine } from "./eInvoiceLine";
import type { EInvoiceSeller } from "./eInvoiceTerms";

/**
 * Reads every file; all of them are in the sample.
 *
 * @param look is shown all the lines at once, and gives them back as they are to be told
 */
export async function previewBundle(
  bundle: Uint8Array,
  seller: EInvoiceSeller,
  options: EInvoiceOptions,
  look: (lines: readonly InvoiceCsvLine[]) => Promise<readonly InvoiceCsvLine[]>,
): Promise<InvoiceCsvPreview> {
  const soFar: ReadSoFar = new Map();
  const lines: InvoiceCsvLine[] = [];
  for (const file of unpackFiles(bundle)) {
    lines.push(readEInvoiceLine(file, seller, options, soFar));
    // A PDF takes a moment: others are served in between.
    await setImmediate();
  }
  const preview: InvoiceCsvPreview = {
    ...{ encoding: "utf-8", hasByteOrderMark: false, separator: ";", headerLine: 0, titles: ["Fichier"] },
    ...{
      mapping: {},
      conventions: conventionsOf(emptyTally(), { isFrench: true }),
      unmappedColumns: [],
      problems: [],
    },
    ...{ rawSample: [], sample: [], lineCount: lines.length, recordCount: 0, errorLineCount: 0 },
    ...{
      leftOutCount: 0,
      unknownKindCount: 0,
      firstErrors: [],
      refusedLines: [],
      errorCounts: {},
      noticeCounts: {},
    },
  };
  const told = await look(lines);
  for (const line of told) countLine(preview, line);
  // Nothing of these files is mended here: they are what was issued.
  return { ...preview, sample: [...told], refusedLines: [] };
}
