/** Which messages carry a statement of claim. */

import type { Tx } from "../inCompany";
import type { OutboxMessage } from "./outbox";

type StatedMessage = Pick<OutboxMessage, "id" | "kind" | "tone">;

/** A friendly message asks for the invoice alone: a statement beside it would say more than it does. */
function mayCarry({ kind, tone }: StatedMessage): boolean {
  return kind === "REMINDER" && tone !== "FRIENDLY";
}

/**
 * The messages, among these, whose steps ask for the statement, with the invoices it is about.
 * One that is disputed in part is left out: nothing is added to it while it is.
 */
export async function readStatementInvoices(
  tx: Tx,
  companyId: string,
  messages: readonly StatedMessage[],
): Promise<Map<string, string[]>> {
  const ids = messages.filter(mayCarry).map((message) => message.id);
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ messageId: string; invoiceIds: string[] }[]>`
    SELECT mi.message_id AS "messageId", array_agg(mi.invoice_id ORDER BY mi.invoice_id)::text[] AS "invoiceIds"
    FROM message_invoice mi
    WHERE mi.company_id = (SELECT ${companyId}::uuid) AND mi.message_id = ANY (ARRAY(
      SELECT d.message_id FROM dunning_step d
      JOIN scenario_step s ON s.company_id = d.company_id AND s.id = d.step_id
      WHERE d.company_id = (SELECT ${companyId}::uuid) AND d.message_id = ANY(${ids}::uuid[])
        AND d.state = 'DONE' AND s.attach_statement
      UNION
      SELECT h.message_id FROM hand_reminder h
      JOIN scenario_step s ON s.company_id = h.company_id AND s.id = h.step_id
      WHERE h.company_id = (SELECT ${companyId}::uuid) AND h.message_id = ANY(${ids}::uuid[]) AND s.attach_statement))
      AND NOT EXISTS (
        SELECT 1 FROM hold h
        WHERE h.company_id = mi.company_id AND h.invoice_id = mi.invoice_id
          AND h.ended_at IS NULL AND h.part_cents IS NOT NULL)
    GROUP BY mi.message_id`;
  return new Map(rows.map((row) => [row.messageId, row.invoiceIds]));
}

/** Messages with a statement beyond the first `most`: they are left to the next batch. */
export async function statementsBeyond(
  tx: Tx,
  companyId: string,
  messages: readonly StatedMessage[],
  most: number,
): Promise<Set<string>> {
  if (messages.length <= most) return new Set();
  const asking = await readStatementInvoices(tx, companyId, messages);
  const ids = messages
    .filter(({ id, kind }) => kind === "ACCOUNT_STATEMENT" || asking.has(id))
    .map((message) => message.id);
  return new Set(ids.slice(most));
}
