import { inCompany, inSlicesOfCompanies } from "@/db/inCompany";
import { type CompanyTransfers, countTransfersByCompany } from "@/db/settlement/bankLines";
import type { CompanyCtx } from "../ports";

/** How many movements wait for someone to say what they pay, and how many invoices they hold back. */
export async function countTransfers({
  companyId,
}: CompanyCtx): Promise<Pick<CompanyTransfers, "count" | "heldCount">> {
  const [found] = await inCompany(companyId, (tx) => countTransfersByCompany(tx, [companyId]));
  return found ?? { count: 0, heldCount: 0 };
}

/**
 * The same for the companies of a firm; those where nothing waits are left out.
 *
 * @param companyIds companies with a mandate in force, checked by the caller for this request
 */
export async function countFirmTransfers(companyIds: readonly string[]): Promise<CompanyTransfers[]> {
  return inSlicesOfCompanies(companyIds, countTransfersByCompany);
}
