import type { Tx } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";

/**
 * The invoice is paid: what was expected of it has come. Its running holds end, its promises are
 * kept, its declarations accepted, and the calls still to make about it alone are dropped.
 */
export async function closeAnswersOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await tx.hold.updateMany({
    where: { companyId, invoiceId, endedAt: null },
    data: { endedAt: at, endReason: "Facture soldée." },
  });
  const settled = `
    a.company_id = $1::uuid AND a.state = 'OPEN' AND NOT EXISTS (
      SELECT 1 FROM answer_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
      WHERE o.company_id = a.company_id AND o.answer_id = a.id AND i.status = 'OPEN')
    AND EXISTS (SELECT 1 FROM answer_invoice m WHERE m.company_id = a.company_id AND m.answer_id = a.id AND m.invoice_id = $2::uuid)`;
  await tx.$executeRawUnsafe(
    `UPDATE answer a SET decided_at = $3, state = CASE a.kind WHEN 'PROMISE' THEN 'KEPT'::answer_state
       ELSE 'ACCEPTED'::answer_state END WHERE ${settled}`,
    companyId,
    invoiceId,
    at,
  );
  await tx.$executeRaw`
    UPDATE call_task c SET state = 'CANCELLED', done_at = ${at}
    WHERE c.company_id = ${companyId}::uuid AND c.state = 'OPEN'
      AND EXISTS (SELECT 1 FROM call_task_invoice m
                  WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND m.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM call_task_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = c.company_id AND o.call_task_id = c.id AND i.status = 'OPEN')`;
}
