/** Corrected invoices, which take the place of others. */
import type { Tx } from "../inCompany";

/**
 * Of these invoices, those whose place is taken: by each, the number of the one that is claimed in its stead, directly
 * or after others. One that was cancelled, or credited whole, has left the place.
 */
export async function readReplacing(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, string>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ replacedId: string; number: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT i.replaces_id AS replaced_id, i.id FROM invoice i
      WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.replaces_id = ANY(${[...invoiceIds]}::uuid[])
      UNION
      SELECT c.replaced_id, i.id FROM chain c
      JOIN invoice i ON i.company_id = (SELECT ${companyId}::uuid) AND i.replaces_id = c.id
    )
    SELECT c.replaced_id AS "replacedId", min(i.number) AS number FROM chain c
    JOIN invoice i ON i.company_id = (SELECT ${companyId}::uuid) AND i.id = c.id
    WHERE i.status <> 'CANCELLED' AND i.total_cents > (
      SELECT coalesce(sum(n.amount_cents), 0) FROM credit_note n
      WHERE n.company_id = i.company_id AND n.invoice_id = i.id AND n.cancelled_at IS NULL)
    GROUP BY c.replaced_id`;
  return new Map(rows.map(({ replacedId, number }) => [replacedId, number]));
}
