/** A schedule of payments as both sides see it. */
import type { Tx } from "@/db/inCompany";
import { readPaidSince } from "@/db/settlement/planPayments";
import { sha256Hex } from "@/db/sha256";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { canonicalJson } from "@/domain/canonicalJson";
import { maxCents, sumCents } from "@/domain/money";
import { type Instalment, type PlanStanding, planStanding } from "@/domain/settlement/instalmentPlan";

export type PlanState = "PROPOSED" | "COUNTERED" | "RUNNING" | "REFUSED" | "KEPT" | "BROKEN" | "ENDED";

export interface PlanView {
  id: string;
  answerId: string;
  clientId: string;
  state: PlanState;
  totalCents: bigint;
  /** The schedule in force or under discussion. */
  schedule: Instalment[];
  /** What the debtor asked for, when the creditor proposed something else. */
  asked: Instalment[];
  signerName: string;
  acknowledgedOn: LocalDate;
  note: string;
  agreedOn: LocalDate | null;
  documentId: string | null;
  /** Why the agreement is not drawn yet, in French; null when it is, or nothing has failed. */
  documentProblem: string | null;
  /** A collective procedure ended it: earlier claims may not be paid any more. */
  isEndedByInsolvency: boolean;
  /** Paid on its invoices since it was proposed. */
  paidCents: bigint;
  standing: PlanStanding;
  invoiceIds: string[];
  numbers: string[];
  /** SHA-256 of the payments shown, to which an agreement is bound. */
  sha256: string;
}

const LIVE: PlanState[] = ["PROPOSED", "COUNTERED", "RUNNING", "REFUSED", "BROKEN"];

/** The newest schedule that still means something for these invoices, or null. */
export async function readPlanOf(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
  today: LocalDate,
): Promise<PlanView | null> {
  const plan = await tx.instalmentPlan.findFirst({
    where: { companyId, state: { in: LIVE }, invoices: { some: { invoiceId: { in: [...invoiceIds] } } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return plan ? readPlan(tx, companyId, plan.id, today) : null;
}

/** Names one schedule and every payment of it. */
function scheduleSha256(planId: string, schedule: readonly Instalment[]): string {
  const payments = schedule.map(({ dueOn, amountCents }) => [dueOn, amountCents.toString()]);
  return sha256Hex(canonicalJson({ plan: planId, payments }));
}

/** One schedule, with what was paid on its invoices. */
export async function readPlan(
  tx: Tx,
  companyId: string,
  planId: string,
  today: LocalDate,
): Promise<PlanView> {
  const plan = await tx.instalmentPlan.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: planId } },
    include: { invoices: true, instalments: { orderBy: { position: "asc" } } },
  });
  const { promiseGraceDays } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { promiseGraceDays: true },
  });
  const invoiceIds = plan.invoices.map((line) => line.invoiceId);
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: invoiceIds } },
    select: { id: true, number: true, balanceCents: true, status: true },
    orderBy: { number: "asc" },
  });
  const leftCents = sumCents(
    invoices.map((invoice) => (invoice.status === "OPEN" ? invoice.balanceCents : 0n)),
  );
  // A debt that has grown since (a cheque of before that bounced, a total put right) is not money that did not come.
  const settledCents = maxCents(0n, plan.totalCents - leftCents);
  const paidCents = maxCents(settledCents, await readPaidSince(tx, companyId, planId));
  const roundOf = (round: number): Instalment[] =>
    plan.instalments
      .filter((part) => part.round === round)
      .map((part) => ({ dueOn: toLocalDate(part.dueOn), amountCents: part.amountCents }));
  const schedule = roundOf(plan.round);
  return {
    id: plan.id,
    answerId: plan.answerId,
    clientId: plan.clientId,
    state: plan.state,
    totalCents: plan.totalCents,
    schedule,
    asked: plan.round === 1 ? [] : roundOf(1),
    signerName: plan.signerName,
    acknowledgedOn: toLocalDate(plan.acknowledgedAt),
    note: plan.note,
    agreedOn: toLocalDateOrNull(plan.agreedOn),
    documentId: plan.documentId,
    documentProblem: plan.documentProblem,
    isEndedByInsolvency: plan.endedByInsolvencyId !== null,
    paidCents,
    standing: planStanding(schedule, paidCents, today, promiseGraceDays),
    invoiceIds,
    numbers: invoices.map((invoice) => invoice.number),
    sha256: scheduleSha256(plan.id, schedule),
  };
}
