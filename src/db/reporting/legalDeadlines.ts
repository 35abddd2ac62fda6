/** Legal deadlines as decisions that wait: claims to declare, invoices soon out of time. */
import { addMonths, type LocalDate } from "@/domain/calendar";
import type { Tx } from "../inCompany";
import { readUnreadAlerts } from "../legal/limitationAlerts";
import { fromLocalDate } from "../values";

export interface LegalDeadline {
  companyId: string;
  /** Of the invoice, or of the collective procedure. */
  id: string;
  clientId: string;
  kind: "CLAIM_TO_DECLARE" | "LIMITATION";
  /** Since when it waits. */
  at: Date;
}

/** The deadlines of these companies, each on its own day. */
export async function readLegalDeadlines(
  tx: Tx,
  days: readonly { companyId: string; today: LocalDate }[],
): Promise<LegalDeadline[]> {
  const undeclared = await tx.insolvency.findMany({
    where: {
      companyId: { in: days.map(({ companyId }) => companyId) },
      endedAt: null,
      declaredOn: null,
    },
    select: { companyId: true, id: true, clientId: true, createdAt: true },
  });
  const alerts = await readUnreadAlerts(tx, days);
  return [
    ...undeclared.map(
      ({ createdAt, ...row }): LegalDeadline => ({ ...row, kind: "CLAIM_TO_DECLARE", at: createdAt }),
    ),
    ...alerts.map(
      ({ companyId, invoiceId, clientId, lastDayOn, months }): LegalDeadline => ({
        companyId,
        id: invoiceId,
        clientId,
        kind: "LIMITATION",
        at: fromLocalDate(addMonths(lastDayOn, -months)),
      }),
    ),
  ];
}
