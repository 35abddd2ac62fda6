/** Takes back contacts that were decided on facts that have just changed. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { forgetNotices } from "../settlement/instalmentNotices";

const WITHDRAWN = "Les faits ont changé avant l’envoi.";

export interface Withdrawn {
  /** The other invoices those contacts spoke of: they must be decided again as well. */
  otherIds: string[];
  /** The clients who will not have them: the pressure limit counts one contact less. */
  clientIds: string[];
}

/**
 * Cancels the reminders, announcements of instalments and letters about these invoices that nobody has
 * received yet, and frees their steps: they did not happen. A message being sent is left alone.
 */
export async function withdrawContacts(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<Withdrawn> {
  const ids = [...invoiceIds];
  const messages = await tx.$queryRaw<{ id: string; clientId: string }[]>`
    UPDATE message m SET state = 'CANCELLED', outcome = ${WITHDRAWN}, lease_token = NULL, lease_until = NULL
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.kind IN ('REMINDER', 'INSTALMENT_NOTICE') AND m.state IN ('AWAITING_APPROVAL', 'READY')
      AND EXISTS (SELECT 1 FROM message_invoice mi
                  WHERE mi.company_id = m.company_id AND mi.message_id = m.id AND mi.invoice_id = ANY(${ids}::uuid[]))
    RETURNING m.id, m.client_id AS "clientId"`;
  const letters = await tx.$queryRaw<{ id: string; clientId: string }[]>`
    UPDATE letter l SET state = 'CANCELLED', outcome = ${WITHDRAWN}
    WHERE l.company_id = (SELECT ${companyId}::uuid) AND l.state IN ('DRAFT', 'TO_APPROVE')
      AND EXISTS (SELECT 1 FROM letter_invoice li
                  WHERE li.company_id = l.company_id AND li.letter_id = l.id AND li.invoice_id = ANY(${ids}::uuid[]))
    RETURNING l.id, l.client_id AS "clientId"`;
  if (messages.length + letters.length === 0) return { otherIds: [], clientIds: [] };
  const messageIds = messages.map((row) => row.id);
  const letterIds = letters.map((row) => row.id);
  await tx.$executeRaw`
    UPDATE dunning_step SET state = 'CANCELLED'
    WHERE company_id = (SELECT ${companyId}::uuid) AND state = 'DONE'
      AND (message_id = ANY(${messageIds}::uuid[]) OR letter_id = ANY(${letterIds}::uuid[]))`;
  await forgetNotices(tx, companyId, messageIds, now);
  const spoken = await tx.$queryRaw<{ id: string }[]>`
    SELECT invoice_id AS id FROM message_invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND message_id = ANY(${messageIds}::uuid[])
    UNION SELECT invoice_id FROM letter_invoice
    WHERE company_id = (SELECT ${companyId}::uuid) AND letter_id = ANY(${letterIds}::uuid[])`;
  return {
    otherIds: spoken.map((row) => row.id).filter((id) => !ids.includes(id)),
    clientIds: [...new Set([...messages, ...letters].map((row) => row.clientId))],
  };
}
