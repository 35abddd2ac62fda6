/** The creditor's answer to a dispute: the client is right, or the invoice stands. */
import { inCompany, type Tx } from "@/db/inCompany";
import { fieldError, line, oneOf, type RawFields, readFields } from "@/domain/fields";
import type { DisputeDecision } from "@/domain/settlement/disputeNotes";
import { decideAgain } from "../dunning/planInvoices";
import { addCreditNoteIn, type CreditNoteInput, readCreditNote } from "../invoicing/addCreditNote";
import { closeInvoiceIn } from "../invoicing/closeInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { closeAnswer, journalAnswer, lockAnswer } from "./decideAnswer";
import { readTelling, tellDecision } from "./tellDecision";

/** How the creditor gives the client reason. */
export const REMEDIES = ["CREDIT_NOTE", "CANCELLED", "WRITTEN_OFF"] as const;

const REMEDY_FIELDS = {
  remedy: oneOf(REMEDIES, "Choisissez entre un avoir, une annulation et un passage en perte."),
  invoiceId: (text: string) => text,
  closeReason: line("la raison", 300, { optional: true }),
} as const;

/**
 * « Donner raison au client »: a credit note lowers one of the disputed invoices, or it is
 * cancelled or written off. The dispute is closed; what is still owed is reminded again. The client is told
 * when `tell` is checked, see tellDecision.
 *
 * @throws InputError with every field that is wrong; DomainError ANSWER_DECIDED when it is not open
 */
export async function acceptDispute(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { remedy, invoiceId, closeReason } = readFields(raw, REMEDY_FIELDS);
  const credit = remedy === "CREDIT_NOTE" ? readCreditNote(raw) : null;
  const telling = readTelling(raw);
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
    const decision = await acceptedOf(tx, ctx.companyId, target, credit ?? { remedy });
    await tellDecision(tx, ctx, answer, decision, telling);
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "dispute.accepted", { remedy, invoiceId: target });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/**
 * « Maintenir la facture »: the dispute is answered, the suspension ends and the scenario goes on
 * with the next step, never with a burst of those that were held. The words stay in the history of the
 * invoice; the client is told when `tell` is checked, see tellDecision.
 *
 * @throws DomainError ANSWER_DECIDED when it is not open
 */
export async function maintainInvoice(ctx: CompanyCtx, answerId: string, raw: RawFields): Promise<void> {
  const { note } = readFields(raw, { note: line("votre réponse", 300) });
  const telling = readTelling(raw);
  const now = ctx.clock.now();
  await inCompany(ctx.companyId, async (tx) => {
    const answer = await lockAnswer(tx, ctx.companyId, answerId);
    if (answer.kind !== "DISPUTE") throw notFound();
    await closeAnswer(tx, ctx, answerId, "REJECTED", { endReason: "Facture maintenue.", note });
    await tellDecision(tx, ctx, answer, { kind: "MAINTAINED" }, telling);
    await decideAgain(tx, ctx.companyId, answer.invoiceIds, now);
    await journalAnswer(tx, ctx, answerId, "dispute.maintained", { note });
  });
  await ctx.bell.ring("dunning", { companyId: ctx.companyId });
}

/** What was given right, in the words of the message. */
async function acceptedOf(
  tx: Tx,
  companyId: string,
  invoiceId: string,
  given: CreditNoteInput | { remedy: (typeof REMEDIES)[number] },
): Promise<DisputeDecision> {
  const { number: invoiceNumber } = await tx.invoice.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: invoiceId } },
    select: { number: true },
  });
  if (!("remedy" in given)) {
    const { number: creditNumber, amountCents } = given;
    return { kind: "CREDIT_NOTE", invoiceNumber, creditNumber, amountCents };
  }
  return { kind: given.remedy === "CANCELLED" ? "CANCELLED" : "WRITTEN_OFF", invoiceNumber };
}
