/** The conversations reminders belong to. */
import type { Tx } from "../inCompany";

export interface EarlierReminder {
  /** The message that is about to be written. */
  messageId: string;
  /** Message-ID of one that left before it, with angle brackets. */
  header: string;
  subject: string;
  /** It reminded of the very same invoices: one of before the due date says « échéance prochaine ». */
  isSameSubject: boolean;
}

/**
 * Reminders that left before these, about one of their invoices and to one of their recipients,
 * oldest first. A formal notice closes the conversation: what left before it is not cited.
 */
export async function readEarlierReminders(
  tx: Tx,
  companyId: string,
  messageIds: readonly string[],
): Promise<EarlierReminder[]> {
  const ids = [...messageIds];
  // What was sent is looked up by its key first: it is little, and nothing for most first reminders.
  return tx.$queryRaw<EarlierReminder[]>`
    WITH p AS MATERIALIZED (
      SELECT company_id, id, client_id, message_id_header, subject, to_emails, sent_at FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY (ARRAY(
          SELECT b.message_id FROM message_invoice b
          WHERE b.company_id = (SELECT ${companyId}::uuid) AND b.invoice_id = ANY (ARRAY(
            SELECT invoice_id FROM message_invoice
            WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${ids}::uuid[])))))
        AND kind = 'REMINDER' AND state = 'SENT' AND bounced_at IS NULL AND message_id_header IS NOT NULL
    )
    SELECT m.id AS "messageId", p.message_id_header AS header, p.subject,
           NOT EXISTS (
             SELECT invoice_id FROM message_invoice WHERE company_id = m.company_id AND message_id = m.id
             EXCEPT SELECT invoice_id FROM message_invoice WHERE company_id = p.company_id AND message_id = p.id)
           AND NOT EXISTS (
             SELECT invoice_id FROM message_invoice WHERE company_id = p.company_id AND message_id = p.id
             EXCEPT SELECT invoice_id FROM message_invoice WHERE company_id = m.company_id AND message_id = m.id)
           AND NOT EXISTS (
             SELECT FROM dunning_step d
             WHERE d.company_id = p.company_id AND d.message_id = p.id AND d.offset_days <= 0)
           AS "isSameSubject"
    FROM p JOIN message m ON m.company_id = p.company_id AND m.client_id = p.client_id AND m.to_emails && p.to_emails
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${ids}::uuid[])
      AND EXISTS (
        SELECT 1 FROM message_invoice a JOIN message_invoice b ON b.company_id = a.company_id AND b.invoice_id = a.invoice_id
        WHERE a.company_id = m.company_id AND a.message_id = m.id AND b.message_id = p.id
          AND NOT EXISTS (
            SELECT 1 FROM letter_invoice li JOIN letter l ON l.company_id = li.company_id AND l.id = li.letter_id
            WHERE li.company_id = a.company_id AND li.invoice_id = a.invoice_id AND l.channel = 'FORMAL_NOTICE'
              AND l.posted_on >= p.sent_at::date))
    ORDER BY p.sent_at, p.id`;
}
