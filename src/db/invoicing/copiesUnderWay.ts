/** Messages that send an invoice again and that nobody has received. */
import type { Tx } from "../inCompany";

export interface CopyUnderWay {
  id: string;
  invoiceIds: string[];
  /** The answer that asked for it; null when it waits again already. */
  answerId: string | null;
}

/**
 * The messages that carry one of these documents for someone who asked for their invoice, and that have not left, were
 * refused or came back. One on its way, gone, or perhaps gone is left out.
 */
export async function readCopiesUnderWay(
  tx: Tx,
  companyId: string,
  documentIds: readonly string[],
): Promise<CopyUnderWay[]> {
  return tx.$queryRaw<CopyUnderWay[]>`
    SELECT m.id,
      ARRAY(SELECT mi.invoice_id FROM message_invoice mi
            WHERE mi.company_id = m.company_id AND mi.message_id = m.id) AS "invoiceIds",
      (SELECT a.id FROM answer a
       WHERE a.company_id = m.company_id AND a.client_id = m.client_id AND a.kind = 'INVOICE_COPY' AND a.state = 'ACCEPTED'
         AND a.decided_by_id IS NULL AND a.created_at <= m.created_at AND EXISTS (
           SELECT 1 FROM answer_invoice ai
           JOIN message_invoice mi ON mi.company_id = ai.company_id AND mi.invoice_id = ai.invoice_id
           WHERE ai.company_id = a.company_id AND ai.answer_id = a.id AND mi.message_id = m.id)
       ORDER BY a.created_at DESC LIMIT 1) AS "answerId"
    FROM message m
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.kind = 'INVOICE_COPY' AND m.resolved_by_id IS NULL
      AND (m.state IN ('READY', 'AWAITING_APPROVAL', 'FAILED') OR (m.state = 'SENT' AND m.bounced_at IS NOT NULL))
      AND EXISTS (
        SELECT 1 FROM message_file f
        WHERE f.company_id = m.company_id AND f.message_id = m.id AND f.document_id = ANY(${[...documentIds]}::uuid[]))
    ORDER BY m.id`;
}
