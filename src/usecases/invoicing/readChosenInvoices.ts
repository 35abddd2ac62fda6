import { inCompany, isId } from "@/db/inCompany";
import { toLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import type { CompanyCtx } from "../ports";
import { MAX_INVOICES_AT_ONCE } from "./lockOpenInvoices";
import { companyToday } from "./saveInvoice";

export interface ChosenInvoice {
  id: string;
  number: string;
  clientName: string;
  dueOn: LocalDate;
  balanceCents: bigint;
}

/** The invoices checked in a list that are still open, before one gesture over all of them. */
export async function readChosenInvoices(
  ctx: CompanyCtx,
  ids: readonly string[],
): Promise<{ today: LocalDate; invoices: ChosenInvoice[] }> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const rows = await tx.invoice.findMany({
      where: { companyId, id: { in: ids.filter(isId) }, status: "OPEN" },
      select: { id: true, number: true, dueOn: true, balanceCents: true, client: { select: { name: true } } },
      orderBy: [{ dueOn: "asc" }, { id: "asc" }],
      take: MAX_INVOICES_AT_ONCE,
    });
    return {
      today: await companyToday(tx, companyId, ctx.clock.now()),
      invoices: rows.map(({ client, dueOn, ...row }) => ({
        ...row,
        clientName: client.name,
        dueOn: toLocalDate(dueOn),
      })),
    };
  });
}
