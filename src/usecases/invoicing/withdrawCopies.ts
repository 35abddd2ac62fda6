/** The PDF of an invoice is taken off while a message that sends it again has not reached its reader. */
import { lockInvoices } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readCopiesUnderWay } from "@/db/invoicing/copiesUnderWay";
import type { Instant } from "@/domain/calendar";
import { cancelMessages } from "../dunning/cancelMessages";
import type { Deed } from "../journalBy";

const WITHOUT_PDF = "Le PDF qu’il portait a été retiré de la facture avant l’envoi.";

/**
 * Locks the invoices of these PDFs, which are about to go, and takes back the messages that send them again and that
 * nobody has received: they announce a file. Whoever asked for it waits for the creditor again.
 *
 * @returns what the journal is to be told
 */
export async function withdrawCopies(
  tx: Tx,
  companyId: string,
  documentIds: readonly string[],
  now: Instant,
): Promise<Deed[]> {
  const documents = await tx.document.findMany({
    where: { companyId, id: { in: [...documentIds] } },
    select: { invoiceId: true },
  });
  const own = documents.flatMap(({ invoiceId }) => invoiceId ?? []);
  const seen = await readCopiesUnderWay(tx, companyId, documentIds);
  await lockInvoices(tx, companyId, [...new Set([...own, ...seen.flatMap(({ invoiceIds }) => invoiceIds)])]);
  const copies = await readCopiesUnderWay(tx, companyId, documentIds);
  const answerIds = [...new Set(copies.flatMap(({ answerId }) => answerId ?? []))];
  await tx.answer.updateMany({
    where: { companyId, id: { in: answerIds } },
    data: { state: "OPEN", decidedAt: null },
  });
  const ids = copies.map(({ id }) => id);
  await cancelMessages(tx, companyId, ids, now, WITHOUT_PDF);
  return answerIds.map((entityId) => ({ action: "answer.restored", entity: "answer", entityId, data: {} }));
}
