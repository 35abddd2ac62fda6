import { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

/**
 * Payments that a movement of the account may be: money that came in, not undone, and that no movement is linked to. A
 * credit put on an invoice is such money when a person typed it, and never when it is what a payment or a movement left:
 * what came in is counted there.
 *
 * @param alias of the payment in the query
 */
export function isUnlinked(alias: "p"): Prisma.Sql {
  const p = Prisma.raw(alias);
  return Prisma.sql`(${p}.reverses_id IS NULL AND ${p}.method <> 'CREDIT'
    AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.company_id = ${p}.company_id AND r.reverses_id = ${p}.id)
    AND NOT EXISTS (SELECT 1 FROM bank_match m
                    WHERE m.company_id = ${p}.company_id AND m.payment_id = ${p}.id AND m.undone_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM credit_use u JOIN client_credit k ON k.company_id = u.company_id AND k.id = u.credit_id
                    WHERE u.company_id = ${p}.company_id AND u.payment_id = ${p}.id
                      AND (k.surplus_of_id IS NOT NULL OR EXISTS (
                        SELECT 1 FROM bank_match n
                        WHERE n.company_id = k.company_id AND n.credit_id = k.id AND n.undone_at IS NULL))))`;
}

/** Whether a movement of the account may be this payment; false also when it is not of this company. */
export async function isUnlinkedPayment(tx: Tx, companyId: string, paymentId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM payment p WHERE p.company_id = ${companyId}::uuid AND p.id = ${paymentId}::uuid AND ${isUnlinked("p")}`;
  return rows.length > 0;
}
