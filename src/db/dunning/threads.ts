/** The conversations reminders belong to. */
import type { Tx } from "../inCompany";

export interface EarlierReminder {
  /** The message that is about to be written. */
  messageId: string;
  /** Message-ID of one that left before it, with angle brackets. */
  header: string;
  subject: string;
  /** It was about the very same invoices. */
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
  return tx.$queryRaw<EarlierReminder[]>`
    SELECT m.id AS "messageId", p.message_id_header AS header, p.subject,
           NOT EXISTS (
             SELECT invoice_id FROM message_invoice WHERE company_id = m.company_id AND message_id = m.id
             EXCEPT SELECT invoice_id FROM message_invoice WHERE company_id = p.company_id AND message_id = p.id)
           AND NOT EXISTS (
             SELECT invoice_id FROM message_invoice WHERE company_id = p.company_id AND message_id = p.id
             EXCEPT SELECT invoice_id FROM message_invoice WHERE company_id = m.company_id AND message_id = m.id)
           AS "isSameSubject"
    FROM message m
    JOIN message p ON p.company_id = m.company_id AND p.client_id = m.client_id AND p.kind = 'REMINDER'
      AND p.state = 'SENT' AND p.bounced_at IS NULL AND p.message_id_header IS NOT NULL AND p.to_emails && m.to_emails
    WHERE m.company_id = ${companyId}::uuid AND m.id = ANY(${[...messageIds]}::uuid[])
      AND EXISTS (
        SELECT 1 FROM message_invoice a JOIN message_invoice b ON b.company_id = a.company_id AND b.invoice_id = a.invoice_id
        WHERE a.company_id = m.company_id AND a.message_id = m.id AND b.message_id = p.id
          AND NOT EXISTS (
            SELECT 1 FROM letter_invoice li JOIN letter l ON l.company_id = li.company_id AND l.id = li.letter_id
            WHERE li.company_id = a.company_id AND li.invoice_id = a.invoice_id AND l.channel = 'FORMAL_NOTICE'
              AND l.posted_on >= p.sent_at::date))
    ORDER BY p.sent_at, p.id`;
}
