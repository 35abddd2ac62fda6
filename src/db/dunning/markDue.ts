/** Asks the worker to decide again every open invoice of a company, after a change of its settings. */
import type { Instant } from "@/domain/calendar";
import type { Tx } from "../inCompany";

/**
 * Makes every cached decision due now. Invoices are locked first, in the order everyone uses, so
 * that a decision being made on the former settings cannot be written after this one.
 *
 * @returns how many decisions will be made again
 */
export async function markAllDue(tx: Tx, companyId: string, now: Instant): Promise<number> {
  await tx.$executeRaw`
    SELECT 1 FROM invoice WHERE company_id = ${companyId}::uuid AND status = 'OPEN'
    ORDER BY id FOR NO KEY UPDATE`;
  return tx.$executeRaw`
    UPDATE dunning_plan SET due_at = ${new Date(now)}
    WHERE company_id = ${companyId}::uuid AND (due_at IS NULL OR due_at > ${new Date(now)})`;
}
