import { inCompany } from "@/db/inCompany";
import type { BankLineRow } from "@/db/settlement/bankLines";
import { type LinkablePaymentRow, readLinkablePayments } from "@/db/settlement/linkablePayments";
import type { CompanyCtx } from "../ports";

export type LinkablePayment = LinkablePaymentRow;

/** Payments recorded around the day of a movement that no movement is linked to, those of its amount first. */
export async function listLinkablePayments(
  ctx: CompanyCtx,
  line: Pick<BankLineRow, "bookedOn" | "amountCents">,
): Promise<LinkablePayment[]> {
  return inCompany(ctx.companyId, (tx) => readLinkablePayments(tx, ctx.companyId, line));
}
