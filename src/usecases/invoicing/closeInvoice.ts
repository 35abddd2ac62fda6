/** Cancels an invoice or writes it off, and opens it again when that was a mistake. */
import { inCompany, type Tx } from "@/db/inCompany";
import { line, oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { statusFor } from "@/domain/invoicing/balance";
import { decideAgain } from "../dunning/planInvoices";
import type { CompanyCtx } from "../ports";
import { closeAnswersOf } from "../settlement/closeAnswers";
import { journalInvoice, lockInvoice } from "./saveInvoice";

const CLOSE_FIELDS = {
  status: oneOf(["CANCELLED", "WRITTEN_OFF"], "Choisissez entre annuler et passer en perte."),
  closeReason: line("la raison", 300),
} as const;

export interface Closing {
  status: "CANCELLED" | "WRITTEN_OFF";
  closeReason: string;
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
  { status, closeReason }: Closing,
): Promise<void> {
  const now = ctx.clock.now();
  const current = await lockInvoice(tx, ctx.companyId, invoiceId);
  if (current.status !== "OPEN") throw new DomainError("CLOSED", "Cette facture est déjà close.");
  await tx.invoice.update({
    where: { companyId_id: { companyId: ctx.companyId, id: invoiceId } },
    data: { status, closeReason, closedAt: new Date(now) },
  });
  await closeAnswersOf(tx, ctx.companyId, invoiceId, now, "CLOSED");
  await decideAgain(tx, ctx.companyId, [invoiceId], now);
  const action = status === "CANCELLED" ? "invoice.cancelled" : "invoice.written_off";
  await journalInvoice(tx, ctx, invoiceId, action, { closeReason });
}

/** Opens again an invoice closed by mistake. @throws DomainError NOT_CLOSED when it is not closed */
export async function reopenInvoice(ctx: CompanyCtx, invoiceId: string): Promise<void> {
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const current = await lockInvoice(tx, ctx.companyId, invoiceId);
    if (current.status !== "CANCELLED" && current.status !== "WRITTEN_OFF") {
      throw new DomainError("NOT_CLOSED", "Cette facture n’est ni annulée ni passée en perte.");
    }
    await tx.invoice.update({
      where: { companyId_id: { companyId: ctx.companyId, id: invoiceId } },
      data: { status: statusFor("OPEN", current.balanceCents), closeReason: null, closedAt: null },
    });
    await decideAgain(tx, ctx.companyId, [invoiceId], now);
    await journalInvoice(tx, ctx, invoiceId, "invoice.reopened", {});
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}
