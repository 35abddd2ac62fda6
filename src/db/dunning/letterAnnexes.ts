/** The copies of invoices that letters announce: the newest PDF of each. */
import type { Tx } from "../inCompany";

export interface AnnexRow {
  letterId: string;
  number: string;
  documentId: string;
  sizeBytes: number;
}

/** Copies on file for the invoices of these letters, in the order of the letter. */
export async function readLetterAnnexes(
  tx: Tx,
  companyId: string,
  letterIds: readonly string[],
): Promise<AnnexRow[]> {
  return tx.$queryRaw<AnnexRow[]>`
    SELECT li.letter_id AS "letterId", i.number, d.id AS "documentId", d.size_bytes AS "sizeBytes"
    FROM letter_invoice li
    JOIN invoice i ON i.company_id = li.company_id AND i.id = li.invoice_id
    CROSS JOIN LATERAL (
      SELECT id, size_bytes FROM document
      WHERE company_id = i.company_id AND invoice_id = i.id AND kind = 'INVOICE'
      ORDER BY created_at DESC, id DESC LIMIT 1) d
    WHERE li.company_id = (SELECT ${companyId}::uuid) AND li.letter_id = ANY(${[...letterIds]}::uuid[])
    ORDER BY li.letter_id, i.due_on, i.number`;
}

/** The bytes of these documents, by id. */
export async function readDocumentBytes(
  tx: Tx,
  companyId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await tx.document.findMany({
    where: { companyId, id: { in: [...ids] } },
    select: { id: true, blob: { select: { bytes: true } } },
  });
  return new Map(rows.map((row) => [row.id, row.blob.bytes]));
}
