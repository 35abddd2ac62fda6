/** What goes into the envelopes with the letters: the copies that each one announces. */
import { readDocumentBytes, readLetterAnnexes } from "@/db/dunning/letterAnnexes";
import type { Tx } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { typeset } from "@/domain/typography";
import type { LetterAnnex } from "../ports";

/** More would fill the memory of the machine that joins them. */
const MAX_ANNEX_BYTES = 80_000_000;

/**
 * The copies of these letters, by letter. A copy filed after the letter was drawn is not announced
 * by it, and stays out.
 *
 * @throws DomainError POST_TOO_LARGE when they weigh too much to be printed at once
 */
export async function loadLetterAnnexes(
  tx: Tx,
  companyId: string,
  letters: readonly { id: string; notice: FormalNoticeInput }[],
): Promise<ReadonlyMap<string, LetterAnnex[]>> {
  const announced = new Map(letters.map(({ id, notice }) => [id, announcedBy(notice)]));
  const found = await readLetterAnnexes(
    tx,
    companyId,
    letters.map(({ id }) => id),
  );
  const rows = found.filter(({ letterId, number }) => announced.get(letterId)?.has(number));
  if (rows.reduce((sum, row) => sum + row.sizeBytes, 0) > MAX_ANNEX_BYTES) {
    throw new DomainError(
      "POST_TOO_LARGE",
      typeset(
        "Les copies de factures pèsent trop pour un seul fichier : choisissez moins de lettres à la fois.",
      ),
    );
  }
  const bytes = await readDocumentBytes(
    tx,
    companyId,
    rows.map(({ documentId }) => documentId),
  );
  const byLetter = new Map<string, LetterAnnex[]>();
  for (const { letterId, number, documentId } of rows) {
    const pdf = bytes.get(documentId);
    if (!pdf) continue;
    const label = typeset(`copie de la facture ${number}`);
    byLetter.set(letterId, [...(byLetter.get(letterId) ?? []), { label, pdf }]);
  }
  return byLetter;
}

function announcedBy({ invoices }: FormalNoticeInput): ReadonlySet<string> {
  return new Set(
    invoices.filter(({ hasCopy }) => hasCopy !== false).map(({ invoiceNumber }) => invoiceNumber),
  );
}
