import type { Tx } from "@/db/inCompany";
import { DEFAULT_DEBTOR_SETTINGS, type DebtorSettings } from "@/domain/settlement/debtorSettings";

/** What a company decided for the pages of its debtors; the defaults until it decides. */
export async function readDebtorSettings(tx: Tx, companyId: string): Promise<DebtorSettings> {
  const row = await tx.debtorSettings.findUnique({ where: { companyId } });
  if (!row) return DEFAULT_DEBTOR_SETTINGS;
  const { companyId: _, ...settings } = row;
  return settings;
}
