import type { Tx } from "@/db/inCompany";
import { revokeLinksOf } from "@/db/settlement/answerLinks";
import type { Instant } from "@/domain/calendar";

/**
 * The invoice is paid, or closed by the creditor: nothing is expected of it any more. Its running
 * holds end, the links that spoke of nothing else close, its answers are decided unless they speak of another open invoice (a promise is kept
 * when the money came, a broken one stays broken but is not to decide any more), and the calls
 * still to make about it alone are dropped.
 */
export async function closeAnswersOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  now: Instant,
  because: "PAID" | "CLOSED" = "PAID",
): Promise<void> {
  const at = new Date(now);
  await tx.hold.updateMany({
    where: { companyId, invoiceId, endedAt: null },
    data: { endedAt: at, endReason: because === "PAID" ? "Facture soldée." : "Facture close." },
  });
  await revokeLinksOf(tx, companyId, invoiceId, at);
  const promise = because === "PAID" ? "KEPT" : "WITHDRAWN";
  const other = because === "PAID" ? "ACCEPTED" : "WITHDRAWN";
  await tx.$executeRaw`
    UPDATE answer a SET decided_at = ${at}, state = CASE
        WHEN a.state = 'BROKEN' THEN a.state
        WHEN a.kind = 'PROMISE' THEN ${promise}::answer_state
        ELSE ${other}::answer_state END
    WHERE a.company_id = ${companyId}::uuid AND a.state IN ('OPEN', 'BROKEN') AND a.decided_at IS NULL
      AND EXISTS (SELECT 1 FROM answer_invoice m
                  WHERE m.company_id = a.company_id AND m.answer_id = a.id AND m.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM answer_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = a.company_id AND o.answer_id = a.id AND i.status = 'OPEN')`;
  await tx.$executeRaw`
    UPDATE call_task c SET state = 'CANCELLED', done_at = ${at}
    WHERE c.company_id = ${companyId}::uuid AND c.state = 'OPEN'
      AND EXISTS (SELECT 1 FROM call_task_invoice m
                  WHERE m.company_id = c.company_id AND m.call_task_id = c.id AND m.invoice_id = ${invoiceId}::uuid)
      AND NOT EXISTS (
        SELECT 1 FROM call_task_invoice o JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
        WHERE o.company_id = c.company_id AND o.call_task_id = c.id AND i.status = 'OPEN')`;
}
