/** A credit note recorded by mistake is cancelled: what it took off is owed again. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId } from "@/db/inCompany";
import { readEndedWith } from "@/db/settlement/closings";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { takeUpOwing } from "../parties/takeUpClients";
import { actorUserId, type CompanyCtx } from "../ports";
import { restoreAnswersOf } from "../settlement/closeAnswers";
import { readAnswerInvoiceIds, restoreDecided } from "../settlement/restoreDecided";
import { refuseReplaced } from "./refuseReplaced";
import { journalInvoice, lockInvoice, refreshBalance } from "./saveInvoice";

/** Id of the invoice that a credit note lowers, or lowered. @throws DomainError NOT_FOUND */
export async function readCreditedInvoiceId(ctx: CompanyCtx, creditNoteId: string): Promise<string> {
  const { companyId } = ctx;
  if (!isId(creditNoteId)) throw notFound();
  const where = { companyId_id: { companyId, id: creditNoteId } };
  const note = await inCompany(companyId, (tx) =>
    tx.creditNote.findUnique({ where, select: { invoiceId: true } }),
  );
  if (!note) throw notFound();
  return note.invoiceId;
}

/**
 * Cancels a credit note: it stays readable and counts no more. What had ended because it settled the invoice
 * counts again, as does the dispute that it gave right, and the scenario goes on without repeating the steps
 * that already happened. What a payment had settled stays so: that money is there.
 *
 * @throws DomainError NOT_FOUND; REVERSED when it is cancelled already; CLOSED when the invoice is cancelled or
 *   written off; REPLACED when a corrected invoice has taken its place
 */
export async function cancelCreditNote(ctx: CompanyCtx, creditNoteId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  if (!isId(creditNoteId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const note = await tx.creditNote.findUnique({ where: { companyId_id: { companyId, id: creditNoteId } } });
    if (!note) throw notFound();
    const { invoiceId, number, amountCents } = note;
    const answered = await readAnswerInvoiceIds(tx, companyId, note.answerId);
    const touched = [...new Set([...(await readEndedWith(tx, companyId, [invoiceId])), ...answered])];
    await lockInvoices(tx, companyId, touched);
    const { status } = await lockInvoice(tx, companyId, invoiceId);
    // Said first: a program that asks again is told so, whatever became of the invoice since.
    if (note.cancelledAt !== null) throw cancelledBefore();
    if (status === "CANCELLED" || status === "WRITTEN_OFF") {
      throw new DomainError("CLOSED", "Cette facture est annulée ou passée en perte. Rouvrez-la d’abord.");
    }
    await refuseReplaced(tx, companyId, invoiceId);
    const { count } = await tx.creditNote.updateMany({
      where: { companyId, id: creditNoteId, cancelledAt: null },
      data: { cancelledAt: new Date(now), cancelledById: actorUserId(ctx.actor) },
    });
    if (count === 0) throw cancelledBefore();
    await refreshBalance(tx, companyId, invoiceId);
    const restored = [
      ...(await takeUpOwing(tx, companyId, [invoiceId])),
      ...(status === "PAID" ? await restoreAnswersOf(tx, ctx, [invoiceId], invoiceId) : []),
      ...(await restoreDecided(tx, ctx, note.answerId)),
    ];
    await decideAgain(tx, companyId, touched, now);
    await journalInvoice(tx, ctx, invoiceId, "credit_note.cancelled", {
      number,
      amountCents: amountCents.toString(),
    });
    await journalBy(tx, ctx, restored);
  });
  await ctx.bell.ring("dunning", { companyId });
}

function cancelledBefore(): DomainError {
  return new DomainError("REVERSED", "Cet avoir est déjà annulé.");
}
