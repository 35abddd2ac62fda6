/** What has left for the debtor since the creditor said that a payment had not come. */
import type { LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";

/**
 * True when a reminder or a statement about one of these invoices has left since, or may have; when
 * a call about it was made; when a letter about it was approved or posted.
 *
 * @param from the day of `since`: a letter is posted on a day
 */
export async function hasLeftSince(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  since: Date,
  from: LocalDate,
): Promise<boolean> {
  const ids = [...invoiceIds];
  const [row] = await tx.$queryRaw<{ hasLeft: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM message_invoice mi JOIN message m ON m.company_id = mi.company_id AND m.id = mi.message_id
      WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.invoice_id = ANY(${ids}::uuid[])
        AND m.kind IN ('REMINDER', 'ACCOUNT_STATEMENT') AND m.state IN ('SENDING', 'SENT', 'UNCERTAIN')
        AND coalesce(m.sending_at, m.sent_at) >= ${since}
    ) OR EXISTS (
      SELECT 1 FROM call_task_invoice ci JOIN call_task c ON c.company_id = ci.company_id AND c.id = ci.call_task_id
      WHERE ci.company_id = (SELECT ${companyId}::uuid) AND ci.invoice_id = ANY(${ids}::uuid[])
        AND c.state = 'DONE' AND c.done_at >= ${since}
    ) OR EXISTS (
      SELECT 1 FROM letter_invoice li JOIN letter l ON l.company_id = li.company_id AND l.id = li.letter_id
      WHERE li.company_id = (SELECT ${companyId}::uuid) AND li.invoice_id = ANY(${ids}::uuid[])
        AND l.state <> 'CANCELLED' AND (l.approved_at >= ${since} OR l.posted_on >= ${from}::date)
    ) AS "hasLeft"`;
  return row?.hasLeft ?? false;
}
