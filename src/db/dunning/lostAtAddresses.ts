/** What did not arrive at addresses that were given up. */
import type { MessageKind } from "@/domain/dunning/note";
import type { Tx } from "../inCompany";

export interface LostMessage {
  contactId: string;
  messageId: string;
  kind: MessageKind;
  /** When it left, or was refused. */
  at: Date;
  /** Of the announcement of an instalment: the answer that the schedule was agreed on. Null otherwise. */
  answerId: string | null;
}

/**
 * The last message that did not arrive at each address that was given up of these clients, by contact; none where all
 * arrived.
 */
export async function readLostAtAddresses(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, LostMessage>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<LostMessage[]>`
    SELECT DISTINCT ON (k.id) k.id AS "contactId", m.id AS "messageId", m.kind::text AS kind,
           coalesce(m.sent_at, m.created_at) AS at,
           (SELECT p.answer_id FROM instalment s
            JOIN instalment_plan p ON p.company_id = s.company_id AND p.id = s.plan_id
            WHERE s.company_id = m.company_id AND s.notice_id = m.id LIMIT 1) AS "answerId"
    FROM contact k JOIN message m ON m.company_id = k.company_id AND m.client_id = k.client_id
    WHERE k.company_id = (SELECT ${companyId}::uuid) AND k.client_id = ANY(${[...clientIds]}::uuid[])
      AND k.email_state = 'REFUSED' AND k.email = ANY(m.to_emails || m.cc_emails)
      AND (m.state = 'FAILED' OR m.bounced_at IS NOT NULL OR k.email = ANY(m.unserved_emails) OR EXISTS (
        SELECT 1 FROM inbound_mail b
        WHERE b.company_id = m.company_id AND b.message_id = m.id AND k.email = ANY(b.failed_emails)))
    ORDER BY k.id, coalesce(m.sent_at, m.created_at) DESC, m.id DESC`;
  return new Map(rows.map((row) => [row.contactId, row]));
}
