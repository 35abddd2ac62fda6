/** The creditor's answer to a dispute: the client is right, or the invoice stands. */
import { inCompany } from "@/db/inCompany";
import { fieldError, line, oneOf, type RawFields, readFields } from "@/domain/fields";
import { decideAgain } from "../dunning/planInvoices";
import { addCreditNoteIn, readCreditNote } from "../invoicing/addCreditNote";
import { closeInvoiceIn } from "../invoicing/closeInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { closeAnswer, journalAnswer, lockAnswer } from "./decideAnswer";

/** How the creditor gives the client reason. */
export const REMEDIES = ["CREDIT_NOTE", "CANCELLED", "WRITTEN_OFF"] as const;

const REMEDY_FIELDS = {
  remedy: oneOf(REMEDIES, "Choisissez entre un avoir, une annulation et un passage en perte."),
  invoiceId: (text: string) => text,
  closeReason: line("la raison", 300, { optional: true }),
} as const;

/**
 * « Donner raison au client »: a credit note lowers one of the disputed invoices, or it is
 * cancelled or written off. The dispute is closed; what is still owed is reminded again.
 *
 * @throws InputError with every field that is wrong; DomainError ANSWER_DECIDED when it is not open
 */
export async function acceptDispute(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { remedy, invoiceId, closeReason } = readFields(raw, REMEDY_FIELDS);
  const credit = remedy === "CREDIT_NOTE" ? readCreditNote(raw) : null;
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "DISPUTE") throw notFound();
    const target = answer.invoiceIds.length === 1 ? answer.invoiceIds[0] : invoiceId;
    if (target === undefined || !answer.invoiceIds.includes(target)) {
      throw fieldError("invoiceId", "CHOICE", "Choisissez la facture que cela corrige.");
    }
    await closeAnswer(tx, ctx, answerId, "ACCEPTED", { endReason: "Le client a raison." });
    if (credit) await addCreditNoteIn(tx, ctx, target, credit, answerId);
    else if (remedy !== "CREDIT_NOTE") {
      const why = closeReason || "Litige\u00a0: le client a raison.";
      await closeInvoiceIn(tx, ctx, target, { status: remedy, closeReason: why, answerId });
    }
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "dispute.accepted", { remedy, invoiceId: target });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/**
 * « Maintenir la facture »: the dispute is answered, the suspension ends and the scenario goes on
 * with the next step, never with a burst of those that were held. The words stay in the history of the
 * invoice; the client is not written to.
 *
 * @throws DomainError ANSWER_DECIDED when it is not open
 */
export async function maintainInvoice(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { note } = readFields(raw, { note: line("votre réponse", 300) });
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "DISPUTE") throw notFound();
    await closeAnswer(tx, ctx, answerId, "REJECTED", { endReason: "Facture maintenue.", note });
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "dispute.maintained", { note });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}
