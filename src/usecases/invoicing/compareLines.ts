/**
 * Tells the invoices of a file that the company already has: what the preview promises and what the
 * import then does are decided here, once.
 */
import type { Tx } from "@/db/inCompany";
import type { NewIssue } from "@/db/invoicing/importIssues";
import { type KnownInvoice, readInvoicesByNumber } from "@/db/invoicing/importRows";
import { readNameKeys } from "@/db/parties/clientRows";
import { differencesOf } from "@/domain/invoicing/importDifferences";
import { typeset } from "@/domain/typography";
import type { ImportedInvoice, InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import { signsOf } from "./importClients";

/** A line of the file that is an invoice. */
export interface FileInvoice {
  line: number;
  record: ImportedInvoice;
}

export interface ComparedLines {
  /** Not here, or taken back by the undoing of an import: an import creates them. */
  absent: FileInvoice[];
  /** Here, and the file agrees: an import leaves them as they are. */
  same: FileInvoice[];
  /** Here, and the file says otherwise: an import refuses these lines. */
  different: NewIssue[];
  /** What bears the numbers of these lines. */
  known: ReadonlyMap<string, KnownInvoice>;
}

/** The lines that are invoices. */
export function invoicesAmong(lines: readonly InvoiceCsvLine[]): FileInvoice[] {
  return lines.flatMap(({ line, record }) => (record ? [{ line, record }] : []));
}

/** Compares lines with the invoices of the company that bear their numbers: two statements, whatever their number. */
export async function compareLines(
  tx: Tx,
  companyId: string,
  lines: readonly FileInvoice[],
): Promise<ComparedLines> {
  const numbers = lines.map(({ record }) => record.number);
  const known: ReadonlyMap<string, KnownInvoice> =
    numbers.length === 0 ? new Map() : await readInvoicesByNumber(tx, companyId, numbers);
  const isAbsent = ({ record }: FileInvoice) => known.get(record.number)?.isUndone ?? true;
  const met = lines.filter((line) => !isAbsent(line));
  const names = met.map(({ record }) => record.client.name);
  const nameKeys = names.length === 0 ? new Map<string, string>() : await readNameKeys(tx, names);
  const different = met.flatMap((line) => {
    const { number, client } = line.record;
    return differenceIssue(line, known.get(number), nameKeys.get(client.name) ?? "");
  });
  const differing = new Set(different.map(({ line }) => line));
  return {
    absent: lines.filter(isAbsent),
    same: met.filter(({ line }) => !differing.has(line)),
    different,
    known,
  };
}

function differenceIssue(
  { line, record }: FileInvoice,
  known: KnownInvoice | undefined,
  nameKey: string,
): NewIssue[] {
  if (!known) return [];
  const differences = differencesOf(known, {
    ...record,
    performedOn: record.performedOn ?? null,
    vatCents: record.vatCents ?? null,
    client: { ...signsOf(record.client, nameKey), name: record.client.name },
  });
  if (differences.length === 0) return [];
  const message = typeset(
    `La facture ${record.number} existe déjà, autrement (${differences.join(" ; ")}). Un import ne modifie jamais une facture : corrigez-la sur sa page, ou corrigez cette ligne.`,
  );
  return [{ kind: "ERROR", line, column: undefined, code: "KNOWN_OTHERWISE", message, raw: record.number }];
}
