import { inCompany } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { dueDate } from "@/domain/invoicing/paymentTerms";
import type { CompanyCtx } from "../ports";
import { companyToday } from "./saveInvoice";

export interface InvoiceProposal {
  today: LocalDate;
  /** Usual term of the company, calendar days after the date of the invoice. */
  termDays: number;
  dueOn: LocalDate;
}

/** What a new invoice starts from: today, and the due date that the company's terms give. */
export async function proposeInvoice(ctx: CompanyCtx): Promise<InvoiceProposal> {
  return inCompany(ctx.companyId, async (tx) => {
    const today = await companyToday(tx, ctx.companyId, ctx.clock.now());
    const { defaultTermDays: termDays } = await tx.company.findUniqueOrThrow({
      where: { id: ctx.companyId },
      select: { defaultTermDays: true },
    });
    const dueOn = dueDate({ kind: "DAYS", days: termDays }, { issuedOn: today }, "GENERAL");
    return { today, termDays, dueOn };
  });
}
