import { inCompany } from "@/db/inCompany";
import { countBankLines } from "@/db/settlement/bankLines";
import { countBankHeld } from "@/db/settlement/bankMatches";
import type { CompanyCtx } from "../ports";

/** How many movements wait for someone to say what they pay, and how many invoices they hold back. */
export async function countTransfers({
  companyId,
}: CompanyCtx): Promise<{ count: number; heldCount: number }> {
  return inCompany(companyId, async (tx) => ({
    count: (await countBankLines(tx, companyId)).pending,
    heldCount: await countBankHeld(tx, companyId),
  }));
}
