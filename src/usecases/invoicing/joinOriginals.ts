/** An invoice that is here already comes again as a PDF: the file is joined to it, where it has none. */
import type { Tx } from "@/db/inCompany";
import type { NewIssue } from "@/db/invoicing/importIssues";
import { insertOriginal, type Original, readWithoutOriginal } from "@/db/invoicing/importOriginals";
import type { Instant } from "@/domain/calendar";
import type { ComparedLines } from "./compareLines";

type Joinable = { line: number; invoiceId: string; number: string };

/** Invoices that are here, alike, without a PDF, among lines that came as one. */
export async function findJoinable(
  tx: Tx,
  companyId: string,
  { same, known }: Pick<ComparedLines, "same" | "known">,
  isPdf: (line: number) => boolean,
): Promise<Joinable[]> {
  const asPdf = same.flatMap(({ line, record: { number } }) => {
    const invoice = known.get(number);
    return invoice && isPdf(line) ? [{ line, number, invoiceId: invoice.id }] : [];
  });
  if (asPdf.length === 0) return [];
  const bare = await readWithoutOriginal(
    tx,
    companyId,
    asPdf.map(({ invoiceId }) => invoiceId),
  );
  return asPdf.filter(({ invoiceId }) => bare.has(invoiceId));
}

/** Joins these PDFs. @returns what is said of each */
export async function joinOriginals(
  tx: Tx,
  {
    companyId,
    importId,
    originals,
  }: { companyId: string; importId: string; originals?: ReadonlyMap<number, Original> },
  compared: Pick<ComparedLines, "same" | "known">,
  now: Instant,
): Promise<NewIssue[]> {
  if (!originals || originals.size === 0) return [];
  const joinable = await findJoinable(tx, companyId, compared, (line) => originals.has(line));
  const said: NewIssue[] = [];
  for (const { line, invoiceId, number } of joinable) {
    const original = originals.get(line);
    if (!original) continue;
    await insertOriginal(
      tx,
      companyId,
      importId,
      { ...original, invoiceId, creditNoteId: null, number },
      now,
    );
    const message = `La facture ${number} était déjà ici, sans PDF\u00a0: celui-ci lui est joint.`;
    said.push({ kind: "NOTICE", line, column: original.name, code: "JOINED", message, raw: number });
  }
  return said;
}
