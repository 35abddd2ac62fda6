/** The creditor notes a dispute it was told of: by letter, by mail, in person. */
import { isId } from "@/db/inCompany";
import { oneOf, optional, paragraph, positiveAmount, type RawFields, readFields } from "@/domain/fields";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { recordAnswerIn } from "./recordAnswer";

export const DISPUTE_CATEGORIES = ["QUALITY", "QUANTITY", "PRICE", "DELIVERY", "ORDER", "OTHER"] as const;
export type DisputeCategory = (typeof DISPUTE_CATEGORIES)[number];

export const CATEGORY_NAMES: Record<DisputeCategory, string> = {
  QUALITY: "Qualité du produit ou du travail",
  QUANTITY: "Quantité",
  PRICE: "Prix ou calcul",
  DELIVERY: "Livraison ou délai",
  ORDER: "Commande contestée",
  OTHER: "Autre chose",
};

/**
 * Suspends the invoice, or the part that is contested: the rest goes on being reminded.
 *
 * @throws InputError; DomainError NOT_FOUND, or when the part exceeds what is owed
 */
export async function noteDispute(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<void> {
  const input = readFields(raw, {
    category: oneOf(DISPUTE_CATEGORIES, "Choisissez ce qui est contesté."),
    amountCents: optional(positiveAmount("le montant contesté")),
    message: paragraph(1_000),
  });
  if (!isId(invoiceId)) throw notFound();
  const { companyId } = ctx;
  await onceForForm(ctx, async (tx) => {
    const invoice = await tx.invoice.findUnique({
      where: { companyId_id: { companyId, id: invoiceId } },
      select: { clientId: true },
    });
    if (!invoice) throw notFound();
    await recordAnswerIn(tx, ctx, {
      kind: "DISPUTE",
      source: "CREDITOR",
      clientId: invoice.clientId,
      invoiceIds: [invoiceId],
      onDate: null,
      amountCents: input.amountCents,
      method: null,
      message: input.message,
      reason: input.category,
      linkId: null,
      callTaskId: null,
      network: "",
    });
  });
  await ctx.bell.ring("dunning", { companyId });
}
