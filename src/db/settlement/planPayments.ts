/** What was paid on the invoices of a schedule since it was proposed. */
import type { Tx } from "../inCompany";

/**
 * Principal paid, and credited, on the invoices of a schedule since their balances were written into it, in cents. A
 * payment of before that is undone since is another debt: it takes nothing away.
 */
export async function readPaidSince(tx: Tx, companyId: string, planId: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ cents: bigint }[]>`
    SELECT coalesce(sum(
        (SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a
         JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
         WHERE a.company_id = l.company_id AND a.invoice_id = l.invoice_id
           AND p.reverses_id IS NULL AND p.created_at >= s.created_at
           AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = p.company_id AND r.reverses_id = p.id))
      + (SELECT coalesce(sum(n.amount_cents), 0) FROM credit_note n
         WHERE n.company_id = l.company_id AND n.invoice_id = l.invoice_id
           AND n.cancelled_at IS NULL AND n.created_at >= s.created_at)), 0)::bigint AS cents
    FROM instalment_plan s JOIN plan_invoice l ON l.company_id = s.company_id AND l.plan_id = s.id
    WHERE s.company_id = ${companyId}::uuid AND s.id = ${planId}::uuid`;
  return row?.cents ?? 0n;
}
