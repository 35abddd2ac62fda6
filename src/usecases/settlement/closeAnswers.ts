import type { Tx } from "@/db/inCompany";
import {
  breakPastPromises,
  type Closing,
  endWithInvoice,
  restoreAnswers,
  restoreCalls,
  restoreHolds,
  restoreLinks,
  restorePlans,
} from "@/db/settlement/closings";
import type { Instant } from "@/domain/calendar";
import { localDateAt } from "@/domain/zonedTime";
import type { Deed } from "../journalBy";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { CompanyCtx } from "../ports";

/**
 * The invoice is paid, or closed by the creditor: nothing is expected of it any more. Its running
 * holds end, the links that spoke of nothing else close, its answers are decided unless they speak of another open invoice (a promise is kept
 * when the money came, a broken one stays broken but is not to decide any more), and the calls
 * still to make about it alone are dropped. Each notes the payment or the invoice that ended it, see
 * {@link restoreAnswersOf}.
 *
 * @param paymentId the payment that settled it; null when it was credited, edited or closed
 */
export async function closeAnswersOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  now: Instant,
  by: { paymentId: string | null; because?: Closing["because"] },
): Promise<void> {
  const { paymentId, because = "PAID" } = by;
  await endWithInvoice(tx, companyId, {
    invoiceId,
    closedById: paymentId ?? invoiceId,
    because,
    at: new Date(now),
  });
}

/**
 * Locked invoices are owed again, because what had closed them was a mistake: a dispute, a promise, a
 * schedule, a wait, a link or a call that ended with them comes back as it was, and only that. The
 * caller ends with `decideAgain`, then tells the journal.
 *
 * @param closedById what ended by this only; left out, whatever had closed these invoices
 * @returns what the journal is to be told
 */
export async function restoreAnswersOf(
  tx: Tx,
  ctx: Pick<CompanyCtx, "companyId" | "clock">,
  invoiceIds: readonly string[],
  closedById: string | null = null,
): Promise<Deed[]> {
  const { companyId } = ctx;
  const open = await tx.invoice.findMany({
    where: { companyId, id: { in: [...invoiceIds] }, status: "OPEN" },
    select: { id: true },
  });
  if (open.length === 0) return [];
  const now = ctx.clock.now();
  const reopening = { invoiceIds: open.map(({ id }) => id), closedById };
  const answerIds = await restoreAnswers(tx, companyId, reopening);
  const resumed = await restorePlans(tx, companyId, reopening, new Date(now));
  const today = localDateAt(now, await readCompanyZone(tx, companyId));
  await restoreHolds(tx, companyId, { ...reopening, answerIds }, today);
  await breakPastPromises(tx, companyId, answerIds);
  await restoreLinks(tx, companyId, reopening);
  await restoreCalls(tx, companyId, reopening);
  return [
    ...answerIds.map((id) => onAnswer("answer.restored", id)),
    ...resumed.map((id) => onAnswer("plan.resumed", id)),
  ];
}

function onAnswer(action: Deed["action"], entityId: string): Deed {
  return { action, entity: "answer", entityId, data: {} };
}
