/** Tells a debtor, a few days before, that an agreed instalment is coming. */
import { readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { mayAnnounce, withdrawPastNotices } from "@/db/settlement/instalmentNotices";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { momentFrom } from "@/domain/dunning/sendingWindow";
import { instalmentComingNote } from "@/domain/settlement/planNotes";
import { queueWords } from "../dunning/queueNote";
import { readersOfPlan } from "./decidePlan";
import type { PlanView } from "./readPlan";

/** Days before an instalment on which it is announced. */
const ANNOUNCED_DAYS = 3;

/**
 * Puts the announcement of the next instalment on its way, once: in the sending window, after an
 * approval in safe mode, and not at all while something else is expected of its invoices. Looked at
 * again each day, it still leaves when that is over in time. The caller holds the lock of the schedule.
 */
export async function announceInstalment(
  tx: Tx,
  companyId: string,
  plan: PlanView,
  today: LocalDate,
  now: Instant,
): Promise<void> {
  if (plan.standing.kind !== "EXPECTING") return;
  await withdrawPastNotices(tx, companyId, plan.id, today);
  const { next, missingCents } = plan.standing;
  const announcedOn = addDays(next.dueOn, -ANNOUNCED_DAYS);
  if (today < announcedOn || today > next.dueOn) return;
  // An instalment agreed on the eve needs no announcement: the agreement has just left.
  if (plan.agreedOn !== null && plan.agreedOn >= announcedOn) return;
  const position = plan.schedule.findIndex((part) => part.dueOn === next.dueOn) + 1;
  const round = plan.asked.length > 0 ? 2 : 1;
  const key = { companyId_planId_round_position: { companyId, planId: plan.id, round, position } };
  const { announcedAt } = await tx.instalment.findUniqueOrThrow({ where: key });
  if (announcedAt !== null || !(await mayAnnounce(tx, companyId, plan.id, today))) return;
  const company = await readCompanyFacts(tx, companyId);
  const noticeId = await queueWords(tx, companyId, {
    kind: "INSTALMENT_NOTICE",
    clientId: plan.clientId,
    invoiceIds: plan.invoiceIds,
    source: `${plan.id} ${next.dueOn}`,
    now,
    dueAt: momentFrom(now, { leavesAlone: true, clientId: plan.clientId }, company),
    needsApproval: company.safeMode,
    claimedCents: missingCents,
    recipients: await readersOfPlan(tx, companyId, plan),
    compose: ({ sender, language, numbers }) =>
      instalmentComingNote({ language, creditor: sender.words, numbers, next, missingCents }),
  });
  await tx.instalment.update({ where: key, data: { announcedAt: new Date(now), noticeId } });
}
