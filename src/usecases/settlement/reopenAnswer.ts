/** An answer set aside counts again, as long as nothing has been said to the debtor since: « Pas reçu » taken back, above all. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { reopenHolds } from "@/db/settlement/closings";
import { hasLeftSince } from "@/db/settlement/rejections";
import { DomainError } from "@/domain/invariant";
import { ANSWER_KINDS, type AnswerKind, replacesEarlier } from "@/domain/settlement/answer";
import { localDateAt } from "@/domain/zonedTime";
import { decideAgain } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { CompanyCtx } from "../ports";
import { journalAnswer, lockAnswerRow } from "./decideAnswer";
import { hasBeenTold, withdrawDecision } from "./tellDecision";

/** An answer that the creditor set aside. */
export interface Rejection {
  id: string;
  clientId: string;
  kind: AnswerKind;
  /** A promise whose day had passed without the money. */
  isBroken: boolean;
  /** Why a disputed invoice stands; empty when it was set aside without a word. */
  note: string;
  invoiceIds: string[];
  rejectedAt: Date;
}

interface AnswerRow {
  id: string;
  clientId: string;
  kind: AnswerKind;
  state: string;
  decidedAt: Date | null;
  decidedById: string | null;
  decisionNote: string;
  invoiceIds: string[];
}

/**
 * The rejection of this answer; null when it is anything else. A schedule that was refused is none: the
 * debtor was told. Nor is a broken promise that the money itself has closed.
 */
function rejectionOf(answer: AnswerRow): Rejection | null {
  const { id, clientId, kind, state, decidedAt, decidedById, decisionNote: note, invoiceIds } = answer;
  const isBroken = state === "BROKEN" && decidedById !== null;
  if (kind === "INSTALMENTS" || decidedAt === null || (state !== "REJECTED" && !isBroken)) return null;
  return { id, clientId, kind, isBroken, note, invoiceIds, rejectedAt: decidedAt };
}

/** Reads it without a lock. Null when there is none in this company. */
export async function readRejectionRow(
  tx: Tx,
  companyId: string,
  answerId: string,
): Promise<Rejection | null> {
  if (!isId(answerId)) return null;
  const answer = await tx.answer.findUnique({
    where: { companyId_id: { companyId, id: answerId } },
    include: { invoices: { select: { invoiceId: true } } },
  });
  return answer && rejectionOf({ ...answer, invoiceIds: answer.invoices.map((line) => line.invoiceId) });
}

/** Why it cannot be taken back any more; null as long as it can. */
export async function whyTooLate(
  tx: Tx,
  companyId: string,
  rejection: Rejection,
): Promise<DomainError | null> {
  const { invoiceIds, rejectedAt } = rejection;
  const open = await tx.invoice.count({ where: { companyId, id: { in: invoiceIds }, status: "OPEN" } });
  if (open === 0) {
    return new DomainError("SETTLED_SINCE", "Trop tard pour annuler : ces factures sont soldées ou closes.");
  }
  if (await isAnsweredSince(tx, companyId, { id: rejection.id, invoiceIds, endedAt: rejectedAt })) {
    return new DomainError(
      "ANSWERED_SINCE",
      "Trop tard pour annuler : une autre réponse du client a été notée depuis.",
    );
  }
  if (await hasBeenTold(tx, companyId, rejection.id)) {
    return new DomainError(
      "TOLD_SINCE",
      "Trop tard pour annuler : votre décision est partie au client. Écrivez-lui si elle change.",
    );
  }
  const day = localDateAt(rejectedAt.getTime(), await readCompanyZone(tx, companyId));
  return (await hasLeftSince(tx, companyId, invoiceIds, rejectedAt, day))
    ? new DomainError("REMINDED_SINCE", "Trop tard pour annuler : le client a été relancé depuis.")
    : null;
}

/** An answer that was decided, and the instant it was. */
export interface EndedAnswer {
  id: string;
  invoiceIds: readonly string[];
  endedAt: Date;
}

/** True when the client has said something else of the payment since. */
export async function isAnsweredSince(
  tx: Tx,
  companyId: string,
  { id, invoiceIds, endedAt }: EndedAnswer,
): Promise<boolean> {
  const answered = await tx.answer.count({
    where: {
      companyId,
      id: { not: id },
      createdAt: { gte: endedAt },
      kind: { in: ANSWER_KINDS.filter(replacesEarlier) },
      invoices: { some: { invoiceId: { in: [...invoiceIds] } } },
    },
  });
  return answered > 0;
}

/**
 * Takes back a rejection: the answer waits for the creditor again, the suspension it had opened goes
 * on until its day, and a reminder or a message of decision that has not left is withdrawn. A promise whose day has passed
 * meanwhile comes back as not kept.
 *
 * @throws DomainError NOT_FOUND; ANSWER_WAITING when it waits already; ANSWER_DECIDED when it was decided
 *   otherwise; SETTLED_SINCE, ANSWERED_SINCE, TOLD_SINCE or REMINDED_SINCE when it is too late
 */
export async function reopenAnswer(ctx: CompanyCtx, answerId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const answer = await lockAnswerRow(tx, companyId, answerId);
    if (answer.decidedAt === null) {
      throw new DomainError("ANSWER_WAITING", "Cette réponse est déjà prise en compte.");
    }
    const rejection = rejectionOf(answer);
    if (!rejection) throw new DomainError("ANSWER_DECIDED", "Cette réponse a été traitée autrement.");
    const tooLate = await whyTooLate(tx, companyId, rejection);
    if (tooLate) throw tooLate;
    const today = localDateAt(now, await readCompanyZone(tx, companyId));
    const ended = { ...rejection, endedAt: rejection.rejectedAt };
    const isHeld = await reopenHolds(tx, companyId, ended, today);
    const withdrawn = await withdrawDecision(tx, ctx, answerId);
    const isBroken = rejection.isBroken || (rejection.kind === "PROMISE" && !isHeld);
    await tx.answer.update({
      where: { companyId_id: { companyId, id: answerId } },
      data: { state: isBroken ? "BROKEN" : "OPEN", decidedAt: null, decidedById: null, decisionNote: "" },
    });
    await decideAgain(tx, companyId, rejection.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "answer.reopened");
    await journalBy(tx, ctx, withdrawn);
  });
  await ctx.bell.ring("dunning", { companyId });
}
