/** Asks the worker to decide again open invoices that a change elsewhere concerns. */
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

/**
 * Makes the decisions about the other invoices of these clients due now, where a free credit is shared
 * between them: what one of them owes changes what is asked for the others. A decision that somebody is
 * making at this moment is left to them, so that two of them never wait in a circle; the review of
 * decisions mends what they could not see yet.
 */
export async function markCreditSiblingsDue(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  now: Instant,
): Promise<void> {
  const ids = [...invoiceIds];
  await tx.$executeRaw`
    WITH sibling AS (
      SELECT invoice_id FROM dunning_plan
      WHERE company_id = (SELECT ${companyId}::uuid) AND invoice_id <> ALL(${ids}::uuid[])
        AND (due_at IS NULL OR due_at > ${new Date(now)})
        AND client_id = ANY (ARRAY(
          SELECT k.client_id FROM client_credit k
          WHERE k.company_id = (SELECT ${companyId}::uuid) AND k.rest_cents > 0 AND k.cancelled_at IS NULL
            AND k.client_id = ANY (ARRAY(
              SELECT client_id FROM invoice
              WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])))))
      FOR UPDATE SKIP LOCKED)
    UPDATE dunning_plan p SET due_at = ${new Date(now)}
    FROM sibling s WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.invoice_id = s.invoice_id`;
}

/**
 * Makes the decisions about the other invoices of these clients due now, where the pressure limit puts them off:
 * a contact it counted will not be made. Those that were just decided (`decidedIds`) are left. A decision that somebody is making at this moment is left to them.
 */
export async function markPressedDue(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  decidedIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (clientIds.length === 0) return;
  await tx.$executeRaw`
    WITH pressed AS (
      SELECT invoice_id FROM dunning_plan
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${[...clientIds]}::uuid[])
        AND invoice_id <> ALL(${[...decidedIds]}::uuid[]) AND due_at > ${new Date(now)}
        AND (reasons @> '[{"code":"PRESSURE_GAP"}]' OR reasons @> '[{"code":"PRESSURE_COUNT"}]')
      FOR UPDATE SKIP LOCKED)
    UPDATE dunning_plan p SET due_at = ${new Date(now)}
    FROM pressed WHERE p.company_id = (SELECT ${companyId}::uuid) AND p.invoice_id = pressed.invoice_id`;
}
