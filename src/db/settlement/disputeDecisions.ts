/** Messages that tell what was decided of a dispute, in the last look before they leave. */
import type { MessageKind } from "@/domain/dunning/note";
import type { Tx } from "../inCompany";

/**
 * Of these messages, those whose figures are overtaken: money or a credit came in or was undone, or an invoice
 * was closed, after the decision. Nothing is asked for that is not owed any more, nor said to be all that is left.
 */
export async function readOvertakenDecisions(
  tx: Tx,
  companyId: string,
  messages: readonly { id: string; kind: MessageKind }[],
): Promise<string[]> {
  const ids = messages.filter(({ kind }) => kind === "DISPUTE_DECISION").map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT m.id FROM message m
    JOIN message_invoice mi ON mi.company_id = m.company_id AND mi.message_id = m.id
    JOIN invoice i ON i.company_id = m.company_id AND i.id = mi.invoice_id
    WHERE m.company_id = (SELECT ${companyId}::uuid) AND m.id = ANY(${ids}::uuid[])
      AND (i.balance_cents <> mi.balance_cents OR i.closed_at > m.created_at)`;
  return rows.map((row) => row.id);
}
