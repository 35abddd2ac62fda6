/** An answer that a person had settled by a payment or a closing counts again when that gesture is undone. */
import type { Tx } from "@/db/inCompany";
import { reopenHolds } from "@/db/settlement/closings";
import { localDateAt } from "@/domain/zonedTime";
import type { Deed } from "../journalBy";
import { readCompanyZone } from "../parties/readCompanyZone";
import type { CompanyCtx } from "../ports";
import { isAnsweredSince } from "./reopenAnswer";
import { withdrawDecision } from "./tellDecision";

/** Invoices of an answer, to lock before it; none without an answer. */
export async function readAnswerInvoiceIds(
  tx: Tx,
  companyId: string,
  answerId: string | null,
): Promise<string[]> {
  if (answerId === null) return [];
  const rows = await tx.answerInvoice.findMany({
    where: { companyId, answerId },
    select: { invoiceId: true },
  });
  return rows.map((row) => row.invoiceId);
}

/**
 * « J’ai payé » confirmed, or a dispute given right, by a gesture that is being undone: the answer waits
 * for the creditor again and what it suspended until its last day too, unless the client has said
 * something else since. The message that tells the decision is withdrawn while it has not left. The caller holds the locks of its invoices and ends with `decideAgain`.
 *
 * @param answerId the answer that the gesture decided; null when it decided none
 * @returns what the journal is to be told
 */
export async function restoreDecided(tx: Tx, ctx: CompanyCtx, answerId: string | null): Promise<Deed[]> {
  if (answerId === null) return [];
  const { companyId } = ctx;
  const where = { companyId_id: { companyId, id: answerId } };
  await tx.$executeRaw`
    SELECT 1 FROM answer WHERE company_id = ${companyId}::uuid AND id = ${answerId}::uuid FOR UPDATE`;
  const answer = await tx.answer.findUniqueOrThrow({ where });
  const invoiceIds = await readAnswerInvoiceIds(tx, companyId, answerId);
  if (answer.state !== "ACCEPTED" || answer.decidedAt === null || answer.closedById !== null) return [];
  const ended = { id: answerId, invoiceIds, endedAt: answer.decidedAt };
  // The client has said something else, and is not told of a decision that no longer stands either.
  if (await isAnsweredSince(tx, companyId, ended)) return withdrawDecision(tx, ctx, answerId);
  const today = localDateAt(ctx.clock.now(), await readCompanyZone(tx, companyId));
  const isHeld = await reopenHolds(tx, companyId, ended, today);
  const open = await tx.invoice.count({ where: { companyId, id: { in: invoiceIds }, status: "OPEN" } });
  if (open === 0) {
    // Its invoices are closed: it ends with them instead, and waits again with them.
    await tx.answer.update({ where, data: { closedById: invoiceIds[0] ?? null, decidedById: null } });
    return [];
  }
  const withdrawn = await withdrawDecision(tx, ctx, answerId);
  await tx.answer.update({
    where,
    data: {
      state: answer.kind === "PROMISE" && !isHeld ? "BROKEN" : "OPEN",
      decidedAt: null,
      decidedById: null,
      decisionNote: "",
    },
  });
  return [{ action: "answer.restored", entity: "answer", entityId: answerId, data: {} }, ...withdrawn];
}
