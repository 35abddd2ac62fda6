/** Cancels an invoice or writes it off, and opens it again when that was a mistake. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readEndedWith } from "@/db/settlement/closings";
import { line, oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { statusFor } from "@/domain/invoicing/balance";
import { decideAgain } from "../dunning/planInvoices";
import { journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { takeUpOwing } from "../parties/takeUpClients";
import type { CompanyCtx } from "../ports";
import { closeAnswersOf, restoreAnswersOf } from "../settlement/closeAnswers";
import { readAnswerInvoiceIds, restoreDecided } from "../settlement/restoreDecided";
import { refuseReplaced } from "./refuseReplaced";
import { journalInvoice, lockInvoice } from "./saveInvoice";

const CLOSE_FIELDS = {
  status: oneOf(["CANCELLED", "WRITTEN_OFF"], "Choisissez entre annuler et passer en perte."),
  closeReason: line("la raison", 300),
} as const;

export interface Closing {
  status: "CANCELLED" | "WRITTEN_OFF";
  closeReason: string;
  /** The dispute that it gives right, if any. */
  answerId?: string;
}

/**
 * Cancels an invoice or writes it off: nothing leaves any more for it, and what was expected of
 * it (a promise, a call) is dropped.
 *
 * @throws InputError without a reason; DomainError CLOSED when it is not open any more
 */
export async function closeInvoice(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const closing = readFields(raw, CLOSE_FIELDS);
  await inCompany(ctx.companyId, (tx) => closeInvoiceIn(tx, ctx, invoiceId, closing));
}

/** The same inside a caller's transaction. */
export async function closeInvoiceIn(
  tx: Tx,
  ctx: CompanyCtx,
  invoiceId: string,
  { status, closeReason, answerId }: Closing,
): Promise<void> {
  const now = ctx.clock.now();
  const current = await lockInvoice(tx, ctx.companyId, invoiceId);
  if (current.status !== "OPEN") throw new DomainError("CLOSED", "Cette facture est déjà close.");
  await tx.invoice.update({
    where: { companyId_id: { companyId: ctx.companyId, id: invoiceId } },
    data: { status, closeReason, closedAt: new Date(now), closingAnswerId: answerId ?? null },
  });
  await closeAnswersOf(tx, ctx.companyId, invoiceId, now, { paymentId: null, because: "CLOSED" });
  await decideAgain(tx, ctx.companyId, [invoiceId], now);
  const action = status === "CANCELLED" ? "invoice.cancelled" : "invoice.written_off";
  await journalInvoice(tx, ctx, invoiceId, action, { closeReason });
}

/**
 * Opens again an invoice closed by mistake: the dispute, the promise or the schedule that the closing had
 * ended counts again.
 *
 * @throws DomainError NOT_CLOSED when it is not closed; REPLACED when a corrected invoice has taken its place
 */
export async function reopenInvoice(ctx: CompanyCtx, invoiceId: string): Promise<void> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const touched = await readDisputedWith(tx, companyId, invoiceId);
    await lockInvoices(tx, companyId, touched);
    const current = await lockInvoice(tx, companyId, invoiceId);
    if (current.status !== "CANCELLED" && current.status !== "WRITTEN_OFF") {
      throw new DomainError("NOT_CLOSED", "Cette facture n’est ni annulée ni passée en perte.");
    }
    await refuseReplaced(tx, companyId, invoiceId);
    await tx.invoice.update({
      where: { companyId_id: { companyId, id: invoiceId } },
      data: {
        status: statusFor("OPEN", current.balanceCents),
        closeReason: null,
        closedAt: null,
        closingAnswerId: null,
      },
    });
    const restored = [
      ...(await takeUpOwing(tx, companyId, [invoiceId])),
      ...(await restoreAnswersOf(tx, ctx, [invoiceId])),
      ...(await restoreDecided(tx, ctx, current.closingAnswerId)),
    ];
    await decideAgain(tx, companyId, touched, now);
    await journalInvoice(tx, ctx, invoiceId, "invoice.reopened", {});
    await journalBy(tx, ctx, restored);
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** This invoice, and those of the answers that its closing ended: they are suspended again with it. */
async function readDisputedWith(tx: Tx, companyId: string, invoiceId: string): Promise<string[]> {
  if (!isId(invoiceId)) throw notFound();
  const invoice = await tx.invoice.findUnique({
    where: { companyId_id: { companyId, id: invoiceId } },
    select: { closingAnswerId: true },
  });
  const ids = await readAnswerInvoiceIds(tx, companyId, invoice?.closingAnswerId ?? null);
  return [...new Set([...ids, ...(await readEndedWith(tx, companyId, [invoiceId]))])];
}
