/** What setting an answer aside led to, « Pas reçu » above all: what follows for the debtor, and whether it can still be taken back. */
import { loadDunningFacts } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { nextStep } from "@/domain/dunning/nextStep";
import { reasonSentence, waitingReason } from "@/domain/dunning/reason";
import type { AnswerKind } from "@/domain/settlement/answer";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { type ComingStep, comingStep } from "../dunning/comingStep";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { CompanyCtx } from "../ports";
import { readRejectionRow, whyTooLate } from "./reopenAnswer";

export interface RejectionView {
  answerId: string;
  kind: AnswerKind;
  /** A promise whose day had passed without the money. */
  isBroken: boolean;
  /** Why a disputed invoice stands; empty when it was set aside without a word. */
  note: string;
  invoices: number;
  clientName: string;
  rejectedOn: LocalDate;
  today: LocalDate;
  /** A call about its invoices waits for somebody to make it. */
  hasCall: boolean;
  /** The first step to come over its invoices; null when none does by itself. */
  next: ComingStep | null;
  /** Why no step comes, or what waits already; empty when one does. */
  why: string;
  /** When the client will be told of it, in minutes since midnight; null when nobody is told, or has been. */
  toldAtMinute: number | null;
  /** Why it cannot be taken back any more; null as long as it can. */
  tooLate: string | null;
}

/** Null when this answer was not set aside, in this company. */
export async function readRejection(ctx: CompanyCtx, answerId: string): Promise<RejectionView | null> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    const rejection = await readRejectionRow(tx, companyId, answerId);
    if (!rejection) return null;
    const { name } = await tx.client.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: rejection.clientId } },
      select: { name: true },
    });
    const zone = await readCompanyZone(tx, companyId);
    const today = localDateAt(now, zone);
    const loaded = await loadDunningFacts(tx, companyId, rejection.invoiceIds, now, false);
    const decisions = loaded
      .filter(({ facts }) => facts.invoice.status === "OPEN")
      .map(({ facts }) => nextStep(facts, now));
    const next = comingStep(decisions, today);
    const reason = next ? null : waitingReason(decisions.flatMap(({ reasons }) => reasons));
    const tooLate = await whyTooLate(tx, companyId, rejection);
    const calls = await tx.callTask.count({
      where: {
        companyId,
        state: "OPEN",
        invoices: { some: { invoiceId: { in: rejection.invoiceIds } } },
      },
    });
    return {
      answerId,
      kind: rejection.kind,
      isBroken: rejection.isBroken,
      note: rejection.note,
      invoices: rejection.invoiceIds.length,
      clientName: name,
      rejectedOn: localDateAt(rejection.rejectedAt.getTime(), zone),
      today,
      hasCall: calls > 0,
      next,
      toldAtMinute: await toldAtMinute(tx, companyId, answerId, zone),
      why: reason ? reasonSentence(reason) : "",
      tooLate: tooLate?.message ?? null,
    };
  });
}

/** The hour of the message that tells the client, while it can still be withdrawn. */
async function toldAtMinute(
  tx: Tx,
  companyId: string,
  answerId: string,
  timeZone: string,
): Promise<number | null> {
  const message = await tx.message.findFirst({
    where: { companyId, decisions: { some: { id: answerId } }, state: "READY" },
    select: { dueAt: true },
  });
  return message && minuteOfDayAt(message.dueAt.getTime(), timeZone);
}
