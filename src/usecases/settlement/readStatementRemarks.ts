import { inCompany } from "@/db/inCompany";
import { readLastStatements } from "@/db/settlement/bankStatements";
import { type StatementRemark, statementRemarks } from "@/domain/settlement/statementBalances";
import type { CompanyCtx } from "../ports";

/** What the balances of the last file say of lines or statements that may be missing; empty for most. */
export async function readStatementRemarks({ companyId }: CompanyCtx): Promise<StatementRemark[]> {
  const { last, known } = await inCompany(companyId, (tx) => readLastStatements(tx, companyId));
  return statementRemarks(last, known);
}
